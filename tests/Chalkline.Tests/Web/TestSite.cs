using System.Text.Json.Nodes;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chalkline.Tests.Web;

/// <summary>The whole site in memory, on a store of its own with one district (cedar-valley), or two.</summary>
public sealed class TestSite : IAsyncDisposable
{
    /// <summary>Those of the program, which are the same for every site of its capabilities: they are read once.</summary>
    private static ShippedPacks? _packs;

    private readonly WebApplication _site;

    private TestSite(Installation installation, WebApplication site) => (Installation, _site) = (installation, site);

    public Installation Installation { get; }

    public DistrictStores Stores => Installation.Stores;

    public WebApplication App => _site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TestSite> On(Database database, TimeProvider? time = null, bool twoDistricts = false, Action<WebApplicationBuilder>? configure = null, bool noDistrict = false,
        IReadOnlyList<Capability>? capabilities = null)
    {
        var installation = capabilities is null && !noDistrict ? await Installation.Copied(database, time, Preparation.Opened)
            : await Installation.On(database, time, mappings: [.. (capabilities ?? Capabilities.All).Select(c => c.Mapping).OfType<IStoreMapping>()]);
        var own = capabilities is null;
        capabilities ??= Capabilities.All;
        var directory = new DistrictDirectory(installation.Stores);
        foreach (var slug in noDistrict ? [] : twoDistricts ? new[] { Installation.Cedar, Installation.Juniper } : [Installation.Cedar])
        {
            await directory.Add(slug, Ct);
            await AddProfile(installation.Stores, slug);
        }
        var site = Site.Create(installation.Settings, installation.Stores.Time, capabilities, b =>
        {
            b.WebHost.UseTestServer();
            b.Logging.ClearProviders();
            if (own && _packs is { } packs) b.Services.AddSingleton(packs);
            configure?.Invoke(b);
        });
        if (own) _packs ??= site.Services.GetRequiredService<ShippedPacks>();
        // As after the first request, so that what tests do is what the audit log has last.
        if (!noDistrict) await site.Services.GetRequiredService<DistrictDirectory>().StateOf(Installation.Cedar, Ct);
        await site.StartAsync(Ct);
        return new(installation, site);
    }

    /// <summary>A browser that nobody is signed in with.</summary>
    public Browser Visitor(DistrictSlug? district = null) => new(_site.GetTestServer().CreateHandler(), district ?? Installation.Cedar);

    /// <summary>A browser in which a new person is signed in, with these roles.</summary>
    public async Task<Browser> As(params HeldRole[] roles) => await As(Installation.Cedar, roles);

    public Task<Browser> As(Role role) => As(new HeldRole(role, null, role == Role.Reviewer ? "curriculum" : null));

    public async Task<Browser> As(DistrictSlug district, params HeldRole[] roles)
    {
        var account = await AddPerson(district, $"Invented {string.Join(' ', roles.Select(r => r.Role))} {Guid.CreateVersion7():N}", roles);
        await using var db = Stores.Open(district);
        var token = new Sessions(db, Stores.Time).Start(account, "test");
        await db.Commit(new(Actor.System, "session.started", new("account", account.Value), []), Ct);
        var browser = Visitor(district);
        browser.SetCookie(Sessions.Cookie, token);
        browser.Account = account;
        return browser;
    }

    /// <summary>An account with roles in force.</summary>
    public async Task<AccountId> AddPerson(DistrictSlug district, string name, params HeldRole[] roles)
    {
        var (id, now) = (Stores.Time.NewId<AccountId>(), Stores.Time.Now());
        await using var db = Stores.Open(district);
        var account = Account.New(id, name, StoreConventions.Fold(name).Replace(' ', '.') + "@example.org", now);
        account.EmailConfirmed = true;
        db.Add(account);
        foreach (var role in roles)
            db.Add(new RoleGrant { Id = Stores.Time.NewId<GrantId>(), Account = id, Role = role.Role, School = role.School, ReviewArea = role.ReviewArea, Source = "setup", GrantedAt = now });
        await db.Commit(new(Actor.System, "account.added", new("account", id.Value), new JsonObject()), Ct);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.StopAsync(CancellationToken.None);
        await _site.DisposeAsync();
        await Installation.DisposeAsync();
    }

    private static async Task AddProfile(DistrictStores stores, DistrictSlug slug)
    {
        await using var db = stores.Open(slug);
        db.Add(new DistrictProfile { Name = "Invented " + slug.Text, State = "CO", Students = 6000, TimeZone = "America/Denver", CreatedAt = stores.Time.Now() });
        await db.Commit(new(Actor.System, "district.set-up", new("district", Guid.Empty), []), Ct);
    }
}
