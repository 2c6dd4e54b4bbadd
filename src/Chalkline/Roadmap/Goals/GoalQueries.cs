using System.Linq.Expressions;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>A goal with the measure that it stands on and how far it is.</summary>
public sealed record JudgedGoal(Goal Goal, Measure Measure, GoalPace Pace, string? Owner);

internal static class GoalQueries
{
    /// <summary>The goals that stand, each judged today: three queries for all of them.</summary>
    /// <param name="which">Of the goals that were not given up.</param>
    public static async Task<IReadOnlyList<JudgedGoal>> Judged(DistrictDb db, Person? person, DateOnly today, Expression<Func<Goal, bool>> which, CancellationToken ct)
    {
        var goals = await db.Set<Goal>().AsNoTracking().Where(which).OrderBy(g => g.TargetDay).ThenBy(g => g.NameFolded).ThenBy(g => g.Id).ToListAsync(ct);
        if (goals.Count == 0) return [];
        var ids = goals.Select(g => g.Measure).Distinct().ToList();
        var measures = await db.Set<Measure>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var values = db.Set<MeasureValue>().AsNoTracking().Where(v => ids.Contains(v.Measure));
        var latest = (await values.Where(v => !values.Any(later => later.Measure == v.Measure && later.School == v.School && later.StudentGroup == v.StudentGroup && later.Day > v.Day)).ToListAsync(ct))
            .ToLookup(v => (v.Measure, v.School, Group: StoreConventions.Fold(v.StudentGroup)));
        var owners = goals.Select(g => g.Owner).OfType<AccountId>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(a => owners.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var maySeeFew = person?.May(RoadmapRights.MeasuresSmallCells) ?? false;
        return [.. goals.Select(g =>
        {
            var value = latest[(g.Measure, g.School, StoreConventions.Fold(g.StudentGroup))].MaxBy(v => v.Day);
            var last = value is null ? null : new LatestValue(value.Amount, value.Day, !maySeeFew && SmallCells.IsSmall(value.Students));
            var measure = measures[g.Measure];
            return new JudgedGoal(g, measure, GoalPace.Of(g.Line, measure.Direction, last, measure.RetiredOn is not null, today), g.Owner is { } owner ? names.GetValueOrDefault(owner) : null);
        })];
    }

    /// <summary>The goals that stand, as lines; whoever is nobody in particular sees no values of few students.</summary>
    public static async Task<IReadOnlyList<GoalStanding>> Standings(DistrictDb db, Person? person, DateOnly today, Expression<Func<Goal, bool>> which, CancellationToken ct) =>
        [.. (await Judged(db, person, today, which, ct)).Where(j => j.Goal.DroppedAt is null).Select(StandingOf)];

    public static GoalStanding StandingOf(JudgedGoal judged)
    {
        var (goal, pace) = (judged.Goal, judged.Pace);
        var latest = pace.Latest is { IsHidden: false } seen && seen.Day > goal.BaselineDay ? seen : null;
        decimal? share = latest is null ? null : (latest.Amount - goal.Baseline) / (goal.Target - goal.Baseline);
        return new(goal.Id, goal.Name, goal.Kind, pace.Verdict, judged.Measure.Unit, goal.Baseline, goal.Target, goal.TargetDay, latest?.Amount, latest?.Day, share, judged.Owner,
            language => GoalText.Sentence(language, judged));
    }
}

/// <summary>Sentences about goals.</summary>
internal static class GoalText
{
    public static StatusKind Sign(PaceVerdict verdict) => verdict switch
    {
        PaceVerdict.Ahead => StatusKind.Good,
        PaceVerdict.Behind => StatusKind.Waits,
        _ => StatusKind.Unknown,
    };

    /// <summary>Whether the pace is enough, and why, with its numbers.</summary>
    public static string Sentence(Language language, JudgedGoal judged)
    {
        var (goal, pace, unit) = (judged.Goal, judged.Pace, judged.Measure.Unit);
        var seen = pace.Latest is { IsHidden: false } latest ? latest : null;
        return AimText.Say(language, "PaceReason_" + pace.Reason, seen is null ? "–" : AimText.Number(seen.Amount, unit), DayText.Of(language, pace.Latest?.Day ?? goal.BaselineDay),
            AimText.Number(pace.LineThen, unit), AimText.Number(pace.LineToday, unit), AimText.Number(goal.Target, unit), DayText.Of(language, goal.TargetDay), SmallCells.Fewest);
    }

    /// <summary>"from 18.4 % (August 20, 2026) to 14 % by June 10, 2027".</summary>
    public static string Change(Language language, Goal goal, string unit) => AimText.Say(language, nameof(AimWords.GoalChange),
        AimText.Number(goal.Baseline, unit), DayText.Of(language, goal.BaselineDay), AimText.Number(goal.Target, unit), DayText.Of(language, goal.TargetDay));
}
