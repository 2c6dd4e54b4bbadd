using System.Diagnostics;
using System.Text.Json.Nodes;
using Chalkline.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>
/// Does jobs for one node: takes one that is due by a conditional update, so that of two nodes one has it, renews its lease while it runs, and writes how it
/// ended if the job is still this node's.
/// </summary>
internal sealed partial class JobWorker(DistrictStores stores, IEnumerable<IJobKind> kinds, ILogger<JobWorker> log)
{
    private const int Candidates = 10;

    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Name);
    private readonly Guid _node = Guid.CreateVersion7(stores.Time.Now());

    /// <summary>How often a lease is renewed.</summary>
    internal TimeSpan Renewal { get; init; } = JobRules.Renewal;

    /// <summary>Takes a job of the district that is due, and does it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNext(DistrictSlug district, CancellationToken stopping)
    {
        if (await Take(district, stopping) is not { } job) return false;
        var (kind, run) = (_kinds[job.Kind], new JobRun(stores, district, job));
        // Where the node before ended in the middle of the last try, it may be the job that ended it.
        if (job.Tries > kind.Tries) await Fail(run, kind, JobFailure.Ended, null, stopping);
        else await Run(run, kind, stopping);
        return true;
    }

    /// <summary>When the next job of the district should be taken; null: there is none that is not done.</summary>
    public async Task<DateTimeOffset?> NextDue(DistrictSlug district, CancellationToken ct)
    {
        await using var db = stores.Open(district);
        return await db.Set<Job>().Where(j => j.State == JobState.Waiting || j.State == JobState.Running).OrderBy(j => j.DueAt).Select(j => (DateTimeOffset?)j.DueAt).FirstOrDefaultAsync(ct);
    }

    private async Task<Job?> Take(DistrictSlug district, CancellationToken ct)
    {
        await using var db = stores.Open(district);
        var (now, known) = (stores.Time.Now(), _kinds.Keys.ToList());
        // A kind that is not known here is of another version of the program: it is left to that.
        var due = await db.Set<Job>().AsNoTracking().Where(j => (j.State == JobState.Waiting || j.State == JobState.Running) && j.DueAt <= now && known.Contains(j.Kind))
            .OrderBy(j => j.DueAt).ThenBy(j => j.Id).Take(Candidates).ToListAsync(ct);
        foreach (var job in due)
        {
            var (taken, until) = (0, now + JobRules.Lease);
            await db.Lease(async d => taken = await d.Set<Job>().Where(j => j.Id == job.Id && j.Version == job.Version).ExecuteUpdateAsync(j => j
                .SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Node, _node).SetProperty(x => x.DueAt, until).SetProperty(x => x.Tries, job.Tries + 1)
                .SetProperty(x => x.StartedAt, job.StartedAt ?? now).SetProperty(x => x.Version, job.Version + 1), ct), ct);
            if (taken == 1) return await db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == job.Id, ct);
        }
        return null;
    }

    private async Task Run(JobRun run, IJobKind kind, CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = Renew(run, lost);
        try
        {
            var result = await kind.Run(run, lost.Token);
            await Finish(run, kind, result, lost.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBack(run);
        }
        catch (Exception e) when (e is StaleWriteException or JobLostException || e is OperationCanceledException && lost.IsCancellationRequested)
        {
            Lost(run.Id.Value, kind.Name);
        }
#pragma warning disable CA1031 // Whatever it is: the job is tried again or given up, and the program goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Failed(run, kind, e);
        }
        finally
        {
            await lost.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Until the run ends: says every few seconds that it goes on and how far it is. Ends the run where the job is not its any more.</summary>
    private async Task Renew(JobRun run, CancellationTokenSource lost)
    {
        var until = stores.Time.Now() + JobRules.Lease;
        try
        {
            while (true)
            {
                await Task.Delay(Renewal, lost.Token);
                try
                {
                    var next = stores.Time.Now() + JobRules.Lease;
                    if (!await Write(run, next, lost.Token)) await lost.CancelAsync();
                    until = next;
                }
                catch (Exception e) when (DistrictStores.TroubleOf(e) is not null)
                {
                    // The store may answer again before the lease ends; after that, another node may have the job.
                    if (stores.Time.Now() >= until) await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended, or is to end.
        }
    }

    private async Task<bool> Write(JobRun run, DateTimeOffset until, CancellationToken ct)
    {
        await using var db = stores.Open(run.District);
        var (held, (done, total, cursor)) = (0, run.Now);
        await db.Lease(async d => held = await run.Mine(d).ExecuteUpdateAsync(j => j.SetProperty(x => x.DueAt, until).SetProperty(x => x.Done, done)
            .SetProperty(x => x.Total, total).SetProperty(x => x.Cursor, cursor), ct), ct);
        return held == 1;
    }

    private Task Finish(JobRun run, IJobKind kind, JsonObject result, CancellationToken ct) => End(run, job =>
    {
        (job.State, job.Result, job.Failure, job.FailureDetail) = (JobState.Done, CanonicalJson.Text(result), null, null);
        return new("job.done", new() { ["kind"] = kind.Name, ["result"] = result.DeepClone() });
    }, ct);

    private Task Fail(JobRun run, IJobKind kind, JobFailure reason, string? detail, CancellationToken ct) => End(run, job =>
    {
        (job.State, job.Failure, job.FailureDetail) = (JobState.Failed, reason, Cut(detail));
        return new("job.failed", new() { ["kind"] = kind.Name, ["reason"] = reason.ToString().ToLowerInvariant(), ["tries"] = job.Tries });
    }, ct);

    private async Task End(JobRun run, Func<Job, (string Action, JsonObject Change)> change, CancellationToken ct)
    {
        await using var db = stores.Open(run.District);
        var job = await run.Mine(db).SingleOrDefaultAsync(ct) ?? throw new JobLostException();
        var (action, told) = change(job);
        (job.Node, job.EndedAt, job.DueAt) = (null, stores.Time.Now(), stores.Time.Now());
        (job.Done, job.Total, job.Cursor) = run.Now;
        await db.Commit(new(Actor.System, action, new("job", run.Id.Value), told), ct);
    }

    private async Task Failed(JobRun run, IJobKind kind, Exception error)
    {
        var number = Activity.Current?.TraceId.ToString() ?? run.Id.ToString();
        var (reason, detail) = JobRules.Meaning(error, number);
        if (reason == JobFailure.Unexpected) Unexpected(error, run.Id.Value, kind.Name, number);
        try
        {
            if (JobRules.IsWorthAnother(reason, run.Try, kind.Tries)) await Release(run, JobRules.Pause(run.Try), run.Try, (reason, Cut(detail)));
            else await Fail(run, kind, reason, detail, CancellationToken.None);
        }
        catch (Exception e) when (e is StaleWriteException or JobLostException)
        {
            Lost(run.Id.Value, kind.Name);
        }
        catch (Exception e) when (e is StoreUnavailableException || DistrictStores.TroubleOf(e) is not null)
        {
            // Its lease runs out, and it is taken again.
            NotWritten(run.Id.Value, kind.Name, e.Message);
        }
    }

    /// <summary>The program stops: another node may go on at once, and the go does not count.</summary>
    private async Task GiveBack(JobRun run)
    {
        try
        {
            await Release(run, TimeSpan.Zero, run.Try - 1, null);
        }
        catch (Exception e) when (DistrictStores.TroubleOf(e) is not null)
        {
            NotWritten(run.Id.Value, "", e.Message);
        }
    }

    private async Task Release(JobRun run, TimeSpan pause, int tries, (JobFailure Reason, string? Detail)? failure)
    {
        await using var db = stores.Open(run.District);
        var (due, (done, total, cursor)) = (stores.Time.Now() + pause, run.Now);
        await db.Lease(d => run.Mine(d).ExecuteUpdateAsync(j =>
        {
            j.SetProperty(x => x.State, JobState.Waiting).SetProperty(x => x.Node, (Guid?)null).SetProperty(x => x.DueAt, due).SetProperty(x => x.Tries, tries)
                .SetProperty(x => x.Done, done).SetProperty(x => x.Total, total).SetProperty(x => x.Cursor, cursor).SetProperty(x => x.Version, run.Lease + 1);
            if (failure is var (reason, detail)) j.SetProperty(x => x.Failure, reason).SetProperty(x => x.FailureDetail, detail);
        }), CancellationToken.None);
    }

    private static string? Cut(string? text) => text is { Length: > 1000 } ? text[..1000] : text;

    [LoggerMessage(1, LogLevel.Error, "Job {Job} ({Kind}) failed; on its page it has the number {Number}")]
    private partial void Unexpected(Exception error, Guid job, string kind, string number);

    [LoggerMessage(2, LogLevel.Information, "Job {Job} ({Kind}) was cancelled, or taken by another node")]
    private partial void Lost(Guid job, string kind);

    [LoggerMessage(3, LogLevel.Warning, "How job {Job} {Kind} ended could not be written: {Reason}")]
    private partial void NotWritten(Guid job, string kind, string reason);
}
