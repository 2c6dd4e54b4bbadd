using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Imports;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class Pages_of_imports
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_what_a_file_would_do_and_do_it_once_it_is_agreed_to(Database database)
    {
        await using var site = await TestSite.On(database);
        foreach (var name in new[] { "Pine", "Oak", "Fir" }) await Pages_of_schools.Add(site, name);
        using var lead = await site.As(Role.AiLead);
        var preview = await Stage(lead, "name,grades,students\nPine,K,400\nOak,K,\nElm,6-8,\n<script>x</script>,9-12,\n");
        var page = await lead.Page(preview);
        Assert.Equal(["2 new", "1 changed", "1 unchanged", "1 in the district but not in the file: left alone"], page.QuerySelectorAll("main > ul li").Select(l => l.TextContent));
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Equal(3, await Count(site));
        var fields = lead.Fields(page, preview);
        await Pages_of_schools.Goes(await lead.Post(preview, fields), preview);
        Assert.Equal(["2 added", "1 changed", "1 unchanged"], (await lead.Page(preview)).QuerySelectorAll("main > ul li").Select(l => l.TextContent));
        // Once more, and the same form once more: nothing is done again.
        await Pages_of_schools.Goes(await lead.Post(preview, fields), preview);
        Assert.Equal(5, await Count(site));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(400, (await db.Set<School>().SingleAsync(s => s.Name == "Pine", Ct)).Enrollment);
        Assert.Null((await db.Set<StagedImport>().SingleAsync(Ct)).Content);
        Assert.Single(await db.Database.SqlQueryRaw<string>("SELECT body AS \"Value\" FROM audit_record WHERE action = 'schools.imported'").ToListAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_the_file_again_where_the_schools_have_changed_since(Database database)
    {
        await using var site = await TestSite.On(database);
        await Pages_of_schools.Add(site, "Pine");
        using var lead = await site.As(Role.AiLead);
        var preview = await Stage(lead, "name,grades,students\nPine,K,400\nElm,6-8,\n");
        var agreed = lead.Fields(await lead.Page(preview), preview);
        await Pages_of_schools.Goes(await lead.Submit("/schools/pine/edit", "/schools/pine/edit", ("Enrollment", "400"), ("EnrollmentOn", "2026-09-01")), "/schools/pine");
        using var response = await lead.Post(preview, agreed);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var again = await Browser.Read(response);
        Assert.Contains("have changed since", again.QuerySelector("h2")!.TextContent);
        Assert.Equal(1, await Count(site));
        await Pages_of_schools.Goes(await lead.Post(preview, lead.Fields(again, preview)), preview);
        Assert.Equal(2, await Count(site));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Name_every_fault_and_keep_nothing(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var response = await Upload(lead, Encoding.UTF8.GetBytes("name,grades,students\nPine,14,x\n<script>,K,=1+1\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(["2 grades 14", "2 students x", "3 students =1+1"],
            page.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.QuerySelectorAll("th, td").Take(3).Select(c => c.TextContent))));
        await Pages_of_schools.Is(HttpStatusCode.UnprocessableEntity, Upload(lead, new byte[SchoolFile.MostBytes + 1]));
        await Pages_of_schools.Is(HttpStatusCode.UnprocessableEntity, Upload(lead, []));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(0, await db.Set<StagedImport>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Forget_a_file_after_a_day(Database database)
    {
        var time = new SetClock(new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero));
        await using var site = await TestSite.On(database, time);
        using (var lead = await site.As(Role.AiLead))
        {
            var preview = await Stage(lead, "name,grades\nPine,K\n");
            time.Now = time.Now.AddHours(25);
            using var later = await site.As(Role.AiLead);
            await Pages_of_schools.Is(HttpStatusCode.NotFound, later.Get(preview));
            await Stage(later, "name,grades\nPine,K\n");
        }
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Set<StagedImport>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_ten_thousand_schools(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var preview = await Stage(lead, "name,grades,students\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"School {i},K-5,{i}\n")));
        await Pages_of_schools.Goes(await lead.Post(preview, lead.Fields(await lead.Page(preview), preview)), preview);
        Assert.Equal(10_000, await Count(site));
    }

    private static async Task<string> Stage(Browser browser, string text)
    {
        using var response = await Upload(browser, Encoding.UTF8.GetBytes(text));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString()["/cedar-valley".Length..];
    }

    private static Task<HttpResponseMessage> Upload(Browser browser, byte[] content) => browser.Upload("/schools/import", "/schools/import", "file", "schools.csv", content);

    private static async Task<int> Count(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<School>().CountAsync(Ct);
    }

    private sealed class SetClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
