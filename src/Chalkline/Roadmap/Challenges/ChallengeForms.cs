using System.Globalization;

namespace Chalkline.Roadmap.Challenges;

/// <summary>Something that should be better, as it is typed.</summary>
public sealed record SayForm
{
    public string? Category { get; init; }
    public string? Title { get; init; }
    public string? Text { get; init; }
}

/// <summary>What the district does with a challenge.</summary>
public sealed record DecideForm
{
    public string? State { get; init; }
    public string? Category { get; init; }
    public string? Rank { get; init; }
    public string? PartOf { get; init; }
    public string? Measure { get; init; }
    public string? PublicTitle { get; init; }
    public string? PublicText { get; init; }
    public string? Answer { get; init; }
    public string? Version { get; init; }

    public static DecideForm Of(Challenge challenge) => new()
    {
        State = Codes.Of(challenge.State == ChallengeState.New ? ChallengeState.Kept : challenge.State),
        Category = Codes.Of(challenge.Category),
        Rank = challenge.Rank?.ToString(CultureInfo.InvariantCulture),
        PartOf = challenge.PartOf?.ToString(),
        Measure = challenge.Measure?.ToString(),
        PublicTitle = challenge.PublicTitle,
        PublicText = challenge.PublicText,
        Answer = challenge.Answer,
        Version = challenge.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Takes a challenge out of sight.</summary>
public sealed record HideForm
{
    public string? Reason { get; init; }

    /// <summary>Anything: its words are removed for good as well.</summary>
    public string? Remove { get; init; }
    public string? Version { get; init; }
}
