using Chalkline.Design;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>The two addresses of signing in by a provider: where it begins, and where the provider sends the browser back to.</summary>
internal static partial class ProviderSignIn
{
    public const string CallbackPath = "/sign-in/callback";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/provider/{id:guid}", Begin).InDistrict().ForAnyone("who signs in is not signed in yet");
        routes.MapGet(CallbackPath, Finish).InDistrict().ForAnyone("who signs in is not signed in yet");
    }

    /// <summary>The address that is entered at the provider.</summary>
    public static string CallbackAddress(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{http.At(CallbackPath)}";

    public static string BeginPath(ProviderId provider, string? returnTo) =>
        $"/sign-in/provider/{provider}" + (returnTo is null ? "" : QueryString.Create("return", returnTo).ToUriComponent());

    private static async Task<IResult> Begin(HttpContext http, Guid id, DistrictDb db, ProviderSecrets secrets, Discovery discovery, ChallengeCookie cookie, CancellationToken ct)
    {
        var provider = await Offered(db, ProviderId.From(id), ct);
        if (provider is null || secrets.Open(http.District()!, provider) is null) return Refuse(http, SignInFault.NotOffered, provider);
        if (await discovery.Of(provider.Issuer, ct) is not DiscoveryResult.Found found) return Refuse(http, SignInFault.Unreachable, provider);
        var challenge = Challenge.New(provider.Id, ReturnPath.Of(http.Request.Query["return"]), http.RequestServices.GetRequiredService<TimeProvider>().Now());
        cookie.Write(http, challenge);
        return Results.Redirect(challenge.AddressAt(found.Configuration.AuthorizationEndpoint, provider, CallbackAddress(http)));
    }

    private static async Task<IResult> Finish(HttpContext http, DistrictDb db, ChallengeCookie cookie, ProveIdentity prove, SignInByProvider signIn, CancellationToken ct)
    {
        var query = http.Request.Query;
        if (cookie.Take(http) is not { } challenge || !challenge.IsOf(query["state"], http.RequestServices.GetRequiredService<TimeProvider>().Now()))
            return Refuse(http, SignInFault.NotBegun, null);
        if (await Offered(db, challenge.Provider, ct) is not { } provider) return Refuse(http, SignInFault.NotOffered, null);
        // RFC 9207: an answer that another issuer gave does not belong to this one.
        if (query["iss"] is [{ } issuer] && issuer != provider.Issuer) return Refuse(http, SignInFault.TokenIssuer, provider);
        if (query["code"] is not [{ Length: > 0 } code]) return Refuse(http, SignInFault.Declined, provider);
        var proven = await prove.Run(http.District()!, provider, challenge, code, CallbackAddress(http), ct);
        if (proven is not ReadIdTokenResult.Proven { Identity: var who }) return Refuse(http, ((ReadIdTokenResult.Refused)proven).Fault, provider);
        switch (await signIn.Run(provider, who, ct))
        {
            case SignInByProviderResult.Welcome welcome:
                SessionAuthentication.WriteCookie(http, welcome.Token);
                return Pages.GoTo(http, challenge.ReturnTo);
            case SignInByProviderResult.Refused refused:
                return Refuse(http, refused.Fault, provider);
            default:
                throw new InvalidOperationException();
        }
    }

    private static Task<SignInProvider?> Offered(DistrictDb db, ProviderId id, CancellationToken ct) =>
        db.Set<SignInProvider>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.DisabledAt == null, ct);

    private static RazorComponentResult Refuse(HttpContext http, SignInFault fault, SignInProvider? provider)
    {
        var language = Pages.LanguageOf(http);
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn).FullName!);
        Refused(log, fault, provider?.Id.Value);
        if (fault == SignInFault.Unreachable) http.Response.Headers.RetryAfter = "10";
        var name = provider?.Name ?? Wording.Say(ProviderWords.ResourceManager, language, nameof(ProviderWords.SomeProvider));
        return Pages.Show<SignInRefusedPage>(http, new SignInRefusedPage.Message(fault.Text(language, name)), fault.Status());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by provider {Provider} came to nothing: {Fault}")]
    private static partial void Refused(ILogger logger, SignInFault fault, Guid? provider);
}

/// <summary>The providers of the district, as links of the sign-in page.</summary>
internal sealed class ProviderLinks : ISignInMeans
{
    public async Task<IReadOnlyList<PageLink>> Links(DistrictDb db, Language language, string? returnTo, CancellationToken ct)
    {
        var providers = await db.Set<SignInProvider>().AsNoTracking().Where(p => p.DisabledAt == null && p.ProtectedSecret != null)
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return [.. providers.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id.Value)
            .Select(p => new PageLink(Wording.Say(ProviderWords.ResourceManager, language, nameof(ProviderWords.SignInWith), p.Name), ProviderSignIn.BeginPath(p.Id, returnTo)))];
    }
}
