using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Briefing;

/// <summary>Goals and whether their pace is enough: those behind first, because of them something is to be done.</summary>
internal sealed class GoalSection : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(RoadmapRights.GoalsRead)) return [];
        var goals = await RoadmapGoals.Standings(asked.Db, asked.Person, asked.Today, ct);
        string Say(string key, params object[] values) => BriefingText.Say(asked.Language, key, values);
        int Count(PaceVerdict verdict) => goals.Count(g => g.Verdict == verdict);
        var lead = goals.Count == 0 ? Say(nameof(BriefingWords.NoGoals))
            : Say(nameof(BriefingWords.Goals), goals.Count, Count(PaceVerdict.Ahead), Count(PaceVerdict.Behind), Count(PaceVerdict.Unknown));
        var shown = goals.OrderBy(g => g.Verdict switch { PaceVerdict.Behind => 0, PaceVerdict.Unknown => 1, _ => 2 }).ThenBy(g => g.TargetDay).Take(IBriefingSection.Most);
        return [new(BriefingPlace.Goals, Say(nameof(BriefingWords.GoalsHeading)), lead, [.. shown.Select(g => Line(g, asked.Language))], "/goals")];
    }

    private static BriefingLine Line(GoalStanding goal, Language language) => new(goal.Name, goal.Path, goal.Sentence(language))
    {
        Kind = goal.Verdict switch
        {
            PaceVerdict.Ahead => StatusKind.Good,
            PaceVerdict.Behind => StatusKind.Stopped,
            _ => StatusKind.Unknown,
        },
        Status = goal.Word(language),
    };
}
