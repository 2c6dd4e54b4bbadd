using Chalkline.Platform;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>What waits: challenges that nobody has read, goals that are behind or of which nothing can be said, success criteria that are not frozen.</summary>
internal sealed class AimWork : IWorkItems
{
    /// <summary>New challenges are to be read within this many days, as the form tells people.</summary>
    private const int DaysToRead = 7;

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        await Unread(asked, items, ct);
        await OwnGoals(asked, items, ct);
        await Drafts(asked, items, ct);
        return items.Count <= IWorkItems.Most ? items : items[..IWorkItems.Most];
    }

    private static async Task Unread(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (!asked.Person.May(RoadmapRights.ChallengesManage)) return;
        var unread = asked.Db.Set<Challenge>().AsNoTracking().Where(c => c.State == ChallengeState.New && c.HiddenAt == null);
        if (await unread.CountAsync(ct) is not (> 0 and var count)) return;
        var first = await unread.MinAsync(c => c.AskedAt, ct);
        items.Add(new("challenges:new", Say(asked, nameof(AimWords.WorkUnread), count), Say(asked, nameof(AimWords.WorkUnreadWhy)), "/challenges?state=new", Say(asked, nameof(AimWords.WorkRead)), WaitsFor.Us)
        { Since = first, Due = DateOnly.FromDateTime(first.UtcDateTime).AddDays(DaysToRead), Needs = RoadmapRights.ChallengesManage });
    }

    private static async Task OwnGoals(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var owner = asked.Person.Id;
        foreach (var goal in await GoalQueries.Standings(asked.Db, asked.Person, asked.Today, g => g.DroppedAt == null && g.Owner == owner, ct))
        {
            if (goal.Verdict == PaceVerdict.Ahead) continue;
            items.Add(new("goal:" + goal.Id, Say(asked, goal.Verdict == PaceVerdict.Behind ? nameof(AimWords.WorkBehind) : nameof(AimWords.WorkUnsaid), goal.Name), goal.Sentence(asked.Language),
                goal.Path, Say(asked, nameof(AimWords.WorkOpen)), WaitsFor.Us)
            { Due = goal.TargetDay });
        }
    }

    private static async Task Drafts(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (!asked.Person.May(RoadmapRights.UseCasesManage)) return;
        var drafts = await (from draft in asked.Db.Set<UseCaseCriteria>().AsNoTracking()
                            where draft.FrozenAt == null
                            join one in asked.Db.Set<UseCase>() on draft.UseCase equals one.Id
                            orderby draft.WrittenAt, one.Id
                            select new { one.Id, one.Name, draft.WrittenAt }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(drafts.Select(d => new WorkItem("use-case:" + d.Id, Say(asked, nameof(AimWords.WorkFreeze), d.Name), Say(asked, nameof(AimWords.WorkFreezeWhy)), "/use-cases/" + d.Id,
            Say(asked, nameof(AimWords.WorkOpen)), WaitsFor.Us)
        { Since = d.WrittenAt, Needs = RoadmapRights.UseCasesManage }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => AimText.Say(asked.Language, key, values);
}
