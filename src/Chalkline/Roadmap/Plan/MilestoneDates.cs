using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>The dates of milestones, in the calendars of those who see them.</summary>
internal sealed class MilestoneDates : IDates
{
    public async Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var milestones = await PlanAccess.SeenBy(asked.Db.Set<Milestone>().AsNoTracking(), asked.Person).Where(m => m.DueOn >= from && m.DueOn <= to)
            .OrderBy(m => m.DueOn).ThenBy(m => m.Id).Select(m => new { m.Id, m.Name, m.DueOn }).ToListAsync(ct);
        return [.. milestones.Select(m => new DatedEntry($"milestone:{m.Id}", PlanText.Say(asked.Language, nameof(PlanWords.MilestoneDue), m.Name), m.DueOn, m.DueOn, $"/roadmap/milestones/{m.Id}"))];
    }
}
