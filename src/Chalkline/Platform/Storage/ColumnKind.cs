namespace Chalkline.Platform;

/// <summary>What a column holds, whatever the database: each stands for one type of .NET and one way to be written on SQLite and on PostgreSQL.</summary>
public enum ColumnKind
{
    /// <summary><see cref="Guid"/>.</summary>
    Uuid,

    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="int"/>.</summary>
    Whole,

    /// <summary><see cref="long"/>.</summary>
    Counter,

    /// <summary><see cref="bool"/>.</summary>
    Flag,

    /// <summary><see cref="decimal"/>.</summary>
    Money,

    /// <summary><see cref="double"/>.</summary>
    Real,

    /// <summary><see cref="DateTimeOffset"/> in UTC, of whole milliseconds.</summary>
    Instant,

    /// <summary><see cref="DateOnly"/>.</summary>
    Day,

    /// <summary><see cref="byte"/>[].</summary>
    Bytes,

    /// <summary><see cref="string"/>: JSON.</summary>
    Json,
}
