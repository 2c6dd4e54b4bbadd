using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Platform.Reminders;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Reminders;

public sealed class Choosing_reminders
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Changes_when_they_come_for_oneself_and_for_all_who_chose_nothing(Database database)
    {
        await using var server = new PretendMailServer();
        var (clock, work) = (new SteppedClock(), new SomeWork());
        await using var site = await ReminderSite.With(database, clock, server.Settings, work);
        using var teacher = await site.As(Role.Auditor);
        using var administrator = await site.As(Role.SystemAdministrator);
        var other = await site.AddReader("Other");
        foreach (var person in new[] { teacher.Account!.Value, other }) work.Waits(person, "Answer");
        Assert.Equal(HttpStatusCode.Redirect, (await teacher.Submit("/account/reminders", "/account/reminders", ("frequency", "daily"), ("hour", "9"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Submit("/reminders", "/reminders", ("frequency", "weekly"), ("hour", "10"), ("weekday", "3"))).StatusCode);
        // Nine o'clock on Monday: the teacher's. Ten on Wednesday: everybody else's.
        clock.Advance(TimeSpan.FromMinutes(30));
        await site.DoJobs();
        Assert.Equal(await site.AddressOf(teacher.Account!.Value), Assert.Single(server.Taken).To);
        await teacher.Submit("/account/reminders", "/account/reminders", ("frequency", "off"));
        await site.LiveThrough(clock, 48);
        Assert.Single(server.Taken);
        await site.LiveThrough(clock, 1);
        Assert.Contains(await site.AddressOf(other), server.Taken.Select(m => m.To));
        Assert.Single(server.Taken, m => m.To == server.Taken.First().To);
        using var later = await site.As(Role.Auditor);
        Assert.Contains("once a week, Wednesday at 10:00 AM", (await later.Page("/account/reminders?lang=en")).QuerySelector("fieldset")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Names_every_fault_and_keeps_what_was_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var teacher = await site.As(Role.Auditor);
        using var quiet = await teacher.Submit("/account/reminders?lang=en", "/account/reminders", ("frequency", "daily"), ("hour", "22"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, quiet.StatusCode);
        var page = await Browser.Read(quiet);
        Assert.NotNull(page.QuerySelector("#hour-fault"));
        Assert.Equal("22", page.QuerySelector("#hour option[selected]")!.GetAttribute("value"));
        using var nonsense = await teacher.Submit("/account/reminders", "/account/reminders", ("frequency", "7"), ("hour", "24"), ("weekday", "0"));
        Assert.Equal(["frequency", "hour", "weekday"], (await Browser.Read(nonsense)).QuerySelectorAll(".usa-error-message").Select(f => f.Id![..^"-fault".Length]));
        using var administrator = await site.As(Role.SystemAdministrator);
        using var bad = await administrator.Submit("/reminders", "/reminders", ("frequency", "daily"), ("hour", "20"), ("quietFrom", "19"), ("quietTo", "x"));
        Assert.Equal(["quietTo"], (await Browser.Read(bad)).QuerySelectorAll(".usa-error-message").Select(f => f.Id![..^"-fault".Length]));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task In_two_windows_at_once_is_a_conflict_for_the_second(Database database)
    {
        await using var site = await TestSite.On(database);
        using var teacher = await site.As(Role.Auditor);
        await teacher.Submit("/account/reminders", "/account/reminders", ("frequency", "daily"));
        var old = teacher.Fields(await teacher.Page("/account/reminders"), "/account/reminders", ("frequency", "weekly"));
        await teacher.Submit("/account/reminders", "/account/reminders", ("frequency", "off"));
        using var stale = await teacher.Post("/account/reminders", old);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        // What was chosen is still there, and sent again it is on top of the other.
        var again = teacher.Fields(await Browser.Read(stale), "/account/reminders");
        Assert.Contains(KeyValuePair.Create("frequency", "weekly"), again);
        Assert.Equal(HttpStatusCode.Redirect, (await teacher.Post("/account/reminders", again)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Where_mail_is_not_set_up_says_so_and_who_can_set_it_up_and_queues_nothing(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        foreach (var path in new[] { "/reminders?lang=en", "/account/reminders?lang=en" })
            Assert.Contains("Whoever runs this installation can set it up", (await administrator.Page(path)).QuerySelector(".usa-alert--warning")!.TextContent, StringComparison.Ordinal);
        await administrator.Submit("/account/reminders", "/account/reminders", ("frequency", "daily"));
        await administrator.Submit("/reminders", "/reminders", ("frequency", "weekly"));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.False(await db.Set<Job>().AnyAsync(j => j.Kind == SendDigests.KindName, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_a_test_to_oneself_that_tells_how_it_went(Database database)
    {
        var server = new PretendMailServer();
        await using var site = await ReminderSite.With(database, new SteppedClock(), server.Settings, new SomeWork());
        using var administrator = await site.As(Role.SystemAdministrator);
        using var sent = await administrator.Submit("/reminders?lang=en", "/reminders/test");
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal((await site.AddressOf(administrator.Account!.Value), "Invented cedar-valley: Mail arrives"), (server.Messages[0].To.ToString(), server.Messages[0].Subject));
        await server.DisposeAsync();
        using var failed = await administrator.Submit("/reminders", "/reminders/test");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, failed.StatusCode);
        Assert.Contains("The mail server does not answer.", (await Browser.Read(failed)).Body!.TextContent, StringComparison.Ordinal);
    }
}
