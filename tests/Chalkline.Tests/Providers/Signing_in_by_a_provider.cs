using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Providers;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Chalkline.Tests.Providers;

public sealed class Signing_in_by_a_provider
{
    private const string Email = "robin@cedarvalley.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Links_an_invited_person_and_leads_on_to_where_they_were_going(Database database)
    {
        await using var site = await ProviderSite.On(database);
        var account = await Invite(site, Email, Role.SystemAdministrator);
        site.Is("robin-1", "Robin@CedarValley.example");
        using var browser = site.Site.Visitor();
        using var response = await site.SignIn(browser, "?return=%2Fsign-in-providers%3Fpage%3D1");
        Assert.Equal((HttpStatusCode.Redirect, "/cedar-valley/sign-in-providers?page=1"), (response.StatusCode, response.Headers.Location!.OriginalString));
        await browser.Page("/sign-in-providers");
        Assert.Contains(account.ToString(), Assert.Single(await site.Log("account.linked")));
        Assert.Contains(site.Provider.ToString(), Assert.Single(await site.Log("session.started")));
        Assert.DoesNotContain(await site.Log(), body => body.Contains("cedarvalley.example", StringComparison.OrdinalIgnoreCase) || body.Contains(IdentityProvider.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Knows_a_person_by_issuer_and_subject_once_linked(Database database)
    {
        await using var site = await ProviderSite.On(database);
        var account = await Invite(site, Email, Role.AiLead);
        var subject = new string('s', 255);
        site.Is(subject, Email);
        (await site.SignIn(site.Site.Visitor())).Dispose();
        site.Is(subject, "new-name@elsewhere.example");
        using var browser = site.Site.Visitor();
        using var response = await site.SignIn(browser);
        Assert.Equal("/cedar-valley/", response.Headers.Location!.OriginalString);
        await using var db = site.Open();
        Assert.Equal([account, account], await db.Set<Chalkline.Platform.People.Session>().Select(s => s.Account).ToListAsync(Ct));
        Assert.Equal(Email, await db.Users.Where(a => a.Id == account).Select(a => a.Email).SingleAsync(Ct));
    }

    [Theory]
    [InlineData("?return=https%3A%2F%2Fevil.example")]
    [InlineData("?return=%2F%2Fevil.example")]
    [InlineData("?return=%2F%5Cevil.example")]
    [InlineData("?return=%2F%09%2Fevil.example")]
    [InlineData("?return=evil.example")]
    [InlineData("?return=%2Fa&return=%2F%2Fevil.example")]
    public async Task Leads_nowhere_outside_the_district(string query)
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        using var browser = site.Site.Visitor();
        using var response = await site.SignIn(browser, query);
        Assert.Equal("/cedar-valley/", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_to_whom_nobody_has_invited(Database database)
    {
        await using var site = await ProviderSite.On(database);
        site.Is("stranger-1", "stranger@elsewhere.example", "a group that gives nothing");
        await Refused(site, SignInFault.NotInvited, HttpStatusCode.Forbidden);
        Assert.Null(await site.RolesOf("stranger@elsewhere.example"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_to_a_deactivated_account_linked_or_not(Database database)
    {
        await using var site = await ProviderSite.On(database);
        var account = await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        (await site.SignIn(site.Site.Visitor())).Dispose();
        await Deactivate(site, account);
        await Refused(site, SignInFault.Deactivated, HttpStatusCode.Forbidden);
        var never = await Invite(site, "sam@cedarvalley.example", Role.AiLead);
        await Deactivate(site, never);
        site.Is("sam-1", "sam@cedarvalley.example");
        await Refused(site, SignInFault.Deactivated, HttpStatusCode.Forbidden);
        await using var db = site.Open();
        Assert.Equal(1, await db.UserLogins.CountAsync(Ct));
    }

    [Fact]
    public async Task Is_refused_where_the_address_is_not_verified_or_missing()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        site.Identity.Person["email_verified"] = false;
        await Refused(site, SignInFault.EmailNotVerified, HttpStatusCode.Forbidden);
        site.Identity.Person.Remove("email_verified");
        await Refused(site, SignInFault.EmailNotVerified, HttpStatusCode.Forbidden);
        site.Identity.Person.Remove("email");
        await Refused(site, SignInFault.NoEmail, HttpStatusCode.Forbidden);
        site.Is("robin-1", Email);
        site.Identity.Person.Remove("email_verified");
        site.Identity.Person["xms_edov"] = true;
        await Welcomed(site);
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    [InlineData(SecurityAlgorithms.EcdsaSha256)]
    public async Task Reads_tokens_by_other_algorithms_than_the_usual_one(string algorithm)
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        site.Identity.Sign = IdentityProvider.SignBy(algorithm);
        await Welcomed(site);
    }

    [Theory]
    [InlineData("client_secret_post")]
    [InlineData("client_secret_basic")]
    [InlineData("client_secret_basic", "client_secret_post")]
    public async Task Shows_the_clients_secret_in_a_way_that_the_provider_takes(params string[] ways)
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        site.Identity.TakesSecretBy = ways;
        await Welcomed(site);
    }

    [Fact]
    public async Task Trusts_addresses_that_the_district_says_are_its_own()
    {
        await using var site = await ProviderSite.On(Database.Sqlite, with: v => v with { TrustsEmail = true });
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        site.Identity.Person.Remove("email_verified");
        await Welcomed(site);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Does_not_hand_an_account_to_the_next_holder_of_its_address_until_it_is_unlinked(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        await Welcomed(site);
        site.Is("robin-2", Email);
        await Refused(site, SignInFault.OtherSubject, HttpStatusCode.Forbidden);
        using var administrator = await site.Site.As(Role.SystemAdministrator);
        using var unknown = await administrator.Submit($"/sign-in-providers/{site.Provider}", $"/sign-in-providers/{site.Provider}/unlink", ("email", "nobody@example.org"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        using var unlinked = await administrator.Submit($"/sign-in-providers/{site.Provider}", $"/sign-in-providers/{site.Provider}/unlink", ("email", Email.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Redirect, unlinked.StatusCode);
        Assert.Single(await site.Log("account.unlinked"));
        await Welcomed(site);
    }

    [Fact]
    public async Task Lets_only_people_of_the_hosted_domain_in()
    {
        await using var site = await ProviderSite.On(Database.Sqlite, with: v => v with { HostedDomain = "cedarvalley.example" });
        await Invite(site, Email, Role.AiLead);
        site.Is("robin-1", Email);
        await Refused(site, SignInFault.OtherDomain, HttpStatusCode.Forbidden);
        site.Identity.Person["hd"] = "elsewhere.example";
        await Refused(site, SignInFault.OtherDomain, HttpStatusCode.Forbidden);
        site.Identity.Person["hd"] = "CedarValley.example";
        await Welcomed(site);
    }

    [Fact]
    public async Task Is_not_offered_by_a_provider_that_is_disabled_or_whose_secret_is_gone()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        Assert.Equal($"/sign-in/provider/{site.Provider}?return=%2Fpeople", Assert.Single(await Links(site)).Path);
        await using var db = site.Open();
        var provider = await db.Set<SignInProvider>().SingleAsync(Ct);
        provider.ProtectedSecret = null;
        await db.Commit(new(Actor.System, "test", new("test", Guid.Empty), new JsonObject()), Ct);
        using var browser = site.Site.Visitor();
        await Says(await browser.Get($"/sign-in/provider/{site.Provider}"), SignInFault.NotOffered, HttpStatusCode.NotFound);
        Assert.Empty(await Links(site));
        await Says(await browser.Get($"/sign-in/provider/{Guid.CreateVersion7()}"), SignInFault.NotOffered, HttpStatusCode.NotFound, "the provider");
    }

    /// <summary>The whole way; what comes back is the page that says why not.</summary>
    internal static async Task Refused(ProviderSite site, SignInFault fault, HttpStatusCode status)
    {
        using var browser = site.Site.Visitor();
        await Says(await site.SignIn(browser), fault, status);
        Assert.Null(browser.CookieValue(Sessions.Cookie));
    }

    internal static async Task Welcomed(ProviderSite site)
    {
        using var browser = site.Site.Visitor();
        using var response = await site.SignIn(browser);
        Assert.True(response.StatusCode == HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync(Ct));
        Assert.NotNull(browser.CookieValue(Sessions.Cookie));
    }

    internal static async Task Says(HttpResponseMessage response, SignInFault fault, HttpStatusCode status, string provider = ProviderSite.ProviderName)
    {
        using (response)
        {
            var page = await Browser.Read(response);
            var text = fault.Text(Chalkline.Design.Language.English, provider);
            Assert.True(page.Body!.TextContent.Contains(text, StringComparison.Ordinal), $"Not '{text}' but: {page.QuerySelector("main")?.TextContent}");
            Assert.Equal(status, response.StatusCode);
        }
    }

    internal static async Task<AccountId> Invite(ProviderSite site, string email, Role role)
    {
        var id = await site.Site.AddPerson(Installation.Cedar, "Invented " + Guid.CreateVersion7(), new HeldRole(role, null, null));
        await using var db = site.Open();
        var account = await db.Users.SingleAsync(a => a.Id == id, Ct);
        (account.Email, account.NormalizedEmail, account.UserName, account.NormalizedUserName) = (email, email.ToUpperInvariant(), email, email.ToUpperInvariant());
        await db.Commit(new(Actor.System, "test", new("account", id.Value), new JsonObject()), Ct);
        return id;
    }

    private static async Task Deactivate(ProviderSite site, AccountId id)
    {
        await using var db = site.Open();
        (await db.Users.SingleAsync(a => a.Id == id, Ct)).DeactivatedAt = site.Clock.Now();
        await db.Commit(new(Actor.System, "test", new("account", id.Value), new JsonObject()), Ct);
    }

    private static async Task<IReadOnlyList<PageLink>> Links(ProviderSite site)
    {
        await using var db = site.Open();
        return await new ProviderLinks().Links(db, Chalkline.Design.Language.English, "/people", Ct);
    }
}
