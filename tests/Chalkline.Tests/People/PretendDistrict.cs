using Chalkline.Platform;
using Chalkline.Platform.People;

namespace Chalkline.Tests.People;

/// <summary>Four people and the rules alone, without a store: what happens when they try things in any order.</summary>
internal sealed class PretendDistrict(IReadOnlySet<SchoolId> open)
{
    private readonly List<(int Who, int By, RoleGrant Grant)> _grants = [(0, -1, Grant(0, new(Role.SystemAdministrator, null, null), false))];
    private readonly bool[] _closed = new bool[4];
    private bool _small;

    public enum Act
    {
        Give,
        Take,
        Countersign,
        ChangeMode,
        Close,
        Reopen,
    }

    public sealed record Attempt(Act Act, int By, int To, HeldRole Role);

    public int Given { get; private set; }

    public int Countersigned { get; private set; }

    public int ModesChanged { get; private set; }

    public void Try(Attempt attempt)
    {
        switch (attempt.Act)
        {
            case Act.Give:
                var facts = new GrantFacts(attempt.By == attempt.To, _small, _closed[attempt.To], Held(attempt.To), open);
                if (RoleRules.AgainstGranting(attempt.Role, facts).Count > 0) return;
                _grants.Add((attempt.To, attempt.By, Grant(attempt.To, attempt.Role, RoleRules.NeedsCountersignature(facts))));
                Given++;
                return;
            case Act.Take:
                var taken = _grants.Find(g => g.Who == attempt.To && g.Grant.Role == attempt.Role.Role && g.Grant.RevokedAt is null);
                if (taken.Grant is null || taken.Grant is { Role: Role.SystemAdministrator, IsInForce: true } && Against(attempt.To)) return;
                taken.Grant.RevokedAt = DateTimeOffset.UnixEpoch;
                return;
            case Act.Countersign:
                foreach (var (_, _, grant) in _grants.Where(g => RoleRules.MayCountersign(g.Grant, Id(attempt.By))))
                {
                    (grant.CountersignedAt, grant.CountersignedBy) = (DateTimeOffset.UnixEpoch, Id(attempt.By));
                    Countersigned++;
                }
                return;
            case Act.ChangeMode:
                if (_small && !RoleRules.MayLeaveSmallDistrict(Enumerable.Range(0, 4).Select(Held))) return;
                _small = !_small;
                ModesChanged++;
                return;
            case Act.Close:
                if (!Against(attempt.To)) _closed[attempt.To] = true;
                return;
            case Act.Reopen:
                _closed[attempt.To] = false;
                return;
        }
    }

    /// <summary>Which promise does not hold; null where all do.</summary>
    public string? Broken()
    {
        if (Administrators().Count == 0) return "no administrator";
        foreach (var who in Enumerable.Range(0, 4))
        {
            var held = Held(who);
            var kinds = held.Select(h => h.Role).Distinct().ToList();
            if (held.Count != held.Distinct().Count()) return "a role twice";
            if (kinds.Contains(Role.Auditor) && kinds.Count > 1) return "an auditor with another role";
            if (!_small && kinds.Count(k => k != Role.Teacher) > 1) return "several kinds of role";
            if (held.Any(h => (h.Role is Role.Principal or Role.Teacher) != (h.School is not null) || h.School is { } s && !open.Contains(s))) return "a school amiss";
            if (held.Any(h => (h.Role == Role.Reviewer) != (h.ReviewArea is not null) || h.ReviewArea == "horoscopes")) return "a review area amiss";
        }
        return _grants.Any(g => g.By == g.Who && g.Grant.IsInForce && (g.Grant.CountersignedBy ?? g.Grant.Account) == g.Grant.Account) ? "somebody's own role in force" : null;
    }

    private bool Against(int who) => RoleRules.AgainstLosing(Administrators().Contains(who), Administrators().Count(a => a != who)) is not null;

    private HashSet<int> Administrators() =>
        [.. _grants.Where(g => g.Grant is { Role: Role.SystemAdministrator, IsInForce: true } && !_closed[g.Who]).Select(g => g.Who)];

    private List<HeldRole> Held(int who) => [.. _grants.Where(g => g.Who == who && g.Grant.RevokedAt is null).Select(g => g.Grant.Held())];

    private static AccountId Id(int who) => new(new Guid(who + 1, 0, 0, new byte[8]));

    private static RoleGrant Grant(int who, HeldRole role, bool waits) => new()
    {
        Account = Id(who),
        Role = role.Role,
        School = role.School,
        ReviewArea = role.ReviewArea,
        Source = RoleGrants.ByAdministrator,
        NeedsCountersignature = waits,
    };
}
