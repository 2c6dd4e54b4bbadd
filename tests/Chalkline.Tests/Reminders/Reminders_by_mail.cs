using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Chalkline.Platform.Reminders;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Xunit;

namespace Chalkline.Tests.Reminders;

/// <summary>The clock of these tests starts on Monday, October 5, 2026, at 8:30 in the morning of the district.</summary>
public sealed class Reminders_by_mail
{
    private static readonly TimeSpan ToSeven = TimeSpan.FromHours(22.5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Have_all_that_waits_in_one_message_a_day_with_links(Database database)
    {
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        var person = await site.AddReader("Ana Reader");
        work.Waits(person, "Answer the review", new(2026, 10, 2));
        work.Waits(person, "Read <b>the</b> policy", key: "thing:2");
        await site.DoJobs();
        Assert.Empty(server.Taken);
        clock.Advance(ToSeven);
        await site.DoJobs();
        var message = Assert.Single(server.Messages);
        Assert.Equal((await site.AddressOf(person), "Invented cedar-valley: 2 things wait for you.", "auto-generated"), (message.To.ToString(), message.Subject, message.Headers[HeaderId.AutoSubmitted]));
        Assert.Equal(clock.Now(), message.Date);
        Assert.Contains("1 is late", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("* Answer the review", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Late: by October 2, 2026", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost/cedar-valley/somewhere", message.TextBody, StringComparison.Ordinal);
        var html = await new HtmlParser().ParseDocumentAsync(message.HtmlBody!, Ct);
        Assert.Equal(["Answer the review", "Read <b>the</b> policy"], html.QuerySelectorAll("li a").Select(a => a.TextContent));
        Assert.Equal("http://localhost/cedar-valley/account/reminders", html.QuerySelector("hr ~ p a")!.GetAttribute("href"));
        Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
        // Nobody's name, and in the log neither an address nor what was sent.
        Assert.DoesNotContain("Ana", message.ToString(), StringComparison.Ordinal);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), b => b.Contains("example.org", StringComparison.Ordinal) || b.Contains("Answer", StringComparison.Ordinal));
        await site.LiveThrough(clock, 20);
        Assert.Single(server.Taken);
        await site.LiveThrough(clock, 4);
        Assert.Equal(2, server.Taken.Count);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_in_the_persons_language_and_not_sent_where_nothing_waits(Database database)
    {
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        var person = await site.AddReader("Luz Lectora", "es");
        await site.AddReader("Nobody Waits");
        work.Waits(person, "Leer la norma", new(2026, 10, 9));
        clock.Advance(ToSeven);
        await site.DoJobs();
        var message = Assert.Single(server.Messages);
        Assert.Equal("Invented cedar-valley: 1 asunto lo espera.", message.Subject);
        Assert.Contains("hasta el 9 de octubre de 2026", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"es\"", message.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Wait_for_the_next_school_day(Database database)
    {
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        work.Waits(await site.AddReader("Ana Reader"), "Answer");
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            db.Add(new CalendarEntry { Id = clock.NewId<CalendarEntryId>(), Kind = CalendarKind.Holiday, Name = "Fall break", FirstDay = new(2026, 10, 6), LastDay = new(2026, 10, 9) });
            await db.Commit(new(Actor.System, "calendar.added", new("calendar", Guid.Empty), []), Ct);
        }
        // To Sunday night: a break of four days and a weekend.
        await site.LiveThrough(clock, (6 * 24) + 12);
        Assert.Empty(server.Taken);
        await site.LiveThrough(clock, 12);
        Assert.Equal(new DateTimeOffset(2026, 10, 12, 13, 30, 0, TimeSpan.Zero), Assert.Single(server.Messages).Date);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_once_when_the_mail_server_was_down_for_a_day(Database database)
    {
        var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        var people = new[] { await site.AddReader("Ana Reader"), await site.AddReader("Ben Reader") };
        foreach (var person in people) work.Waits(person, "Answer");
        await server.DisposeAsync();
        clock.Advance(ToSeven);
        for (var i = 0; i < 26 * 12; i++)
        {
            await site.DoJobs();
            clock.Advance(TimeSpan.FromMinutes(5));
        }
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            var state = await db.Set<MailState>().AsNoTracking().SingleAsync(Ct);
            Assert.Equal((MailFault.NotReached, new DateTimeOffset(2026, 10, 6, 13, 0, 0, TimeSpan.Zero)), (state.Fault, state.DownSince));
            // Pauses that grow, and none at night: few goes for a whole day.
            Assert.InRange(state.Tries, 5, 12);
            Assert.InRange(await db.Set<Job>().CountAsync(j => j.Kind == SendDigests.KindName, Ct), 6, 16);
        }
        using var administrator = await site.As(Role.SystemAdministrator);
        Assert.Contains("since Oct 6, 2026, 7:00 AM", (await administrator.Page("/reminders")).QuerySelector(".status")!.TextContent, StringComparison.Ordinal);
        await using var back = new PretendMailServer(server.Port);
        await site.LiveThrough(clock, 8);
        foreach (var person in people)
        {
            var address = await site.AddressOf(person);
            Assert.Single(back.Taken, m => m.To == address);
        }
        using var later = await site.As(Role.SystemAdministrator);
        Assert.Contains("Mail is set up", (await later.Page("/reminders")).QuerySelector(".status")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_refused_for_good_hold_nobody_elses_back_and_are_shown_to_the_administrator(Database database)
    {
        await using var server = new PretendMailServer(recipient: to => to.StartsWith("gone", StringComparison.Ordinal) ? "550 5.1.1 <gone@example.org> no such person" : null);
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        var (gone, there) = (await site.AddReader("Gone"), await site.AddReader("There"));
        foreach (var person in new[] { gone, there }) work.Waits(person, "A secret title");
        clock.Advance(ToSeven);
        await site.DoJobs();
        Assert.Equal(await site.AddressOf(there), Assert.Single(server.Taken).To);
        await site.LiveThrough(clock, 48);
        Assert.All(server.Taken, m => Assert.Equal(server.Taken.First().To, m.To));
        Assert.Equal(3, server.Taken.Count);
        using var administrator = await site.As(Role.SystemAdministrator);
        var page = await administrator.Page("/reminders?lang=en");
        var row = Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Contains("refuses mail to this address", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("It answered 550.", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Oct 13, 2026", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret title", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@", row.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_refused_for_now_are_tried_again_for_that_person_alone(Database database)
    {
        var refusals = 2;
        await using var server = new PretendMailServer(recipient: to => to.StartsWith("busy", StringComparison.Ordinal) && refusals-- > 0 ? "451 4.7.1 try again later" : null);
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        foreach (var name in new[] { "Busy", "Free" }) work.Waits(await site.AddReader(name), "Answer");
        clock.Advance(ToSeven);
        await site.DoJobs();
        Assert.Single(server.Taken);
        clock.Advance(TimeSpan.FromMinutes(5));
        await site.DoJobs();
        Assert.Single(server.Taken);
        clock.Advance(TimeSpan.FromMinutes(15));
        await site.DoJobs();
        Assert.Equal(["free@example.org", "busy@example.org"], server.Taken.Select(m => m.To));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_sent_once_where_two_nodes_look_at_the_same_moment(Database database)
    {
        const int people = 12;
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        for (var i = 0; i < people; i++) work.Waits(await site.AddReader($"Reader {i}"), "Answer");
        // On PostgreSQL another node has stores of its own; a file of SQLite is one node's, with several workers.
        await using var others = site.Installation.Settings.IsPostgreSql ? new DistrictStores(site.Installation.Settings, Chalkline.Commands.Capabilities.Mappings, clock) : null;
        clock.Advance(ToSeven);
        for (var i = 0; i < 3; i++)
        {
            await using var db = site.Stores.Open(Installation.Cedar);
            await site.App.Services.GetRequiredService<JobQueue>().Enqueue(db, SendDigests.KindName, [], Actor.System, null, Ct);
            await db.Commit(new(Actor.System, "job.queued", new("job", Guid.Empty), []), Ct);
        }
        var kinds = site.App.Services.GetServices<IJobKind>().ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => new JobWorker(i % 2 == 0 ? site.Stores : others ?? site.Stores, kinds, NullLogger<JobWorker>.Instance).RunNext(Installation.Cedar, Ct))));
        Assert.Equal(people, server.Taken.Count);
        Assert.Equal(people, server.Taken.Select(m => m.To).Distinct().Count());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Get_no_header_from_a_name_or_a_title(Database database)
    {
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            (await db.Set<DistrictProfile>().SingleAsync(Ct)).Name = "Cedar\r\nBcc: everyone@example.org\r\n\r\nHello";
            await db.Commit(new(Actor.System, "district.changed", new("district", Guid.Empty), []), Ct);
        }
        work.Waits(await site.AddReader("Ana Reader"), "Title\r\nX-Injected: yes\r\n.\r\nMAIL FROM:<a@b.c>");
        clock.Advance(ToSeven);
        await site.DoJobs();
        var message = Assert.Single(server.Messages);
        Assert.Empty(message.Bcc);
        Assert.DoesNotContain(message.Headers, h => h.Field is "Bcc" or "X-Injected");
        Assert.Equal("Cedar Bcc: everyone@example.org Hello: 1 thing waits for you.", message.Subject);
        Assert.Contains("* Title X-Injected: yes . MAIL FROM:<a@b.c>", message.TextBody, StringComparison.Ordinal);
    }
}
