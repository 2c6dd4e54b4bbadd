using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Comments;

/// <summary>Takes a comment's text out for good; that there was one, and whose, stays.</summary>
internal sealed class RemoveComment(DistrictDb db, CommentQueries queries, DistrictDeletions deletions, TimeProvider time)
{
    public const string EraserKind = "comment";

    /// <summary>The record that it was about; null: there is none that this person may delete.</summary>
    public async Task<RecordPlace?> Run(Person person, CommentId id, CancellationToken ct)
    {
        if (await queries.ToRemove(person, id, ct) is not var (comment, place)) return null;
        (comment.Text, comment.RemovedAt, comment.RemovedBy) = (null, time.Now(), person.Id);
        await deletions.Commit(db, EraserKind, id.Value, new(person.Actor, "comment.removed", new(comment.RecordKind, comment.RecordId), new() { ["comment"] = id.ToString() }), null, ct);
        return place;
    }
}

/// <summary>Deletes a comment's text again that a backup from before still had.</summary>
internal sealed class EraseComment(TimeProvider time) : IEraser
{
    public string Kind => RemoveComment.EraserKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new CommentId(subject);
        if (await db.Set<Comment>().SingleOrDefaultAsync(c => c.Id == id && c.Text != null, ct) is { } comment) (comment.Text, comment.RemovedAt) = (null, time.Now());
    }
}
