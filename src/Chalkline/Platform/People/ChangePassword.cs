using Chalkline.Design;
using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>Changes one's own password, by the present one. All sessions end; this browser gets a new one.</summary>
internal sealed class ChangePassword(DistrictDb db, Passwords passwords, PasswordCheck check, Sessions sessions)
{
    /// <returns>What is wrong with what was typed; none: it is done.</returns>
    public async Task<Faults> Run(HttpContext http, PasswordForm form, CancellationToken ct)
    {
        var (language, id, faults) = (Pages.LanguageOf(http), http.SignedIn().Id, new Faults());
        var account = await db.Users.SingleAsync(a => a.Id == id, ct);
        if (account.PasswordHash is null)
        {
            faults.Add("", Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.NoPassword)));
            return faults;
        }
        var district = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct);
        NewPassword.Check(faults, language, form.Password, form.PasswordAgain, account.Name, account.Email, district, http.District()!.Text);
        if (!faults.None) return faults;
        if (await check.Run(account, form.Current ?? "", ct) == PasswordVerdict.Wrong)
        {
            faults.Add(nameof(form.Current), Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.CurrentWrong)));
            return faults;
        }
        account.PasswordHash = passwords.Hash(form.Password!);
        account.SecurityStamp = SecretToken.New();
        await sessions.End(id, null, ct);
        var token = sessions.Start(id, "password");
        await db.Commit(new(Actor.Person(id), "password.changed", new("account", id.Value), []),
            _ => check.Succeeded(id, form.Password!, PasswordVerdict.Right, ct), ct);
        SessionAuthentication.WriteCookie(http, token);
        return faults;
    }
}

/// <summary>The form for a new password, as it was typed.</summary>
internal sealed record PasswordForm
{
    public string? Current { get; init; }
    public string? Password { get; init; }
    public string? PasswordAgain { get; init; }
}
