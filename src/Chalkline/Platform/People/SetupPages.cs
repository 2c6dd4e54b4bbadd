using Chalkline.Design;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.People;

/// <summary>The first run: a one-time link makes a district and its first administrator.</summary>
internal static class SetupPages
{
    private const string Why = "whoever has the one-time link that the operator's command printed";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup/{token}", Show).OnHost().ForAnyone(Why);
        routes.MapPost("/setup/{token}", SetUp).OnHost().ForAnyone(Why).HashesAPassword().DisableAntiforgery();
    }

    private static async Task<IResult> Show(HttpContext http, string token, Setup setup, SetUpDistrict operation, CancellationToken ct) =>
        await Open(http, token, setup, operation, ct) is { } open ? Pages.Show<SetupPage>(http, new SetupView(token, open.Slug, new(), new())) : Closed(http, await setup.StateOf(token, ct));

    private static async Task<IResult> SetUp(
        HttpContext http, string token, [FromForm] SetupForm form, Setup setup, SetUpDistrict operation, CancellationToken ct)
    {
        if (await Open(http, token, setup, operation, ct) is not { } open) return Closed(http, await setup.StateOf(token, ct));
        var (faults, language) = (new Faults(), Pages.LanguageOf(http));
        if (form.Parse(open.Slug, language, faults) is not { } details) return Pages.Again<SetupPage>(http, new SetupView(token, open.Slug, form, faults));
        switch (await operation.Run(token, details, ct))
        {
            case SetUpDistrictResult.Done done:
                SessionAuthentication.WriteCookie(http, details.Slug, done.Session);
                return Pages.GoTo(http, $"/{details.Slug.Text}/");
            case SetUpDistrictResult.AlreadySetUp:
                faults.Add(open.Slug is null ? nameof(form.Address) : "", Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.AddressTaken), details.Slug.Text));
                return Pages.Again<SetupPage>(http, new SetupView(token, open.Slug, form, faults));
            default:
                return Closed(http, new SetupLinkState.Used());
        }
    }

    /// <summary>The link, where it still leads somewhere.</summary>
    private static async Task<SetupLinkState.Open?> Open(HttpContext http, string token, Setup setup, SetUpDistrict operation, CancellationToken ct) =>
        await setup.StateOf(token, ct) is SetupLinkState.Open open && (open.Slug is null || !await operation.IsSetUp(open.Slug, ct)) ? open : null;

    private static IResult Closed(HttpContext http, SetupLinkState state)
    {
        var (title, text) = state switch
        {
            SetupLinkState.Used => (nameof(SignInWords.SetupUsedTitle), nameof(SignInWords.SetupUsedText)),
            SetupLinkState.Expired => (nameof(SignInWords.SetupExpiredTitle), nameof(SignInWords.SetupExpiredText)),
            SetupLinkState.Open => (nameof(SignInWords.SetupDoneTitle), nameof(SignInWords.SetupDoneText)),
            _ => (nameof(SignInWords.SetupUnknownTitle), nameof(SignInWords.SetupUnknownText)),
        };
        return LinkMessage.Show(http, title, text, state is SetupLinkState.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
    }
}

/// <summary>The page of the first run.</summary>
/// <param name="Given">The district that the link is for; null: the form names it.</param>
public sealed record SetupView(string Token, DistrictSlug? Given, SetupForm Form, Faults Faults);
