using System.Text.Json.Nodes;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>Roles that groups give, brought up to date at each sign-in.</summary>
internal sealed class GroupRoles(DistrictDb db, Sessions sessions, SchoolDirectory schools, TimeProvider time)
{
    /// <summary>What the person's groups give; null where groups give roles and the provider did not tell which the person is in.</summary>
    public async Task<IReadOnlyList<GroupRole>?> Of(SignInProvider provider, ProvenIdentity who, CancellationToken ct)
    {
        var all = await db.Set<GroupRole>().AsNoTracking().Where(g => g.Provider == provider.Id).ToListAsync(ct);
        if (who.Groups is null) return all.Count > 0 ? null : [];
        var inGroups = who.Groups.ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(g => inGroups.Contains(g.GroupValue))];
    }

    public async Task<GroupRolePlan> Plan(SignInProvider provider, AccountId account, IReadOnlyList<RoleGrant> open, IReadOnlyList<GroupRole> groups, CancellationToken ct)
    {
        var small = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.SmallDistrict).SingleAsync(ct);
        var ids = (await schools.Open(ct)).Select(s => s.Id).ToHashSet();
        return GroupRolePlan.For(provider, account, open, groups, small, ids);
    }

    /// <summary>Gives and takes what the groups say, in one commit; sessions end where a role is taken away. No commit where nothing changes.</summary>
    /// <returns>What the rules did not let it give or take, for the entry of the session.</returns>
    public async Task<JsonArray> Match(SignInProvider provider, Account account, IReadOnlyList<GroupRole> groups, CancellationToken ct)
    {
        var open = await db.Set<RoleGrant>().Where(g => g.Account == account.Id && g.RevokedAt == null).ToListAsync(ct);
        var plan = await Plan(provider, account.Id, open, groups, ct);
        var change = await Apply(provider, account.Id, plan, ct);
        var skipped = change["skipped"]!.DeepClone().AsArray();
        if (change["given"]!.AsArray().Count + change["taken"]!.AsArray().Count == 0) return skipped;
        // Two sign-ins of one person at once must not both give the same role.
        db.Raise(account);
        await db.Commit(new(Actor.System, "account.roles-matched", new("account", account.Id.Value), change), ct);
        return skipped;
    }

    /// <summary>Puts the plan into the change tracker; the caller commits. Returns what the audit log is to have of it.</summary>
    public async Task<JsonObject> Apply(SignInProvider provider, AccountId account, GroupRolePlan plan, CancellationToken ct)
    {
        var skipped = plan.Skipped.ToList();
        var (given, taken) = (new JsonArray(), new JsonArray());
        foreach (var grant in plan.Take)
        {
            if (grant is { Role: Role.SystemAdministrator, IsInForce: true } && await Administrators.AgainstLosing(db, account, ct) is { } refusal)
            {
                skipped.Add(new(grant.Held(), [refusal]));
                continue;
            }
            grant.RevokedAt = time.Now();
            taken.Add((JsonNode)grant.Described());
        }
        if (taken.Count > 0) await sessions.End(account, null, ct);
        foreach (var role in plan.Give) given.Add((JsonNode)Give(provider, account, role).Described());
        await HoldSeparation(account, plan, ct);
        return new() { ["given"] = given, ["taken"] = taken, ["skipped"] = new JsonArray([.. skipped.Select(s => s.Described())]) };
    }

    /// <summary>What only a small district allows must not slip past the end of that mode.</summary>
    private async Task HoldSeparation(AccountId account, GroupRolePlan plan, CancellationToken ct)
    {
        if (plan.Give.Count == 0) return;
        var held = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.Account == account && g.RevokedAt == null)
            .Select(g => new HeldRole(g.Role, g.School, g.ReviewArea)).ToListAsync(ct);
        if (!RoleRules.AreSeparate(held.Concat(plan.Give.Select(g => g.Role)))) db.Raise(await db.Set<DistrictProfile>().SingleAsync(ct));
    }

    private RoleGrant Give(SignInProvider provider, AccountId account, GivenRole role)
    {
        var grant = new RoleGrant
        {
            Id = time.NewId<GrantId>(),
            Account = account,
            Role = role.Role.Role,
            School = role.Role.School,
            ReviewArea = role.Role.ReviewArea,
            Source = provider.Source,
            GrantedAt = time.Now(),
            NeedsCountersignature = role.Waits,
        };
        db.Add(grant);
        return grant;
    }
}
