using Chalkline.Platform;

namespace Chalkline.Roadmap.Plan;

/// <summary>A milestone with its check results, as the rules see it.</summary>
/// <param name="MetOn">The day on which the record first had it met; null: it has not yet.</param>
public sealed record PlanItem(MilestoneId Id, string Name, RoadmapPhase Phase, SchoolId? School, DateOnly? StartsOn, DateOnly DueOn, DateOnly FirstDueOn, DateOnly? MetOn,
    IReadOnlyList<MilestoneId> WaitsFor, IReadOnlyList<CheckResult> Checks)
{
    /// <summary>Whether all that must hold does now. Nothing to go by is not met.</summary>
    public bool IsMet => Checks.Count > 0 && Checks.All(c => c.IsMet);

    /// <summary>By how many days the date was moved; negative: earlier.</summary>
    public int Slip => DueOn.DayNumber - FirstDueOn.DayNumber;
}

/// <summary>How a milestone stands at a moment: a function of what is stored, of its checks, and of the day.</summary>
public abstract record MilestoneState
{
    private MilestoneState()
    {
    }

    /// <summary>All criteria are met.</summary>
    /// <param name="On">Since when the record has it; the present day where it has not been written down yet.</param>
    public sealed record Done(DateOnly On) : MilestoneState;

    /// <summary>Its first day is ahead.</summary>
    public sealed record NotStarted(DateOnly From) : MilestoneState;

    /// <summary>In time, but what it waits for is not done.</summary>
    public sealed record Waits(IReadOnlyList<MilestoneId> For) : MilestoneState;

    public sealed record Open : MilestoneState;

    /// <param name="Days">Since its date, at least one.</param>
    /// <param name="For">What it still waits for.</param>
    public sealed record Late(int Days, IReadOnlyList<MilestoneId> For) : MilestoneState;
}

/// <summary>A date that does not sit well in the district's year. Words: <c>Warning…</c>.</summary>
public enum DateWarning
{
    InTestingWindow,
    AfterScheduleLocks,
    AfterFiscalYear,
    BeforeWhatItWaitsFor,
}

/// <summary>A milestone that would come later because another does.</summary>
/// <param name="From">Its date now.</param>
/// <param name="To">The earliest that is left.</param>
public sealed record PushedMilestone(MilestoneId Id, string Name, DateOnly From, DateOnly To);
