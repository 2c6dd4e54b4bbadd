using Chalkline.Platform;

namespace Chalkline.Roadmap.Plan;

/// <summary>The four parts of a roadmap, in order.</summary>
public enum RoadmapPhase
{
    Foundation,
    Pilots,
    Scale,
    Improve,
}

/// <summary>A milestone: something that must hold by a day. Whether it holds is computed from its criteria, never ticked.</summary>
public sealed class Milestone : IVersioned
{
    public MilestoneId Id { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public RoadmapPhase Phase { get; set; }

    /// <summary>Of one school, at its own pace; null: of the district. It stays what it is.</summary>
    public SchoolId? School { get; init; }

    /// <summary>The role that should own it, as a template names it, for as long as no person does.</summary>
    public Role? Seat { get; set; }
    public AccountId? Owner { get; set; }
    public AccountId? Backup { get; set; }

    /// <summary>Work on it begins on this day; null: when what it waits for is done.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>The last day on which it is in time.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>The day that was planned at first: what a slip is counted from.</summary>
    public DateOnly FirstDueOn { get; init; }

    /// <summary>As <see cref="Criterion.Write"/> has them. None: nobody has said yet how one would know.</summary>
    public string Criteria { get; set; } = "[]";

    /// <summary>When the record first had that all criteria were met: written once, by a job.</summary>
    public DateTimeOffset? MetAt { get; set; }

    /// <summary>Taken out of the roadmap; it stays in the store and in the audit log.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }
    public List<MilestoneWait> Waits { get; init; } = [];
}

/// <summary>A milestone that waits for another.</summary>
public sealed class MilestoneWait
{
    public MilestoneId Milestone { get; init; }
    public MilestoneId WaitsFor { get; init; }
}

/// <summary>A date that was moved, and why.</summary>
public sealed class MilestoneMove
{
    public MilestoneMoveId Id { get; init; }
    public MilestoneId Milestone { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly ToDay { get; init; }
    public required string Why { get; init; }
    public AccountId? MovedBy { get; init; }
    public DateTimeOffset MovedAt { get; init; }
}

/// <summary>
/// One row: what the roadmap as a whole has, counted up by every change of what waits for what. A cycle is made of several milestones, so two changes that each
/// hold by themselves must not slip past each other.
/// </summary>
public sealed class PlanState : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>The day on which next year's master schedule is fixed: what changes classes comes too late after it.</summary>
    public DateOnly? ScheduleLocksOn { get; set; }

    /// <summary>The day for which the next look at the checks is queued.</summary>
    public DateOnly? WatchOn { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; }
}
