using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.People;
using Chalkline.Platform.Providers;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Providers;

/// <summary>A site whose district offers the small identity provider.</summary>
internal sealed class ProviderSite : IAsyncDisposable
{
    public const string ProviderName = "Invented Accounts";

    private ProviderSite(TestSite site, IdentityProvider identity, MovableClock clock) => (Site, Identity, Clock) = (site, identity, clock);

    public TestSite Site { get; }

    public IdentityProvider Identity { get; }

    public MovableClock Clock { get; }

    public ProviderId Provider { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="allowed">Whether the operator lets providers be on this computer, as the small one is.</param>
    public static async Task<ProviderSite> On(Database database, bool twoDistricts = false, Action<WebApplicationBuilder>? configure = null, Func<ProviderValues, ProviderValues>? with = null,
        bool allowed = true)
    {
        var clock = new MovableClock();
        configure += b => b.Services.AddSingleton(new ProviderSettings(allowed));
        var site = new ProviderSite(await TestSite.On(database, clock, twoDistricts, configure), await IdentityProvider.Start(clock), clock);
        var values = new ProviderValues(ProviderName, site.Identity.Issuer, IdentityProvider.ClientId, IdentityProvider.Secret, "openid email profile", "email", "name", "groups", null, false);
        await using var db = site.Open();
        site.Provider = await site.Saving(db).Add(Actor.Operator, Installation.Cedar, with?.Invoke(values) ?? values, Ct);
        return site;
    }

    public DistrictDb Open() => Site.Installation.Open();

    public SaveProvider Saving(DistrictDb db) => new(db, Site.App.Services.GetRequiredService<ProviderSecrets>(), Clock);

    /// <summary>What the provider says of a person from now on.</summary>
    public void Is(string subject, string? email, params string[] groups)
    {
        Identity.Person = new() { ["sub"] = subject, ["name"] = "Invented " + subject, ["groups"] = new JsonArray([.. groups.Select(g => JsonValue.Create(g))]) };
        if (email is not null) (Identity.Person["email"], Identity.Person["email_verified"]) = (email, true);
    }

    /// <summary>Goes to the provider and comes back with its answer: the address of the callback, not yet followed.</summary>
    public async Task<string> GoToProvider(Browser browser, string query = "")
    {
        using var begun = await browser.Get($"/sign-in/provider/{Provider}{query}");
        Assert.Equal(302, (int)begun.StatusCode);
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await outside.GetAsync(begun.Headers.Location, Ct);
        Assert.Equal(302, (int)answer.StatusCode);
        return "~" + answer.Headers.Location!.PathAndQuery;
    }

    /// <summary>The whole way through the provider.</summary>
    public async Task<HttpResponseMessage> SignIn(Browser browser, string query = "") => await browser.Get(await GoToProvider(browser, query));

    public async Task Tie(string group, Role role, AccountId? by = null)
    {
        await using var db = Open();
        var provider = await db.Set<SignInProvider>().SingleAsync(p => p.Id == Provider, Ct);
        await Saving(db).TieGroup(by is { } account ? Actor.Person(account) : Actor.Operator, provider, new(group, new(role, null, null)), Ct);
    }

    public async Task Untie(string group)
    {
        await using var db = Open();
        await Saving(db).UntieGroup(Actor.Operator, await db.Set<GroupRole>().SingleAsync(g => g.GroupValue == group, Ct), Ct);
    }

    /// <summary>The roles in force of the account with this address, with where they come from; null where there is no such account.</summary>
    public async Task<List<(Role Role, string Source)>?> RolesOf(string email)
    {
        await using var db = Open();
        var account = await db.Users.SingleOrDefaultAsync(a => a.Email == email, Ct);
        if (account is null) return null;
        var grants = await db.Set<RoleGrant>().Where(g => g.Account == account.Id).Where(RoleGrants.InForce).ToListAsync(Ct);
        return [.. grants.OrderBy(g => g.Role).Select(g => (g.Role, g.Source))];
    }

    /// <summary>The bodies of all entries of the audit log with this action.</summary>
    public async Task<List<string>> Log(string? action = null)
    {
        await using var db = Open();
        return await db.Set<AuditRecord>().Where(r => action == null || r.Action == action).OrderBy(r => r.Sequence).Select(r => r.Body).ToListAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Identity.DisposeAsync();
    }
}

/// <summary>The machine's clock, put forward.</summary>
internal sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
