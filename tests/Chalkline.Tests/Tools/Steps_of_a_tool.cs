using System.Net;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Steps_of_a_tool
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Go_through_a_gate_that_opens_on_its_checks_and_on_somebody_elses_word(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.UseOwnGates();
        await site.AllowToolUse();
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        await lead.Declare();
        await superintendent.Declare();
        var path = await lead.EnterTool("Tutor A", ("Entered", "requested"));
        Goes(await lead.Step(path, "in-review"), path);
        var asked = await lead.Step(path, "approved-for-use", ("Conditions", "Not at home"), ("ReviewBy", "2027-06-01"));
        Goes(asked, path);
        var decision = (await lead.Page(path)).QuerySelectorAll("main .usa-alert a").Single().GetAttribute("href")!["/cedar-valley".Length..];
        Assert.Contains("You asked for this yourself", await (await lead.Decides(decision)).Refused());
        // Three checks are not met: nobody can say yes, whoever may decide.
        var closed = await (await superintendent.Decides(decision)).Refused();
        Assert.Contains("Somebody answers for it", closed);
        Assert.Contains("It serves a use case", closed);
        Assert.Equal(ToolStage.InReview, (await site.Tool(path)).Stage);
        Goes(await lead.Submit(path + "/edit", path + "/edit", ("Owner", await site.EmailOf(lead.Account!.Value)), ("Tier", "no-student-data"), ("TierWhy", "Nothing goes in."), ("Users", "teachers"),
            ("UseCases", (await site.AddUseCase(await site.AddGoal(await site.AddChallenge(), await site.AddMeasure()))).ToString())), path);
        (await superintendent.Decides(decision)).Goes(decision);
        var tool = await site.Tool(path);
        Assert.Equal((ToolStage.ApprovedForUse, "Not at home", new DateOnly(2027, 6, 1)), (tool.Stage, tool.Conditions, tool.ReviewBy!.Value));
        var frozen = await site.DecisionOf(decision);
        Assert.True(new FrozenContent(frozen.Content, frozen.Sha256).Holds);
        Assert.Contains("\"check\":\"tier-set\",\"state\":\"met\"", frozen.Content);
        // What only says what happened takes an open gate and no decision.
        Goes(await lead.Step(path, "in-use"), path);
        Assert.Contains("Approved with conditions", (await lead.Page(path + "?lang=en")).QuerySelector("main .status")!.TextContent);
        using var visitor = site.Visitor();
        Assert.Contains("Not at home", (await visitor.Page("/can-i-use?tool=tutor&role=teachers&lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Never_skip_a_gate_go_where_no_gate_leads_or_are_taken_twice(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.UseOwnGates();
        using var lead = await site.As(Role.AiLead);
        var path = await lead.EnterTool("Tutor A", ("Entered", "requested"));
        var version = (await site.Tool(path)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var to in new[] { "approved-for-use", "in-use", "retired", "requested", "nowhere" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Sends(path + "/move", ("To", to), ("Why", "x"), ("ReviewBy", "2027-06-01"), ("Version", version))).StatusCode);
        Goes(await lead.Step(path, "in-review"), path);
        var form = lead.Fields(await lead.Page(path + "/move?to=refused"), path + "/move", ("Why", "No."));
        Goes(await lead.Step(path, "refused"), path);
        using var twice = await lead.Post(path + "/move", form);
        Assert.Contains(twice.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict });
        Assert.Equal(ToolStage.InReview, (await site.Tool(path)).Stage);
        Assert.Equal(1, await site.Do((db, _) => db.Set<Proposal>().CountAsync(Ct)));
        using var teacher = await site.As(Role.Teacher);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Sends(path + "/move", ("To", "refused"), ("Why", "x"))).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_stopped_at_once_and_go_on_by_somebody_elses_word(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.UseOwnGates();
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        var path = await lead.EnterTool("Tutor A", ("Users", "students"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(path + "/stop", path + "/stop", ("Why", " "))).StatusCode);
        Goes(await lead.Submit(path + "/stop", path + "/stop", ("Why", "It said terrible things.")), path);
        using var visitor = site.Visitor();
        Assert.Contains("Tutor A: no", (await visitor.Page("/can-i-use?tool=tutor&lang=en")).QuerySelector("main h2")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Sends(path + "/lift", ("Why", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Step(path, "in-use", ("ReviewBy", "2027-06-01"))).StatusCode);
        Goes(await superintendent.Submit(path + "/lift", path + "/lift", ("Why", "The vendor mended it.")), path);
        Assert.Null((await site.Tool(path)).StoppedAt);
        // A severe concern stops present use, too; nobody lets it go on while no agreement binds the vendor.
        Goes(await lead.Submit(path + "/concerns/new", path + "/concerns/new", ("Kind", "incident"), ("Severe", "yes"), ("Why", "Again.")), path);
        Assert.Contains("May not be used", (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Contains("No written agreement", await (await superintendent.Submit(path + "/continue?lang=en", path + "/continue", ("Why", "x"), ("Until", "2026-10-20"))).Refused());
        var settle = (await superintendent.Page(path)).QuerySelectorAll("main section[aria-labelledby=concerns] a").First(a => a.GetAttribute("href")!.EndsWith("/settle", StringComparison.Ordinal)).GetAttribute("href")!["/cedar-valley".Length..];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(settle, settle, ("Why", "Done."))).StatusCode);
        Goes(await superintendent.Submit(settle, settle, ("Why", "Done.")), path);
        Assert.Contains("may go on", (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_a_tool_that_plans_name_until_special_education_named_its_replacement(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.UseOwnGates();
        using var lead = await site.As(Role.AiLead);
        using var curriculum = await site.As(Role.Reviewer);
        using var special = await site.As(new HeldRole(Role.Reviewer, null, "special-education"));
        var path = await lead.EnterTool("Reader E", ("ServesPlans", "yes"));
        var other = await lead.EnterTool("Reader F");
        await site.Decided(other);
        Assert.Contains("not met", (await lead.Page(path + "/move?to=retiring&lang=en")).QuerySelector("main table")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await curriculum.Sends(path + "/replacement", ("Replacement", other[(other.LastIndexOf('/') + 1)..]))).StatusCode);
        Goes(await special.Submit(path + "/replacement", path + "/replacement", ("Replacement", other[(other.LastIndexOf('/') + 1)..])), path);
        Assert.DoesNotContain("not met", (await lead.Page(path + "/move?to=retiring&lang=en")).QuerySelector("main table")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Wait_for_their_gate_where_the_board_said_yes_while_it_was_closed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.UseOwnGates();
        using var lead = await site.As(Role.AiLead);
        var path = await lead.EnterTool("Tutor A");
        Goes(await lead.Step(path, "in-use", ("ReviewBy", "2027-06-01")), path);
        await site.BoardSaysYes(path);
        Assert.Equal(ToolStage.NotYetReviewed, (await site.Tool(path)).Stage);
        Assert.Contains("waits for its gate", (await lead.Page(path + "?lang=en")).QuerySelector("main .usa-alert")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(path, path + "/carry")).StatusCode);
        Goes(await lead.Submit(path + "/edit", path + "/edit", ("Owner", await site.EmailOf(lead.Account!.Value))), path);
        Goes(await lead.Submit(path, path + "/carry"), path);
        Assert.Equal(ToolStage.InUse, (await site.Tool(path)).Stage);
    }

    private static void Goes(HttpResponseMessage response, string path) => response.Goes(path);
}
