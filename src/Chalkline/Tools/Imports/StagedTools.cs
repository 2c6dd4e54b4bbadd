using Chalkline.Platform;

namespace Chalkline.Tools.Imports;

/// <summary>A file of tools between its preview and its confirmation. Confirmed, the file itself goes, and what came of it stays.</summary>
public sealed class StagedTools : IVersioned
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public StagedToolsId Id { get; init; }
    public AccountId StagedBy { get; init; }
    public DateTimeOffset StagedAt { get; init; }

    /// <summary>Unless it is confirmed before.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal.</summary>
    public required string ContentHash { get; init; }
    public byte[]? Content { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public int? Added { get; set; }
    public int? Changed { get; set; }
    public int? Unchanged { get; set; }
    public int Version { get; set; }
}
