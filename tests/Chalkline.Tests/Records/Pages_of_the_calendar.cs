using System.Net;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class Pages_of_the_calendar
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Add_change_and_remove_entries(Database database)
    {
        await using var site = await TestSite.On(database);
        var (pine, oak) = (await Pages_of_schools.Add(site, "Pine"), await Pages_of_schools.Add(site, "Oak"));
        using var lead = await site.As(Role.AiLead);
        await Adds(lead, "school-year", "", "2026-08-17", "2027-06-04");
        await Adds(lead, "term", "Quarter 1", "2026-08-17", "2026-10-16", ("schools", pine.ToString()), ("schools", oak.ToString()));
        var page = await lead.Page("/calendar?year=2026");
        Assert.Equal(["School years", "Terms"], page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Contains("For: Oak, Pine", page.QuerySelector("main")!.TextContent);
        var id = (await Entries(site)).Single(e => e.Kind == CalendarKind.Term).Id;
        await Pages_of_schools.Goes(await lead.Submit($"/calendar/{id}/edit", $"/calendar/{id}/edit", ("Name", "Q1"), ("schools", pine.ToString())), "/calendar?year=2026");
        var changed = (await Entries(site)).Single(e => e.Id == id);
        Assert.Equal(("Q1", pine), (changed.Name, Assert.Single(changed.Schools).School));
        await Pages_of_schools.Goes(await lead.Submit($"/calendar/{id}/remove", $"/calendar/{id}/remove"), "/calendar?year=2026");
        Assert.DoesNotContain("Q1", (await lead.Page("/calendar?year=2026")).QuerySelector("main")!.TextContent);
        Assert.NotNull((await Entries(site)).Single(e => e.Id == id).RemovedAt);
        await Pages_of_schools.Is(HttpStatusCode.NotFound, lead.Get($"/calendar/{id}/edit"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Say_what_stands_against_a_change(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var outside = await lead.Submit("/calendar/new", "/calendar/new", ("Kind", "term"), ("Name", "<script>q</script>"), ("FirstDay", "2026-08-17"), ("LastDay", "<b>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, outside.StatusCode);
        var page = await Browser.Read(outside);
        Assert.Equal("<script>q</script>", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main script, main b"));
        await Adds(lead, "school-year", "", "2026-08-17", "2027-06-04");
        await Adds(lead, "term", "Quarter 1", "2026-08-17", "2026-10-16");
        var year = (await Entries(site)).Single(e => e.Kind == CalendarKind.SchoolYear).Id;
        using var refused = await lead.Submit($"/calendar/{year}/remove", $"/calendar/{year}/remove");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Quarter 1", (await Browser.Read(refused)).QuerySelector(".faults")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Let_a_board_clerk_change_board_meetings_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Adds(lead, "school-year", "", "2026-08-17", "2027-06-04");
        var year = (await Entries(site)).Single().Id;
        using var clerk = await site.As(Role.BoardClerk);
        Assert.Equal(["board-meeting"], (await clerk.Page("/calendar/new")).QuerySelectorAll("#Kind option").Select(o => o.GetAttribute("value")));
        await Adds(clerk, "board-meeting", "", "2027-04-14", "", ("AgendaDeadline", "2027-04-02"));
        Assert.Contains("Agenda closes on April 2, 2027", (await clerk.Page("/calendar?year=2026")).QuerySelector("main")!.TextContent);
        await Pages_of_schools.Is(HttpStatusCode.Forbidden, clerk.Submit("/calendar/new", "/calendar/new", ("Kind", "holiday"), ("Name", "Mine"), ("FirstDay", "2027-04-14")));
        await Pages_of_schools.Is(HttpStatusCode.NotFound, clerk.Get($"/calendar/{year}/edit"));
        var fields = clerk.Fields(await clerk.Page("/calendar/new"), "/calendar/new", ("Kind", null), ("FirstDay", "2026-08-18"), ("LastDay", "2027-06-04"), ("Version", "0"));
        await Pages_of_schools.Is(HttpStatusCode.Forbidden, clerk.Post($"/calendar/{year}/edit", fields));
        await Pages_of_schools.Is(HttpStatusCode.Forbidden, clerk.Post($"/calendar/{year}/remove", fields));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Open_to_every_role_to_be_read(Database database)
    {
        await using var site = await TestSite.On(database);
        var pine = await Pages_of_schools.Add(site, "Pine");
        foreach (var role in Roles.All)
        {
            using var browser = await site.As(new HeldRole(role, role.IsOfASchool() ? pine : null, role == Role.Reviewer ? "curriculum" : null));
            Assert.Contains("/cedar-valley/calendar", (await browser.Page("/calendar")).QuerySelectorAll("#site-nav a").Select(a => a.GetAttribute("href")));
            await Pages_of_schools.Is(role is Role.SystemAdministrator or Role.AiLead or Role.BoardClerk ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Get("/calendar/new"));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_two_changes_from_slipping_past_each_other(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Adds(lead, "school-year", "", "2026-08-17", "2027-06-04");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var browser = await site.As(Role.AiLead);
            using var response = await browser.Submit("/calendar/new", "/calendar/new", ("Kind", "term"), ("Name", "Quarter 1"), ("FirstDay", "2026-08-17"), ("LastDay", "2026-10-16"));
            return response.StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Redirect);
        Assert.All(answers.Where(a => a != HttpStatusCode.Redirect), a => Assert.Contains(a, new[] { HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity }));
        Assert.Single(await Entries(site), e => e.Kind == CalendarKind.Term);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_a_stale_change_from_overwriting_a_newer_one(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Adds(lead, "holiday", "Winter break", "2026-12-21", "2027-01-01");
        var edit = $"/calendar/{(await Entries(site)).Single().Id}/edit";
        var page = await lead.Page(edit);
        var later = lead.Fields(await lead.Page(edit), edit, ("Name", "Later"));
        await Pages_of_schools.Goes(await lead.Post(edit, lead.Fields(page, edit, ("Name", "First"))), "/calendar?year=2026");
        await Pages_of_schools.Is(HttpStatusCode.Conflict, lead.Post(edit, later));
        Assert.Equal("First", (await Entries(site)).Single().Name);
    }

    private static async Task Adds(Browser browser, string kind, string name, string first, string last, params (string, string?)[] more) =>
        await Pages_of_schools.Goes(await browser.Submit("/calendar/new", "/calendar/new", [("Kind", kind), ("Name", name), ("FirstDay", first), ("LastDay", last), .. more]),
            "/calendar?year=" + SchoolYear.ByJuly(DateOnly.Parse(first, null)).FirstYear);

    private static async Task<List<CalendarEntry>> Entries(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools).ToListAsync(Ct);
    }
}
