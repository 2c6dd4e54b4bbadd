using System.Net;
using System.Text.Json;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Data_that_tools_take
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_held_against_what_the_agreement_allows(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"));
        Assert.Equal(CheckState.InsufficientInformation, (await site.Check("agreement-covers-data", tool)).State);
        Assert.Contains("Nobody has said yet", (await teacher.Page(tool + "/data?lang=en")).QuerySelector("main")!.TextContent);
        await lead.Takes(tool, "student-system", "student-name.name", "conduct.behavior");
        Assert.Equal(CheckState.NotMet, (await site.Check("agreement-covers-data", tool)).State);
        await site.Agree(lead, tool, ["student-name.name", "enrollment.grade"]);
        var check = await site.Check("agreement-covers-data", tool);
        Assert.Equal(CheckState.NotMet, check.State);
        Assert.DoesNotContain("name", check.Reason, StringComparison.OrdinalIgnoreCase);
        var words = (await teacher.Page(tool + "/data?lang=en")).QuerySelectorAll("[aria-labelledby=differences-caption] tbody .status").Select(s => s.TextContent).ToList();
        Assert.Equal(["Taken, not allowed", "Allowed and taken", "Allowed, not taken"], words);
        Assert.Contains("users.givenName", (await teacher.Page(tool + "/data?lang=en")).QuerySelector("main")!.TextContent);
        var conduct = await site.Do((db, _) => db.Set<DataUse>().Where(u => u.Element == "conduct.behavior").Select(u => u.Id).SingleAsync(Ct));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Sends(tool + "/data/remove", ("use", conduct.ToString()))).StatusCode);
        (await lead.Sends(tool + "/data/remove", ("use", conduct.ToString()))).Goes(tool + "/data");
        Assert.Equal(CheckState.Met, (await site.Check("agreement-covers-data", tool)).State);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Bring_a_decided_tool_up_for_review_when_they_are_more_than_was_allowed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"));
        await site.Agree(lead, tool, ["student-name.name"]);
        await lead.Takes(tool, "student-system", "enrollment.grade");
        await site.Decided(tool);
        await lead.Takes(tool, "typed-by-teachers", "student-name.name", "enrollment.grade");
        Assert.Equal(0, await site.Do((db, _) => db.Set<ToolConcern>().CountAsync(Ct)));
        var version = (await site.Tool(tool)).Version;
        var late = lead.Fields(await lead.Page(tool + "/data/new"), tool + "/data/new", ("Source", "other"), ("Purpose", "Late"), ("Elements", "enrollment.grade"));
        await lead.Takes(tool, "typed-by-teachers", "conduct.behavior");
        var concern = await site.Do((db, _) => db.Set<ToolConcern>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((ConcernKind.UseWidened, version + 1), (concern.Kind, (await site.Tool(tool)).Version));
        using var stale = await lead.Post(tool + "/data/new", late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_nothing_or_something_and_come_back_at_the_end(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool();
        using var both = await lead.Submit(tool + "/data/new", tool + "/data/new", ("Source", "other"), ("Purpose", "x"), ("Elements", "none.none"), ("Elements", "student-name.name"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, both.StatusCode);
        using var unknown = await lead.Submit(tool + "/data/new", tool + "/data/new", ("Source", "moon"), ("Purpose", ""), ("Elements", "shoe.size"));
        var page = await Browser.Read(unknown);
        foreach (var field in new[] { "Source", "Purpose", "Elements" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null, field);
        await lead.Takes(tool, "other", "none.none");
        Assert.Equal((CheckState.Met, CheckState.Met), ((await site.Check("agreement-covers-data", tool)).State, (await site.Check("data-returned-or-deleted", tool)).State));
        var other = await lead.EnterTool("Quiz B");
        Assert.Equal(CheckState.InsufficientInformation, (await site.Check("data-returned-or-deleted", other)).State);
        await lead.Takes(other, "student-system", "student-name.name");
        Assert.Equal(CheckState.NotMet, (await site.Check("data-returned-or-deleted", other)).State);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(other + "/data/returned", other + "/data/returned", ("Fate", "deleted"), ("Day", "2026-10-06"), ("Proof", "A letter"))).StatusCode);
        (await lead.Submit(other + "/data/returned", other + "/data/returned", ("Fate", "deleted"), ("Day", "2026-10-01"), ("Proof", "A letter"))).Goes(other + "/data");
        Assert.Equal(CheckState.Met, (await site.Check("data-returned-or-deleted", other)).State);
        // What was said before the tool began to retire says nothing of what it took since.
        clock.Advance(TimeSpan.FromDays(1));
        await site.Do(async (db, time) =>
        {
            var id = new ToolId(AgreementSite.IdOf(other));
            var retiring = await db.Set<Tool>().SingleAsync(t => t.Id == id, Ct);
            (retiring.Stage, retiring.StageSince) = (ToolStage.Retiring, time.Now());
            await db.Commit(new(Actor.System, "test.done", new("tool", id.Value), []), Ct);
            return true;
        });
        Assert.Equal(CheckState.NotMet, (await site.Check("data-returned-or-deleted", other)).State);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_named_to_whoever_asks_what_may_go_in(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var visitor = site.Visitor();
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"), ("Users", "teachers"), ("Owner", await site.EmailOf(lead.Account!.Value)));
        await site.Decided(tool);
        Assert.DoesNotContain("It lists", (await visitor.Page("/can-i-use?tool=tutor&role=teachers&lang=en")).QuerySelector("main")!.TextContent);
        await site.Agree(lead, tool, ["student-work.content"]);
        var said = (await visitor.Page("/can-i-use?tool=tutor&role=teachers&lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("It lists: ", said);
        Assert.Contains("until June 30, 2027: Not used for training", said);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_a_map_a_file_and_JSON(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        Assert.Contains("Nobody has said yet", (await teacher.Page("/data-map?lang=en")).QuerySelector("main")!.TextContent);
        var tool = await lead.EnterTool("=Tutor");
        await site.Agree(lead, tool, ["student-name.name"]);
        await lead.Takes(tool, "student-system", "student-name.name", "conduct.behavior");
        var map = await teacher.Page("/data-map?lang=en");
        Assert.Equal(4, map.QuerySelectorAll("svg path.stream").Length);
        Assert.Equal(2, map.QuerySelectorAll("[aria-labelledby=data-map-caption] tbody tr").Length);
        Assert.Single((await teacher.Page("/data-map?allowed=no&source=student-system&group=conduct&tool=tutor")).QuerySelectorAll("[aria-labelledby=data-map-caption] tbody tr"));
        using var wrong = await teacher.Get("/data-map?group=shoes");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var file = await teacher.Get("/data-map.csv");
        Assert.Contains("'=Tutor,", await file.Content.ReadAsStringAsync(Ct));
        using var open = await teacher.Get("/data-map.json?lang=es");
        var json = JsonDocument.Parse(await open.Content.ReadAsStringAsync(Ct)).RootElement;
        var one = json.GetProperty("tools").EnumerateArray().Single();
        Assert.Equal("none", one.GetProperty("agreements")[0].GetProperty("training").GetString());
        Assert.Equal([false, true], one.GetProperty("elements").EnumerateArray().Select(e => e.GetProperty("allowed").GetBoolean()));
        using var visitor = site.Visitor();
        using var stranger = await visitor.Get("/data-map.json");
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
    }
}
