using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Comments;

/// <summary>A comment as a page shows it.</summary>
/// <param name="Paragraphs">Each of its lines; empty where the comment was deleted.</param>
/// <param name="Removed">When that was; null: it was not.</param>
public sealed record CommentLine(CommentId Id, string Author, string At, IReadOnlyList<IReadOnlyList<string>> Paragraphs, string? Removed, bool MayRemove);

/// <summary>The comments on a record, and what is being typed.</summary>
public sealed record CommentList(string Kind, Guid Record, PageOf<CommentLine> Comments, bool MayAdd, string? Text, Faults Faults);

/// <summary>Reads of comments.</summary>
internal sealed class CommentQueries(DistrictDb db, RecordKinds records, RecordText text)
{
    /// <summary>The newest first.</summary>
    public async Task<CommentList> List(Person person, Subject record, RecordPlace place, string? page, Language language, CancellationToken ct)
    {
        var rows = await db.Set<Comment>().AsNoTracking().Where(c => c.RecordKind == record.Kind && c.RecordId == record.Id).OrderByDescending(c => c.Id).PageOf(page, ct);
        var (zone, names) = (await text.Zone(ct), await text.Names(rows.Rows.Select(c => (AccountId?)c.Author), ct));
        return new(record.Kind, record.Id, new([.. rows.Rows.Select(Line)], rows.Number, rows.Total), place.MayWrite, null, new());

        CommentLine Line(Comment comment) => new(comment.Id, names.GetValueOrDefault(comment.Author) ?? CommentText.Say(language, nameof(CommentWords.NoName)),
            DistrictTime.Text(comment.At, zone, language), CommentRules.Paragraphs(comment.Text ?? ""),
            comment.RemovedAt is { } at ? DistrictTime.Text(at, zone, language) : null, comment.Text is not null && CommentRules.MayRemove(person, place, comment.Author));
    }

    /// <summary>A comment that this person may delete, to be changed.</summary>
    public async Task<(Comment Comment, RecordPlace Place)?> ToRemove(Person person, CommentId id, CancellationToken ct) =>
        await db.Set<Comment>().SingleOrDefaultAsync(c => c.Id == id && c.Text != null, ct) is { } comment
        && await records.Find(person, new(comment.RecordKind, comment.RecordId), RecordParts.Comments, ct) is { } place && CommentRules.MayRemove(person, place, comment.Author)
            ? (comment, place) : null;
}

/// <summary>Words of comments.</summary>
internal static class CommentText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(CommentWords.ResourceManager, language, key, values);
}
