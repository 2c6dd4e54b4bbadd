using System.Text.Json.Nodes;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>One go at a job, on the node that holds its lease.</summary>
public sealed class JobRun
{
    private readonly DistrictStores _stores;
    private volatile Standing _standing;

    internal JobRun(DistrictStores stores, DistrictSlug district, Job job)
    {
        (_stores, District, Id, Try, Lease) = (stores, district, job.Id, job.Tries, job.Version);
        Arguments = JsonNode.Parse(job.Arguments)!.AsObject();
        Cursor = job.Cursor is { } text ? JsonNode.Parse(text) : null;
        _standing = new(job.Done, job.Total, job.Cursor);
    }

    public JobId Id { get; }

    public DistrictSlug District { get; }

    public JsonObject Arguments { get; }

    /// <summary>Where an earlier go came to, as it was last kept; null: from the beginning.</summary>
    public JsonNode? Cursor { get; }

    /// <summary>1 for the first go.</summary>
    public int Try { get; }

    public TimeProvider Time => _stores.Time;

    /// <summary>The job's version under this lease: whoever takes the job or ends it counts it up, and what this run then writes does not hold.</summary>
    internal int Lease { get; }

    internal Standing Now => _standing;

    /// <summary>The district's store; whoever gets it disposes it.</summary>
    public DistrictDb Open() => _stores.Open(District);

    /// <summary>How far it is. Costs nothing: it is written with the lease, every few seconds.</summary>
    public void Report(long done, long? total) => _standing = _standing with { Done = done, Total = total };

    /// <summary>Where another go would begin; written with the lease. What changes records goes by <see cref="Commit(DistrictDb, AuditEntry, JsonNode?, CancellationToken)"/> instead.</summary>
    public void Keep(JsonNode cursor) => _standing = _standing with { Cursor = CanonicalJson.Text(cursor) };

    /// <summary>
    /// Saves a part of the work, its entry in the audit log, and the place after it in one transaction, if the job is still this run's: so a part is done
    /// once, however often the job is begun.
    /// </summary>
    /// <param name="cursor">Where another go would begin; null: where it would have begun before.</param>
    /// <exception cref="OperationCanceledException">The job was cancelled or taken by another node; nothing was saved.</exception>
    public Task Commit(DistrictDb db, AuditEntry entry, JsonNode? cursor, CancellationToken ct) => Commit(db, entry, cursor, null, ct);

    /// <inheritdoc cref="Commit(DistrictDb, AuditEntry, JsonNode?, CancellationToken)"/>
    /// <param name="bulk">Statements that bypass change tracking, in the same transaction.</param>
    public async Task Commit(DistrictDb db, AuditEntry entry, JsonNode? cursor, Func<DbTransactionScope, Task>? bulk, CancellationToken ct)
    {
        if (cursor is not null) Keep(cursor);
        var (done, total, text) = _standing;
        await db.Commit(entry, async scope =>
        {
            var held = await Mine(db).ExecuteUpdateAsync(j => j.SetProperty(x => x.Cursor, text).SetProperty(x => x.Done, done).SetProperty(x => x.Total, total), ct);
            if (held == 0) throw new JobLostException();
            if (bulk is not null) await bulk(scope);
        }, ct);
    }

    /// <summary>The job's row, if the lease on it is still this run's.</summary>
    internal IQueryable<Job> Mine(DistrictDb db) => db.Set<Job>().Where(j => j.Id == Id && j.Version == Lease && j.State == JobState.Running);

    /// <summary>How far it is, and where another go would begin.</summary>
    internal sealed record Standing(long Done, long? Total, string? Cursor);
}
