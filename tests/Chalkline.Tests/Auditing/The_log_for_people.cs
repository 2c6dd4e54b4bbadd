using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Auditing;

public sealed class The_log_for_people
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_read_newest_first_page_by_page(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.Auditor);
        await Add(site, 60, "thing", "thing.added");
        var seen = new List<string>();
        string? next = "/audit-log";
        while (next is not null)
        {
            var page = await browser.Page(next);
            seen.AddRange(page.QuerySelectorAll("tbody th").Select(c => c.TextContent.Trim()));
            Assert.Single(page.QuerySelectorAll("h1"));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href")?["/cedar-valley".Length..];
        }
        await using var db = site.Stores.Open(Installation.Cedar);
        var all = await db.Set<AuditRecord>().OrderByDescending(r => r.Sequence).Select(r => r.Sequence).ToListAsync(Ct);
        Assert.Equal(all, seen.Select(s => long.Parse(s, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_narrowed_by_person_kind_action_and_day(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.AiLead);
        var ana = await site.AddPerson(Installation.Cedar, "Ana Ñúñez");
        await Add(site, 2, "thing", "thing.added", ana);
        await Add(site, 3, "thing", "thing.removed");
        var today = TimeZoneInfo.ConvertTime(site.Stores.Time.Now(), TimeZoneInfo.FindSystemTimeZoneById("America/Denver"));
        var (day, yesterday) = ($"{today:yyyy-MM-dd}", $"{today.AddDays(-1):yyyy-MM-dd}");
        Assert.Equal(5, await Rows("kind=thing"));
        Assert.Equal(3, await Rows("action=thing.removed"));
        Assert.Equal(2, await Rows("person=ANA+nun"));
        Assert.Equal(2, await Rows("person=" + ana));
        Assert.Equal(2, await Rows($"person=ana&kind=thing&action=thing.added&from={day}&to={day}"));
        Assert.Equal(0, await Rows("person=ana&action=thing.removed"));
        Assert.Equal(0, await Rows("kind=thing&to=" + yesterday));
        Assert.Equal(5, await Rows("kind=thing&from=" + yesterday));

        async Task<int> Rows(string query) => (await browser.Page("/audit-log?" + query)).QuerySelectorAll("tbody tr").Length;
    }

    [Fact]
    public async Task Names_every_fault_of_what_was_asked()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var browser = await site.As(Role.Auditor);
        using var response = await browser.Get("/audit-log?person=%3Cscript%3E&from=yesterday&to=2026-13-01&lang=es");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(["person", "from", "to"], page.QuerySelectorAll("#faults a").Select(a => a.GetAttribute("href")!.TrimStart('#')));
        Assert.Equal("<script>", page.QuerySelector("#person")!.GetAttribute("value"));
        Assert.Equal("Registro de auditoría", page.QuerySelector("h1")!.TextContent);
        using var turned = await browser.Get("/audit-log?from=2026-09-02&to=2026-09-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, turned.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_one_entry_with_what_changed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.Superintendent);
        var ana = await site.AddPerson(Installation.Cedar, "Ana <b>Ñúñez</b>");
        var id = site.Stores.Time.NewId<AccountId>().Value;
        await using (var db = site.Stores.Open(Installation.Cedar))
            await db.Commit(new(Actor.Person(ana), "thing.changed", new("thing", id), AuditEntry.Fields(("colour", "red", "<i>blue</i>"), ("size", 1, 2))), Ct);
        await using var read = site.Stores.Open(Installation.Cedar);
        var entry = await read.Set<AuditRecord>().SingleAsync(r => r.SubjectId == id, Ct);
        var page = await browser.Page($"/audit-log/{entry.Sequence}");
        Assert.Contains("Ana <b>Ñúñez</b>", page.QuerySelector("dl")!.TextContent);
        Assert.Equal([["colour", "red", "<i>blue</i>"], ["size", "1", "2"]],
            page.QuerySelectorAll("tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(entry.Body), JsonNode.Parse(page.QuerySelector("pre")!.TextContent)));
        Assert.Contains(entry.Hash, page.Body!.TextContent);
        Assert.Equal($"/cedar-valley/audit-log/{entry.Sequence - 1}", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("a[rel=next]"));
        using var missing = await browser.Get($"/audit-log/{entry.Sequence + 1}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_downloaded_as_it_was_hashed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.SystemAdministrator);
        await Add(site, 3, "thing", "thing.added");
        using var response = await browser.Get("/audit-log.jsonl");
        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("cedar-valley-audit-log.jsonl", response.Content.Headers.ContentDisposition!.FileName);
        var lines = (await response.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal((await db.Set<AuditRecord>().OrderBy(r => r.Sequence).ToListAsync(Ct)).Select(r => $$"""{"hash":"{{r.Hash}}","entry":{{r.Body}}}"""), lines);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Principal)]
    [InlineData(Role.BoardClerk)]
    public async Task Is_not_for_everyone(Role role)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var browser = await site.As(role);
        foreach (var path in new[] { "/audit-log", "/audit-log/1", "/audit-log.jsonl" })
        {
            using var response = await browser.Get(path);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    private static async Task Add(TestSite site, int entries, string kind, string action, AccountId? actor = null)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        for (var i = 0; i < entries; i++)
            await db.Commit(new(actor is { } person ? Actor.Person(person) : Actor.System, action, new(kind, Guid.Empty), new JsonObject { ["n"] = i }), Ct);
    }
}
