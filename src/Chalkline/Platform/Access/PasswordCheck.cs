using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Access;

/// <summary>
/// Holds a password against an account under its lock-out. A try is counted before the password is looked at, in one conditional statement: however many
/// come at once, no more of them are looked at than the lock-out lets through.
/// </summary>
internal sealed class PasswordCheck(DistrictDb db, Passwords passwords, TimeProvider time)
{
    private const int Races = 8;

    /// <summary>Whether it is the account's password; false also where the account is locked, or there is none. Every answer takes as long.</summary>
    /// <param name="account">As read; null where there is none.</param>
    public async Task<PasswordVerdict> Run(Account? account, string password, CancellationToken ct)
    {
        var attempt = account?.PasswordHash is null ? null : await Count(account.Id, ct);
        var verdict = passwords.Verify(attempt is null ? null : account!.PasswordHash, password);
        if (verdict == PasswordVerdict.Wrong && attempt is { LockedUntil: { } until })
            await db.Commit(new(Actor.Visitor, "account.locked", new("account", account!.Id.Value),
                new() { ["until"] = until.ToString("O", CultureInfo.InvariantCulture), ["failures"] = attempt.Failures }), ct);
        return verdict;
    }

    /// <summary>Forgets the wrong tries, and renews a hash that is too weak: to run within the commit that tells of what the right password was for.</summary>
    public async Task Succeeded(AccountId account, string password, PasswordVerdict verdict, CancellationToken ct)
    {
        var one = db.Users.Where(a => a.Id == account);
        await one.ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), ct);
        if (verdict != PasswordVerdict.RightButOld) return;
        var hash = passwords.Hash(password);
        await one.ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, hash), ct);
    }

    /// <summary>Counts a try as if it had failed; null where the account is locked.</summary>
    private async Task<Attempt?> Count(AccountId account, CancellationToken ct)
    {
        for (var race = 0; race < Races; race++)
        {
            var now = time.Now();
            var counted = await db.Users.AsNoTracking().Where(a => a.Id == account).Select(a => new { a.AccessFailedCount, a.LockoutEnd }).SingleAsync(ct);
            if (counted.LockoutEnd > now) return null;
            var (failures, before) = (counted.AccessFailedCount + 1, counted.AccessFailedCount);
            var until = now + LockOut.After(failures);
            var won = await db.Users.Where(a => a.Id == account && a.AccessFailedCount == before && (a.LockoutEnd == null || a.LockoutEnd <= now))
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.AccessFailedCount, failures).SetProperty(a => a.LockoutEnd, until), ct);
            if (won == 1) return new(failures, until);
        }
        return null;
    }

    private sealed record Attempt(int Failures, DateTimeOffset? LockedUntil);
}
