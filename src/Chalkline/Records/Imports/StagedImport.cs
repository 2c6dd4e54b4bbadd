using Chalkline.Platform;

namespace Chalkline.Records.Imports;

/// <summary>A file that waits for a person to agree to what it would do.</summary>
public readonly record struct ImportId(Guid Value) : IId<ImportId>
{
    public static ImportId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A file of schools between its preview and its confirmation. Confirmed, the file itself goes, and what came of it stays.</summary>
public sealed class StagedImport : IVersioned
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public ImportId Id { get; init; }
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
