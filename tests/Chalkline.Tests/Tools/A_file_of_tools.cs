using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Imports;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class A_file_of_tools
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Is_read_by_the_names_that_spreadsheets_give_their_columns()
    {
        var sheet = ToolSheet.Read(Text("Product name;Company;Niveles;Owner e-mail;Annual cost\nTutor;Vendor A;;;'-1\n\nQuiz;Vendor B;x;;\n"));
        Assert.Empty(sheet.Faults);
        Assert.Equal(["Niveles"], sheet.Unread);
        Assert.Equal([2, 4], sheet.Lines.Select(l => l.Number));
        Assert.Equal(("Tutor", "-1"), (sheet.Lines[0].Of(nameof(ToolForm.Name)), sheet.Lines[0].Of(nameof(ToolForm.YearlyCost))));
        Assert.Null(sheet.Lines[1].Of(nameof(ToolForm.Owner)));
    }

    [Fact]
    public void Is_refused_without_its_two_columns_with_one_twice_and_with_too_many_lines()
    {
        Assert.Equal(nameof(AimWords.FileNoColumn), Assert.Single(ToolSheet.Read(Text("tool,maker of it\na,b\n")).Faults).Word);
        Assert.Equal(nameof(AimWords.FileColumnTwice), Assert.Single(ToolSheet.Read(Text("tool,vendor,Company\na,b,c\n")).Faults).Word);
        Assert.Equal(nameof(AimWords.FileManyRows), Assert.Single(ToolSheet.Read(Text("tool,vendor\n" + string.Concat(Enumerable.Range(0, ToolSheet.MostLines + 1).Select(i => $"t{i},v\n")))).Faults).Word);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Comes_in_as_in_use_not_yet_reviewed_after_somebody_has_seen_what_it_would_do(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var email = await site.EmailOf(lead.Account!.Value);
        var there = await lead.EnterTool("Tutor A", ("Purpose", "Practice"));
        var content = Text($"tool,vendor,owner,tier,grades,users,yearly_cost,review_by,stage\nTutor A,vendor a,{email},,6-8,,,,approved-for-use\nQuiz B,Vendor B,,student data,3-5,students; teachers,\"$1,200\",2027-02-01,approved-for-use\nSlides,Vendor B,,,,,,,\n");
        var preview = await Upload(lead, content);
        var page = await lead.Page(preview + "?lang=en");
        Assert.Contains("2 new tools", page.QuerySelector("main")!.TextContent);
        Assert.Contains("Columns that mean nothing here: stage", page.QuerySelector("main")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("#changed tbody tr, table tbody tr"), r => r.TextContent.Contains("grades", StringComparison.Ordinal) && r.TextContent.Contains("06 07 08", StringComparison.Ordinal));
        Assert.Equal(1, await site.Do((db, _) => db.Set<Tool>().CountAsync(Ct)));
        using var done = await lead.Submit(preview, preview);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var tools = await site.Do((db, _) => db.Set<Tool>().AsNoTracking().OrderBy(t => t.NameFolded).ToListAsync(Ct));
        Assert.Equal(["Quiz B", "Slides", "Tutor A"], tools.Select(t => t.Name));
        Assert.All(tools, t => Assert.Equal(ToolStage.NotYetReviewed, t.Stage));
        Assert.Equal((RiskTier.StudentData, "03 04 05", "students teachers", 1200m, new DateOnly(2027, 2, 1)), (tools[0].Tier, tools[0].GradeCodes, tools[0].UserCodes, tools[0].YearlyCost, tools[0].ReviewBy));
        Assert.Equal(tools[0].Vendor, tools[1].Vendor);
        Assert.NotNull(tools[1].ReviewBy);
        Assert.Equal(("Practice", lead.Account), (tools[2].Purpose, tools[2].Owner));
        Assert.Contains("2 new tools", (await lead.Page(preview + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Contains("0 new tools", (await lead.Page(await Upload(lead, content) + "?lang=en")).QuerySelector("main")!.TextContent);
        using var auditor = await site.As(Role.Auditor);
        Assert.Contains("File of tools taken in", (await auditor.Page("/audit-log?lang=en")).QuerySelector("main")!.TextContent);
        Assert.NotEmpty(there);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_taken_in_whole_or_not_at_all_and_says_each_fault_with_its_line(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var refused = await lead.Upload("/tools/import", "/tools/import", "file", "tools.csv", Text(
            "tool,vendor,owner,tier,users,schools,generative,contract_end,notice_by\nA,V,nobody@example.org,,,,,,\nB,V,,dangerous,,,,,\nC,V,,,robots,,,,\nD,V,,,,Nowhere School,,,\nE,V,,,,,perhaps,,\nF,V,,,,,,2026-12-01,2026-12-02\nA,v,,,,,,,\na,V,,,,,,,\n,V,,,,,,,\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var rows = (await Browser.Read(refused)).QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(8, rows.Count);
        Assert.Contains(rows, r => r.Contains("nobody@example.org", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("robots", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Nowhere School", StringComparison.Ordinal));
        Assert.Equal(0, await site.Do((db, _) => db.Set<Tool>().CountAsync(Ct)) + await site.Do((db, _) => db.Set<StagedTools>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_shown_again_when_the_register_changed_meanwhile(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var path = await lead.EnterTool("Tutor A");
        var preview = await Upload(lead, Text("tool,vendor,purpose\nTutor A,Vendor A,Reading\n"));
        var form = lead.Fields(await lead.Page(preview), preview);
        using var meanwhile = await lead.Submit(path + "/edit", path + "/edit", ("Purpose", "Writing"));
        using var late = await lead.Post(preview, form);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Writing", (await Browser.Read(late)).QuerySelector("main")!.TextContent);
        Assert.Equal("Writing", (await site.Tool(path)).Purpose);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Raises_a_concern_where_it_widens_what_was_decided(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var path = await lead.EnterTool("Tutor A", ("Grades", "6-8"));
        await site.Decided(path);
        var reviewBy = (await site.Tool(path)).ReviewBy;
        var preview = await Upload(lead, Text("tool,vendor,grades,review_by\nTutor A,Vendor A,5-8,2030-01-01\n"));
        using var done = await lead.Submit(preview, preview);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(ConcernKind.UseWidened, await site.Do((db, _) => db.Set<ToolConcern>().Select(c => c.Kind).SingleAsync(Ct)));
        Assert.Equal(reviewBy, (await site.Tool(path)).ReviewBy);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Goes_out_as_csv_and_as_a_workbook_and_comes_in_again_unchanged(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await lead.EnterTool("=Tutor", ("Purpose", "+1"), ("Grades", "6-8"), ("Users", "students"), ("YearlyCost", "1200.5"), ("Generative", "yes"), ("Owner", await site.EmailOf(lead.Account!.Value)));
        foreach (var file in new[] { "/tools.csv", "/tools.xlsx" })
        {
            using var answer = await lead.Get(file);
            var content = await answer.Content.ReadAsByteArrayAsync(Ct);
            var text = (await lead.Page(await Upload(lead, content, Path.GetFileName(file)) + "?lang=en")).QuerySelector("main")!.TextContent;
            Assert.Contains("1 tools are there already", text);
            Assert.Contains("0 new tools", text);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_followed_by_owners_and_days_for_many_tools_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        var paths = new[] { await lead.EnterTool("A"), await lead.EnterTool("B"), await lead.EnterTool("C") };
        var email = await site.EmailOf(lead.Account!.Value);
        string Id(int i) => paths[i]["/tools/".Length..];
        using var nobody = await teacher.Get("/tools/assign");
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
        foreach (var wrong in new[] { new[] { ("Owner", (string?)email) }, [("Tools", Id(0))], [("Tools", Id(0)), ("Owner", "nobody@example.org")], [("Tools", Id(0)), ("Owner", email), ("Backup", email)] })
        {
            using var refused = await lead.Submit("/tools/assign?view=no-owner", "/tools/assign?view=no-owner", wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        using var done = await lead.Submit("/tools/assign?view=no-owner", "/tools/assign?view=no-owner", ("Tools", Id(0)), ("Tools", Id(2)), ("Owner", email), ("ReviewBy", "2027-03-01"), ("Tier", "student-data"), ("TierWhy", "Names."));
        Assert.EndsWith("/tools/assign?view=no-owner", done.Headers.Location!.OriginalString);
        var tools = await site.Do((db, _) => db.Set<Tool>().AsNoTracking().OrderBy(t => t.NameFolded).ToListAsync(Ct));
        Assert.Equal([lead.Account, null, lead.Account], tools.Select(t => t.Owner));
        Assert.Equal((new DateOnly(2027, 3, 1), RiskTier.StudentData, "Names."), (tools[2].ReviewBy, tools[2].Tier, tools[2].TierWhy));
        Assert.Single((await lead.Page("/tools/assign?view=no-owner")).QuerySelectorAll("tbody tr"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Does_not_say_which_of_two_is_better_but_what_differs(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var (a, b) = (await lead.EnterTool("A", ("YearlyCost", "100"), ("Students", "50")), await lead.EnterTool("B", ("YearlyCost", "100")));
        Assert.Single((await lead.Page(a + "/compare?name=b")).QuerySelectorAll("tbody tr"));
        var page = await lead.Page($"{a}/compare/{b["/tools/".Length..]}?lang=en");
        Assert.Contains(page.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("Cost per student", StringComparison.Ordinal) && r.TextContent.Contains("$2", StringComparison.Ordinal) && r.QuerySelector("strong") is not null);
        Assert.Contains(page.QuerySelectorAll("tbody tr"), r => r.TextContent.Contains("$100", StringComparison.Ordinal) && r.QuerySelector("strong") is null);
        using var self = await lead.Get($"{a}/compare/{a["/tools/".Length..]}");
        Assert.Equal(HttpStatusCode.NotFound, self.StatusCode);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<string> Upload(Browser lead, byte[] content, string name = "tools.csv")
    {
        using var staged = await lead.Upload("/tools/import", "/tools/import", "file", name, content);
        Assert.Equal(HttpStatusCode.Redirect, staged.StatusCode);
        return staged.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }
}
