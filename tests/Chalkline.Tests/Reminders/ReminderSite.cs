using System.Collections.Concurrent;
using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Platform.Reminders;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Reminders;

/// <summary>A site with a mail server, and work of a test's own that waits for people.</summary>
internal static class ReminderSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<TestSite> With(Database database, TimeProvider time, MailServer? mail, SomeWork work) => TestSite.On(database, time, configure: b =>
    {
        b.Services.AddSingleton(new MailSettings(mail));
        b.Services.AddSingleton<IWorkItems>(work);
    });

    /// <summary>Does all jobs that are due, as a node would.</summary>
    public static async Task DoJobs(this TestSite site)
    {
        var worker = site.App.Services.GetRequiredService<JobWorker>();
        while (await worker.RunNext(Installation.Cedar, Ct)) await Task.Yield();
    }

    /// <summary>Hour by hour, with the jobs that come due.</summary>
    public static async Task LiveThrough(this TestSite site, SteppedClock clock, int hours)
    {
        for (var i = 0; i < hours; i++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await site.DoJobs();
        }
    }

    public static async Task<string> AddressOf(this TestSite site, AccountId person)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return (await db.Users.FindAsync([person], Ct))!.Email!;
    }

    /// <summary>An account with a language.</summary>
    public static async Task<AccountId> AddReader(this TestSite site, string name, string? language = null)
    {
        var id = await site.AddPerson(Installation.Cedar, name);
        await using var db = site.Stores.Open(Installation.Cedar);
        (await db.Users.FindAsync([id], Ct))!.Language = language;
        await db.Commit(new(Actor.System, "account.changed", new("account", id.Value), []), Ct);
        return id;
    }
}

/// <summary>Work that waits for whom a test says.</summary>
internal sealed class SomeWork : IWorkItems
{
    private readonly ConcurrentDictionary<AccountId, List<WorkItem>> _items = new();

    public void Waits(AccountId person, string title, DateOnly? due = null, string key = "thing:1") =>
        _items.GetOrAdd(person, _ => []).Add(new(key, title, "", "/somewhere", "Open", WaitsFor.Us) { Due = due });

    public void Done(AccountId person) => _items.TryRemove(person, out _);

    public Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct) => Task.FromResult<IReadOnlyList<WorkItem>>(_items.GetValueOrDefault(asked.Person.Id) ?? []);
}
