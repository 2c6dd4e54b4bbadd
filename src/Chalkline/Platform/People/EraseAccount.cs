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
        // The list first: an erasure that a restore does not know of would be undone by it.
        await deletions.Record(EraseAccountData.AccountKind, id.Value, ct);
        try
        {
            await db.Commit(new(actor, "account.erased", new("account", id.Value), []), ct);
        }
        catch (StaleWriteException)
        {
            await deletions.Withdraw(EraseAccountData.AccountKind, id.Value, ct);
            throw;
        }
        return new AccountChangeResult.Done();
    }
}
