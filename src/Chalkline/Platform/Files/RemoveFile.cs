using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>What came of deleting a file.</summary>
internal abstract record RemoveFileResult
{
    private RemoveFileResult()
    {
    }

    public sealed record Removed(RecordPlace Place) : RemoveFileResult;

    public sealed record NoSuchFile : RemoveFileResult;
}

/// <summary>Takes a file's content and name out for good; that there was one stays.</summary>
internal sealed class RemoveFile(DistrictDb db, RecordKinds records, FileContents contents, FileQueries queries, DistrictDeletions deletions, TimeProvider time)
{
    public const string EraserKind = "file";

    public async Task<RemoveFileResult> Run(Person person, FileId id, CancellationToken ct)
    {
        if (await queries.ToRemove(person, id, ct) is not var (file, place)) return new RemoveFileResult.NoSuchFile();
        var sha256 = file.Sha256!;
        Clear(file, time.Now(), person.Id);
        await records.FilesChange(new(file.RecordKind, file.RecordId), ct);
        await deletions.Commit(db, EraserKind, id.Value, new(person.Actor, "file.removed", new(file.RecordKind, file.RecordId), new() { ["file"] = id.ToString() }),
            _ => contents.Release(sha256, id, ct), ct);
        return new RemoveFileResult.Removed(place);
    }

    /// <param name="by">Null: it expired, or was deleted again after a restore.</param>
    public static void Clear(AttachedFile file, DateTimeOffset at, AccountId? by) =>
        (file.Name, file.NameFolded, file.Sha256, file.RemovedAt, file.RemovedBy) = ("", file.Id.ToString(), null, at, by);
}

/// <summary>Deletes a file again that a backup from before still had.</summary>
internal sealed class EraseFile(TimeProvider time) : IEraser
{
    public string Kind => RemoveFile.EraserKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new FileId(subject);
        if (await db.Set<AttachedFile>().SingleOrDefaultAsync(f => f.Id == id, ct) is not { Sha256: { } sha256 } file) return;
        RemoveFile.Clear(file, time.Now(), null);
        await new FileContents(db, time).MarkForDeletion(sha256, id, ct);
    }
}
