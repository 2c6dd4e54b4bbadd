namespace Chalkline.Platform.Packs;

/// <summary>One version of a pack as the district has it: the very text, so that what was answered on it can be read for ever.</summary>
internal sealed class PackRelease
{
    public const string Shipped = "shipped", Uploaded = "uploaded";

    /// <summary>The urn.</summary>
    public required string Pack { get; init; }

    /// <summary>The version, such as 1.0.0.</summary>
    public required string Release { get; init; }
    public required string Kind { get; init; }
    public required string Hash { get; init; }
    public required string Yaml { get; init; }
    public required string Origin { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public AccountId? AddedBy { get; init; }

    public static PackRelease Of(Pack pack, string origin, DateTimeOffset at, AccountId? by) => new()
    {
        Pack = pack.Id.Urn,
        Release = pack.Version.ToString(),
        Kind = pack.Kind,
        Hash = pack.Hash,
        Yaml = pack.Yaml,
        Origin = origin,
        AddedAt = at,
        AddedBy = by,
    };
}

/// <summary>
/// That a version of a pack came into use. Of a pack's uses the one with the highest ordinal that was not undone is in force; to undo it is to go back
/// to the one before.
/// </summary>
internal sealed class PackUse : IVersioned
{
    public required string Pack { get; init; }

    /// <summary>1, 2, 3, … of one pack.</summary>
    public required int Ordinal { get; init; }
    public required string Release { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>Null where the program brought it.</summary>
    public AccountId? AppliedBy { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
    public AccountId? UndoneBy { get; set; }
    public int Version { get; set; }
}
