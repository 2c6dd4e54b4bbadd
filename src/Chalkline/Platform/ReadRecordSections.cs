using Chalkline.Platform.Auditing;
using Chalkline.Platform.Comments;
using Chalkline.Platform.Files;

namespace Chalkline.Platform;

/// <summary>What stands below a record's own content: comments, files, history, as far as the person may see them.</summary>
public sealed record RecordSectionsModel(CommentList? Comments, FileList? Files, HistoryList? History);

/// <summary>Reads the sections of a record's page: one line in its endpoint, and <see cref="RecordSections"/> in its component.</summary>
public sealed class ReadRecordSections
{
    private readonly RecordKinds _records;
    private readonly CommentQueries _comments;
    private readonly FileQueries _files;
    private readonly HistoryQueries _history;

    internal ReadRecordSections(RecordKinds records, CommentQueries comments, FileQueries files, HistoryQueries history) =>
        (_records, _comments, _files, _history) = (records, comments, files, history);

    /// <param name="kind">One that an <see cref="IRecordKind"/> is registered for.</param>
    public async Task<RecordSectionsModel> Of(HttpContext http, string kind, Guid id, CancellationToken ct)
    {
        var (person, record, language) = (http.SignedIn(), new Subject(kind, id), Pages.LanguageOf(http));
        if (await _records.Find(person, record, RecordParts.None, ct) is not { } place) return new(null, null, null);
        return new(
            place.Parts.HasFlag(RecordParts.Comments) ? await _comments.List(person, record, place, null, language, ct) : null,
            place.Parts.HasFlag(RecordParts.Files) ? await _files.List(person, record, place, null, language, ct) : null,
            place.Parts.HasFlag(RecordParts.History) ? await _history.List(person, record, null, language, ct) : null);
    }
}
