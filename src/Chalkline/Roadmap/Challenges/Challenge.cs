using Chalkline.Platform;

namespace Chalkline.Roadmap.Challenges;

/// <summary>What a challenge is about. (That somebody is in danger is none of these: such a form is answered by whom to call, and kept nowhere.)</summary>
public enum ChallengeCategory
{
    Learning,
    Attendance,
    StaffTime,
    Operations,
    Families,
    Access,
    Other,
}

/// <summary>What the district has done with it.</summary>
public enum ChallengeState
{
    /// <summary>Nobody has read it.</summary>
    New,
    Kept,

    /// <summary>It belongs to another one, whose answer is its own.</summary>
    Grouped,
    Answered,
    Closed,
}

/// <summary>Who said it.</summary>
public enum ChallengeVoice
{
    Staff,

    /// <summary>By the public form, without an account.</summary>
    Public,
}

/// <summary>A problem as somebody put it, and as the district took it up.</summary>
public sealed class Challenge : IVersioned
{
    public const int LongestTitle = 120, LongestText = 2000, LongestAnswer = 2000, LongestReason = 400, Ranks = 999;

    public ChallengeId Id { get; init; }
    public ChallengeVoice Voice { get; init; }

    /// <summary>Of the staff; null for the public form.</summary>
    public AccountId? AskedBy { get; init; }

    /// <summary>SHA-256 of the secret in the asker's private link; null for the staff, who sign in.</summary>
    public string? LinkHash { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public ChallengeCategory Category { get; set; }

    /// <summary>In the asker's words; "" once they were removed.</summary>
    public required string Title { get; set; }
    public required string Text { get; set; }
    public ChallengeState State { get; set; }

    /// <summary>1 comes first; null: nobody has said.</summary>
    public int? Rank { get; set; }

    /// <summary>The challenge that this one belongs to, which itself belongs to none.</summary>
    public ChallengeId? PartOf { get; set; }

    /// <summary>The measure that shows it.</summary>
    public MeasureId? Measure { get; set; }

    /// <summary>What everybody may read, in the district's words; "" where it is not published.</summary>
    public string PublicTitle { get; set; } = "";
    public string PublicText { get; set; } = "";
    public string Answer { get; set; } = "";
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? HiddenAt { get; set; }

    /// <summary>Why it was hidden; whoever asked reads it.</summary>
    public string HiddenReason { get; set; } = "";

    /// <summary>The asker's words are gone for good.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }

    public bool IsPublished => PublicTitle.Length > 0 && HiddenAt is null;

    /// <summary>As the district's own people call it.</summary>
    public string Name => PublicTitle.Length > 0 ? PublicTitle : Title;
}
