using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>
/// The bytes of files in a district's store. They are put there chunk by chunk, each a short write of its own, before any file has them; a commit then makes
/// them a file's, and the commit that takes the last file away deletes them.
/// </summary>
internal sealed class FileContents(DistrictDb db, TimeProvider time)
{
    private static readonly TimeSpan UploadsTakeAtMost = TimeSpan.FromDays(1);

    /// <summary>Puts the bytes there, unless they are there already.</summary>
    public async Task Stage(string sha256, Stream content, CancellationToken ct)
    {
        await Tidy(ct);
        if (await db.Set<FileContent>().AnyAsync(c => c.Sha256 == sha256 && c.Whole, ct)) return;
        var at = ColumnValues.Stored(time.Now(), ColumnKind.Instant, db.Database.IsNpgsql());
        await db.Lease(d => d.Database.ExecuteSqlAsync($"""
            INSERT INTO file_content (sha256, bytes, whole, staged_at) VALUES ({sha256}, {content.Length}, {false}, {at}) ON CONFLICT (sha256) DO UPDATE SET staged_at = excluded.staged_at
            """, ct), ct);
        content.Position = 0;
        for (var number = 0; ; number++)
        {
            // A new array for each: the statement before may still have the last one.
            var chunk = new byte[Math.Min(FileChunk.Size, content.Length - content.Position)];
            if (chunk.Length == 0) return;
            await content.ReadExactlyAsync(chunk, ct);
            await db.Lease(d => d.Database.ExecuteSqlAsync($"INSERT INTO file_chunk (sha256, number, data) VALUES ({sha256}, {number}, {chunk}) ON CONFLICT (sha256, number) DO NOTHING", ct), ct);
        }
    }

    /// <summary>Within a commit, before a file with these bytes is saved: they are whole from now on, and nobody deletes them before the commit is through.</summary>
    /// <returns>False: somebody has deleted them since they were staged.</returns>
    public async Task<bool> Hold(string sha256, CancellationToken ct) =>
        await db.Set<FileContent>().Where(c => c.Sha256 == sha256).ExecuteUpdateAsync(c => c.SetProperty(x => x.Whole, true), ct) == 1;

    /// <summary>Within a commit that takes the bytes from a file: deletes them if no other file has them.</summary>
    public async Task Release(string sha256, FileId from, CancellationToken ct)
    {
        // The row's lock first: whoever makes these bytes another file's at this moment is waited for, and then seen.
        await db.Set<FileContent>().Where(c => c.Sha256 == sha256).ExecuteUpdateAsync(c => c.SetProperty(x => x.Whole, true), ct);
        await MarkForDeletion(sha256, from, ct);
    }

    /// <summary>Lets the next save delete the bytes with their chunks, if no other file has them.</summary>
    public async Task MarkForDeletion(string sha256, FileId from, CancellationToken ct)
    {
        if (await db.Set<AttachedFile>().AnyAsync(f => f.Sha256 == sha256 && f.Id != from, ct)) return;
        if (await db.Set<FileContent>().SingleOrDefaultAsync(c => c.Sha256 == sha256, ct) is { } content) db.Remove(content);
    }

    /// <summary>The chunks in order, one in memory at a time.</summary>
    /// <exception cref="EndOfStreamException">They were deleted in the meantime.</exception>
    public async IAsyncEnumerable<byte[]> Read(string sha256, long bytes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var (number, left) = (0, bytes); left > 0; number++)
        {
            var chunk = await db.Set<FileChunk>().AsNoTracking().Where(c => c.Sha256 == sha256 && c.Number == number).Select(c => c.Data).SingleOrDefaultAsync(ct) ?? throw new EndOfStreamException();
            left -= chunk.Length;
            yield return chunk;
        }
    }

    /// <summary>What is left of uploads that were cut off is no change of the record, and goes without an entry.</summary>
    private async Task Tidy(CancellationToken ct)
    {
        var longAgo = time.Now() - UploadsTakeAtMost;
        if (await db.Set<FileContent>().AnyAsync(c => !c.Whole && c.StagedAt < longAgo, ct))
            await db.Lease(d => d.Set<FileContent>().Where(c => !c.Whole && c.StagedAt < longAgo).ExecuteDeleteAsync(ct), ct);
    }
}
