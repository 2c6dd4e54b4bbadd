using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Jobs;

public sealed class A_job
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_done_once_with_its_result_in_the_audit_log(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var kind = new ATestJob((run, _) =>
        {
            run.Report(7, 7);
            return Task.FromResult(new JsonObject { ["sum"] = 7 });
        });
        var (worker, id) = (kind.Worker(installation.Stores), await ATestJob.Ask(installation.Stores));
        Assert.True(await worker.RunNext(Installation.Cedar, Ct));
        Assert.False(await worker.RunNext(Installation.Cedar, Ct));
        await using var db = installation.Open();
        var job = await db.Set<Job>().SingleAsync(Ct);
        Assert.Equal((id, JobState.Done, 1, 7, 7, """{"sum":7}""", null), (job.Id, job.State, job.Tries, job.Done, job.Total, job.Result, job.Node));
        var entry = await Last(db);
        Assert.Equal(("job.done", "system", id.Value), (entry.Action, entry.ActorKind, entry.SubjectId));
        Assert.Contains("""{"kind":"test","result":{"sum":7}}""", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_not_there_where_the_commit_that_asked_for_it_failed(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var kind = new ATestJob((_, _) => Task.FromResult(new JsonObject()));
        await using (var db = installation.Open())
        {
            await new JobQueue(installation.Stores).Enqueue(db, ATestJob.KindName, [], Actor.System, null, Ct);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Commit(new(Actor.System, "thing.added", new("thing", Guid.Empty), []), _ => throw new InvalidOperationException(), Ct));
        }
        Assert.False(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct));
        Assert.Empty(kind.Runs);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_several_workers_is_done_by_one(Database database)
    {
        const int jobs = 40;
        await using var installation = await Installation.Copied(database);
        // On PostgreSQL another node has stores of its own; a file of SQLite is one node's, with several workers.
        await using var others = installation.Settings.IsPostgreSql ? new DistrictStores(installation.Settings, Chalkline.Commands.Capabilities.Mappings, TimeProvider.System) : null;
        for (var i = 0; i < jobs; i++) await ATestJob.Ask(installation.Stores);
        var kind = new ATestJob(async (_, ct) =>
        {
            await Task.Delay(5, ct);
            return [];
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Work(kind.Worker(i % 2 == 0 ? installation.Stores : others ?? installation.Stores))));
        Assert.Equal(jobs, kind.Runs.Count);
        Assert.Equal(jobs, kind.Runs.Distinct().Count());
        await using var db = installation.Open();
        Assert.Equal(jobs, await db.Set<Job>().CountAsync(j => j.State == JobState.Done && j.Tries == 1, Ct));

        static async Task Work(JobWorker worker)
        {
            await Task.Yield();
            while (await worker.RunNext(Installation.Cedar, Ct)) await Task.Yield();
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_fails_is_tried_again_later_each_time_and_given_up_in_the_end(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.Copied(database, clock);
        var kind = new ATestJob((_, _) => throw new FormatException("a bug"));
        await ATestJob.Ask(installation.Stores);
        var worker = kind.Worker(installation.Stores);
        await using var db = installation.Open();
        foreach (var pause in new[] { 15, 60 })
        {
            Assert.True(await worker.RunNext(Installation.Cedar, Ct));
            var waiting = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
            Assert.Equal((JobState.Waiting, JobFailure.Unexpected, clock.Now().AddSeconds(pause)), (waiting.State, waiting.Failure, waiting.DueAt));
            clock.Advance(TimeSpan.FromSeconds(pause - 1));
            Assert.False(await worker.RunNext(Installation.Cedar, Ct));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.True(await worker.RunNext(Installation.Cedar, Ct));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await worker.RunNext(Installation.Cedar, Ct));
        var failed = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
        Assert.Equal((JobState.Failed, 3, JobFailure.Unexpected), (failed.State, failed.Tries, failed.Failure));
        Assert.Equal("job.failed", (await Last(db)).Action);
        Assert.Equal(3, kind.Runs.Count);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_cannot_be_done_as_things_stand_is_not_tried_again(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var kind = new ATestJob((_, _) => throw new StoreRefusalException("There is no room for it."));
        await ATestJob.Ask(installation.Stores);
        await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct);
        await using var db = installation.Open();
        var job = await db.Set<Job>().SingleAsync(Ct);
        Assert.Equal((JobState.Failed, 1, JobFailure.Refused, "There is no room for it."), (job.State, job.Tries, job.Failure, job.FailureDetail));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Whose_node_ended_is_taken_when_its_lease_is_over_and_goes_on_where_it_was(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.Copied(database, clock);
        var (begun, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        var kind = new ATestJob(async (run, ct) =>
        {
            var from = (int?)run.Cursor ?? 0;
            for (var i = from; i < 3; i++)
            {
                await using var db = run.Open();
                await run.Commit(db, new(Actor.System, "part.done", new("part", Guid.Empty), new() { ["part"] = i }), i + 1, ct);
                if (run.Try > 1 || i == 0) continue;
                begun.SetResult();
                await gone.Task;
            }
            return new() { ["sum"] = from };
        });
        var id = await ATestJob.Ask(installation.Stores);
        var first = Task.Run(() => new JobWorker(installation.Stores, [kind], Microsoft.Extensions.Logging.Abstractions.NullLogger<JobWorker>.Instance) { Renewal = TimeSpan.FromDays(1) }.RunNext(Installation.Cedar, Ct), Ct);
        await begun.Task;
        var second = kind.Worker(installation.Stores);
        Assert.False(await second.RunNext(Installation.Cedar, Ct));
        clock.Advance(JobRules.Lease);
        Assert.True(await second.RunNext(Installation.Cedar, Ct));
        // The first node wakes up: nothing that it still does for the job holds.
        gone.SetResult();
        Assert.True(await first);
        await using var read = installation.Open();
        var job = await read.Set<Job>().SingleAsync(Ct);
        Assert.Equal((id, JobState.Done, 2, """{"sum":2}"""), (job.Id, job.State, job.Tries, job.Result));
        var parts = await read.Set<Platform.Auditing.AuditRecord>().Where(r => r.Action == "part.done").OrderBy(r => r.Sequence).Select(r => r.Body).ToListAsync(Ct);
        Assert.Equal([0, 1, 2], parts.Select(b => (int)JsonNode.Parse(b)!["change"]!["part"]!));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_ends_its_node_each_time_is_given_up(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.Copied(database, clock);
        var kind = new ATestJob((_, _) => Task.FromResult(new JsonObject()));
        await ATestJob.Ask(installation.Stores);
        await using var db = installation.Open();
        // As a node leaves it that ends in the middle of the third try.
        await db.Lease(d => d.Set<Job>().ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Tries, 3), Ct), Ct);
        Assert.True(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct));
        var job = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
        Assert.Equal((JobState.Failed, JobFailure.Ended), (job.State, job.Failure));
        Assert.Empty(kind.Runs);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_is_cancelled_stops_and_writes_nothing_more(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var begun = new TaskCompletionSource();
        var stopped = false;
        var kind = new ATestJob(async (_, ct) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                stopped = ct.IsCancellationRequested;
            }
            return [];
        });
        var person = new Person(installation.Stores.Time.NewId<AccountId>(), "Invented", null, []);
        var id = await ATestJob.Ask(installation.Stores, actor: person.Actor);
        var running = Task.Run(() => kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct), Ct);
        await begun.Task;
        await using (var db = installation.Open())
        {
            var change = new ChangeJob(db, new(installation.Stores), installation.Stores.Time);
            Assert.IsType<ChangeJobResult.NoSuchJob>(await change.Cancel(person with { Id = default }, id, Ct));
            Assert.IsType<ChangeJobResult.Changed>(await change.Cancel(person, id, Ct));
        }
        Assert.True(await running);
        Assert.True(stopped);
        await using var read = installation.Open();
        Assert.Equal(JobState.Cancelled, (await read.Set<Job>().SingleAsync(Ct)).State);
        Assert.Equal("job.cancelled", (await Last(read)).Action);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_runs_when_the_program_stops_is_given_back(Database database)
    {
        await using var installation = await Installation.Copied(database);
        using var stop = new CancellationTokenSource();
        var kind = new ATestJob(async (run, ct) =>
        {
            if (run.Try == 1 && (int?)run.Cursor is null)
            {
                run.Report(3, 10);
                run.Keep(3);
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, ct);
            }
            return new() { ["sum"] = (int?)run.Cursor };
        });
        await ATestJob.Ask(installation.Stores);
        Assert.True(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, stop.Token));
        await using var db = installation.Open();
        var waiting = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
        Assert.Equal((JobState.Waiting, 0, 3, null), (waiting.State, waiting.Tries, waiting.Done, waiting.Node));
        Assert.True(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct));
        Assert.Equal("""{"sum":3}""", (await db.Set<Job>().AsNoTracking().SingleAsync(Ct)).Result);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Says_how_far_it_is_while_it_runs_and_keeps_its_lease(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var seen = new TaskCompletionSource();
        var kind = new ATestJob(async (run, ct) =>
        {
            run.Report(5, 9);
            run.Keep("five");
            await seen.Task.WaitAsync(ct);
            return [];
        });
        await ATestJob.Ask(installation.Stores);
        var running = Task.Run(() => kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct), Ct);
        await using var db = installation.Open();
        Job job;
        do
        {
            await Task.Delay(10, Ct);
            job = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
        }
        while (job.Done != 5);
        Assert.Equal((JobState.Running, 9, "\"five\""), (job.State, job.Total, job.Cursor));
        var due = job.DueAt;
        while (job.DueAt <= due) job = await db.Set<Job>().AsNoTracking().SingleAsync(Ct);
        seen.SetResult();
        Assert.True(await running);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task For_later_is_not_begun_before(Database database)
    {
        var clock = new SteppedClock();
        await using var installation = await Installation.Copied(database, clock);
        var kind = new ATestJob((_, _) => Task.FromResult(new JsonObject()));
        await ATestJob.Ask(installation.Stores, clock.Now().AddDays(2));
        Assert.Empty(await JobHints.Due(installation.Stores, Ct));
        Assert.False(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Installation.Cedar, Assert.Single(await JobHints.Due(installation.Stores, Ct)).District);
        Assert.True(await kind.Worker(installation.Stores).RunNext(Installation.Cedar, Ct));
    }

    private static Task<Platform.Auditing.AuditRecord> Last(DistrictDb db) => db.Set<Platform.Auditing.AuditRecord>().OrderByDescending(r => r.Sequence).FirstAsync(Ct);
}
