using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of countersigning, or of refusing to.</summary>
internal enum CountersignResult
{
    Done,

    /// <summary>There is no such grant, or somebody decided on it before.</summary>
    NotWaiting,

    /// <summary>Another superintendent has to do it.</summary>
    OwnRole,
}

/// <summary>The superintendent's word on a role that somebody gave themselves in small-district mode.</summary>
internal sealed class CountersignRole(DistrictDb db, RevokeRole revoke, TimeProvider time)
{
    public async Task<CountersignResult> Run(AccountId superintendent, GrantId id, bool yes, CancellationToken ct)
    {
        var grant = await db.Set<RoleGrant>().Where(RoleGrants.Waiting).SingleOrDefaultAsync(g => g.Id == id, ct);
        if (grant is null) return CountersignResult.NotWaiting;
        if (!RoleRules.MayCountersign(grant, superintendent)) return CountersignResult.OwnRole;
        var actor = Actor.Person(superintendent);
        if (yes) (grant.CountersignedAt, grant.CountersignedBy) = (time.Now(), superintendent);
        else await revoke.Take(grant, actor, ct);
        await db.Commit(new(actor, yes ? "role.countersigned" : "role.refused", new("account", grant.Account.Value), grant.Described()), ct);
        return CountersignResult.Done;
    }
}
