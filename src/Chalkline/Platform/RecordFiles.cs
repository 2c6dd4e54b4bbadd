using Chalkline.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>A file of a record in its newest version, as others refer to it: by the hash of what it holds.</summary>
/// <param name="Number">Of the version, from 1.</param>
public sealed record RecordFile(Guid Record, string Name, int Number, string Sha256);

/// <summary>The files that records have now.</summary>
public static class RecordFiles
{
    /// <param name="kind">Of the records, as their <see cref="IRecordKind"/> has it.</param>
    /// <returns>By record, in the order of their names; what expired or was deleted is not there.</returns>
    public static async Task<ILookup<Guid, RecordFile>> Of(DistrictDb db, string kind, IReadOnlyCollection<Guid> records, DateTimeOffset now, CancellationToken ct)
    {
        var all = records.Count == 0 ? [] : await db.Set<AttachedFile>().AsNoTracking()
            .Where(f => f.RecordKind == kind && records.Contains(f.RecordId) && f.Sha256 != null && (f.ExpiresAt == null || f.ExpiresAt > now))
            .OrderBy(f => f.NameFolded).ThenByDescending(f => f.Number).Select(f => new { f.RecordId, f.NameFolded, File = new RecordFile(f.RecordId, f.Name, f.Number, f.Sha256!) }).ToListAsync(ct);
        return all.DistinctBy(f => (f.RecordId, f.NameFolded)).Select(f => f.File).ToLookup(f => f.Record);
    }
}
