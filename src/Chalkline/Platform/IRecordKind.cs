namespace Chalkline.Platform;

/// <summary>What the page of a record has beside its own content.</summary>
[Flags]
public enum RecordParts
{
    None = 0,

    /// <summary>What the audit log has of it.</summary>
    History = 1,
    Comments = 2,
    Files = 4,
    All = History | Comments | Files,
}

/// <summary>A record as somebody sees it.</summary>
/// <param name="Title">Its name, as its page has it.</param>
/// <param name="Path">Of its page, within the district.</param>
/// <param name="Parts">What of it this person may see.</param>
/// <param name="MayWrite">May comment, and attach files.</param>
public sealed record RecordPlace(string Title, string Path, RecordParts Parts, bool MayWrite);

/// <summary>
/// A kind of record that has a history, comments and files: contributed by the capability that keeps it, which says who sees which. Its pages show them by
/// <see cref="RecordSections"/>.
/// </summary>
public interface IRecordKind
{
    /// <summary>As in the audit log's <see cref="Subject"/>: "school".</summary>
    string Kind { get; }

    /// <summary>The record with this id; null where there is none, or none that this person may see: the same query that the record's page asks.</summary>
    Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct);

    /// <summary>A file is attached to the record or deleted, in the commit that is being made: for what rests on its files.</summary>
    Task FilesChange(DistrictDb db, Guid id, CancellationToken ct) => Task.CompletedTask;
}
