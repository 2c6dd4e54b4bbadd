using Chalkline.Platform;

namespace Chalkline.Tools.Vetting;

/// <summary>An answer to a criterion, or to a rule of law (yes: it is met). Words: <c>VettingReply_…</c>, of a rule <c>RuleReply_…</c>.</summary>
public enum VettingReply
{
    Yes,
    No,
    Partly,
    NotApplicable,
}

/// <summary>What a review came to. Words: <c>AreaVerdict_…</c>.</summary>
public enum AreaVerdict
{
    For,
    WithConditions,
    Against,
}

/// <summary>Whose review was accepted instead of one of ours. Words: <c>ReviewSource_…</c>.</summary>
public enum ReviewSource
{
    OtherDistrict,
    State,
    Certifier,
}

/// <summary>What somebody signs for a tool beside the reviews. Words: <c>StatementKind_…</c>.</summary>
public enum StatementKind
{
    /// <summary>A person looks at each result before it counts.</summary>
    HumanReview,

    /// <summary>Somebody other than the vendor looked at whether groups of students are treated alike.</summary>
    Audit,
}

/// <summary>What an audit found. Words: <c>AuditFinding_…</c>.</summary>
public enum AuditFinding
{
    NoDifference,

    /// <summary>There are differences, and what is done about them is written down.</summary>
    Mended,
    Differences,
}

/// <summary>The review of a tool in one area: who does it until when, and what it came to. An answer that changes afterwards opens it again.</summary>
public sealed class AreaReview : IVersioned
{
    public const int LongestText = 2000, LongestName = 200, LongestLink = 500;

    public ToolId Tool { get; init; }

    /// <summary>One of <see cref="Roles.ReviewAreas"/>, or <see cref="VettingRules.Law"/>.</summary>
    public required string Area { get; init; }

    /// <summary>Who does it; null: nobody yet.</summary>
    public AccountId? Reviewer { get; set; }

    /// <summary>The last day on which it is in time.</summary>
    public DateOnly? Due { get; set; }
    public DateTimeOffset? AssignedAt { get; set; }

    /// <summary>Null: it is not finished.</summary>
    public AreaVerdict? Verdict { get; set; }

    /// <summary>Why, and under what conditions.</summary>
    public string Summary { get; set; } = "";
    public DateTimeOffset? FinishedAt { get; set; }
    public AccountId? FinishedBy { get; set; }

    /// <summary>Duties could not be separated (small-district mode): it counts once the superintendent has signed, too.</summary>
    public bool NeedsCountersignature { get; set; }
    public DateTimeOffset? CountersignedAt { get; set; }
    public AccountId? CountersignedBy { get; set; }

    /// <summary>The first day on which it no longer counts; null: no criterion has a time.</summary>
    public DateOnly? RenewBy { get; set; }

    /// <summary>Null: a review of our own.</summary>
    public ReviewSource? Source { get; set; }

    /// <summary>Which district, state or certifier.</summary>
    public string SourceName { get; set; } = "";
    public string SourceLink { get; set; } = "";

    /// <summary>The day of that review.</summary>
    public DateOnly? SourceDay { get; set; }

    /// <summary>What it covered.</summary>
    public string Covers { get; set; } = "";
    public int Version { get; set; }

    public bool IsSigned => FinishedAt is not null && (!NeedsCountersignature || CountersignedAt is not null);
}

/// <summary>An answer, kept by the item's id through every version of its pack.</summary>
public sealed class VettingAnswer : IVersioned
{
    public const int LongestNote = 2000;

    public ToolId Tool { get; init; }

    /// <summary>The pack's urn.</summary>
    public required string Pack { get; init; }
    public required string Item { get; init; }

    /// <summary>The version of the pack that it was answered on.</summary>
    public required string Release { get; set; }
    public VettingReply Reply { get; set; }
    public string Note { get; set; } = "";
    public AccountId AnsweredBy { get; set; }
    public DateTimeOffset AnsweredAt { get; set; }
    public int Version { get; set; }
}

/// <summary>What shows an answer.</summary>
public sealed class AnswerEvidence
{
    public ToolId Tool { get; init; }
    public required string Pack { get; init; }
    public required string Item { get; init; }
    public EvidenceId Evidence { get; init; }
}

/// <summary>Something that shows answers, of one tool or of many: an address that somebody looked at, or files with their versions, which the platform keeps.</summary>
public sealed class VettingEvidence : IVersioned
{
    public const int LongestName = 200, LongestLink = 500, LongestNote = 1000;

    public EvidenceId Id { get; init; }

    /// <summary>Whose tools it is for; null: any tool.</summary>
    public VendorId? Vendor { get; set; }
    public required string Name { get; set; }
    public required string NameFolded { get; set; }

    /// <summary>https; "": it is files.</summary>
    public string Link { get; set; } = "";

    /// <summary>When somebody looked there.</summary>
    public DateOnly? SeenOn { get; set; }

    /// <summary>The last day on which it shows anything; null: it does not run out.</summary>
    public DateOnly? ExpiresOn { get; set; }
    public string Note { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public AccountId CreatedBy { get; init; }
    public int Version { get; set; }
}

/// <summary>Questions to a vendor about one tool. Whoever has the link answers them, without an account; only its hash is kept.</summary>
public sealed class VendorLink : IVersioned
{
    public const int LongestAddressee = 200, LeastDays = 1, MostDays = 60;

    public VendorLinkId Id { get; init; }
    public ToolId Tool { get; init; }
    public required string TokenHash { get; init; }

    /// <summary>The office that it goes to.</summary>
    public required string Addressee { get; init; }
    public AccountId CreatedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When the vendor was done: the link is closed.</summary>
    public DateTimeOffset? SentAt { get; set; }
    public int Version { get; set; }

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && SentAt is null && ExpiresAt > now;
}

/// <summary>A question of a link, with the vendor's answer. It counts for nothing until a reviewer takes it over.</summary>
public sealed class VendorAnswer
{
    public const int LongestText = 4000, LongestLink = 500;

    public VendorLinkId Link { get; init; }
    public required string Pack { get; init; }
    public required string Item { get; init; }

    /// <summary>Null: not answered yet.</summary>
    public VettingReply? Reply { get; set; }
    public string Text { get; set; } = "";

    /// <summary>https; "": none.</summary>
    public string Address { get; set; } = "";
    public DateTimeOffset? TakenAt { get; set; }
    public AccountId? TakenBy { get; set; }
}

/// <summary>What somebody has signed for a tool: who reviews results, or what an audit found.</summary>
public sealed class VettingStatement : IVersioned
{
    public const int LongestWho = 200, LongestText = 2000;

    public ToolId Tool { get; init; }
    public StatementKind Kind { get; init; }

    /// <summary>Of a human review: the person.</summary>
    public AccountId? Account { get; set; }

    /// <summary>Of an audit: who made it.</summary>
    public string Who { get; set; } = "";

    /// <summary>What is reviewed and by when; or what was looked at.</summary>
    public required string Text { get; set; }

    /// <summary>Of an audit.</summary>
    public DateOnly? Day { get; set; }
    public AuditFinding? Finding { get; set; }
    public EvidenceId? Evidence { get; set; }
    public AccountId SignedBy { get; set; }
    public DateTimeOffset SignedAt { get; set; }
    public int Version { get; set; }
}
