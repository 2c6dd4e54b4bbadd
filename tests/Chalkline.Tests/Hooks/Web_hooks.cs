using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Hooks;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Reminders;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Chalkline.Tests.Hooks;

public sealed class Web_hooks
{
    private const string Path = "/web-hooks";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tell_what_happened_signed_and_with_ids_alone(Database database)
    {
        await using var receiver = new PretendReceiver();
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        using var administrator = await site.As(Role.SystemAdministrator);
        var secret = await AddHook(administrator, receiver.Address, "milestone.* goal.set");
        var (milestone, goal) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Happens(site, "milestone.met", new("milestone", milestone));
        clock.Advance(TimeSpan.FromSeconds(1));
        await Happens(site, "milestones.met", new("milestone", milestone));
        await Happens(site, "goal.set", new("goal", goal));
        await Happens(site, "goal.dropped", new("goal", goal));
        await site.DoJobs();
        Assert.Equal(2, receiver.Got.Count);
        var got = receiver.Got.First();
        Assert.Equal(("/hook", "application/json; charset=utf-8"), (got.Path, got.Headers["Content-Type"]));
        var body = JsonNode.Parse(got.Body)!.AsObject();
        Assert.Equal(["id", "kind", "link", "subject", "time"], body.Select(f => f.Key));
        Assert.Equal(("milestone.met", milestone.ToString(), "milestone", "2026-10-05T14:30:00.000Z", $"http://localhost/cedar-valley/records/milestone/{milestone}/history"),
            ((string?)body["kind"], (string?)body["subject"]!["id"], (string?)body["subject"]!["kind"], (string?)body["time"], (string?)body["link"]));
        // As a receiver verifies it by Standard Webhooks.
        var signed = $"{got.Headers["webhook-id"]}.{got.Headers["webhook-timestamp"]}.{got.Body}";
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal(expected, got.Headers["webhook-signature"]);
        Assert.Equal(clock.Now().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), got.Headers["webhook-timestamp"]);
        Assert.DoesNotContain("a change that is nobody's business", got.Body, StringComparison.Ordinal);
        await site.DoJobs();
        Assert.Equal(2, receiver.Got.Count);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tell_nothing_of_what_did_not_come_about(Database database)
    {
        await using var receiver = new PretendReceiver();
        await using var site = await Site(database, new SteppedClock());
        using var administrator = await site.As(Role.SystemAdministrator);
        await AddHook(administrator, receiver.Address, "goal.*");
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Commit(new(Actor.System, "goal.set", new("goal", Guid.Empty), []), _ => throw new InvalidOperationException(), Ct));
            // The same store goes on: what failed is not told with what does not.
            await db.Commit(new(Actor.System, "goal.changed", new("goal", Guid.Empty), []), Ct);
        }
        await site.DoJobs();
        Assert.Equal("goal.changed", (string?)JsonNode.Parse(Assert.Single(receiver.Got).Body)!["kind"]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_tried_again_later_each_time_and_given_up_after_a_day(Database database)
    {
        await using var receiver = new PretendReceiver { Answer = "500 Oops" };
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        using (var administrator = await site.As(Role.SystemAdministrator)) await AddHook(administrator, receiver.Address, "goal.*");
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await site.DoJobs();
        Assert.Single(receiver.Got);
        foreach (var (seconds, tries) in new[] { (29, 1), (1, 2), (119, 2), (1, 3), (480, 4) })
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            await site.DoJobs();
            Assert.Equal(tries, receiver.Got.Count);
        }
        // One and the same delivery, whatever the time of each try.
        Assert.Single(receiver.Got.Select(g => g.Headers["webhook-id"]).Distinct());
        await site.LiveThrough(clock, 30);
        var delivery = Assert.Single(await Deliveries(site));
        Assert.Equal((HookDeliveryState.GivenUp, HookFault.Answered, 500, null), (delivery.State, delivery.Fault, delivery.Answer, delivery.NextTry));
        Assert.InRange(receiver.Got.Count, 8, 14);
        Assert.Equal(delivery.Tries, receiver.Got.Count);
        using var later = await site.As(Role.SystemAdministrator);
        var page = await later.Page($"{Path}/{delivery.Hook}?lang=en");
        Assert.Contains("Given up after a day", page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("It answered 500.", page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_down_are_asked_once_a_pause_and_keep_no_other_waiting(Database database)
    {
        var down = new PretendReceiver();
        await using var other = new PretendReceiver();
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        using (var administrator = await site.As(Role.SystemAdministrator))
        {
            await AddHook(administrator, down.Address, "goal.*");
            await AddHook(administrator, other.Address, "goal.*");
        }
        await down.DisposeAsync();
        for (var i = 0; i < 5; i++) await Happens(site, "goal.set", new("goal", Guid.CreateVersion7()));
        await site.DoJobs();
        Assert.Equal(5, other.Got.Count);
        var waiting = (await Deliveries(site)).Where(d => d.State == HookDeliveryState.Waiting).ToList();
        Assert.Equal([1, 0, 0, 0, 0], waiting.Select(d => d.Tries));
        Assert.Equal(HookFault.NotReached, waiting[0].Fault);
        Assert.All(waiting, d => Assert.Equal(clock.Now().AddSeconds(30), d.NextTry));
        await site.LiveThrough(clock, 40);
        Assert.All(await Deliveries(site), d => Assert.NotEqual(HookDeliveryState.Waiting, d.State));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_told_once_where_two_nodes_look_at_the_same_moment(Database database)
    {
        const int events = 20;
        await using var receiver = new PretendReceiver();
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        using (var administrator = await site.As(Role.SystemAdministrator)) await AddHook(administrator, receiver.Address, "goal.*");
        for (var i = 0; i < events; i++) await Happens(site, "goal.set", new("goal", Guid.CreateVersion7()));
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            await site.App.Services.GetRequiredService<JobQueue>().Enqueue(db, DeliverHooks.KindName, [], Actor.System, null, Ct);
            await db.Commit(new(Actor.System, "job.queued", new("job", Guid.Empty), []), Ct);
        }
        await using var others = site.Installation.Settings.IsPostgreSql ? new DistrictStores(site.Installation.Settings, Chalkline.Commands.Capabilities.Mappings, clock) : null;
        var kinds = site.App.Services.GetServices<IJobKind>().ToList();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => new JobWorker(i == 0 ? site.Stores : others ?? site.Stores, kinds, NullLogger<JobWorker>.Instance).RunNext(Installation.Cedar, Ct))));
        await site.DoJobs();
        Assert.Equal(events, receiver.Got.Count);
        Assert.Equal(events, receiver.Got.Select(g => g.Headers["webhook-id"]).Distinct().Count());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Do_not_follow_where_they_are_led(Database database)
    {
        await using var secret = new PretendReceiver();
        await using var receiver = new PretendReceiver { Answer = $"307 Elsewhere\r\nLocation: {secret.Address}" };
        await using var site = await Site(database, new SteppedClock());
        using var administrator = await site.As(Role.SystemAdministrator);
        await AddHook(administrator, receiver.Address, "goal.*");
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await site.DoJobs();
        Assert.Single(receiver.Got);
        Assert.Empty(secret.Got);
        Assert.Equal((HookFault.Redirected, 307), Assert.Single((await Deliveries(site)).Select(d => (d.Fault, d.Answer))));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Whose_secret_was_replaced_are_signed_with_both_for_a_day(Database database)
    {
        await using var receiver = new PretendReceiver();
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        using var administrator = await site.As(Role.SystemAdministrator);
        var former = await AddHook(administrator, receiver.Address, "goal.*");
        var id = Assert.Single(await Hooks(site)).Id;
        using var rotated = await administrator.Submit($"{Path}/{id}", $"{Path}/{id}/rotate");
        var secret = SecretOn(await Browser.Read(rotated));
        Assert.NotEqual(former, secret);
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await site.DoJobs();
        clock.Advance(TimeSpan.FromHours(24));
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await site.DoJobs();
        var (both, one) = (receiver.Got.First(), receiver.Got.Last());
        Assert.Equal([Signed(secret, both), Signed(former, both)], both.Headers["webhook-signature"].Split(' '));
        Assert.Equal([Signed(secret, one)], one.Headers["webhook-signature"].Split(' '));

        static string Signed(string key, Received got) =>
            HookRules.Signature(key, got.Headers["webhook-id"], DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)), got.Body);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_their_secrets_out_of_the_audit_log_the_store_and_backups(Database database)
    {
        await using var site = await Site(database, new SteppedClock());
        using var administrator = await site.As(Role.SystemAdministrator);
        var secret = await AddHook(administrator, "https://hooks.example.org/x", "goal.*");
        await using var db = site.Stores.Open(Installation.Cedar);
        var kept = Assert.Single(await Hooks(site));
        Assert.DoesNotContain(secret, kept.ProtectedSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), b => b.Contains(secret, StringComparison.Ordinal) || b.Contains(kept.ProtectedSecret!, StringComparison.Ordinal));
        var file = System.IO.Path.Combine(site.Installation.Settings.DataFolder, "hooks.zip");
        await new StoreBackup(site.Stores).Write(Installation.Cedar, file, Ct);
        using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(file, Ct);
        Assert.DoesNotContain("tables/hook_delivery.jsonl", zip.Entries.Select(e => e.FullName));
        using var reader = new StreamReader(zip.GetEntry("tables/web_hook.jsonl")!.Open());
        var line = await reader.ReadToEndAsync(Ct);
        Assert.Contains("hooks.example.org", line, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.ProtectedSecret!, line, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await administrator.Page($"{Path}/{kept.Id}")).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_paused_tested_changed_and_deleted(Database database)
    {
        await using var receiver = new PretendReceiver();
        await using var site = await Site(database, new SteppedClock());
        using var administrator = await site.As(Role.SystemAdministrator);
        await AddHook(administrator, receiver.Address, "goal.*");
        var page = $"{Path}/{Assert.Single(await Hooks(site)).Id}";
        await administrator.Submit(page, page + "/pause");
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await site.DoJobs();
        Assert.Empty(receiver.Got);
        Assert.Contains("Paused", (await administrator.Page(Path + "?lang=en")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await administrator.Submit(page, page + "/pause");
        await administrator.Submit(page, page + "/test");
        await site.DoJobs();
        Assert.Equal("web-hook.test", (string?)JsonNode.Parse(Assert.Single(receiver.Got).Body)!["kind"]);
        await administrator.Submit(page, page, ("events", "challenge.*"), ("name", "Other"));
        await Happens(site, "goal.set", new("goal", Guid.Empty));
        await Happens(site, "challenge.said", new("challenge", Guid.Empty));
        await administrator.Submit(page + "/remove", page + "/remove");
        await site.DoJobs();
        Assert.Single(receiver.Got);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Get(page)).StatusCode);
        var removed = Assert.Single(await Hooks(site));
        Assert.Null(removed.ProtectedSecret);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_refused_with_every_fault_named_and_are_a_conflict_in_two_windows(Database database)
    {
        // As the site serves: not this computer's addresses.
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var bad = await administrator.Submit(Path + "/add", Path, ("name", ""), ("address", "http://127.0.0.1:9/"), ("events", "job.*"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal(["name-fault", "address-fault", "events-fault"], (await Browser.Read(bad)).QuerySelectorAll(".usa-error-message").Select(f => f.Id));
        await AddHook(administrator, "https://hooks.example.org/x", "goal.*");
        var page = $"{Path}/{Assert.Single(await Hooks(site)).Id}";
        var old = administrator.Fields(await administrator.Page(page), page, ("name", "Mine"));
        await administrator.Submit(page, page, ("name", "Theirs"));
        using var stale = await administrator.Post(page, old);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var again = administrator.Fields(await Browser.Read(stale), page);
        Assert.Contains(KeyValuePair.Create("name", "Mine"), again);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.Post(page, again)).StatusCode);
        using var auditor = await site.As(Role.Auditor);
        Assert.Empty((await auditor.Page(page)).QuerySelectorAll("main form"));
    }

    private static Task<TestSite> Site(Database database, TimeProvider time) => TestSite.On(database, time, configure: b => b.Services.AddSingleton(new HookSettings(AllowsThisComputer: true)));

    /// <returns>The secret.</returns>
    private static async Task<string> AddHook(Browser browser, string address, string events)
    {
        using var answer = await browser.Submit(Path + "/add", Path, ("name", "A program"), ("address", address), ("events", events));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return SecretOn(await Browser.Read(answer));
    }

    private static string SecretOn(AngleSharp.Dom.IParentNode page) => page.QuerySelector(".usa-alert--success code")!.TextContent;

    private static async Task Happens(TestSite site, string action, Subject subject)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        await db.Commit(new(Actor.System, action, subject, new JsonObject { ["note"] = "a change that is nobody's business" }), Ct);
    }

    private static async Task<List<HookDelivery>> Deliveries(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<HookDelivery>().AsNoTracking().OrderBy(d => d.At).ThenBy(d => d.Id).ToListAsync(Ct);
    }

    private static async Task<List<WebHook>> Hooks(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<WebHook>().AsNoTracking().ToListAsync(Ct);
    }
}
