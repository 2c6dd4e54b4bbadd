using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>What the list of acknowledgements is asked for.</summary>
/// <param name="Done">Who has, in place of who has not.</param>
public sealed record AcknowledgementFilter(PolicyId? Policy, SchoolId? School, Role? Role, string? Name, bool Done)
{
    public static ListKind Kind { get; } = new(["policy", "school", "role", "name", "standing"], ["name"]);

    public static AcknowledgementFilter Read(ListView view) => new(
        view.Value<PolicyId>("policy", t => Guid.TryParse(t, out var id) ? new PolicyId(id) : null),
        view.Value<SchoolId>("school", t => Guid.TryParse(t, out var id) ? new SchoolId(id) : null),
        view.Value<Role>("role", Roles.Find), view.Text("name"),
        view.Value<bool>("standing", t => t switch { "open" => false, "done" => true, _ => null }) ?? false);
}

/// <summary>Somebody, and a policy that waits for them or that they have acknowledged. No date and no count: it is no figure about a person.</summary>
public sealed record AcknowledgementRow(AccountId Account, string Name, PolicyId Policy, string PolicyName, string PolicySpanish, int Number);

/// <summary>How many must acknowledge a policy, and how many have.</summary>
/// <param name="School">Null: roles of no school.</param>
public sealed record AcknowledgementCount(SchoolId? School, int Must, int Done);

/// <summary>Who has not acknowledged, by name and by school: within the reach of whoever asks.</summary>
internal static class WhoHasNot
{
    /// <summary>By name, then by policy. A principal gets those of the own schools, and of them alone who has not.</summary>
    public static IQueryable<AcknowledgementRow> Rows(DistrictDb db, Reach reach, AcknowledgementFilter filter, bool descending)
    {
        var (roles, schools, said) = (db.Set<PolicyRole>(), db.Set<PolicySchool>(), db.Set<PolicyAcknowledgement>());
        var grants = Grants(db, reach, filter);
        var accounts = StaffRoles.OpenAccounts(db).Where(a => grants.Any(g => g.Account == a.Id));
        if (filter.Name is { } name && StoreConventions.Fold(name) is var folded) accounts = accounts.Where(a => a.NameFolded.StartsWith(folded) || a.NameFolded.Contains(" " + folded));
        var policies = db.Set<Policy>().AsNoTracking().Where(p => p.Published != null);
        if (filter.Policy is { } one) policies = policies.Where(p => p.Id == one);
        var pairs = from account in accounts from policy in policies select new { account, policy };
        // Who has is asked first: it is one look into an index, and leaves few of whom to ask whether they must.
        pairs = filter.Done && reach.IsDistrict ? pairs.Where(p => said.Any(a => a.Policy == p.policy.Id && a.Account == p.account.Id && a.Number >= p.policy.AcknowledgeFrom))
            : pairs.Where(p => !said.Any(a => a.Policy == p.policy.Id && a.Account == p.account.Id && a.Number >= p.policy.AcknowledgeFrom));
        pairs = pairs.Where(p => grants.Any(g => g.Account == p.account.Id && roles.Any(r => r.Policy == p.policy.Id && r.Role == g.Role)
            && (!schools.Any(s => s.Policy == p.policy.Id) || schools.Any(s => s.Policy == p.policy.Id && s.School == g.School))));
        pairs = descending ? pairs.OrderByDescending(p => p.account.NameFolded).ThenByDescending(p => p.account.Id).ThenBy(p => p.policy.NameFolded).ThenBy(p => p.policy.Id)
            : pairs.OrderBy(p => p.account.NameFolded).ThenBy(p => p.account.Id).ThenBy(p => p.policy.NameFolded).ThenBy(p => p.policy.Id);
        return pairs.Select(p => new AcknowledgementRow(p.account.Id, p.account.Name, p.policy.Id, p.policy.Name, p.policy.NameSpanish, p.policy.Published!.Value));
    }

    private static IQueryable<StaffRole> Grants(DistrictDb db, Reach reach, AcknowledgementFilter filter)
    {
        var grants = StaffRoles.Granted(db);
        if (!reach.IsDistrict) grants = reach.Within(grants.Where(g => g.School != null), g => g.School!.Value);
        if (filter.School is { } school) grants = grants.Where(g => g.School == school);
        if (filter.Role is { } role) grants = grants.Where(g => g.Role == role);
        return grants;
    }

    /// <summary>The counts of one policy by school, within reach, and of everybody together (who has roles at two schools counts in both, and once together).</summary>
    public static async Task<(AcknowledgementCount All, IReadOnlyList<AcknowledgementCount> BySchool)> Counts(DistrictDb db, Reach reach, PolicyId policy, CancellationToken ct)
    {
        var duties = await Duties.Of(db).Within(reach).Where(d => d.Policy == policy).Select(d => new { d.Account, d.School, d.Done }).Distinct().ToListAsync(ct);
        var bySchool = duties.GroupBy(d => d.School).Select(g => new AcknowledgementCount(g.Key, g.Count(), g.Count(d => d.Done))).ToList();
        var people = duties.DistinctBy(d => d.Account).ToList();
        return (new(null, people.Count, people.Count(p => p.Done)), bySchool);
    }

    /// <summary>The schools of the people on a page of the list, as far as the reader's reach goes.</summary>
    public static async Task<ILookup<AccountId, SchoolId>> SchoolsOf(DistrictDb db, Reach reach, IEnumerable<AccountId> accounts, CancellationToken ct)
    {
        var ids = accounts.Distinct().ToList();
        var roles = await StaffRoles.InForce(db).Where(r => r.School != null && ids.Contains(r.Account)).Select(r => new { r.Account, School = r.School!.Value }).Distinct().ToListAsync(ct);
        return roles.Where(r => reach.Includes(r.School)).ToLookup(r => r.Account, r => r.School);
    }
}
