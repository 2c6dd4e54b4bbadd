using Chalkline.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>Queues the next look at who is to be reminded. Where mail is not set up there is none.</summary>
internal sealed class QueueDigests(JobQueue queue, MailSettings mail, TimeProvider time)
{
    /// <summary>
    /// Adds the job to what the caller commits next, if none waits that comes in time: so there is one row ahead, however often somebody changes when
    /// they are reminded.
    /// </summary>
    /// <param name="at">Null: when somebody may be due next.</param>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> Add(DistrictDb db, ReminderDesk desk, DateTimeOffset? at, CancellationToken ct)
    {
        if (mail.Server is null || (at ?? desk.NextLook(time.Now())) is not { } due) return false;
        if (await db.Set<Job>().AnyAsync(j => j.Kind == SendDigests.KindName && j.State == JobState.Waiting && j.DueAt <= due, ct)) return false;
        await queue.Enqueue(db, SendDigests.KindName, [], Actor.System, due, ct);
        return true;
    }
}

/// <summary>Where mail was set up since the district was last served, its reminders begin.</summary>
internal sealed class BeginReminders(QueueDigests digests, MailSettings mail) : IDistrictOpening
{
    public async Task Open(DistrictDb db, CancellationToken ct)
    {
        if (mail.Server is null || !await db.Set<DistrictProfile>().AnyAsync(ct)) return;
        if (await db.Set<Job>().AnyAsync(j => j.Kind == SendDigests.KindName && (j.State == JobState.Waiting || j.State == JobState.Running), ct)) return;
        if (await digests.Add(db, await ReminderDesk.Load(db, ct), null, ct)) await db.Commit(new(Actor.System, "reminders.begun", new("reminders", Guid.Empty), []), ct);
    }
}
