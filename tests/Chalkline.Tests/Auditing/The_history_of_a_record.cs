using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Tests.Files;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Auditing;

public sealed class The_history_of_a_record
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Stands_on_its_page_and_leads_to_the_rest(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        await using (var db = site.Stores.Open(Installation.Cedar))
            for (var i = 0; i < 30; i++) await db.Commit(new(Actor.Operator, "school.changed", new("school", school.Value), new JsonObject { ["n"] = i }), Ct);
        using var teacher = await site.As(new HeldRole(Role.Teacher, school, null));
        var page = await teacher.Page("/schools/aspen");
        var rows = page.QuerySelectorAll("#history ~ div tbody tr");
        Assert.Equal(25, rows.Length);
        Assert.Contains("The installation's operator", rows[0].TextContent, StringComparison.Ordinal);
        // Who may not read the log sees what was done, and not the entries.
        Assert.Empty(page.QuerySelectorAll("#history ~ div a"));
        var rest = page.QuerySelectorAll("main a").Single(a => a.TextContent == "All 31 entries").GetAttribute("href")!["/cedar-valley".Length..];
        Assert.Equal(6, (await teacher.Page(rest + "?page=2")).QuerySelectorAll("tbody tr").Length);
        using var auditor = await site.As(Role.Auditor);
        Assert.Equal(25, (await auditor.Page("/schools/aspen")).QuerySelectorAll("#history ~ div a").Length);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_a_person_is_for_those_who_may_read_the_log(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        var teacher = await site.AddPerson(Installation.Cedar, "Invented teacher", new HeldRole(Role.Teacher, school, null));
        using var principal = await site.As(new HeldRole(Role.Principal, school, null));
        using var auditor = await site.As(Role.Auditor);
        Assert.Null((await principal.Page("/people/" + teacher)).QuerySelector("#history"));
        using (var response = await principal.Get($"/records/account/{teacher}/history")) Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Single((await auditor.Page("/people/" + teacher)).QuerySelectorAll("#history ~ div tbody tr"));
        Assert.Single((await auditor.Page($"/records/account/{teacher}/history")).QuerySelectorAll("tbody tr"));
        // Nobody writes about a person here.
        foreach (var part in new[] { "comments", "files" })
            using (var response = await auditor.Get($"/records/account/{teacher}/{part}")) Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
