using Chalkline.Platform.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>Takes a person out of an account: name, e-mail address, every means of signing in. What the person did stays, under the bare id.</summary>
internal sealed class EraseAccountData(TimeProvider time) : IEraser
{
    public const string AccountKind = "account";

    public string Kind => AccountKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new AccountId(subject);
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct);
        if (account is null) return;
        var now = time.Now();
        (account.Name, account.NameFolded, account.Language) = ("", "", null);
        (account.Email, account.NormalizedEmail, account.UserName, account.NormalizedUserName) = (null, null, null, null);
        (account.PasswordHash, account.SecurityStamp, account.EmailConfirmed) = (null, null, false);
        account.DeactivatedAt ??= now;
        account.ErasedAt = now;
        db.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == id).ToListAsync(ct));
        db.RemoveRange(await db.UserLogins.Where(l => l.UserId == id).ToListAsync(ct));
        db.RemoveRange(await db.Set<Session>().Where(s => s.Account == id).ToListAsync(ct));
        db.RemoveRange(await db.Set<SignInLink>().Where(l => l.Account == id).ToListAsync(ct));
        db.RemoveRange(await db.Set<ReminderChoice>().Where(c => c.Account == id).ToListAsync(ct));
        await Feeds.MakeFeed.Remove(db, id, ct);
        db.RemoveRange(await db.Set<MailDigest>().Where(d => d.Account == id).ToListAsync(ct));
        foreach (var grant in await db.Set<RoleGrant>().Where(g => g.Account == id && g.RevokedAt == null).ToListAsync(ct)) grant.RevokedAt = now;
    }
}
