using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>A store that comes from a backup has jobs that this installation's host does not know of.</summary>
internal sealed class ResumeJobs(DistrictStores stores) : IDistrictOpening
{
    public async Task Open(DistrictDb db, CancellationToken ct)
    {
        var due = await db.Set<Job>().Where(j => j.State == JobState.Waiting || j.State == JobState.Running).OrderBy(j => j.DueAt).Select(j => (DateTimeOffset?)j.DueAt).FirstOrDefaultAsync(ct);
        if (due is { } next) await JobHints.Touch(stores, db.District, next, ct);
    }
}
