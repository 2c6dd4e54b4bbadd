using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class The_register_of_tools
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_a_tool_in_with_its_vendor_and_finds_it_again(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        Assert.Contains("No tool is in the register yet", (await teacher.Page("/tools")).QuerySelector("main")!.TextContent);
        var path = await lead.EnterTool("<b>Tutor</b> A", ("Grades", "6-8"), ("Owner", await site.EmailOf(lead.Account!.Value)), ("YearlyCost", "$18,000"), ("ContractEnd", "2026-12-01"), ("NoticeBy", "2026-11-01"));
        var tool = await site.Tool(path);
        Assert.Equal((ToolStage.NotYetReviewed, "06 07 08", 18_000m, lead.Account, (RiskTier?)null), (tool.Stage, tool.GradeCodes, tool.YearlyCost, tool.Owner, tool.Tier));
        Assert.NotNull(tool.ReviewBy);
        var page = await teacher.Page(path + "?lang=en");
        Assert.Contains("in use, not yet reviewed", page.QuerySelector("main .status")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main b b, h1 b"));
        Assert.Contains("En revisión", (await teacher.Page(path + "?lang=es")).QuerySelector("main .status")!.TextContent);
        Assert.Contains("Renewal within 120 days: 1", (await teacher.Page("/tools?lang=en")).QuerySelector("main nav")!.TextContent);
        Assert.Single((await teacher.Page("/tools?view=renewal&name=vendor")).QuerySelectorAll("tbody tr"));
        Assert.Empty((await teacher.Page("/tools?view=no-owner")).QuerySelectorAll("tbody tr"));
        Assert.Contains((await teacher.Page("/search?q=vendor+a")).QuerySelectorAll("main a"), a => a.GetAttribute("href")!.Contains("/vendors/", StringComparison.Ordinal));
        using var file = await teacher.Get("/tools.csv");
        Assert.Contains("<b>Tutor</b> A,Vendor A", await file.Content.ReadAsStringAsync(Ct));
        using var wrong = await teacher.Get("/tools?stage=nowhere");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuses_what_cannot_be_with_every_fault_at_its_field(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await lead.EnterTool();
        using var refused = await lead.Submit("/tools/new", "/tools/new", ("Name", "TUTOR a"), ("Vendor", "vendor A"), ("Entered", "in-use"), ("Owner", "nobody@example.org"), ("YearlyCost", "1.234"), ("Grades", "99"),
            ("ContractEnd", "2026-12-01"), ("NoticeBy", "2026-12-02"), ("Enforcement", "enforced-here"), ("Students", "-1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Browser.Read(refused);
        foreach (var field in new[] { "Name", "Owner", "YearlyCost", "Grades", "NoticeBy", "EnforcementProof", "Students" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null || field == "Name" && page.QuerySelector(".faults") is not null, field);
        Assert.Equal(1, await site.Do((db, _) => db.Set<Tool>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_one_of_two_who_edit_a_tool_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.SystemAdministrator);
        var path = await one.EnterTool();
        var edit = path + "/edit";
        var late = two.Fields(await two.Page(edit), edit, ("Purpose", "Late"));
        using var first = await one.Submit(edit, edit, ("Purpose", "First"));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await two.Post(edit, late);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("First", (await Browser.Read(second)).QuerySelector("#Purpose-fault")!.TextContent);
        Assert.Equal("First", (await site.Tool(path)).Purpose);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Brings_a_decided_tool_up_for_review_when_it_is_not_what_was_decided_on(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var path = await lead.EnterTool("Tutor A", ("Owner", await site.EmailOf(lead.Account!.Value)), ("SubProcessors", "Cloud X"), ("Model", "Model 1"), ("Grades", "6-8"));
        using var before = await lead.Submit(path + "/edit", path + "/edit", ("SubProcessors", "Cloud X\nCloud Y"));
        Assert.Equal(0, await site.Do((db, _) => db.Set<ToolConcern>().CountAsync(Ct)));
        await site.Decided(path);
        using var after = await lead.Submit(path + "/edit", path + "/edit", ("SubProcessors", "Cloud X\nCloud Y\nCloud Z"), ("Model", "Model 2"), ("Grades", "5-8"));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        using var feature = await lead.Submit(path + "/features/new", path + "/features/new", ("Name", "Chat"), ("IsAi", "yes"), ("Since", "2026-10-01"));
        Assert.Equal(HttpStatusCode.Redirect, feature.StatusCode);
        var raised = await site.Do((db, _) => db.Set<ToolConcern>().AsNoTracking().Select(c => c.Kind).ToListAsync(Ct));
        Assert.Equal([ConcernKind.FeatureAdded, ConcernKind.SubProcessorsChanged, ConcernKind.ModelChanged, ConcernKind.UseWidened], raised.Order());
        var page = (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("Under review", page);
        Assert.Contains("Cloud Z", page);
        Assert.Contains("Whoever uses it now may go on", page);
        Assert.Single((await lead.Page("/tools?view=feature-added")).QuerySelectorAll("tbody tr"));
    }
}
