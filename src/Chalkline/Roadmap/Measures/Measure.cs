using Chalkline.Platform;

namespace Chalkline.Roadmap.Measures;

/// <summary>Which way is better.</summary>
public enum MeasureDirection
{
    More,
    Less,
}

/// <summary>For what a measure has values.</summary>
public enum MeasureLevel
{
    District,

    /// <summary>For each school, and for the district.</summary>
    School,
}

/// <summary>Something counted or scored over time. It is retired, never deleted: goals stand on it.</summary>
public sealed class Measure : IVersioned
{
    public const int LongestName = 120, LongestUnit = 40, LongestText = 500, LongestGroup = 60;

    public MeasureId Id { get; init; }
    public required string Name { get; set; }

    /// <summary>What lists sort by; no two measures have the same.</summary>
    public required string NameFolded { get; set; }

    /// <summary>Behind each of its numbers: "%", "minutes a week".</summary>
    public required string Unit { get; set; }
    public MeasureDirection Direction { get; set; }

    /// <summary>The smallest and the largest value that can be; null: no end.</summary>
    public decimal? Least { get; set; }
    public decimal? Most { get; set; }
    public MeasureLevel Level { get; set; }
    public AimKind Domain { get; set; }

    /// <summary>Its values are numbers of students, so that a small value is itself a small group.</summary>
    public bool CountsStudents { get; set; }

    /// <summary>Where the values come from, and how they are made.</summary>
    public required string Source { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateOnly? RetiredOn { get; set; }

    /// <summary>Why, and what took its place.</summary>
    public string RetiredWhy { get; set; } = "";

    /// <summary>Counted up by every change of its values as well, so that two imports cannot slip past each other.</summary>
    public int Version { get; set; }

    public bool IsBetter(decimal value, decimal than) => Direction == MeasureDirection.More ? value > than : value < than;
}

/// <summary>One value of a measure: of a place, a group and a day there is one at most.</summary>
public sealed class MeasureValue
{
    public MeasureValueId Id { get; init; }
    public MeasureId Measure { get; init; }

    /// <summary>Null: the whole district.</summary>
    public SchoolId? School { get; init; }

    /// <summary>"": everybody.</summary>
    public string StudentGroup { get; init; } = "";
    public DateOnly Day { get; init; }

    /// <summary>Place, group and day as one text.</summary>
    public required string Cell { get; init; }
    public decimal Amount { get; set; }

    /// <summary>Students that it is about; null where nobody has said, or it is about no students.</summary>
    public int? Students { get; set; }
    public DateTimeOffset EnteredAt { get; set; }
    public AccountId? EnteredBy { get; set; }
}

/// <summary>A file of values between its preview and its confirmation. Confirmed, the file itself goes, and what came of it stays.</summary>
public sealed class StagedValues : IVersioned
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public StagedValuesId Id { get; init; }
    public MeasureId Measure { get; init; }
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
