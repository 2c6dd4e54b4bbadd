using Chalkline.Design;

namespace Chalkline.Roadmap;

/// <summary>Whether a goal's pace is enough.</summary>
public enum PaceVerdict
{
    /// <summary>At the line from baseline to target, better, or there already.</summary>
    Ahead,
    Behind,

    /// <summary>It cannot be said, and the reason tells why.</summary>
    Unknown,
}

/// <summary>A goal in a line: what it is and how far, in numbers.</summary>
/// <param name="Sentence">Whether the pace is enough and why, by language.</param>
/// <param name="Latest">Null: there is no value, or it is not for this person.</param>
/// <param name="Share">How much of the way from baseline to target the latest value has gone: 1 is the target; null where it cannot be said.</param>
public sealed record GoalStanding(GoalId Id, string Name, AimKind Kind, PaceVerdict Verdict, string Unit, decimal Baseline, decimal Target, DateOnly TargetDay, decimal? Latest, DateOnly? LatestDay,
    decimal? Share, string? Owner, Func<Language, string> Sentence)
{
    /// <summary>"Ahead", "Behind", "Cannot be said".</summary>
    public string Word(Language language) => AimText.Of(language, Verdict);

    /// <summary>Its page within the district.</summary>
    public string Path => "/goals/" + Id;
}
