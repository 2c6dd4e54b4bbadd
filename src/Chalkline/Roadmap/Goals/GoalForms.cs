using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Roadmap.Goals;

/// <summary>A goal as it is typed.</summary>
public sealed record GoalForm
{
    public string? Name { get; init; }
    public string? Kind { get; init; }
    public string? Challenge { get; init; }
    public string? Measure { get; init; }

    /// <summary>"": the whole district.</summary>
    public string? School { get; init; }
    public string? Group { get; init; }
    public string? Baseline { get; init; }
    public string? BaselineDay { get; init; }
    public string? Target { get; init; }
    public string? TargetDay { get; init; }

    /// <summary>"": nobody yet.</summary>
    public string? Owner { get; init; }
    public string? Version { get; init; }

    public static GoalForm Of(Goal goal) => new()
    {
        Name = goal.Name,
        Kind = Codes.Of(goal.Kind),
        Challenge = goal.Challenge.ToString(),
        Measure = goal.Measure.ToString(),
        School = goal.School?.ToString(),
        Group = goal.StudentGroup,
        Baseline = goal.Baseline.ToString(CultureInfo.InvariantCulture),
        BaselineDay = DayText.Field(goal.BaselineDay),
        Target = goal.Target.ToString(CultureInfo.InvariantCulture),
        TargetDay = DayText.Field(goal.TargetDay),
        Owner = goal.Owner?.ToString(),
        Version = goal.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Gives a goal up.</summary>
public sealed record DropForm
{
    public string? Why { get; init; }
    public string? Version { get; init; }
}
