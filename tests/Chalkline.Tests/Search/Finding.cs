using System.Net;
using AngleSharp.Html.Dom;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Platform.Search;
using Chalkline.Tests.People;
using Chalkline.Tests.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Search;

public sealed class Finding
{
    private static readonly HeldRole AiLead = new(Role.AiLead, null, null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_by_the_beginnings_of_all_words_in_any_order_without_case_and_accents(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.AddPerson("Ana Ñúñez-Lee", AiLead);
        await site.AddPerson("Anabel Nuño", AiLead);
        await site.AddSchool("Nuñez Elementary");
        using var browser = await site.As(Role.SystemAdministrator);
        Assert.Equal(["Ana Ñúñez-Lee"], await Records(browser, "nun ANA lee"));
        Assert.Equal(["Ana Ñúñez-Lee", "Anabel Nuño", "Nuñez Elementary"], await Records(browser, "nuñ"));
        Assert.Equal(["Ana Ñúñez-Lee"], await Records(browser, "ana.nunez-lee@example.org"));
        Assert.Empty(await Records(browser, "bel"));
        Assert.Empty(await Records(browser, "ana elementary"));
        var page = await browser.Page("/search?q=nu%C3%B1ez+elem");
        Assert.Equal("/cedar-valley/schools/nunez-elementary", page.QuerySelector(".found a")!.GetAttribute("href"));
        Assert.Contains("School", page.QuerySelector(".found li")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Follows_every_change_in_its_own_transaction(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.SystemAdministrator);
        await Pages_of_schools.Goes(await browser.Submit("/schools/new", "/schools/new", ("Name", "Pine Elementary"), ("Grades", "K-5")), "/schools/pine-elementary");
        Assert.Equal(["Pine Elementary"], await Records(browser, "pine"));
        await Pages_of_schools.Goes(await browser.Submit("/schools/pine-elementary/edit", "/schools/pine-elementary/edit", ("Name", "Aspen Elementary")), "/schools/pine-elementary");
        Assert.Empty(await Records(browser, "pine"));
        Assert.Equal(["Aspen Elementary"], await Records(browser, "aspen"));

        // What is not committed is not found.
        await using var db = site.Stores.Open(Installation.Cedar);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Commit(new(Actor.System, "account.added", new("account", Guid.Empty), []), async _ =>
        {
            db.Add(Account.New(site.Stores.Time.NewId<AccountId>(), "Invented Never", "never@example.org", site.Stores.Time.Now()));
            await Task.Yield();
            throw new InvalidOperationException("cut off");
        }, Ct));
        Assert.Empty(await Records(browser, "never"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_nobody_what_they_may_not_see(Database database)
    {
        await using var site = await TestSite.On(database);
        var (pine, oak) = (await site.AddSchool("Pine School"), await site.AddSchool("Oak School"));
        await site.AddPerson("Invented Pia", new HeldRole(Role.Teacher, pine, null), new HeldRole(Role.Teacher, oak, null));
        var olaf = await site.AddPerson("Invented Olaf", new HeldRole(Role.Teacher, oak, null));
        using var principal = await site.As(new HeldRole(Role.Principal, pine, null));
        Assert.DoesNotContain("Invented Olaf", await Records(principal, "invented"));
        Assert.Contains("Invented Pia", await Records(principal, "invented"));
        Assert.Equal(["Pine School"], await Records(principal, "school"));
        using var reviewer = await site.As(Role.Reviewer);
        Assert.Empty(await Records(reviewer, "invented"));
        Assert.Equal(["Oak School", "Pine School"], await Records(reviewer, "school"));

        // A role at the school, and its end, count at the next question.
        var role = new RoleGrant { Id = site.Stores.Time.NewId<GrantId>(), Account = olaf, Role = Role.Teacher, School = pine, Source = "setup", GrantedAt = site.Stores.Time.Now() };
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            db.Add(role);
            await db.Commit(new(Actor.System, "role.granted", new("account", olaf.Value), []), Ct);
            Assert.Contains("Invented Olaf", await Records(principal, "olaf"));
            role.RevokedAt = site.Stores.Time.Now();
            await db.Commit(new(Actor.System, "role.revoked", new("account", olaf.Value), []), Ct);
        }
        Assert.Empty(await Records(principal, "olaf"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Forgets_who_was_erased(Database database)
    {
        await using var site = await TestSite.On(database);
        var ivo = await site.AddPerson("Invented Ivo", AiLead);
        using var browser = await site.As(Role.SystemAdministrator);
        foreach (var act in new[] { "deactivate", "erase" }) (await browser.Submit($"/people/{ivo}/{act}", $"/people/{ivo}/{act}")).Dispose();
        Assert.Empty(await Records(browser, "ivo"));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.False(await db.Set<SearchToken>().AnyAsync(t => t.Record == ivo.Value, Ct));
        Assert.False(await db.Set<SearchEntry>().AnyAsync(e => e.Record == ivo.Value, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Reaches_what_was_there_before_search_was(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.AddPerson("Invented Ivo", AiLead);
        await using var db = site.Stores.Open(Installation.Cedar);
        await db.Set<SearchEntry>().ExecuteDeleteAsync(Ct);
        await db.Set<SearchToken>().ExecuteDeleteAsync(Ct);
        await db.Set<SearchPlace>().ExecuteDeleteAsync(Ct);
        await db.Set<SearchState>().ExecuteDeleteAsync(Ct);
        using var browser = await site.As(Role.SystemAdministrator);
        Assert.Empty(await Records(browser, "ivo"));
        // The district is opened anew: once, and nothing is done twice.
        for (var opening = 0; opening < 2; opening++) await new FillSearch().Open(db, Ct);
        Assert.Equal(["Invented Ivo"], await Records(browser, "ivo"));
        Assert.Equal(db.Mappings.Search.Count, await db.Set<SearchState>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Covers_the_navigation_and_packs_in_the_readers_language(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var page = await lead.Page("/search?q=audit+log&lang=en");
        Assert.Equal("/cedar-valley/audit-log", page.QuerySelector(".found a")!.GetAttribute("href"));
        var elements = (await lead.Page("/search?q=birth&lang=en")).QuerySelectorAll(".found a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/cedar-valley/packs/data-elements#demographics.birth-date", elements);
        Assert.NotEmpty((await lead.Page("/search?q=nacimiento&lang=es")).QuerySelectorAll(".found a"));
        // A place that the roles do not open is not named.
        using var reviewer = await site.As(Role.Reviewer);
        Assert.DoesNotContain("/cedar-valley/audit-log", (await reviewer.Page("/search?q=audit+log&lang=en")).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Answers_whatever_is_asked(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.SystemAdministrator);
        Assert.Contains("Only the first 200 characters and 12 words were used", (await browser.Page("/search?lang=en&q=" + new string('x', 10_000))).QuerySelector("main")!.TextContent);
        Assert.Contains("Type what you look for", (await browser.Page("/search?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Contains("There is no word in this", (await browser.Page("/search?lang=en&q=%3F%21")).QuerySelector("main")!.TextContent);
        Assert.Contains("Nothing that you may see", (await browser.Page("/search?lang=en&q=zzz")).QuerySelector("main")!.TextContent);
        foreach (var odd in new[] { "%25", "'%20OR%20''='", "%F0%9F%99%82", "_a", "\\", "%00a", "<script>", "a&page=-3", "a&page=9999999" })
            using (var response = await browser.Get("/search?q=" + odd)) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await browser.Page("/search?q=" + Uri.EscapeDataString("<img src=x>"));
        Assert.Equal("<img src=x>", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main img"));
        using var visitor = site.Visitor();
        using var led = await visitor.Get("/search?q=ana");
        Assert.StartsWith("/cedar-valley/sign-in", led.Headers.Location!.OriginalString);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Pages_through_what_is_found_by_name(Database database)
    {
        await using var site = await TestSite.On(database);
        for (var i = 0; i < 30; i++) await site.AddSchool($"Numbered School {i:00}");
        using var browser = await site.As(Role.AiLead);
        var first = await Records(browser, "numbered");
        var second = await Records(browser, "numbered", "&page=2");
        Assert.Equal((25, 5), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"Numbered School {i:00}"), first.Concat(second));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_filled_by_bulk_writers_within_their_commit(Database database)
    {
        await using var site = await TestSite.On(database);
        await LargeDistrict.AddPeople(site.Stores, 3);
        using var browser = await site.As(Role.AiLead);
        Assert.Equal(3, (await Records(browser, "crowd")).Count);
    }

    private static async Task<List<string>> Records(Browser browser, string question, string more = "")
    {
        var page = await browser.Page("/search?q=" + Uri.EscapeDataString(question) + more);
        return Titles(page);
    }

    private static List<string> Titles(IHtmlDocument page) => [.. page.QuerySelectorAll("section[aria-labelledby=records] .found a").Select(a => a.TextContent)];
}
