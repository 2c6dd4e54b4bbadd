using Chalkline.Platform.Jobs;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Hooks;

/// <summary>Writes who is to be told of a change into the very commit of the change: it is told if and only if it came about.</summary>
internal static class HookOutbox
{
    /// <summary>What the hooks that are on hear of, a row a hook: for a commit that asks before anything else whether one of them does.</summary>
    public const string Heard = "SELECT events FROM web_hook WHERE removed_at IS NULL AND paused_at IS NULL";

    /// <summary>Adds the deliveries of an entry to the commit that is about to be made, and a job that makes them if none waits.</summary>
    /// <returns>What was added.</returns>
    public static async Task<IReadOnlyList<object>> Add(DistrictDb db, AuditEntry entry, CancellationToken ct)
    {
        if (!HookRules.IsTold(entry.Action)) return [];
        var hooks = await Hearing(db, entry.Action, ct);
        if (hooks.Count == 0) return [];
        var now = db.Stores.Time.Now();
        var added = new List<object>();
        foreach (var hook in hooks) added.Add(Delivery(db, hook, entry.Action, entry.Subject, now));
        if (await Queue(db, now, ct) is { } job) added.Add(job);
        return added;
    }

    public static HookDelivery Delivery(DistrictDb db, WebHookId hook, string action, Subject subject, DateTimeOffset now)
    {
        var delivery = new HookDelivery { Id = db.Stores.Time.NewId<HookDeliveryId>(), Hook = hook, Action = action, SubjectKind = subject.Kind, Subject = subject.Id, At = now, NextTry = now };
        db.Add(delivery);
        return delivery;
    }

    /// <summary>A job that delivers by then, with what is committed next; null: one waits already.</summary>
    public static async Task<Job?> Queue(DistrictDb db, DateTimeOffset due, CancellationToken ct)
    {
        if (await db.Set<Job>().AnyAsync(j => j.Kind == DeliverHooks.KindName && j.State == JobState.Waiting && j.DueAt <= due, ct)) return null;
        var (stores, now) = (db.Stores, db.Stores.Time.Now());
        var job = new Job { Id = stores.Time.NewId<JobId>(), Kind = DeliverHooks.KindName, Arguments = "{}", CreatedAt = now, State = JobState.Waiting, DueAt = due > now ? due : now };
        db.Add(job);
        await JobHints.Touch(stores, db.District, job.DueAt, ct);
        if (due <= now) db.AfterCommit(() => stores.Ring(db.District));
        return job;
    }

    private static async Task<List<WebHookId>> Hearing(DistrictDb db, string action, CancellationToken ct)
    {
        try
        {
            var hooks = await db.Set<WebHook>().AsNoTracking().Where(h => h.RemovedAt == null && h.PausedAt == null).Select(h => new { h.Id, h.Events }).ToListAsync(ct);
            return [.. hooks.Where(h => HookRules.Hears(h.Events, action)).Select(h => h.Id)];
        }
        catch (System.Data.Common.DbException e) when (StoreFaults.IsMissingTable(e))
        {
            // A store of an earlier version, which is about to be upgraded.
            return [];
        }
    }
}
