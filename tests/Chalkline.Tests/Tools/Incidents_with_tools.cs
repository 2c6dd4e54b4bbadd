using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Incidents;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Incidents_with_tools
{
    private const string Html = "<script>alert(1)</script> & <b>rude</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Begin_only_when_somebody_has_read_the_report_and_end_with_what_was_learned(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        var link = await Reported(family, "Tutor A", ("What", Html), ("Contact", "invented@example.org"));
        Assert.Matches("^/report-a-problem/status/[A-Za-z0-9_-]{22}$", link);
        using var shown = await family.Get(link + "?lang=en");
        Assert.Equal("noindex, nofollow", shown.Headers.GetValues("X-Robots-Tag").Single());
        var unread = (await Browser.Read(shown)).QuerySelector("main")!.TextContent;
        Assert.Contains("Nobody has read it yet", unread);
        Assert.DoesNotContain("rude", unread);
        using var lead = await site.As(Role.AiLead);
        var (tool, path) = (await lead.EnterTool(), await Only(site));
        Assert.Empty((await lead.Page(path)).QuerySelectorAll("main script, main b b"));
        Assert.Contains(Html, (await lead.Page(path)).QuerySelector("main")!.TextContent);
        Assert.Equal(0, await site.Do((db, _) => db.Set<IncidentClock>().CountAsync(Ct)));
        Goes(await lead.TakeUp(path, tool, "wrong-result", "high"));
        Assert.Contains("We have read it, and are working on it", (await family.Page(link + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Equal(CheckState.NotMet, await Check(site, tool));
        Assert.Equal(ConcernKind.Incident, await site.Do((db, _) => db.Set<ToolConcern>().Select(c => c.Kind).SingleAsync(Ct)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(path + "/close", path + "/close", ("Learned", ""), ("Changes", "x"))).StatusCode);
        var open = await lead.Submit(path + "/close", path + "/close", ("Learned", "Look twice."), ("Changes", "x"));
        Assert.Contains("A time of the law still runs", await open.Content.ReadAsStringAsync(Ct));
        var clock = await site.Do((db, _) => db.Set<IncidentClock>().Select(c => c.Id).SingleAsync(Ct));
        Goes(await lead.Does(path, "clock-done", clock, "Told by letter."));
        Goes(await lead.Submit(path + "/close", path + "/close", ("Learned", "Look twice."), ("Changes", "Two people look."), ("Answer", "Thank you: it is mended.")));
        Assert.Contains("Thank you: it is mended.", (await family.Page(link)).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Look twice", (await family.Page(link)).QuerySelector("main")!.TextContent);
        Assert.Equal(CheckState.Met, await Check(site, tool));
        await site.Do(async (db, _) =>
        {
            Assert.Equal("", (await db.Set<Incident>().SingleAsync(Ct)).Contact);
            Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), b => b.Contains("rude", StringComparison.Ordinal) || b.Contains("invented@example.org", StringComparison.Ordinal));
            return true;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_a_reporters_words_to_those_alone_who_handle_them(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        using var own = await teacher.Submit("/incidents/new", "/incidents/new", ("Tool", "Tutor A"), ("What", "Zyxwords"), ("Asker", "teacher"));
        Goes(own);
        var path = await Only(site);
        Assert.Equal(HttpStatusCode.OK, (await teacher.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get("/incidents")).StatusCode);
        foreach (var form in new[] { "/triage", "/act", "/close" }) Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(path + form)).StatusCode);
        using var other = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get(path)).StatusCode);
        using var superintendent = await site.As(Role.Superintendent);
        Assert.DoesNotContain("Zyxwords", (await superintendent.Page(path)).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.Forbidden, (await superintendent.Get(path + "/triage")).StatusCode);
        using var visitor = site.Visitor();
        foreach (var forged in new[] { "x", new string('A', 22) }) Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/report-a-problem/status/" + forged)).StatusCode);
        using var lead = await site.As(Role.AiLead);
        Assert.Contains("Zyxwords", (await lead.Page(path)).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Zyxwords", await (await lead.Get("/incidents.csv")).Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain(path, (await lead.Page("/search?q=Zyxwords")).QuerySelector("main")!.InnerHtml);
        var work = (await lead.Page("/?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("A report of a problem that nobody has read", work);
        Goes(await lead.Submit(path + "/triage", path + "/triage", ("Act", "remove"), ("Answer", "It names a student.")));
        Assert.DoesNotContain("Zyxwords", (await lead.Page(path)).QuerySelector("main")!.TextContent);
        Assert.Contains("It names a student.", (await teacher.Page(path)).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_severe_stop_the_tool_and_reach_case_managers_where_plans_name_it(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool("Reader E", ("ServesPlans", "on"));
        await site.Decided(tool);
        await Reported(lead, "Reader E");
        var path = await Only(site);
        var version = (await site.Tool(tool)).Version;
        Goes(await lead.TakeUp(path, tool, "harmful-content", "high"));
        Assert.True((await site.Tool(tool)).Version > version);
        using var reviewer = await site.As(new HeldRole(Role.Reviewer, null, "special-education"));
        Assert.DoesNotContain("Severe incident", (await reviewer.Page("/?lang=en")).QuerySelector("main")!.TextContent);
        Goes(await lead.Submit(path + "/triage", path + "/triage", ("Severity", "severe")));
        Assert.Contains("Severe incident with Reader E", (await reviewer.Page("/?lang=en")).QuerySelector("main")!.TextContent);
        // One reason for review for each degree, however often it is judged.
        Goes(await lead.Submit(path + "/triage", path + "/triage", ("Students", "12")));
        Assert.Equal([false, true], await site.Do((db, _) => db.Set<ToolConcern>().OrderBy(c => c.RaisedAt).Select(c => c.Severe).ToListAsync(Ct)));
        Assert.Contains("may not", (await lead.Page(tool + "?lang=en")).QuerySelector("main")!.TextContent, StringComparison.OrdinalIgnoreCase);
        var stale = lead.Fields(await lead.Page(path + "/triage"), path + "/triage", ("Severity", "low"));
        Goes(await lead.Submit(path + "/triage", path + "/triage", ("Students", "13")));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(path + "/triage", stale)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_named_in_the_readers_language_and_counted_for_the_board_without_anybody_concerned(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        var packet = site.App.Services.GetServices<IPacketSection>().Single(s => s.Slot == "incidents");
        async Task<IReadOnlyList<PacketBlock>> Packet(Language language) => await site.Do(async (db, time) =>
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            return await packet.Of(new(db, language, time.GetUtcNow(), today, today.AddDays(14)), Ct);
        });
        Assert.Single(await Packet(Language.English));
        var tool = await lead.EnterTool("Reader E");
        await site.Decided(tool);
        await Reported(lead, "Reader E");
        Assert.Single(await Packet(Language.English));
        var path = await Only(site);
        Goes(await lead.TakeUp(path, tool, "harmful-content", "high"));
        Goes(await lead.Submit(path + "/triage", path + "/triage", ("Students", "4711")));
        var spanish = await site.Do(async (db, _) => (await ReadIncidents.KindNames(db, site.App.Services.GetRequiredService<DistrictPacks>(), Language.Spanish, Ct))["harmful-content"]);
        foreach (var (who, page) in new[] { (lead, "/"), (superintendent, "/briefing"), (lead, tool), (lead, path), (lead, "/incidents") })
            Assert.Contains(spanish, (await who.Page(page + "?lang=es")).QuerySelector("main")!.TextContent);
        var table = Assert.IsType<PacketBlock.Table>((await Packet(Language.Spanish))[1]);
        Assert.Equal([spanish, "1", "1", "1"], Assert.Single(table.Rows));
        Assert.DoesNotContain("4711", System.Text.Json.JsonSerializer.Serialize((await Packet(Language.English)).Select(b => (object)b)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_steps_and_letters_once_and_keep_every_edition(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool();
        await Reported(lead, "Tutor A");
        var path = await Only(site);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Get(path + "/notices/vendor")).StatusCode);
        Goes(await lead.TakeUp(path, tool, "data-breach", "medium", ("Students", "7")));
        var step = await site.Do((db, _) => db.Set<IncidentStep>().OrderBy(s => s.Place).Select(s => s.Id).FirstAsync(Ct));
        Goes(await lead.Does(path, "step-done", step, "Switched off."));
        Goes(await lead.Does(path, "step-done", step, "Again."));
        Assert.Equal("Switched off.", await site.Do((db, _) => db.Set<IncidentStep>().Where(s => s.Id == step).Select(s => s.Note).SingleAsync(Ct)));
        Goes(await lead.Does(path, "step-add", null, "=Call the bus company"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Does(path, "step-add", null, new string('x', 10_000))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Does(path, "explode", null, "")).StatusCode);
        var families = path + "/notices/families";
        Assert.DoesNotContain("{", (await lead.Page(families)).QuerySelector("textarea")!.TextContent);
        var form = lead.Fields(await lead.Page(families), families, ("Body", "First."));
        Goes(await lead.Post(families, form));
        Goes(await lead.Submit(families, families, ("Body", "Second.")));
        // Whoever still writes on the first edition is told of the second.
        var stale = lead.Fields(await lead.Page(families), families, ("Body", "Third."), ("Edition", "1"));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(families, stale)).StatusCode);
        var latest = await site.Do((db, _) => db.Set<IncidentNotice>().OrderByDescending(n => n.Edition).Select(n => n.Id).FirstAsync(Ct));
        Goes(await lead.Does(path, "notice-sent", latest, "Families of grade 7, by mail"));
        Assert.Contains("Second.", await (await lead.Get(families + ".txt")).Content.ReadAsStringAsync(Ct));
        Assert.Contains("First.", (await lead.Page(families)).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_by_the_hours_of_the_tools_own_agreement_and_are_published_once_a_breach_is_confirmed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var family = site.Visitor();
        var tool = await lead.EnterTool();
        await site.Agree(lead, tool, ["student-name.name"], ("BreachHours", "24"));
        await Reported(family, "Tutor A");
        var path = await Only(site);
        Goes(await lead.TakeUp(path, tool, "data-breach", "medium", ("Students", "7")));
        var clock = await site.Do((db, _) => db.Set<IncidentClock>().SingleAsync(c => c.Rule == "", Ct));
        Assert.Equal((24, ClockUnit.Hours, "The vendor tells the district, as \"Student data\" says."), (clock.Count, clock.Unit, clock.What));
        using (await lead.Publish()) Assert.Contains("no breach of students' data with an AI tool was confirmed", (await family.Page("/ai?lang=en")).QuerySelector("main")!.TextContent);
        Goes(await lead.Does(path, "confirm", null, ""));
        using (await lead.Publish()) Assert.Contains("fewer than 10 students", (await family.Page("/ai?lang=en")).QuerySelector("section[aria-labelledby=breaches]")!.TextContent);
        using var json = await family.Get("/ai.json");
        var breach = JsonNode.Parse(await json.Content.ReadAsStringAsync(Ct))!["breaches"]!.AsArray().Single()!;
        Assert.Equal((null, true, "2026-10-05"), ((int?)breach["students"], (bool)breach["few_students"]!, (string?)breach["since"]));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_back_with_every_fault_and_are_slowed_down_where_one_address_reports_without_end(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var flood = site.Visitor();
        using var faults = await flood.Submit("/report-a-problem?lang=en", "/report-a-problem", ("Tool", new string('x', 10_000)), ("What", new string('y', 10_000)), ("Asker", ""), ("Contact", "x"));
        Assert.Equal(4, (await Browser.Read(faults)).QuerySelectorAll("#faults li").Length);
        using var program = await flood.Submit("/report-a-problem", "/report-a-problem", ("Tool", "x"), ("What", "x"), ("Asker", "other"), ("Website", "spam"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, program.StatusCode);
        for (var i = 2; i < PublicIncidentPages.PerAddress; i++) await Reported(flood, "Again " + i);
        using var many = await flood.Submit("/report-a-problem", "/report-a-problem", ("Tool", "x"), ("What", "typed at length"), ("Asker", "other"));
        Assert.Equal(HttpStatusCode.TooManyRequests, many.StatusCode);
        Assert.Contains("typed at length", (await Browser.Read(many)).QuerySelector("#What")!.TextContent);
        using var lead = await site.As(Role.AiLead);
        var path = "/incidents/" + await site.Do((db, _) => db.Set<Incident>().OrderBy(i => i.Id).Select(i => i.Id).FirstAsync(Ct));
        using var bad = await lead.Submit(path + "/triage?lang=en", path + "/triage", ("Act", "take-up"), ("Kind", "nonsense"), ("Severity", "worst"), ("Tool", Guid.CreateVersion7().ToString()), ("Students", "-1"), ("KnownDay", "2199-01-01"), ("KnownTime", "25:00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal(5, (await Browser.Read(bad)).QuerySelectorAll("#faults li").Length);
    }

    /// <returns>Where the report is followed.</returns>
    private static async Task<string> Reported(Browser browser, string tool, params (string Name, string? Value)[] fields)
    {
        var form = browser.Account is null ? "/report-a-problem" : "/incidents/new";
        (string, string?)[] all = [("Tool", tool), ("Asker", "family"), .. fields, .. fields.Any(f => f.Name == "What") ? Array.Empty<(string, string?)>() : [("What", "It went wrong.")]];
        using var response = await browser.Submit(form, form, all);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    private static async Task<CheckState> Check(TestSite site, string tool)
    {
        var id = (await site.Tool(tool)).Id;
        var check = site.App.Services.GetServices<IToolCheck>().Single(c => c.Name == "no-open-severe-incident");
        return await site.Do(async (db, time) => (await check.Evaluate(new(db, Chalkline.Design.Language.English, time.Now(), DateOnly.FromDateTime(time.Now().UtcDateTime)), [id], Ct))[0].State);
    }

    private static async Task<string> Only(TestSite site) => "/incidents/" + await site.Do((db, _) => db.Set<Incident>().Select(i => i.Id).SingleAsync(Ct));

    private static void Goes(HttpResponseMessage response)
    {
        using (response) Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}

/// <summary>What the tests of incidents do with one.</summary>
internal static class IncidentSite
{
    public static Task<HttpResponseMessage> TakeUp(this Browser lead, string path, string tool, string kind, string severity, params (string Name, string? Value)[] fields) =>
        lead.Submit(path + "/triage", path + "/triage", [("Act", "take-up"), ("Kind", kind), ("Severity", severity), ("Tool", tool[(tool.LastIndexOf('/') + 1)..]), .. fields]);

    public static async Task<HttpResponseMessage> Does(this Browser lead, string path, string act, Guid? target, string note)
    {
        var page = await lead.Page(path);
        var fields = lead.Fields(page, path + "/act").Where(f => f.Key is not ("Act" or "Target" or "Note")).Concat([new("Act", act), new("Note", note)]);
        return await lead.Post(path + "/act", target is { } id ? fields.Append(new("Target", id.ToString())) : fields);
    }
}
