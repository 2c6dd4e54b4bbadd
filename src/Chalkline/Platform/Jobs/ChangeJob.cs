using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>What came of changing a job.</summary>
internal abstract record ChangeJobResult
{
    private ChangeJobResult()
    {
    }

    public sealed record Changed : ChangeJobResult;

    /// <summary>There is none, or none that this person may change.</summary>
    public sealed record NoSuchJob : ChangeJobResult;

    /// <summary>It stands otherwise by now: there is nothing to cancel, or nothing to try again.</summary>
    public sealed record NotNow : ChangeJobResult;
}

/// <summary>Cancels a job, or has one that ended without success tried again.</summary>
internal sealed class ChangeJob(DistrictDb db, JobQueue queue, TimeProvider time)
{
    /// <summary>
    /// From the commit on, nothing that a node still does for the job holds; the node itself stops within seconds. One that failed is given up, and waits for
    /// nobody any more.
    /// </summary>
    public async Task<ChangeJobResult> Cancel(Person person, JobId id, CancellationToken ct)
    {
        if (await Find(person, id, ct) is not { } job) return new ChangeJobResult.NoSuchJob();
        if (job.State is JobState.Done or JobState.Cancelled) return new ChangeJobResult.NotNow();
        (job.State, job.EndedAt, job.Node) = (JobState.Cancelled, job.EndedAt ?? time.Now(), null);
        await db.Commit(new(person.Actor, "job.cancelled", new("job", id.Value), new() { ["kind"] = job.Kind }), ct);
        return new ChangeJobResult.Changed();
    }

    /// <summary>It goes on where it came to.</summary>
    public async Task<ChangeJobResult> TryAgain(Person person, JobId id, CancellationToken ct)
    {
        if (await Find(person, id, ct) is not { } job) return new ChangeJobResult.NoSuchJob();
        if (job.State is not (JobState.Failed or JobState.Cancelled)) return new ChangeJobResult.NotNow();
        (job.State, job.EndedAt, job.Tries, job.DueAt) = (JobState.Waiting, null, 0, time.Now());
        await queue.Announce(db, job.DueAt, ct);
        await db.Commit(new(person.Actor, "job.tried-again", new("job", id.Value), new() { ["kind"] = job.Kind }), ct);
        return new ChangeJobResult.Changed();
    }

    private async Task<Job?> Find(Person person, JobId id, CancellationToken ct) =>
        await db.Set<Job>().SingleOrDefaultAsync(j => j.Id == id, ct) is { } job && JobRules.MayChange(person, job.RequestedBy) ? job : null;
}
