using Chalkline.Platform;

namespace Chalkline.Governance.Guidance;

/// <summary>A version of the district's grade-band guidance. Once it is published it never changes, and the database holds that too.</summary>
public sealed class GuidanceVersion : IVersioned
{
    public const int LongestTitle = 120, LongestNote = 400, LongestContent = 20_000;

    /// <summary>From 1.</summary>
    public int Number { get; init; }
    public required string Title { get; set; }
    public string TitleSpanish { get; set; } = "";

    /// <summary>What holds for all of it, below the table.</summary>
    public string Note { get; set; } = "";
    public string NoteSpanish { get; set; } = "";

    /// <summary>As <see cref="GuidanceTable.Write"/> has it.</summary>
    public required string Content { get; set; }
    public DateTimeOffset WrittenAt { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public AccountId? PublishedBy { get; set; }

    /// <summary>When a later version took its place.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; set; }

    public GuidanceTable Table => GuidanceTable.Read(Content);
}
