using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Providers;
using Chalkline.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using static Chalkline.Tests.Providers.Signing_in_by_a_provider;

namespace Chalkline.Tests.Providers;

public sealed class A_provider_that_misbehaves
{
    private const string Email = "robin@cedarvalley.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, (Action<ProviderSite> Misbehave, SignInFault Fault)> Tokens = new()
    {
        ["another sign-in's nonce"] = (s => s.Identity.Claims = c => c["nonce"] = "another", SignInFault.TokenNonce),
        ["no nonce"] = (s => s.Identity.Claims = c => c.Remove("nonce"), SignInFault.TokenNonce),
        ["another audience"] = (s => s.Identity.Claims = c => c["aud"] = "another", SignInFault.TokenAudience),
        ["two audiences and no party"] = (s => s.Identity.Claims = c => c["aud"] = new JsonArray(IdentityProvider.ClientId, "another"), SignInFault.TokenAudience),
        ["another authorized party"] = (s => s.Identity.Claims = c => c["azp"] = "another", SignInFault.TokenAudience),
        ["another issuer in the token"] = (s => s.Identity.Claims = c => c["iss"] = "https://evil.example", SignInFault.TokenIssuer),
        ["another issuer in the answer"] = (s => s.Identity.AnswersAs = "https://evil.example", SignInFault.TokenIssuer),
        ["expired three minutes ago"] = (s => s.Identity.Claims = c => c["exp"] = c["iat"]!.GetValue<long>() - 180, SignInFault.TokenExpired),
        ["without an expiry"] = (s => s.Identity.Claims = c => c.Remove("exp"), SignInFault.TokenExpired),
        ["not valid for three minutes"] = (s => s.Identity.Claims = c => c["nbf"] = c["iat"]!.GetValue<long>() + 180, SignInFault.TokenExpired),
        ["algorithm none"] = (s => s.Identity.Sign = IdentityProvider.SignWithNothing, SignInFault.TokenAlgorithm),
        ["HS256 with the public key"] = (s => s.Identity.Sign = IdentityProvider.SignWithPublicKey, SignInFault.TokenAlgorithm),
        ["another key under the known name"] = (s => s.Identity.Sign = IdentityProvider.SignWithOtherKey, SignInFault.TokenSignature),
        ["another curve under the known name"] = (s => s.Identity.Sign = IdentityProvider.SignWithOtherCurve, SignInFault.TokenSignature),
        ["RS512, which nobody asked for"] = (s => s.Identity.Sign = IdentityProvider.SignBy(SecurityAlgorithms.RsaSha512), SignInFault.TokenAlgorithm),
        ["a key that is not published"] = (s => s.Identity.RollKey(publish: false), SignInFault.TokenSignature),
        ["no token at all"] = (s => s.Identity.AtToken = http => http.Response.WriteAsync("""{"access_token":"a"}"""), SignInFault.NoToken),
        ["something else than JSON"] = (s => s.Identity.AtToken = http => http.Response.WriteAsync("<html>"), SignInFault.NoToken),
        ["something else than a token"] = (s => s.Identity.AtToken = http => http.Response.WriteAsync("""{"id_token":"a.b.c"}"""), SignInFault.TokenUnreadable),
        ["no subject"] = (s => s.Identity.Claims = c => c.Remove("sub"), SignInFault.TokenUnreadable),
    };

    public static TheoryData<string> Named => [.. Tokens.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public async Task With_its_token_signs_nobody_in(string how)
    {
        await using var site = await Ready();
        var (misbehave, fault) = Tokens[how];
        misbehave(site);
        await Refused(site, fault, HttpStatusCode.BadGateway);
        Assert.Empty(await site.Log("session.started"));
    }

    [Fact]
    public async Task Within_two_minutes_of_the_clock_is_forgiven()
    {
        await using var site = await Ready();
        site.Identity.Claims = c => (c["exp"], c["nbf"]) = (c["iat"]!.GetValue<long>() - 90, c["iat"]!.GetValue<long>() + 90);
        await Welcomed(site);
    }

    [Fact]
    public async Task That_has_rolled_its_key_is_asked_for_it_once()
    {
        await using var site = await Ready();
        await Welcomed(site);
        site.Identity.RollKey(publish: true);
        await Welcomed(site);
    }

    [Fact]
    public async Task That_redirects_the_exchange_gets_nobody_to_follow()
    {
        await using var site = await Ready();
        await using var trap = await IdentityProvider.Start(site.Clock);
        site.Identity.AtToken = http => Answer(http, r => (r.StatusCode, r.Headers.Location) = (307, trap.Issuer + "/token"));
        await Refused(site, SignInFault.Unreachable, HttpStatusCode.ServiceUnavailable);
        Assert.Equal((1, 0), (site.Identity.TokenCalls, trap.TokenCalls));
    }

    [Fact]
    public async Task That_is_slow_is_not_waited_for()
    {
        await using var site = await Ready(TimeSpan.FromSeconds(2));
        site.Identity.AtToken = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await Refused(site, SignInFault.Unreachable, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task That_is_down_is_said_to_be_and_known_for_a_day()
    {
        await using var site = await Ready();
        site.Identity.AtDiscovery = http => Answer(http, r => r.StatusCode = 500);
        using var browser = site.Site.Visitor();
        using (var down = await browser.Get($"/sign-in/provider/{site.Provider}"))
        {
            Assert.Equal("10", down.Headers.RetryAfter!.ToString());
            await Says(down, SignInFault.Unreachable, HttpStatusCode.ServiceUnavailable);
        }
        site.Identity.AtDiscovery = null;
        await Welcomed(site);
        site.Identity.AtDiscovery = http => Answer(http, r => r.StatusCode = 500);
        site.Clock.Ahead = TimeSpan.FromHours(23);
        await Welcomed(site);
        site.Clock.Ahead = TimeSpan.FromHours(25);
        using var later = site.Site.Visitor();
        await Says(await later.Get($"/sign-in/provider/{site.Provider}"), SignInFault.Unreachable, HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_post")]
    public async Task Or_whose_secret_is_wrong_says_who_can_mend_it(string way)
    {
        await using var site = await Ready(with: v => v with { Secret = "another" });
        site.Identity.TakesSecretBy = [way];
        await Refused(site, SignInFault.ClientRefused, HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Or_declines_is_told_apart()
    {
        await using var site = await Ready();
        site.Identity.Declines = true;
        await Refused(site, SignInFault.Declined, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_code_that_is_sent_again_signs_nobody_in()
    {
        await using var site = await Ready();
        using var browser = site.Site.Visitor();
        var callback = await site.GoToProvider(browser);
        var cookie = browser.CookieValue(ChallengeCookie.Name)!;
        (await browser.Get(callback)).Dispose();
        await Says(await browser.Get(callback), SignInFault.NotBegun, HttpStatusCode.BadRequest, "the provider");
        // Even whoever has kept the cookie: the provider takes a code once.
        using var thief = site.Site.Visitor();
        thief.SetCookie(ChallengeCookie.Name, cookie);
        await Says(await thief.Get(callback), SignInFault.CodeRefused, HttpStatusCode.BadRequest);
        Assert.Single(await site.Log("session.started"));
    }

    [Fact]
    public async Task An_answer_to_another_browser_another_state_or_too_late_signs_nobody_in()
    {
        await using var site = await Ready();
        using var browser = site.Site.Visitor();
        using var victim = site.Site.Visitor();
        var callback = await site.GoToProvider(browser);
        await Says(await victim.Get(callback), SignInFault.NotBegun, HttpStatusCode.BadRequest, "the provider");
        await site.GoToProvider(victim);
        await Says(await victim.Get(callback), SignInFault.NotBegun, HttpStatusCode.BadRequest, "the provider");
        site.Clock.Ahead = TimeSpan.FromMinutes(16);
        await Says(await browser.Get(callback), SignInFault.NotBegun, HttpStatusCode.BadRequest, "the provider");
        Assert.Equal(0, site.Identity.TokenCalls);
    }

    [Fact]
    public async Task A_challenge_of_one_district_is_worth_nothing_in_another()
    {
        await using var site = await Ready(twoDistricts: true);
        using var browser = site.Site.Visitor();
        var callback = await site.GoToProvider(browser);
        using var other = site.Site.Visitor(Installation.Juniper);
        other.SetCookie(ChallengeCookie.Name, browser.CookieValue(ChallengeCookie.Name)!);
        await Says(await other.Get(callback.Replace("cedar-valley", "juniper", StringComparison.Ordinal)), SignInFault.NotBegun, HttpStatusCode.BadRequest, "the provider");
        await Says(await other.Get($"/sign-in/provider/{site.Provider}"), SignInFault.NotOffered, HttpStatusCode.NotFound, "the provider");
    }

    [Fact]
    public async Task At_the_installations_own_address_there_is_no_provider()
    {
        await using var site = await Ready();
        using var browser = site.Site.Visitor();
        using var begin = await browser.Get($"~/sign-in/provider/{site.Provider}");
        using var back = await browser.Get("~/sign-in/callback?code=a&state=b");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (begin.StatusCode, back.StatusCode));
    }

    private static Task Answer(HttpContext http, Action<HttpResponse> how)
    {
        how(http.Response);
        return Task.CompletedTask;
    }

    private static async Task<ProviderSite> Ready(TimeSpan? patience = null, bool twoDistricts = false, Func<ProviderValues, ProviderValues>? with = null)
    {
        var site = await ProviderSite.On(Database.Sqlite, twoDistricts,
            b => b.Services.AddHttpClient(Discovery.Client).ConfigureHttpClient(c => c.Timeout = patience ?? TimeSpan.FromMinutes(1)), with);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        return site;
    }
}
