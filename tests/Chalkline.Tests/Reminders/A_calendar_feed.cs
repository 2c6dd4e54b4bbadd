using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Feeds;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using Chalkline.Tests.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chalkline.Tests.Reminders;

public sealed class A_calendar_feed
{
    private const string Own = "/account/reminders";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_work_with_a_day_and_the_calendar_of_the_district_and_is_read_back_as_it_was(Database database)
    {
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, null, work);
        await AddCalendar(site, clock);
        using var lead = await site.As(Role.AiLead);
        work.Waits(lead.Account!.Value, "Answer; the, review\nwith\\all of it, " + new string('ñ', 90), new(2026, 10, 9), "thing:7");
        work.Waits(lead.Account!.Value, "Without a day", key: "thing:8");
        var link = await MakeLink(lead);
        using var visitor = site.Visitor();
        using var answer = await visitor.Get("~" + link);
        Assert.Equal(("text/calendar; charset=utf-8", "private, max-age=600"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.ToString().Replace("max-age=600, private", "private, max-age=600", StringComparison.Ordinal)));
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.All(text.Split("\r\n"), l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 0, 75));
        var events = Parse(text);
        Assert.Equal(["Due: Answer; the, review with\\all of it, " + new string('ñ', 90), "The agenda closes: Board meeting", "Board meeting", "Break, of all"],
            events.Select(e => e["SUMMARY"]).Where(s => !s.StartsWith("Due: Enter", StringComparison.Ordinal)));
        var due = events[0];
        Assert.Equal(("thing:7@cedar-valley.chalkline", "20261009", "20261010", "20261005T143000Z", "http://localhost/cedar-valley/somewhere"),
            (due["UID"], due["DTSTART;VALUE=DATE"], due["DTEND;VALUE=DATE"], due["DTSTAMP"], due["URL"]));
        Assert.Equal(("20261123", "20261128"), (events[^1]["DTSTART;VALUE=DATE"], events[^1]["DTEND;VALUE=DATE"]));
        Assert.DoesNotContain("Invented Ai", text, StringComparison.Ordinal);
        // The same again: what is there twice has one and the same name.
        Assert.Equal(events.Select(e => e["UID"]), Parse(await (await visitor.Get("~" + link)).Content.ReadAsStringAsync(Ct)).Select(e => e["UID"]));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_leaked_is_replaced_or_removed_and_the_old_link_opens_nothing(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var first = await MakeLink(lead);
        var second = await MakeLink(lead);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusOf(site, first), await StatusOf(site, second)));
        Assert.Equal(HttpStatusCode.Redirect, (await lead.Submit(Own, Own + "/calendar/remove")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(site, second));
        await using var db = site.Stores.Open(Installation.Cedar);
        var actions = await db.Set<AuditRecord>().Where(r => r.Action.StartsWith("calendar-feed")).OrderBy(r => r.Sequence).ToListAsync(Ct);
        Assert.Equal(["calendar-feed.made", "calendar-feed.replaced", "calendar-feed.revoked"], actions.Select(a => a.Action));
        var tokens = new[] { first, second }.Select(TokenOf).ToList();
        Assert.DoesNotContain(actions, a => tokens.Exists(t => a.Body.Contains(t, StringComparison.Ordinal) || a.Body.Contains(SecretToken.HashOf(t), StringComparison.Ordinal)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Ends_with_the_sessions(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var lead = await site.As(Role.AiLead);
        using var clerk = await site.As(Role.BoardClerk);
        using var reviewer = await site.As(Role.Reviewer);
        var links = new[] { await MakeLink(lead), await MakeLink(clerk), await MakeLink(reviewer) };
        await lead.Submit("/account", "/account/sign-out-everywhere");
        await administrator.Submit($"/people/{clerk.Account}/deactivate", $"/people/{clerk.Account}/deactivate");
        var grant = Assert.Single(await site.Grants(reviewer.Account!.Value));
        await administrator.Submit($"/people/{reviewer.Account}/roles/{grant.Id}/take-away", $"/people/{reviewer.Account}/roles/{grant.Id}/take-away");
        foreach (var link in links) Assert.Equal(HttpStatusCode.NotFound, await StatusOf(site, link));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_what_its_person_may_see_at_the_moment(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await ReminderSite.With(database, clock, null, new SomeWork());
        await AddCalendar(site, clock);
        var (here, there) = (await site.AddSchool("Here"), await site.AddSchool("There"));
        await AddEntry(site, clock, "Only here", here);
        await AddEntry(site, clock, "Only there", there);
        using var principal = await site.As(Installation.Cedar, new HeldRole(Role.Principal, here, null));
        var link = await MakeLink(principal);
        var summaries = await Summaries(site, link);
        Assert.Contains("Only here", summaries);
        Assert.DoesNotContain("Only there", summaries);
        // The role goes without the sessions' ending, as where a role runs out: the content goes with it.
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            var account = principal.Account!.Value;
            foreach (var held in await db.Set<Chalkline.Platform.People.RoleGrant>().Where(g => g.Account == account).ToListAsync(Ct)) held.RevokedAt = clock.Now();
            await db.Commit(new(Actor.System, "role.revoked", new("account", account.Value), []), Ct);
        }
        Assert.Empty(await Summaries(site, link));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tells_its_owner_when_it_was_read_and_is_not_read_too_often(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var link = await MakeLink(lead);
        Assert.Contains("No calendar program has read it yet", (await lead.Page(Own + "?lang=en")).Body!.TextContent, StringComparison.Ordinal);
        for (var i = 0; i < RequestLimits.ReadsOfAFeed; i++) Assert.Equal(HttpStatusCode.OK, await StatusOf(site, link));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusOf(site, link));
        Assert.Contains("last read it on Oct 5, 2026, 8:30 AM", (await lead.Page(Own + "?lang=en")).Body!.TextContent, StringComparison.Ordinal);
        // Somebody else's link is still read.
        using var clerk = await site.As(Role.BoardClerk);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(site, await MakeLink(clerk)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leaves_its_secret_in_no_line_of_the_log(Database database)
    {
        var lines = new LogOfATest();
        await using var site = await TestSite.On(database, configure: b => b.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter(l => true).AddProvider(lines));
        using var lead = await site.As(Role.AiLead);
        var link = await MakeLink(lead);
        await StatusOf(site, link);
        await StatusOf(site, link[..^5] + "x.ics");
        var own = lines.Lines.Where(l => l.Category.StartsWith("Chalkline", StringComparison.Ordinal)).ToList();
        Assert.Contains(own, l => l.Text.Contains("/calendar-feed/{token}.ics", StringComparison.Ordinal));
        Assert.DoesNotContain(own, l => l.Text.Contains(TokenOf(link), StringComparison.Ordinal));
    }

    [Fact]
    public void Folds_lines_without_cutting_a_character()
    {
        foreach (var text in new[] { new string('a', 75), new string('a', 76), new string('é', 100), string.Concat(Enumerable.Repeat("🙂", 60)), "" })
        {
            var file = new StringBuilder();
            IcsFile.Line(file, text);
            Assert.All(file.ToString().Split("\r\n"), l => Assert.True(Encoding.UTF8.GetByteCount(l) <= 75));
            Assert.Equal(text, file.ToString()[..^2].Replace("\r\n ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Lets_no_text_begin_a_property_of_its_own() =>
        Assert.Equal("a\\nATTACH:http://x\\n\\,\\;\\\\", IcsFile.Text("a\r\nATTACH:http://x\u2028\u0007,;\\"));

    private static async Task<string> MakeLink(Browser browser)
    {
        using var answer = await browser.Submit(Own, Own + "/calendar");
        var link = (await Browser.Read(answer)).QuerySelector(".usa-alert--success a")!.GetAttribute("href")!;
        Assert.Matches("^http://localhost/cedar-valley/calendar-feed/[A-Za-z0-9_-]{22}\\.ics$", link);
        return new Uri(link).AbsolutePath;
    }

    private static string TokenOf(string link) => link.Split('/')[^1][..^".ics".Length];

    private static async Task<HttpStatusCode> StatusOf(TestSite site, string link)
    {
        using var visitor = site.Visitor();
        using var answer = await visitor.Get("~" + link);
        return answer.StatusCode;
    }

    private static async Task<List<string>> Summaries(TestSite site, string link)
    {
        using var visitor = site.Visitor();
        using var answer = await visitor.Get("~" + link);
        return [.. Parse(await answer.Content.ReadAsStringAsync(Ct)).Select(e => e["SUMMARY"])];
    }

    /// <summary>As a calendar program reads it: lines unfolded, each a property with its parameters and its value, texts unescaped.</summary>
    private static List<Dictionary<string, string>> Parse(string text)
    {
        var events = new List<Dictionary<string, string>>();
        Dictionary<string, string>? open = null;
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..at], line[(at + 1)..]);
            if (line == "BEGIN:VEVENT") events.Add(open = []);
            else if (line == "END:VEVENT") open = null;
            else if (open is not null) open.Add(name, name is "SUMMARY" or "UID" ? Unescaped(value) : value);
        }
        return events;
    }

    private static string Unescaped(string value)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < value.Length; i++) plain.Append(value[i] != '\\' ? value[i] : value[++i] == 'n' ? '\n' : value[i]);
        return plain.ToString();
    }

    private static async Task AddCalendar(TestSite site, TimeProvider clock)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        db.Add(new CalendarEntry { Id = clock.NewId<CalendarEntryId>(), Kind = CalendarKind.BoardMeeting, FirstDay = new(2026, 10, 20), LastDay = new(2026, 10, 20), AgendaDeadline = new(2026, 10, 10) });
        db.Add(new CalendarEntry { Id = clock.NewId<CalendarEntryId>(), Kind = CalendarKind.Holiday, Name = "Break, of all", FirstDay = new(2026, 11, 23), LastDay = new(2026, 11, 27) });
        db.Add(new CalendarEntry { Id = clock.NewId<CalendarEntryId>(), Kind = CalendarKind.Holiday, Name = "Long ago", FirstDay = new(2025, 11, 23), LastDay = new(2025, 11, 27) });
        await db.Commit(new(Actor.System, "calendar.added", new("calendar", Guid.Empty), []), Ct);
    }

    private static async Task AddEntry(TestSite site, TimeProvider clock, string name, SchoolId school)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var id = clock.NewId<CalendarEntryId>();
        db.Add(new CalendarEntry { Id = id, Kind = CalendarKind.PdDay, Name = name, FirstDay = new(2026, 10, 21), LastDay = new(2026, 10, 21), Schools = [new() { Entry = id, School = school }] });
        await db.Commit(new(Actor.System, "calendar.added", new("calendar", id.Value), []), Ct);
    }
}
