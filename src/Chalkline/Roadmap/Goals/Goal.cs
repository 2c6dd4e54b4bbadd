using Chalkline.Platform;

namespace Chalkline.Roadmap.Goals;

/// <summary>The change wanted in a measure: from a baseline to a target, by a day, for a place and a group. It serves a challenge.</summary>
public sealed class Goal : IVersioned
{
    public const int LongestName = 160, LongestWhy = 500;

    public GoalId Id { get; init; }

    /// <summary>As people say it: "Fewer students miss a tenth of the year".</summary>
    public required string Name { get; set; }
    public required string NameFolded { get; set; }
    public AimKind Kind { get; set; }
    public ChallengeId Challenge { get; set; }
    public MeasureId Measure { get; set; }

    /// <summary>Null: the whole district.</summary>
    public SchoolId? School { get; set; }

    /// <summary>"": everybody; else a group that the measure has values of.</summary>
    public string StudentGroup { get; set; } = "";
    public decimal Baseline { get; set; }
    public DateOnly BaselineDay { get; set; }
    public decimal Target { get; set; }
    public DateOnly TargetDay { get; set; }

    /// <summary>Who answers for it; null: nobody yet.</summary>
    public AccountId? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DroppedAt { get; set; }
    public string DroppedWhy { get; set; } = "";
    public int Version { get; set; }

    public GoalLine Line => new(Baseline, BaselineDay, Target, TargetDay);
}
