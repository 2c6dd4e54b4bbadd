using System.Net;
using AngleSharp.Dom;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Chalkline.Tests.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class Pages_of_the_roadmap
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Let_a_milestone_close_by_itself_when_its_checks_hold_and_a_job_writes_it_down_once(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        var path = await AddMilestone(lead, "Somebody assesses", "2026-10-09");
        Assert.Contains("Nobody has said yet", Shown(await lead.Page(path)));
        await AddCheck(lead, path, "role-held", ("with-role", "assessment"));
        await AddCheck(lead, path, "date-passed", ("with-day", "2026-10-05"));
        Assert.Contains("Nobody holds this role now", Shown(await lead.Page(path)));
        await site.AddPerson(Installation.Cedar, "Invented assessor", new HeldRole(Role.Assessment, null, null));
        // One of two is met; the other by the time alone, on the day after.
        Assert.Contains("Not met", Shown(await lead.Page(path)));
        clock.Advance(TimeSpan.FromDays(1));
        using var reader = await site.As(Role.Auditor);
        Assert.Contains("Done", (await reader.Page(path)).QuerySelector(".status")!.TextContent);
        await Record(site);
        await Record(site);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM audit_record WHERE action = 'milestone.met'").SingleAsync(Ct));
        Assert.Contains("on October 6, 2026", Shown(await reader.Page(path)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuse_a_milestone_that_waits_for_itself_by_whatever_way_and_name_the_circle(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var (one, two, three) = (await AddMilestone(lead, "One", "2027-01-10"), await AddMilestone(lead, "Two", "2027-02-10"), await AddMilestone(lead, "Three", "2027-03-10"));
        await Goes(await lead.Submit(two + "/waits", two + "/waits", ("add", IdOf(one))), two + "/waits");
        await Goes(await lead.Submit(three + "/waits", three + "/waits", ("add", IdOf(two))), three + "/waits");
        Assert.Contains("One → Three → Two → One", await Refused(await lead.Submit(one + "/waits", one + "/waits", ("add", IdOf(three)))));
        Assert.Contains("cannot wait for itself", await Refused(await lead.Submit(one + "/waits", one + "/waits", ("add", IdOf(one)))));
        // Moving a date shows what it pushes before it is saved, and takes it along if that is wanted.
        var page = await lead.Page(one + "/move?due=2027-02-20");
        Assert.Contains("Two", page.QuerySelector("table")!.TextContent);
        Assert.Contains("Say in a sentence", await Refused(await lead.Submit(one + "/move?due=2027-02-20", one + "/move")));
        await Goes(await lead.Submit(one + "/move?due=2027-02-20", one + "/move", ("Why", "The vendor is late"), ("Along", "yes")), one);
        Assert.Contains("moved by 10 days", Shown(await lead.Page(two)));
        Assert.Contains("The vendor is late", Shown(await lead.Page(one)));
        Assert.Contains("after: One", (await lead.Page("/roadmap/timeline")).QuerySelector("svg.wide")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Lose_nothing_when_two_people_change_one_milestone(Database database)
    {
        await using var site = await TestSite.On(database);
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.SystemAdministrator);
        var path = await AddMilestone(one, "Families know", "2027-01-10");
        var (mine, theirs) = (one.Fields(await one.Page(path + "/edit"), path + "/edit", ("Name", "Families are told")), two.Fields(await two.Page(path + "/edit"), path + "/edit", ("Description", "By letter")));
        await Goes(await two.Post(path + "/edit", theirs), path);
        using var stale = await one.Post(path + "/edit", mine);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var page = await Browser.Read(stale);
        Assert.Equal("Families are told", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Contains("Stored now: By letter", page.QuerySelector("#Description-fault")!.TextContent);
        await Goes(await one.Post(path + "/edit", one.Fields(page, path + "/edit", ("Description", "By letter"))), path);
        var main = Shown(await two.Page(path));
        Assert.Contains("Families are told", main);
        Assert.Contains("By letter", main);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_a_principal_the_districts_part_and_the_own_schools_and_let_them_pace_that_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var (own, other) = (await Pages_of_schools.Add(site, "Pine"), await Pages_of_schools.Add(site, "Oak"));
        using var lead = await site.As(Role.AiLead);
        using var principal = await site.As(new HeldRole(Role.Principal, own, null));
        var (districts, oaks) = (await AddMilestone(lead, "For all", "2027-01-10"), await AddMilestone(lead, "At Oak", "2027-01-11", ("School", other.ToString())));
        var pines = await AddMilestone(principal, "At Pine", "2027-01-12", ("School", own.ToString()));
        await Goes(await lead.Submit(districts + "/waits", districts + "/waits", ("add", IdOf(oaks))), districts + "/waits");
        var list = Shown(await principal.Page("/roadmap"));
        Assert.Contains("For all", list);
        Assert.Contains("At Pine", list);
        Assert.DoesNotContain("At Oak", list);
        // What it waits for at another school counts, and is not named.
        var shown = Shown(await principal.Page(districts));
        Assert.Contains("a milestone of another school", shown);
        Assert.DoesNotContain("At Oak", shown);
        foreach (var address in new[] { oaks, oaks + "/edit", oaks + "/move", districts + "/edit", districts + "/checks", districts + "/waits", districts + "/remove" })
            await Pages_of_schools.Is(HttpStatusCode.NotFound, principal.Get(address));
        await Goes(await principal.Submit(pines + "/move?due=2027-02-12", pines + "/move", ("Why", "After our tests")), pines);
        using var refused = await principal.Submit("/roadmap/milestones/new", "/roadmap/milestones/new", ("Name", "X"), ("Phase", "pilots"), ("DueOn", "2027-01-12"), ("School", other.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("0 of 1", Shown(await principal.Page("/roadmap/schools")));
        Assert.DoesNotContain("Oak", Shown(await principal.Page("/roadmap/schools")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_a_roadmap_over_from_a_file_all_of_it_or_nothing_and_show_what_is_in_it_as_text(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        const string bad = "format: chalkline.roadmap/1\nmilestones:\n  - { id: a, name: A, phase: pilots, due_day: 1, waits_for: [a] }\n  - { id: b, name: B, phase: nowhere, due_day: 1 }\n";
        using var refused = await lead.Upload("/roadmap/import", "/roadmap/import", "file", "theirs.yaml", System.Text.Encoding.UTF8.GetBytes(bad));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("theirs.yaml: milestones[2].phase", Shown(await Browser.Read(refused)));
        const string good = "format: chalkline.roadmap/1\nmilestones:\n  - { id: a, name: \"<img src=x onerror=alert(1)>\", phase: pilots, due_day: 7, checks: [{ check: from-the-future }] }\n"
            + "  - { id: b, name: Then, phase: scale, due_day: 9, waits_for: [a] }\n  - { id: c, name: Away, phase: scale, due_day: 9, school: Nowhere High }\n";
        using var previewed = await lead.Upload("/roadmap/import", "/roadmap/import", "file", "theirs.yaml", System.Text.Encoding.UTF8.GetBytes(good), ("firstDay", "2027-01-01"));
        var page = await Browser.Read(previewed);
        Assert.Contains("Away: of Nowhere High", Shown(page));
        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.Contains("Here you will see", Shown(await lead.Page("/roadmap")));
        await Goes(await lead.Post("/roadmap/import/adopt", lead.Fields(page, "/roadmap/import/adopt")), "/roadmap");
        var list = await lead.Page("/roadmap");
        Assert.Empty(list.QuerySelectorAll("main img"));
        Assert.Equal(2, list.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("January 8, 2027", Shown(list));
        // A check that nobody knows is closed.
        var path = list.QuerySelector("tbody th a")!.GetAttribute("href")!["/cedar-valley".Length..];
        Assert.Contains("Insufficient information", Shown(await lead.Page(path)));
        using var exported = await lead.Get("/roadmap/export");
        Assert.Contains("waits_for: [m1]", await exported.Content.ReadAsStringAsync(Ct));
    }

    internal static async Task<string> AddMilestone(Browser browser, string name, string due, params (string, string?)[] more)
    {
        using var added = await browser.Submit("/roadmap/milestones/new", "/roadmap/milestones/new", [("Name", name), ("Phase", "foundation"), ("DueOn", due), .. more]);
        Assert.True(added.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther, $"{(int)added.StatusCode}: {(await Browser.Read(added)).QuerySelector(".faults, [role=alert]")?.TextContent}");
        return added.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    internal static async Task AddCheck(Browser browser, string path, string check, params (string, string?)[] with) =>
        await Goes(await browser.Submit($"{path}/checks?check={check}", path + "/checks", [("remove", null), ("check", check), .. with]), path + "/checks");

    internal static async Task Goes(HttpResponseMessage answer, string path)
    {
        using (answer) Assert.True(answer.Headers.Location?.OriginalString == "/cedar-valley" + path, $"{(int)answer.StatusCode} {answer.Headers.Location} {(await Browser.Read(answer)).QuerySelector("main")?.TextContent}");
    }

    private static async Task<string> Refused(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            return Shown(await Browser.Read(answer));
        }
    }

    private static async Task Record(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        await WatchMilestones.Record(db, site.App.Services.GetRequiredService<Checks>(), site.Stores.Time, db.Commit, Ct);
    }

    private static string IdOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Shown(IParentNode page) => page.QuerySelector("main")!.TextContent;
}
