namespace Chalkline.Platform.Files;

/// <summary>A version of a file that belongs to a record.</summary>
public readonly record struct FileId(Guid Value) : IId<FileId>
{
    public static FileId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A version of a file: what it is called and to which record it belongs. Its bytes stand once for all versions that have the same.</summary>
internal sealed class AttachedFile : IVersioned
{
    public FileId Id { get; init; }
    public required string RecordKind { get; init; }
    public Guid RecordId { get; init; }

    /// <summary>Without a path; empty once the file is deleted.</summary>
    public required string Name { get; set; }

    /// <summary>By which versions of one file are told; the id once the file is deleted.</summary>
    public required string NameFolded { get; set; }

    /// <summary>1 for the first version of this name at this record.</summary>
    public int Number { get; init; }

    /// <summary>Of the content; null once it is deleted.</summary>
    public string? Sha256 { get; set; }
    public long Bytes { get; init; }

    /// <summary><see cref="FileType.Code"/>.</summary>
    public required string Type { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
    public AccountId UploadedBy { get; init; }

    /// <summary>From then on it is not served; null: it stays.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the content was deleted.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Null: it expired, or was deleted again after a restore.</summary>
    public AccountId? RemovedBy { get; set; }
    public int Version { get; set; }
}

/// <summary>Bytes that files have, once, by their SHA-256 in lower-case hexadecimal.</summary>
internal sealed class FileContent
{
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }

    /// <summary>False while the chunks are being put there: no file has it yet.</summary>
    public bool Whole { get; set; }

    /// <summary>What is not whole a day after is what is left of an upload that was cut off.</summary>
    public DateTimeOffset StagedAt { get; init; }
}

/// <summary>A part of a content, <see cref="Size"/> bytes but for the last.</summary>
internal sealed class FileChunk
{
    public const int Size = 1 << 20;

    public required string Sha256 { get; init; }

    /// <summary>From 0.</summary>
    public int Number { get; init; }
    public required byte[] Data { get; init; }
}

/// <summary>Where a file stands at one moment.</summary>
internal enum FileStanding
{
    Here,
    Expired,
    Removed,
}
