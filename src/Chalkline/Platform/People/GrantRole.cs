using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of giving a role.</summary>
internal abstract record GrantRoleResult
{
    private GrantRoleResult()
    {
    }

    /// <param name="Waits">In force only when the superintendent has countersigned.</param>
    public sealed record Granted(GrantId Grant, bool Waits) : GrantRoleResult;

    public sealed record NoSuchPerson : GrantRoleResult;

    public sealed record Refused(IReadOnlyList<RoleRefusal> Reasons) : GrantRoleResult;
}

/// <summary>Gives a person a role.</summary>
internal sealed class GrantRole(DistrictDb db, SchoolDirectory schools, TimeProvider time)
{
    public async Task<GrantRoleResult> Run(Actor actor, AccountId to, HeldRole role, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == to && a.ErasedAt == null, ct);
        if (account is null) return new GrantRoleResult.NoSuchPerson();
        var profile = await db.Set<DistrictProfile>().SingleAsync(ct);
        var held = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.Account == to && g.RevokedAt == null)
            .Select(g => new HeldRole(g.Role, g.School, g.ReviewArea)).ToListAsync(ct);
        var open = (await schools.Open(ct)).Select(s => s.Id).ToHashSet();
        var facts = new GrantFacts(actor.Account == to, profile.SmallDistrict, account.DeactivatedAt is not null, held, open);
        if (RoleRules.AgainstGranting(role, facts) is { Count: > 0 } reasons) return new GrantRoleResult.Refused(reasons);
        var grant = New(actor, to, role, RoleRules.NeedsCountersignature(facts));
        db.Add(grant);
        // Two roles given to one person at once: the rules hold for both together, so one of them is told that it is late.
        db.Raise(account);
        // What only a small district allows must not slip past the end of that mode.
        if (!RoleRules.AreSeparate(held.Append(role))) db.Raise(profile);
        await db.Commit(new(actor, "role.granted", new("account", to.Value), grant.Described()), ct);
        return new GrantRoleResult.Granted(grant.Id, grant.NeedsCountersignature);
    }

    /// <summary>The grant that an administrator gives; the caller adds and commits it.</summary>
    public RoleGrant New(Actor actor, AccountId to, HeldRole role, bool needsCountersignature) => new()
    {
        Id = time.NewId<GrantId>(),
        Account = to,
        Role = role.Role,
        School = role.School,
        ReviewArea = role.ReviewArea,
        Source = RoleGrants.ByAdministrator,
        GrantedAt = time.Now(),
        GrantedBy = actor.Account,
        NeedsCountersignature = needsCountersignature,
    };
}
