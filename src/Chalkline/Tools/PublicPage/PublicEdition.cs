using Chalkline.Platform;

namespace Chalkline.Tools.PublicPage;

/// <summary>The public page as it was published at a time. It never changes: what families were told stays what they were told.</summary>
public sealed class PublicEdition
{
    public const int LongestText = 4000, LongestContact = 300;

    /// <summary>From 1.</summary>
    public int Number { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public AccountId PublishedBy { get; init; }

    /// <summary>The whole content as canonical JSON (<see cref="PublicContent"/>).</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }
}

/// <summary>A tool that an edition tells of.</summary>
public sealed class PublicEditionTool
{
    public int Edition { get; init; }
    public ToolId Tool { get; init; }
}
