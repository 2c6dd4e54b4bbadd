using Chalkline.Platform;

namespace Chalkline.Tools.DataMap;

/// <summary>Where data come from. Words: <c>DataSource_…</c>.</summary>
public enum DataSource
{
    StudentSystem,
    LearningSystem,
    TypedByTeachers,
    TypedByStudents,
    SignIn,
    Other,
}

/// <summary>An element of data that a tool takes from somewhere, and what for: as it is, whether or not an agreement allows it.</summary>
public sealed class DataUse
{
    public const int LongestPurpose = 300;

    public DataUseId Id { get; init; }
    public ToolId Tool { get; init; }

    /// <summary>Of the pack's item.</summary>
    public required string Element { get; init; }
    public DataSource Source { get; init; }
    public required string Purpose { get; set; }
    public DateTimeOffset AddedAt { get; init; }
    public AccountId AddedBy { get; init; }
}

/// <summary>What became of data at the end. Words: <c>DataFate_…</c>.</summary>
public enum DataFate
{
    Returned,
    Deleted,
    ReturnedAndDeleted,
}

/// <summary>That the vendor gave a tool's data back or deleted them, by the vendor's written word.</summary>
public sealed class DataReturn
{
    public const int LongestProof = 2000;

    public DataReturnId Id { get; init; }
    public ToolId Tool { get; init; }
    public DataFate Fate { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>The certificate: what it says, where it is kept.</summary>
    public required string Proof { get; init; }
    public DateTimeOffset SaidAt { get; init; }
    public AccountId SaidBy { get; init; }
}
