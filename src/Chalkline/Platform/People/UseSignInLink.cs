using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of following a one-time link.</summary>
internal abstract record UseSignInLinkResult
{
    private UseSignInLinkResult()
    {
    }

    public sealed record SignedIn : UseSignInLinkResult;

    public sealed record Refused(Faults Faults) : UseSignInLinkResult;

    /// <summary>Used, withdrawn, too old, unknown, or of an account that is closed.</summary>
    public sealed record Spent : UseSignInLinkResult;
}

/// <summary>Sets the password of the account that a one-time link is for, and signs its person in; every other session of the account ends.</summary>
internal sealed class UseSignInLink(DistrictDb db, Passwords passwords, Sessions sessions, TimeProvider time)
{
    public async Task<UseSignInLinkResult> Run(HttpContext http, string token, string? password, string? again, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } found) return new UseSignInLinkResult.Spent();
        var (link, account) = found;
        var district = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct);
        var faults = new Faults();
        NewPassword.Check(faults, Pages.LanguageOf(http), password, again, account.Name, account.Email, district, http.District()!.Text);
        if (!faults.None) return new UseSignInLinkResult.Refused(faults);
        link.UsedAt = time.Now();
        account.PasswordHash = passwords.Hash(password!);
        account.SecurityStamp = SecretToken.New();
        account.EmailConfirmed = true;
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        await sessions.End(account.Id, null, ct);
        var session = sessions.Start(account.Id, "password");
        await db.Commit(new(Actor.Person(account.Id), "sign-in-link.used", new("account", account.Id.Value), []), ct);
        SessionAuthentication.WriteCookie(http, session);
        return new UseSignInLinkResult.SignedIn();
    }

    /// <summary>The link and its account, where both are open; their changes are saved by the next commit.</summary>
    public async Task<(SignInLink Link, Account Account)?> Find(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.HashOf(token), time.Now());
        var found = await (
            from link in db.Set<SignInLink>()
            join account in db.Users on link.Account equals account.Id
            where link.TokenHash == hash && link.UsedAt == null && link.WithdrawnAt == null && link.ExpiresAt > now
                && account.DeactivatedAt == null && account.ErasedAt == null
            select new { link, account }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.link, found.account);
    }
}
