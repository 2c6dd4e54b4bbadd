using Chalkline.Platform;

namespace Chalkline.Roadmap.Risks;

/// <summary>How likely, and how bad: words, because figures would claim more than anyone knows.</summary>
public enum RiskLevel
{
    Low,
    Middle,
    High,
}

/// <summary>A risk that somebody wrote down; or, with a source, the answer to one that the program found and finds anew each time.</summary>
public sealed class RoadmapRisk : IVersioned
{
    public RiskId Id { get; init; }

    /// <summary>The key of the risk that was found (<c>late:0198…</c>); null: a person's own.</summary>
    public string? Source { get; init; }

    /// <summary>Null where it was found: then it is said anew, in the reader's language.</summary>
    public string? Title { get; set; }
    public RiskLevel Likelihood { get; set; }
    public RiskLevel Impact { get; set; }

    /// <summary>What is done about it.</summary>
    public string? Response { get; set; }
    public AccountId? Owner { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public int Version { get; set; }
}
