using Chalkline.Platform;
using Chalkline.Roadmap.Goals;

namespace Chalkline.Roadmap;

/// <summary>Goals as others fold them: the superintendent's page, milestones, pilots.</summary>
public static class RoadmapGoals
{
    /// <summary>All goals that were not given up, the next to come due first, each with whether its pace is enough. A few queries, however many there are.</summary>
    /// <param name="person">Who reads: values of few students are for those alone who may see them.</param>
    public static Task<IReadOnlyList<GoalStanding>> Standings(DistrictDb db, Person person, DateOnly today, CancellationToken ct) =>
        GoalQueries.Standings(db, person, today, g => g.DroppedAt == null, ct);
}
