using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Comments;
using Chalkline.Tests.Files;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Comments;

public sealed class Comments_on_a_record
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_shown_as_plain_text_in_paragraphs(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var principal = await site.As(new HeldRole(Role.Principal, school, null));
        await Say(principal, school, "<b>First</b> @ana\r\nsecond line\r\n\r\n\r\n\u0007Next & last ");
        var page = await principal.Page("/schools/aspen");
        var comment = Assert.Single(page.QuerySelectorAll(".comments li"));
        var paragraphs = comment.QuerySelectorAll("p");
        Assert.Equal(["<b>First</b> @ana", "second line", "Next & last"], paragraphs.Skip(1).Take(2).SelectMany(p => p.ChildNodes.Select(n => n.TextContent.Trim())).Where(l => l.Length > 0));
        Assert.Single(paragraphs[1].QuerySelectorAll("br"));
        Assert.Empty(comment.QuerySelectorAll("b"));
        Assert.Contains("Invented Principal", paragraphs[0].TextContent, StringComparison.Ordinal);
        await using var db = site.Stores.Open(Installation.Cedar);
        var entry = await db.Set<AuditRecord>().SingleAsync(r => r.Action == "comment.added", Ct);
        Assert.Equal(("school", school.Value, principal.Account!.Value.Value), (entry.SubjectKind, entry.SubjectId, entry.ActorId));
        Assert.DoesNotContain("First", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_refused_when_they_are_empty_or_too_long_and_come_back_as_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        foreach (var (text, reason) in new[] { (" \r\n ", "Write something first"), (new string('a', 4001), "this one has 4001") })
        {
            using var response = await lead.Submit("/schools/aspen", Path(school), ("text", text));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            var page = await Browser.Read(response);
            Assert.Contains(reason, page.QuerySelector("#faults")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(text.Trim(), page.QuerySelector("textarea")!.TextContent.Trim());
        }
        await Say(lead, school, new string('a', 4000));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_deleted_by_who_wrote_them_or_the_administrator_and_the_text_is_gone(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        using var principal = await site.As(new HeldRole(Role.Principal, school, null));
        using var administrator = await site.As(Role.SystemAdministrator);
        await Say(lead, school, "By the lead");
        await Say(principal, school, "By the principal");
        var links = (await administrator.Page("/schools/aspen")).QuerySelectorAll(".comments a").Select(a => a.GetAttribute("href")!["/cedar-valley".Length..]).ToList();
        Assert.Equal(2, links.Count);
        // The newest first: the principal's.
        Assert.Equal(HttpStatusCode.NotFound, await Status(lead, links[0]));
        Assert.Single((await lead.Page("/schools/aspen")).QuerySelectorAll(".comments a"));
        foreach (var (browser, link) in new[] { (principal, links[0]), (administrator, links[1]) })
            using (var response = await browser.Submit(link, link)) Assert.Equal("/cedar-valley/schools/aspen#comments", response.Headers.Location!.ToString());
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.All(await db.Set<Comment>().ToListAsync(Ct), c => Assert.Equal((null, true), (c.Text, c.RemovedAt is not null)));
        Assert.Equal(2, (await lead.Page("/schools/aspen")).QuerySelectorAll(".comments li").Count(c => c.TextContent.Contains("This comment was deleted on", StringComparison.Ordinal)));
        Assert.Equal(2, await db.Set<AuditRecord>().CountAsync(r => r.Action == "comment.removed" && r.SubjectId == school.Value, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_written_by_nobody_who_only_reads(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var auditor = await site.As(Role.Auditor);
        Assert.Empty((await auditor.Page("/schools/aspen")).QuerySelectorAll("main form"));
        // With the token of another form of its own.
        using var forged = await auditor.Post(Path(school), [.. auditor.Fields(await auditor.Page("/audit-log"), "/audit-log/check"), new("text", "forged")]);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_25_a_page(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        for (var i = 0; i < 27; i++) await Say(lead, school, $"Number {i}");
        var first = await lead.Page("/schools/aspen");
        Assert.Equal(25, first.QuerySelectorAll(".comments li").Length);
        Assert.Contains(first.QuerySelectorAll("main a"), a => a.TextContent == "All 27 comments");
        Assert.Equal(2, (await lead.Page(Path(school) + "?page=2")).QuerySelectorAll(".comments li").Length);
    }

    private static string Path(SchoolId school) => $"/records/school/{school}/comments";

    private static async Task Say(Browser browser, SchoolId school, string text)
    {
        using var response = await browser.Submit("/schools/aspen", Path(school), ("text", text));
        Assert.Equal("/cedar-valley/schools/aspen#comments", response.Headers.Location?.ToString());
    }

    private static async Task<HttpStatusCode> Status(Browser browser, string path)
    {
        using var response = await browser.Get(path);
        return response.StatusCode;
    }
}
