using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of deactivating, reactivating or erasing an account, or of making a link for it.</summary>
internal abstract record AccountChangeResult
{
    private AccountChangeResult()
    {
    }

    /// <param name="Link">The one-time link that was asked for; null otherwise.</param>
    public sealed record Done(string? Link = null) : AccountChangeResult;

    public sealed record NoSuchPerson : AccountChangeResult;

    /// <summary>The account is not in the state that this starts from: somebody did it already, or undid it.</summary>
    public sealed record NotNow : AccountChangeResult;

    /// <summary>Nobody closes the account that they are using.</summary>
    public sealed record OwnAccount : AccountChangeResult;

    public sealed record LastAdministrator : AccountChangeResult;
}

/// <summary>Closes an account and opens it again. Roles stay, and count for nothing while it is closed.</summary>
internal sealed class CloseAccount(DistrictDb db, Sessions sessions, MakeSignInLink links, DistrictDeletions deletions, TimeProvider time)
{
    /// <summary>Ends the account's sessions and takes its links back in the same commit.</summary>
    public async Task<AccountChangeResult> Deactivate(Actor actor, AccountId id, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct);
        if (account is null) return new AccountChangeResult.NoSuchPerson();
        if (account.DeactivatedAt is not null) return new AccountChangeResult.NotNow();
        if (actor.Account == id) return new AccountChangeResult.OwnAccount();
        if (await Administrators.AgainstLosing(db, id, ct) is not null) return new AccountChangeResult.LastAdministrator();
        account.DeactivatedAt = time.Now();
        await sessions.End(id, null, ct);
        await links.Withdraw(id, ct);
        await db.Commit(new(actor, "account.deactivated", new("account", id.Value), []), ct);
        return new AccountChangeResult.Done();
    }

    public async Task<AccountChangeResult> Reactivate(Actor actor, AccountId id, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct);
        if (account is null) return new AccountChangeResult.NoSuchPerson();
        if (account.DeactivatedAt is null) return new AccountChangeResult.NotNow();
        account.DeactivatedAt = null;
        await db.Commit(new(actor, "account.reactivated", new("account", id.Value), []), ct);
        // Left by an erasure that was announced and cut off before it was done.
        await deletions.Withdraw(EraseAccountData.AccountKind, id.Value, ct);
        return new AccountChangeResult.Done();
    }

    /// <summary>A new one-time link; those before it no longer work.</summary>
    public async Task<AccountChangeResult> NewLink(Actor actor, AccountId id, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct);
        if (account is null) return new AccountChangeResult.NoSuchPerson();
        if (account.DeactivatedAt is not null) return new AccountChangeResult.NotNow();
        var link = await links.For(id, actor.Account, ct);
        await db.Commit(new(actor, "account.link-made", new("account", id.Value), []), ct);
        return new AccountChangeResult.Done(link);
    }
}
