using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>
/// Where jobs are asked for. A job is a row of the district's own store, saved by the very commit of what it belongs to. A node of the program that does
/// jobs (<c>chalkline serve</c>) is told after the commit; a node that was not told finds the district in the host's store.
/// </summary>
#pragma warning disable CA1711 // It is a queue, though no collection.
public sealed class JobQueue
#pragma warning restore CA1711
{
    private readonly DistrictStores _stores;
    private readonly Channel<DistrictSlug> _rung = Channel.CreateUnbounded<DistrictSlug>();
    private readonly ConcurrentDictionary<DistrictSlug, bool> _waiting = new();

    public JobQueue(DistrictStores stores)
    {
        _stores = stores;
        stores.Ring = Ring;
    }

    /// <summary>Adds a job to what the caller commits next.</summary>
    /// <param name="kind"><see cref="IJobKind.Name"/>.</param>
    /// <param name="due">Not to be begun before; null: at once.</param>
    public async Task<JobId> Enqueue(DistrictDb db, string kind, JsonObject arguments, Actor actor, DateTimeOffset? due, CancellationToken ct)
    {
        var now = _stores.Time.Now();
        var job = new Job
        {
            Id = _stores.Time.NewId<JobId>(),
            Kind = kind,
            Arguments = CanonicalJson.Text(arguments),
            RequestedBy = actor.Account,
            CreatedAt = now,
            State = JobState.Waiting,
            DueAt = due is { } later && later > now ? later : now,
        };
        db.Add(job);
        await Announce(db, job.DueAt, ct);
        return job.Id;
    }

    /// <summary>Starts a job as a change of its own; where one for the same is not done yet, it is that one.</summary>
    public async Task<JobId> Start(DistrictDb db, string kind, JsonObject arguments, Actor actor, CancellationToken ct)
    {
        var text = CanonicalJson.Text(arguments);
        var open = await db.Set<Job>().AsNoTracking().Where(j => (j.State == JobState.Waiting || j.State == JobState.Running) && j.Kind == kind && j.Arguments == text)
            .Select(j => (JobId?)j.Id).FirstOrDefaultAsync(ct);
        if (open is { } there) return there;
        var id = await Enqueue(db, kind, arguments, actor, null, ct);
        await db.Commit(new(actor, "job.queued", new("job", id.Value), new() { ["arguments"] = arguments.DeepClone(), ["kind"] = kind }), ct);
        return id;
    }

    /// <summary>
    /// What the caller commits next has a job in it. The host is told before the commit: a hint without a job does no harm, a job without a hint would wait
    /// for ever.
    /// </summary>
    internal async Task Announce(DistrictDb db, DateTimeOffset due, CancellationToken ct)
    {
        await JobHints.Touch(_stores, db.District, due, ct);
        if (due <= _stores.Time.Now()) db.AfterCommit(() => Ring(db.District));
    }

    /// <summary>Tells this process that a district has work; once, until it has begun to look.</summary>
    internal void Ring(DistrictSlug district)
    {
        if (_waiting.TryAdd(district, true)) _rung.Writer.TryWrite(district);
    }

    /// <summary>The districts that were rung for, as they come.</summary>
    internal async IAsyncEnumerable<DistrictSlug> Rung([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var district in _rung.Reader.ReadAllAsync(ct))
        {
            // Before it looks: what is rung for from here on may come too late for this look.
            _waiting.TryRemove(district, out _);
            yield return district;
        }
    }
}
