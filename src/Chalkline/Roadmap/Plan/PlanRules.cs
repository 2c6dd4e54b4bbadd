using Chalkline.Records;

namespace Chalkline.Roadmap.Plan;

/// <summary>What follows from a plan. Pure: the day is an argument.</summary>
public static class PlanRules
{
    /// <summary>How every milestone stands.</summary>
    public static IReadOnlyDictionary<MilestoneId, MilestoneState> States(IReadOnlyCollection<PlanItem> plan, DateOnly today)
    {
        var open = plan.Where(m => !m.IsMet).Select(m => m.Id).ToHashSet();
        return plan.ToDictionary(m => m.Id, m => StateOf(m, open, today));
    }

    /// <summary>
    /// The milestones of a circle that would come about if <paramref name="of"/> waited for these, in order, from it and back to it; empty where there is none.
    /// A milestone that waits for itself is a circle of one.
    /// </summary>
    public static IReadOnlyList<T> CycleOf<T>(IReadOnlyDictionary<T, IReadOnlyList<T>> waits, T of, IReadOnlyList<T> waitsFor) where T : IEquatable<T>
    {
        var cameFrom = new Dictionary<T, T>();
        var queue = new Queue<T>();
        foreach (var first in waitsFor.Where(f => cameFrom.TryAdd(f, of))) queue.Enqueue(first);
        while (queue.TryDequeue(out var at))
        {
            if (at.Equals(of)) return Way(cameFrom, of);
            foreach (var next in waits.GetValueOrDefault(at, []).Where(n => cameFrom.TryAdd(n, at))) queue.Enqueue(next);
        }
        return [];
    }

    /// <summary>
    /// What comes later if a milestone comes on <paramref name="due"/>. Work that has a first day takes as long after what it waits for as was planned between
    /// its first day and its date; other milestones move only where they would come before what they wait for. What is done is not pushed.
    /// </summary>
    public static IReadOnlyList<PushedMilestone> Pushes(IReadOnlyCollection<PlanItem> plan, MilestoneId moved, DateOnly due)
    {
        var dates = new Dictionary<MilestoneId, DateOnly> { [moved] = due };
        var after = plan.SelectMany(m => m.WaitsFor.Select(w => (For: w, Item: m))).ToLookup(w => w.For, w => w.Item);
        // Every push only ever makes a date later, and there is no circle: so it ends.
        var queue = new Queue<MilestoneId>([moved]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in after[at].Where(n => !n.IsMet && n.Id != moved))
            {
                var earliest = dates[at].AddDays(next.StartsOn is { } starts ? Math.Max(0, next.DueOn.DayNumber - starts.DayNumber) : 0);
                if (earliest <= dates.GetValueOrDefault(next.Id, next.DueOn)) continue;
                dates[next.Id] = earliest;
                queue.Enqueue(next.Id);
            }
        }
        return [.. plan.Where(m => m.Id != moved && dates.ContainsKey(m.Id)).OrderBy(m => dates[m.Id]).ThenBy(m => m.Id.Value).Select(m => new PushedMilestone(m.Id, m.Name, m.DueOn, dates[m.Id]))];
    }

    /// <summary>What a milestone that is late pushes by now: it cannot come before today.</summary>
    public static IReadOnlyList<PushedMilestone> PushedBy(IReadOnlyCollection<PlanItem> plan, PlanItem late, DateOnly today) => Pushes(plan, late.Id, today > late.DueOn ? today : late.DueOn);

    /// <summary>What speaks against a date: the calendar, and what the milestone waits for.</summary>
    public static IReadOnlyList<DateWarning> Warnings(PlanItem milestone, DateOnly due, IReadOnlyCollection<PlanItem> plan, SchoolCalendar calendar, DateOnly? scheduleLocks, DateOnly today)
    {
        var warnings = new List<DateWarning>();
        if (calendar.TestingWindowOf(due, milestone.School) is not null) warnings.Add(DateWarning.InTestingWindow);
        if (due > scheduleLocks && milestone.FirstDueOn <= scheduleLocks) warnings.Add(DateWarning.AfterScheduleLocks);
        if (due > calendar.NextFiscalYearEnd(today) && milestone.FirstDueOn <= calendar.NextFiscalYearEnd(today)) warnings.Add(DateWarning.AfterFiscalYear);
        if (plan.Any(m => milestone.WaitsFor.Contains(m.Id) && !m.IsMet && m.DueOn > due)) warnings.Add(DateWarning.BeforeWhatItWaitsFor);
        return warnings;
    }

    /// <summary>The first phase that has something left to do; the last one where all is done; null without a milestone. Those of schools do not hold the district up.</summary>
    public static RoadmapPhase? PhaseOf(IReadOnlyCollection<PlanItem> plan)
    {
        var own = plan.Where(m => m.School is null).ToList();
        return own.Count == 0 ? null : own.Where(m => !m.IsMet).Select(m => (RoadmapPhase?)m.Phase).Min() ?? own.Max(m => m.Phase);
    }

    private static MilestoneState StateOf(PlanItem milestone, HashSet<MilestoneId> open, DateOnly today)
    {
        if (milestone.IsMet) return new MilestoneState.Done(milestone.MetOn ?? today);
        var waits = milestone.WaitsFor.Where(open.Contains).ToList();
        if (today > milestone.DueOn) return new MilestoneState.Late(today.DayNumber - milestone.DueOn.DayNumber, waits);
        if (waits.Count > 0) return new MilestoneState.Waits(waits);
        return milestone.StartsOn is { } starts && today < starts ? new MilestoneState.NotStarted(starts) : new MilestoneState.Open();
    }

    private static List<T> Way<T>(Dictionary<T, T> cameFrom, T of) where T : IEquatable<T>
    {
        var way = new List<T> { of };
        for (var at = cameFrom[of]; !at.Equals(of); at = cameFrom[at]) way.Add(at);
        way.Add(of);
        way.Reverse();
        return way;
    }
}
