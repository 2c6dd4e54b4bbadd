using Chalkline.Platform.Comments;

namespace Chalkline.Platform;

/// <summary>Writes a comment at a record. Whether the person may is the caller's to know: the record's kind says it.</summary>
public static class AddComment
{
    /// <param name="text">As <c>CommentRules.Clean</c> leaves it: not empty, not too long.</param>
    public static async Task Run(DistrictDb db, TimeProvider time, Person by, Subject record, string text, CancellationToken ct)
    {
        var comment = new Comment { Id = time.NewId<CommentId>(), RecordKind = record.Kind, RecordId = record.Id, Author = by.Id, At = time.Now(), Text = text };
        db.Add(comment);
        await db.Commit(new(by.Actor, "comment.added", record, new() { ["comment"] = comment.Id.ToString() }), ct);
    }
}
