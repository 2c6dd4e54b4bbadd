using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.People;
using Chalkline.Platform.Work;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using Chalkline.Tests.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Work;

public sealed class My_work
{
    private static readonly HeldRole Superintendent = new(Role.Superintendent, null, null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_the_first_page_in_its_order_with_the_day_beside(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await Calendar(site);
        using var administrator = await site.As(Role.SystemAdministrator);
        var page = await administrator.Page("/?lang=en");
        Assert.Equal("My work", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("Monday, October 5, 2026 · Quarter 1, week 8 of 9", page.QuerySelector(".today")!.TextContent);
        Assert.Equal("2 wait for you · 0 wait for others · the next board agenda closes in 5 days", page.QuerySelector(".counts")!.TextContent);
        Assert.Equal(["Waits for you", "Waits for others"], page.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Equal(["Add your schools", "Invite the people you work with"], Titles(page, "for-us").Order(StringComparer.Ordinal));
        Assert.Contains("2 asuntos le esperan", (await administrator.Page("/?lang=es")).QuerySelector(".counts")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Begins_with_places_where_nothing_waits(Database database)
    {
        await using var site = await TestSite.On(database);
        using var auditor = await site.As(Role.Auditor);
        var page = await auditor.Page("/");
        Assert.Contains("Nothing waits for you", page.QuerySelector("section[aria-labelledby=for-us]")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll(".places a"));
        Assert.All(page.QuerySelectorAll(".places p"), d => Assert.NotEmpty(d.TextContent));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Asks_for_the_next_school_year_in_time_and_says_when_it_is_late(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        await Calendar(site);
        using (var lead = await site.As(Role.AiLead)) Assert.DoesNotContain("Enter the next school year", Titles(await lead.Page("/"), "for-us"));
        clock.Advance(TimeSpan.FromDays(200));
        using var later = await site.As(Role.AiLead);
        Assert.Contains("Enter the next school year", Titles(await later.Page("/"), "for-us"));
        clock.Advance(TimeSpan.FromDays(50));
        using var late = await site.As(Role.AiLead);
        var page = await late.Page("/");
        // Late comes before what has no day.
        Assert.Equal("Enter the next school year", Titles(page, "for-us")[0]);
        Assert.Contains("8 days late", page.QuerySelector("li.late")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_a_role_that_waits_to_the_superintendent_and_to_whoever_asked(Database database)
    {
        await using var site = await TestSite.On(database);
        using var signs = await site.As(Superintendent);
        var asks = await site.As(PeopleSite.Administrator);
        await Waiting(site, asks.Account!.Value, Role.AiLead);
        var item = Item(await signs.Page("/"), "for-us", "Countersign");
        Assert.Contains("AI lead", item.TextContent);
        Assert.Equal("/cedar-valley/roles/countersign", item.QuerySelector("a.usa-button")!.GetAttribute("href"));
        Assert.Contains("Your role as AI lead", Titles(await asks.Page("/"), "for-others"));
        // Who asked does not sign.
        Assert.DoesNotContain(Titles(await asks.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
        using var teacher = await site.As(new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        Assert.DoesNotContain("AI lead", (await teacher.Page("/")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Reminds_of_an_invitation_by_a_new_link(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        (await administrator.Submit("/people/invite", "/people/invite", ("name", "Invented Ivo"), ("email", "ivo@example.org"), ("role", "ai-lead"))).Dispose();
        var item = Item(await administrator.Page("/"), "for-others", "Invented Ivo");
        var path = item.QuerySelector("a")!.GetAttribute("href")!["/cedar-valley".Length..];
        Assert.EndsWith("/sign-in-link", path);
        using var link = await administrator.Submit(path, path);
        Assert.Contains("/welcome/", (await Browser.Read(link)).QuerySelector("code")!.TextContent);
        using var lead = await site.As(Role.AiLead);
        Assert.DoesNotContain("Invented Ivo", (await lead.Page("/")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_handed_to_somebody_who_may_do_it_and_taken_back(Database database)
    {
        await using var site = await TestSite.On(database);
        using var ana = await site.As(Superintendent);
        using var ben = await site.As(Superintendent);
        var key = "role:" + await Waiting(site, await site.AddPerson("Invented Asker", PeopleSite.Administrator), Role.AiLead);
        var form = "/my-work/hand-over?item=" + Uri.EscapeDataString(key);
        using (var given = await ana.Submit(form, "/my-work/hand-over", ("person", ben.Account!.Value.ToString()))) Assert.Equal(HttpStatusCode.Found, given.StatusCode);
        Assert.DoesNotContain(Titles(await ana.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
        Assert.Contains("handed to Invented Superintendent", Item(await ana.Page("/"), "for-others", "Countersign").TextContent);
        Assert.Contains("handed to you by Invented Superintendent", Item(await ben.Page("/"), "for-us", "Countersign").TextContent);

        var end = $"/my-work/handed-over/{(await Delegations(site)).Single().Id}/end";
        using (var stranger = await site.As(Superintendent)) (await stranger.Post(end, stranger.Fields(await stranger.Page("/"), "/sign-out"))).Dispose();
        Assert.Null((await Delegations(site)).Single().EndedAt);
        (await ana.Submit("/", end)).Dispose();
        Assert.NotNull((await Delegations(site)).Single().EndedAt);
        Assert.Contains(Titles(await ana.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
        Assert.DoesNotContain("handed to you", (await ben.Page("/")).QuerySelector("main")!.TextContent);
        await using var db = site.Stores.Open(Installation.Cedar);
        var entries = await db.Set<AuditRecord>().Where(e => e.SubjectKind == "delegation").OrderBy(e => e.Sequence).ToListAsync(Ct);
        Assert.Equal(["work.handed-over", "work.taken-back"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.DoesNotContain("Invented", e.Body));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_to_whom_it_cannot_go_with_who_could(Database database)
    {
        await using var site = await TestSite.On(database);
        using var ana = await site.As(Superintendent);
        var asker = await site.AddPerson("Invented Asker", PeopleSite.Administrator, Superintendent);
        await site.AddPerson("Invented Bea", Superintendent);
        var teacher = await site.AddPerson("Invented Teacher", new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        var form = "/my-work/hand-over?item=" + Uri.EscapeDataString("role:" + await Waiting(site, asker, Role.AiLead));
        foreach (var (to, why) in new[] { (teacher.ToString(), "Invented Teacher may not do this. These people could: Invented Bea."), (asker.ToString(), "Invented Asker may not do this"),
            ("", "Choose the person"), (Guid.CreateVersion7().ToString(), "Choose the person"), (ana.Account!.Value.ToString(), "It is yours already") })
        {
            using var refused = await ana.Submit(form, "/my-work/hand-over", ("person", to));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(why, (await Browser.Read(refused)).QuerySelector("#faults")!.TextContent);
        }
        using var noDay = await ana.Submit(form, "/my-work/hand-over", ("until", "soon"));
        Assert.Contains("This is no day", (await Browser.Read(noDay)).QuerySelector("#faults")!.TextContent);
        Assert.Empty(await Delegations(site));
        // What does not wait cannot be handed over.
        using var gone = await ana.Get("/my-work/hand-over?item=role:none");
        Assert.Equal("/cedar-valley/", gone.Headers.Location!.OriginalString);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task As_a_whole_goes_to_a_stand_in_until_a_day_and_comes_back_by_itself(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        var (ana, ben) = (await site.AddPerson("Invented Ana", Superintendent), await site.AddPerson("Invented Ben", Superintendent));
        using (var browser = await SignedIn(site, ana))
        {
            (await browser.Submit("/my-work/hand-over", "/my-work/hand-over", ("person", ben.ToString()), ("until", "2026-10-09"))).Dispose();
            Assert.Contains("Invented Ben has all of your work until October 9, 2026", (await browser.Page("/")).QuerySelector(".usa-alert")!.TextContent);
        }
        // What comes later goes with it.
        await Waiting(site, await site.AddPerson("Invented Asker", PeopleSite.Administrator), Role.AiLead);
        using (var browser = await SignedIn(site, ben))
        {
            Assert.Contains("You stand in for Invented Ana", (await browser.Page("/")).QuerySelector(".usa-alert")!.TextContent);
            Assert.Single(Titles(await browser.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
            // Who is away takes nobody else's.
            using var away = await browser.Submit("/my-work/hand-over", "/my-work/hand-over", ("person", ana.ToString()), ("until", "2026-10-09"));
            Assert.Contains("Invented Ana has handed over their own work", (await Browser.Read(away)).QuerySelector("#faults")!.TextContent);
        }
        clock.Advance(TimeSpan.FromDays(5));
        using var after = await SignedIn(site, ana);
        Assert.Empty((await after.Page("/")).QuerySelectorAll(".usa-alert"));
        Assert.Contains(Titles(await after.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_was_handed_over_comes_back_when_the_other_loses_the_role(Database database)
    {
        await using var site = await TestSite.On(database);
        using var ana = await site.As(Superintendent);
        var ben = await site.AddPerson("Invented Ben", Superintendent);
        var form = "/my-work/hand-over?item=" + Uri.EscapeDataString("role:" + await Waiting(site, await site.AddPerson("Invented Asker", PeopleSite.Administrator), Role.AiLead));
        (await ana.Submit(form, "/my-work/hand-over", ("person", ben.ToString()))).Dispose();
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            (await db.Set<RoleGrant>().SingleAsync(g => g.Account == ben, Ct)).RevokedAt = site.Stores.Time.Now();
            await db.Commit(new(Actor.System, "role.revoked", new("account", ben.Value), []), Ct);
        }
        Assert.Contains(Titles(await ana.Page("/"), "for-us"), t => t.StartsWith("Countersign", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Ends_with_what_was_done_lately(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        Assert.Empty((await administrator.Page("/")).QuerySelectorAll("details .done-lately, details[open]"));
        (await administrator.Submit("/people/invite", "/people/invite", ("name", "Invented Ivo"), ("email", "ivo@example.org"), ("role", "ai-lead"))).Dispose();
        var done = (await administrator.Page("/")).QuerySelector(".done-lately li")!;
        Assert.StartsWith("/cedar-valley/audit-log/", done.QuerySelector("a")!.GetAttribute("href"));
    }

    private static async Task<GrantId> Waiting(TestSite site, AccountId account, Role role)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var grant = new RoleGrant
        {
            Id = site.Stores.Time.NewId<GrantId>(),
            Account = account,
            Role = role,
            Source = "administrator",
            GrantedAt = site.Stores.Time.Now(),
            GrantedBy = account,
            NeedsCountersignature = true,
        };
        db.Add(grant);
        await db.Commit(new(Actor.Person(account), "role.granted", new("account", account.Value), []), Ct);
        return grant.Id;
    }

    private static async Task<Browser> SignedIn(TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var token = new Sessions(db, site.Stores.Time).Start(account, "test");
        await db.Commit(new(Actor.System, "session.started", new("account", account.Value), []), Ct);
        var browser = site.Visitor();
        browser.SetCookie(Sessions.Cookie, token);
        return browser;
    }

    private static async Task<List<Delegation>> Delegations(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<Delegation>().AsNoTracking().ToListAsync(Ct);
    }

    /// <summary>A school year, a term and a board meeting around the day on which tests stand.</summary>
    private static async Task Calendar(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        Add(CalendarKind.SchoolYear, null, new(2026, 8, 10), new(2027, 6, 4));
        Add(CalendarKind.Term, "Quarter 1", new(2026, 8, 17), new(2026, 10, 16));
        db.Add(new CalendarEntry { Id = site.Stores.Time.NewId<CalendarEntryId>(), Kind = CalendarKind.BoardMeeting, FirstDay = new(2026, 10, 20), LastDay = new(2026, 10, 20), AgendaDeadline = new(2026, 10, 10) });
        await db.Commit(new(Actor.System, "calendar-entry.added", new("calendar-entry", Guid.Empty), []), Ct);

        void Add(CalendarKind kind, string? name, DateOnly first, DateOnly last) =>
            db.Add(new CalendarEntry { Id = site.Stores.Time.NewId<CalendarEntryId>(), Kind = kind, Name = name, FirstDay = first, LastDay = last });
    }

    private static List<string> Titles(IHtmlDocument page, string section) => [.. page.QuerySelectorAll($"section[aria-labelledby={section}] .what").Select(t => t.TextContent)];

    private static IElement Item(IHtmlDocument page, string section, string text) =>
        page.QuerySelectorAll($"section[aria-labelledby={section}] li").Single(l => l.TextContent.Contains(text, StringComparison.Ordinal));
}
