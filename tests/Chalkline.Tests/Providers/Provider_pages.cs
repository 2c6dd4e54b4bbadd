using System.Globalization;
using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Providers;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Chalkline.Tests.Providers.Signing_in_by_a_provider;

namespace Chalkline.Tests.Providers;

public sealed class Provider_pages
{
    private const string List = "/sign-in-providers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Add_a_provider_whose_secret_nobody_sees_again(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.SystemAdministrator);
        const string secret = "an-invented-secret-5309";
        using var added = await browser.Submit(List + "/add?preset=google", List, ("clientId", "client-1"), ("secret", secret), ("hostedDomain", "CedarValley.example"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        await using var db = site.Installation.Open();
        var provider = await db.Set<SignInProvider>().SingleAsync(Ct);
        Assert.Equal(("Google", "https://accounts.google.com", "cedarvalley.example", null), (provider.Name, provider.Issuer, provider.HostedDomain, provider.GroupsClaim));
        Assert.DoesNotContain(secret, provider.ProtectedSecret!, StringComparison.Ordinal);
        var page = await browser.Page($"{List}/{provider.Id}");
        Assert.Contains("http://localhost/cedar-valley/sign-in/callback", page.Body!.TextContent);
        Assert.Contains("Google never sends groups", page.Body.TextContent);
        Assert.DoesNotContain(secret, page.DocumentElement.OuterHtml);
        Assert.DoesNotContain(provider.ProtectedSecret!, page.DocumentElement.OuterHtml);
        var log = await db.Set<Chalkline.Platform.Auditing.AuditRecord>().Select(r => r.Body).ToListAsync(Ct);
        Assert.DoesNotContain(log, body => body.Contains(secret, StringComparison.Ordinal) || body.Contains(provider.ProtectedSecret!, StringComparison.Ordinal));
        Assert.True(db.Model.FindEntityType(typeof(SignInProvider))!.FindProperty(nameof(SignInProvider.ProtectedSecret))!.IsSecret());
    }

    [Theory]
    [InlineData("google", "hostedDomain", "", nameof(ProviderWords.DomainMissing))]
    [InlineData("google", "hostedDomain", "not a domain", nameof(ProviderWords.DomainWrong))]
    [InlineData("entra", "issuer", "https://login.microsoftonline.com/TENANT-ID/v2.0", nameof(ProviderWords.IssuerTenant))]
    [InlineData("entra", "issuer", "https://login.microsoftonline.com/common/v2.0", nameof(ProviderWords.IssuerTenant))]
    [InlineData("entra", "issuer", "https://login.microsoftonline.com", nameof(ProviderWords.IssuerTenant))]
    [InlineData("other", "issuer", "http://id.example", nameof(ProviderWords.IssuerWrong))]
    [InlineData("other", "issuer", "http://localhost:9", nameof(ProviderWords.IssuerWrong))]
    [InlineData("other", "issuer", "https://me:pass@id.example", nameof(ProviderWords.IssuerWrong))]
    [InlineData("other", "issuer", "https://id.example/?a=b", nameof(ProviderWords.IssuerWrong))]
    [InlineData("other", "issuer", "javascript:alert(1)", nameof(ProviderWords.IssuerWrong))]
    [InlineData("other", "scopes", "email profile", nameof(ProviderWords.ScopesWrong))]
    [InlineData("other", "secret", "", nameof(ProviderWords.SecretMissing))]
    [InlineData("other", "name", " ", nameof(ProviderWords.Missing))]
    public async Task Name_what_is_wrong(string preset, string field, string value, string word)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var browser = await site.As(Role.SystemAdministrator);
        var good = new Dictionary<string, string?>
        {
            ["name"] = "<script>alert(1)</script>",
            ["clientId"] = "c",
            ["secret"] = "s",
            ["hostedDomain"] = preset == "google" ? "cedarvalley.example" : "",
            ["issuer"] = preset == "google" ? "https://accounts.google.com" : "https://id.example",
        };
        good[field] = value;
        using var response = await browser.Submit($"{List}/add?preset={preset}", List, [.. good.Select(g => (g.Key, g.Value))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(ProviderWords.ResourceManager.GetString(word, CultureInfo.InvariantCulture), page.GetElementById(field + "-fault")!.TextContent);
        Assert.Single(page.QuerySelectorAll("#faults a"));
        Assert.Equal(field == "name" ? value : good["name"], page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_what_one_saved_from_another_who_saw_less(Database database)
    {
        await using var site = await ProviderSite.On(database);
        using var first = await site.Site.As(Role.SystemAdministrator);
        using var second = await site.Site.As(Role.SystemAdministrator);
        var path = $"{List}/{site.Provider}";
        var stale = second.Fields(await second.Page(path), path, ("name", "Theirs"));
        var off = second.Fields(await second.Page(path), path + "/enabled");
        using var saved = await first.Submit(path, path, ("name", "Ours"));
        using var late = await second.Post(path, stale);
        using var lateOff = await second.Post(path + "/enabled", off);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict), (saved.StatusCode, late.StatusCode, lateOff.StatusCode));
        Assert.Equal("Ours", (await first.Page(path)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Keep_the_secret_unless_the_issuer_changes()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await Invite(site, "robin@cedarvalley.example", Role.AiLead);
        site.Is("robin-1", "robin@cedarvalley.example");
        using var browser = await site.Site.As(Role.SystemAdministrator);
        var path = $"{List}/{site.Provider}";
        using var moved = await browser.Submit(path, path, ("issuer", "https://evil.example"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, moved.StatusCode);
        Assert.Equal(ProviderWords.SecretAgain, (await Browser.Read(moved)).GetElementById("secret-fault")!.TextContent);
        using var renamed = await browser.Submit(path, path, ("name", ProviderSite.ProviderName));
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        await Welcomed(site);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Disable_a_provider_with_the_sessions_it_started(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await Invite(site, "robin@cedarvalley.example", Role.SystemAdministrator);
        site.Is("robin-1", "robin@cedarvalley.example");
        using var robin = site.Site.Visitor();
        (await site.SignIn(robin)).Dispose();
        await robin.Page(List);
        using var browser = await site.Site.As(Role.SystemAdministrator);
        var path = $"{List}/{site.Provider}";
        (await browser.Submit(path, path + "/enabled")).Dispose();
        using var over = await robin.Get(List);
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
        await Says(await robin.Get($"/sign-in/provider/{site.Provider}"), SignInFault.NotOffered, HttpStatusCode.NotFound, "the provider");
        (await browser.Submit(path, path + "/enabled")).Dispose();
        await Welcomed(site);
    }

    [Fact]
    public async Task Take_one_on_this_computer_where_the_operator_lets_them()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        using var browser = await site.Site.As(Role.SystemAdministrator);
        using var added = await browser.Submit(List + "/add", List, ("name", "Here"), ("issuer", "http://127.0.0.1:9"), ("clientId", "c"), ("secret", "s"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        // Nowhere else without encryption.
        using var elsewhere = await browser.Submit(List + "/add", List, ("name", "There"), ("issuer", "http://10.0.0.1"), ("clientId", "c"), ("secret", "s"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Do_not_ask_one_on_this_computer_once_the_operator_lets_them_no_more()
    {
        await using var site = await ProviderSite.On(Database.Sqlite, allowed: false);
        using var administrator = await site.Site.As(Role.SystemAdministrator);
        using var tested = await administrator.Submit($"{List}/{site.Provider}", $"{List}/{site.Provider}/test");
        Assert.Contains(ProviderWords.TroubleNotSecure, (await Browser.Read(tested)).QuerySelector("[role=status]")!.TextContent);
        using var visitor = site.Site.Visitor();
        await Says(await visitor.Get($"/sign-in/provider/{site.Provider}"), SignInFault.Unreachable, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(0, site.Identity.Asked);
    }

    [Fact]
    public async Task Test_a_provider_and_say_plainly_what_is_wrong()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        using var browser = await site.Site.As(Role.SystemAdministrator);
        Assert.Contains(site.Identity.Issuer + "/authorize", await Tested());
        site.Identity.Document = d => d["issuer"] = "https://other.example/<b>";
        Assert.Contains("https://other.example/<b>", await Tested());
        site.Identity.Document = d => d["token_endpoint"] = "http://other.example/token";
        Assert.Contains(ProviderWords.TroubleNotSecure, await Tested());
        site.Identity.Document = d => d["jwks_uri"] = "file:///etc/passwd";
        Assert.Contains(ProviderWords.TroubleNotSecure, await Tested());
        site.Identity.Document = d => d.Remove("authorization_endpoint");
        Assert.Contains(ProviderWords.TroubleIncomplete, await Tested());
        site.Identity.AtDiscovery = http => http.Response.WriteAsync("<html>");
        Assert.Contains(ProviderWords.TroubleNotReadable, await Tested());
        site.Identity.AtDiscovery = http => http.Response.WriteAsync(new string(' ', 2 << 20));
        Assert.Contains(ProviderWords.TroubleUnreachable, await Tested());
        site.Identity.AtDiscovery = http =>
        {
            http.Response.Redirect("/keys");
            return Task.CompletedTask;
        };
        Assert.Contains(ProviderWords.TroubleNoDocument, await Tested());
        await site.Identity.DisposeAsync();
        Assert.Contains(ProviderWords.TroubleUnreachable, await Tested());

        async Task<string> Tested()
        {
            using var response = await browser.Submit($"{List}/{site.Provider}", $"{List}/{site.Provider}/test");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return (await Browser.Read(response)).QuerySelector("[role=status]")!.TextContent;
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tie_groups_to_roles_and_untie_them(Database database)
    {
        await using var site = await ProviderSite.On(database);
        using var browser = await site.Site.As(Role.SystemAdministrator);
        var path = $"{List}/{site.Provider}";
        foreach (var (role, area, field) in new[] { ("", "", "role"), ("reviewer", "", "area"), ("teacher", "", "school"), ("auditor", "curriculum", "area") })
        {
            using var refused = await browser.Submit(path, path + "/tie", ("group", "<b>g</b>"), ("role", role), ("area", area));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var again = await Browser.Read(refused);
            Assert.NotNull(again.GetElementById(field + "-fault"));
            Assert.Equal("<b>g</b>", again.GetElementById("group")!.GetAttribute("value"));
        }
        var form = browser.Fields(await browser.Page(path), path + "/tie", ("group", "<b>g</b>"), ("role", "reviewer"), ("area", "curriculum"));
        using var tied = await browser.Post(path + "/tie", form);
        using var twice = await browser.Post(path + "/tie", form);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity), (tied.StatusCode, twice.StatusCode));
        var page = await browser.Page(path);
        Assert.Equal("<b>g</b>", Assert.Single(page.QuerySelectorAll("tbody th")).TextContent);
        using var untied = await browser.Submit(path, path + "/untie");
        Assert.Equal(HttpStatusCode.Redirect, untied.StatusCode);
        Assert.Empty((await browser.Page(path)).QuerySelectorAll("tbody th"));
        Assert.Equal(2, (await site.Log()).Count(b => b.Contains("sign-in-provider.group-", StringComparison.Ordinal)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_an_administrators_and_for_an_auditor_to_read(Database database)
    {
        await using var site = await ProviderSite.On(database);
        using var auditor = await site.Site.As(Role.Auditor);
        var page = await auditor.Page($"{List}/{site.Provider}");
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains(ProviderSite.ProviderName, (await auditor.Page(List)).Body!.TextContent);
        using var lead = await site.Site.As(Role.AiLead);
        foreach (var path in new[] { List, List + "/add", $"{List}/{site.Provider}" })
        {
            using var refused = await lead.Get(path);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        using var add = await auditor.Get(List + "/add");
        Assert.Equal(HttpStatusCode.Forbidden, add.StatusCode);
        using var administrator = await site.Site.As(Role.SystemAdministrator);
        using var unknown = await administrator.Get($"{List}/{Guid.CreateVersion7()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
