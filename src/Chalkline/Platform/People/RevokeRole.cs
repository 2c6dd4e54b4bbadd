using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of taking a role away.</summary>
internal abstract record RevokeRoleResult
{
    private RevokeRoleResult()
    {
    }

    public sealed record Revoked : RevokeRoleResult;

    /// <summary>There is no such grant, or it was taken away before.</summary>
    public sealed record NotHeld : RevokeRoleResult;

    public sealed record Refused(RoleRefusal Reason) : RevokeRoleResult;
}

/// <summary>Takes a role away and ends the sessions of who had it, in one commit.</summary>
internal sealed class RevokeRole(DistrictDb db, Sessions sessions, TimeProvider time)
{
    public async Task<RevokeRoleResult> Run(Actor actor, AccountId from, GrantId id, CancellationToken ct)
    {
        var grant = await db.Set<RoleGrant>().SingleOrDefaultAsync(g => g.Id == id && g.Account == from && g.RevokedAt == null, ct);
        if (grant is null) return new RevokeRoleResult.NotHeld();
        if (grant is { Role: Role.SystemAdministrator, IsInForce: true } && await Administrators.AgainstLosing(db, from, ct) is { } refusal)
            return new RevokeRoleResult.Refused(refusal);
        await Take(grant, actor, ct);
        await db.Commit(new(actor, "role.revoked", new("account", from.Value), grant.Described()), ct);
        return new RevokeRoleResult.Revoked();
    }

    /// <summary>Marks the grant as taken away and ends the sessions; the caller commits.</summary>
    public async Task Take(RoleGrant grant, Actor actor, CancellationToken ct)
    {
        (grant.RevokedAt, grant.RevokedBy) = (time.Now(), actor.Account);
        await sessions.End(grant.Account, null, ct);
    }
}
