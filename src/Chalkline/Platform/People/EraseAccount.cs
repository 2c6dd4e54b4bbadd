using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>Takes a person out of a deactivated account for good.</summary>
internal sealed class EraseAccount(DistrictDb db, EraseAccountData eraser, DistrictDeletions deletions)
{
    public async Task<AccountChangeResult> Run(Actor actor, AccountId id, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct);
        if (account is null) return new AccountChangeResult.NoSuchPerson();
        if (account.DeactivatedAt is null) return new AccountChangeResult.NotNow();
        await eraser.Erase(db, id.Value, ct);
        await deletions.Commit(db, EraseAccountData.AccountKind, id.Value, new(actor, "account.erased", new("account", id.Value), []), null, ct);
        return new AccountChangeResult.Done();
    }
}
