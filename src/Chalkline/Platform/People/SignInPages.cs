using Chalkline.Design;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>Signing in and out, and one-time links.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).InDistrict().ForAnyone("nobody is signed in yet");
        routes.MapPost("/sign-in", SignIn).InDistrict().ForAnyone("nobody is signed in yet").HashesAPassword().CountsTriesByEmail().DisableAntiforgery();
        routes.MapPost("/sign-out", SignOut).ForSignedIn("ends one's own session");
        routes.MapPost("/account/sign-out-everywhere", SignOutEverywhere).ForSignedIn("ends one's own sessions");
        routes.MapGet("/welcome/{token}", ShowWelcome).InDistrict().ForAnyone("whoever has the one-time link that an administrator handed over");
        routes.MapPost("/welcome/{token}", Welcome).InDistrict().ForAnyone("whoever has the one-time link that an administrator handed over").HashesAPassword().DisableAntiforgery();
    }

    private static async Task<IResult> Show(HttpContext http, [FromQuery(Name = "return")] string? returnTo, DistrictDb db, IEnumerable<ISignInMeans> means, CancellationToken ct) =>
        http.Person() is not null ? Pages.GoTo(http, ReturnPath.Of(returnTo))
            : Pages.Show<SignInPage>(http, await View(http, new() { Return = returnTo }, new(), db, means, ct));

    private static async Task<IResult> SignIn(HttpContext http, [FromForm] SignInForm form, DistrictDb db, PasswordCheck check, StartSession start,
        IEnumerable<ISignInMeans> means, CancellationToken ct)
    {
        var (faults, language) = (new Faults(), Pages.LanguageOf(http));
        if (string.IsNullOrWhiteSpace(form.Email)) faults.Add(nameof(form.Email), Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.EmailMissing)));
        if (string.IsNullOrEmpty(form.Password)) faults.Add(nameof(form.Password), Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.PasswordMissing)));
        if (faults.None)
        {
            var key = form.Email!.Trim().Normalize().ToUpperInvariant();
            var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == key && a.DeactivatedAt == null && a.ErasedAt == null, ct);
            var verdict = await check.Run(account, form.Password!, ct);
            if (verdict != PasswordVerdict.Wrong)
            {
                await start.Run(http, account!.Id, "password", () => check.Succeeded(account.Id, form.Password!, verdict, ct), ct);
                return Pages.GoTo(http, ReturnPath.Of(form.Return));
            }
            // One answer for a wrong password, an unknown address and a locked account: it tells nobody who has an account here.
            faults.Add("", Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.SignInRefused)));
        }
        return Pages.Again<SignInPage>(http, await View(http, form, faults, db, means, ct));
    }

    private static async Task<SignInView> View(HttpContext http, SignInForm form, Faults faults, DistrictDb db, IEnumerable<ISignInMeans> means, CancellationToken ct)
    {
        var returnTo = ReturnPath.Of(form.Return);
        var links = new List<PageLink>();
        foreach (var one in means) links.AddRange(await one.Links(db, Pages.LanguageOf(http), returnTo == "/" ? null : returnTo, ct));
        var district = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct);
        var choices = new List<(string, SignInChoice)>();
        foreach (var source in http.RequestServices.GetServices<ISignInChoices>())
            choices.AddRange((await source.Of(db, Pages.LanguageOf(http), ct)).Select(c => (source.Path, c)));
        return new(district ?? http.District()!.Text, form.Email, returnTo, links, faults) { Choices = choices };
    }

    private static async Task<IResult> SignOut(HttpContext http, DistrictDb db, Sessions sessions, CancellationToken ct)
    {
        var person = http.SignedIn();
        await sessions.End(person.Id, http.Request.Cookies[Sessions.Cookie], ct);
        return await Ended(http, db, person, "session.ended", ct);
    }

    private static async Task<IResult> SignOutEverywhere(HttpContext http, DistrictDb db, Sessions sessions, CancellationToken ct)
    {
        var person = http.SignedIn();
        await sessions.End(person.Id, null, ct);
        return await Ended(http, db, person, "sessions.ended", ct);
    }

    private static async Task<IResult> Ended(HttpContext http, DistrictDb db, Person person, string action, CancellationToken ct)
    {
        await db.Commit(new(person.Actor, action, new("account", person.Id.Value), []), ct);
        SessionAuthentication.DeleteCookie(http);
        return Pages.GoTo(http, "/sign-in");
    }

    private static async Task<IResult> ShowWelcome(HttpContext http, string token, UseSignInLink links, CancellationToken ct) =>
        await links.Find(token, ct) is { } found
            ? Pages.Show<WelcomePage>(http, new WelcomeView(token, found.Account.Name, found.Account.Email, found.Account.PasswordHash is not null, new())) : Spent(http);

    private static async Task<IResult> Welcome(HttpContext http, string token, [FromForm] WelcomeForm form, UseSignInLink links, CancellationToken ct) =>
        await links.Run(http, token, form.Password, form.PasswordAgain, ct) switch
        {
            UseSignInLinkResult.SignedIn => Pages.GoTo(http, "/"),
            UseSignInLinkResult.Refused refused when await links.Find(token, ct) is { } found =>
                Pages.Again<WelcomePage>(http, new WelcomeView(token, found.Account.Name, found.Account.Email, found.Account.PasswordHash is not null, refused.Faults)),
            _ => Spent(http),
        };

    private static IResult Spent(HttpContext http) =>
        LinkMessage.Show(http, nameof(SignInWords.WelcomeSpentTitle), nameof(SignInWords.WelcomeSpentText), StatusCodes.Status410Gone);
}

/// <summary>The form of the sign-in page, as it was typed.</summary>
internal sealed record SignInForm
{
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? Return { get; init; }
}

/// <summary>The form of a one-time link, as it was typed.</summary>
internal sealed record WelcomeForm
{
    public string? Password { get; init; }
    public string? PasswordAgain { get; init; }
}

/// <summary>The sign-in page.</summary>
/// <param name="Return">Where it leads, within the district.</param>
public sealed record SignInView(string District, string? Email, string Return, IReadOnlyList<PageLink> Means, Faults Faults)
{
    /// <summary>As whom a click signs in, with the form's path.</summary>
    public IReadOnlyList<(string Path, SignInChoice Choice)> Choices { get; init; } = [];
}

/// <summary>The page of a one-time link.</summary>
/// <param name="HasPassword">It replaces a password that there is.</param>
public sealed record WelcomeView(string Token, string Name, string? Email, bool HasPassword, Faults Faults);
