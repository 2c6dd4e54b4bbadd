using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform.Access;
using Chalkline.Platform.Looks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>One's own account.</summary>
internal static class AccountPages
{
    private const string Why = "one's own account";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", Show).ForSignedIn(Why);
        routes.MapPost("/account", ChangeName).ForSignedIn(Why).DisableAntiforgery();
        routes.MapPost("/account/password", ChangePassword).ForSignedIn(Why).HashesAPassword().DisableAntiforgery();
        routes.MapPost("/account/passkeys/remove", RemovePasskey).ForSignedIn(Why).DisableAntiforgery();
        // A form that was sent twice is led to its own address.
        foreach (var form in new[] { "/account/password", "/account/passkeys/remove", "/account/sign-out-everywhere" })
            routes.MapGet(form, (HttpContext http) => Pages.GoTo(http, "/account")).ForSignedIn(Why);
    }

    private static async Task<IResult> Show(HttpContext http, string? done, DistrictDb db, AccountStore accounts, TimeProvider time, CancellationToken ct) =>
        Pages.Show<AccountPage>(http, await AccountView.Of(http, db, accounts, time, done, ct));

    private static async Task<IResult> ChangeName(HttpContext http, [FromForm] AccountForm form, DistrictDb db, AccountStore accounts, TimeProvider time, CancellationToken ct)
    {
        var person = http.SignedIn();
        if (PersonName.Read(form.Name) is not { } name)
        {
            var faults = new Faults();
            faults.Add(nameof(form.Name), Wording.Say(SignInWords.ResourceManager, Pages.LanguageOf(http), nameof(SignInWords.NameFault)));
            var view = await AccountView.Of(http, db, accounts, time, null, ct);
            return Pages.Again<AccountPage>(http, view with { Name = form.Name ?? "", Language = form.Language, Theme = form.Theme, NameFaults = faults });
        }
        var account = await db.Users.SingleAsync(a => a.Id == person.Id, ct);
        if (int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) db.Entry(account).Property(a => a.Version).OriginalValue = version;
        var renamed = account.Name != name;
        (account.Name, account.NameFolded, account.Language) = (name, StoreConventions.Fold(name), Language.Find(form.Language)?.Code);
        var theme = form.Theme is "light" or "dark" ? form.Theme : null;
        await SetTheme(db, person.Id, theme, ct);
        // The log does not hold names: that it was changed is what it tells.
        await db.Commit(new(person.Actor, "account.changed", new("account", person.Id.Value), new() { ["renamed"] = renamed, ["language"] = account.Language, ["theme"] = theme }), ct);
        return Pages.GoTo(http, "/account?done=changed");
    }

    private static async Task SetTheme(DistrictDb db, AccountId account, string? theme, CancellationToken ct)
    {
        var style = await db.Set<AccountStyle>().SingleOrDefaultAsync(s => s.Account == account, ct);
        if (style is not null) style.Theme = theme;
        else if (theme is not null) db.Add(new AccountStyle { Account = account, Theme = theme });
    }

    private static async Task<IResult> ChangePassword(HttpContext http, [FromForm] PasswordForm form, ChangePassword operation, DistrictDb db, AccountStore accounts, TimeProvider time,
        CancellationToken ct)
    {
        var faults = await operation.Run(http, form, ct);
        if (faults.None) return Pages.GoTo(http, "/account?done=password");
        return Pages.Again<AccountPage>(http, await AccountView.Of(http, db, accounts, time, null, ct) with { PasswordFaults = faults });
    }

    private static async Task<IResult> RemovePasskey(HttpContext http, [FromForm] PasskeyForm form, AccountPasskeys passkeys, CancellationToken ct)
    {
        await passkeys.Remove(http, form.Id, ct);
        return Pages.GoTo(http, "/account?done=passkey-removed");
    }
}

/// <summary>The form for name and language, as it was typed.</summary>
internal sealed record AccountForm
{
    public string? Name { get; init; }
    public string? Language { get; init; }

    /// <summary>"light", "dark", or empty: as the device is set.</summary>
    public string? Theme { get; init; }
    public string? Version { get; init; }
}

/// <summary>Which passkey to remove.</summary>
internal sealed record PasskeyForm
{
    public string? Id { get; init; }
}
