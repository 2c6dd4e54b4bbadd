using System.Security.Cryptography;
using Chalkline.Platform;
using Chalkline.Records.Schools;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Imports;

internal abstract record StageImportResult
{
    private StageImportResult()
    {
    }

    public sealed record Staged(ImportId Id) : StageImportResult;

    public sealed record Refused(IReadOnlyList<FileFault> Faults) : StageImportResult;
}

/// <summary>Reads a file of schools and, where it has no fault, keeps it until somebody has agreed to what it would do, or for a day.</summary>
internal static class StageImport
{
    private const int LongestFileName = 200;

    public static async Task<StageImportResult> Run(DistrictDb db, TimeProvider time, Person by, string fileName, byte[] content, CancellationToken ct)
    {
        var schools = await db.Set<School>().AsNoTracking().ToListAsync(ct);
        var differences = SchoolDifferences.Of(SchoolFile.Read(content), schools, await DistrictDay.Today(db, time, ct));
        if (differences.Faults.Count > 0) return new StageImportResult.Refused(differences.Faults);
        var now = time.Now();
        // Files that nobody confirmed in time: no change of the district's records, and so no entry in the log.
        await db.Set<StagedImport>().Where(i => i.ConfirmedAt == null && i.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        var name = SchoolRules.Tidy(Path.GetFileName(fileName)) ?? "schools.csv";
        var import = new StagedImport
        {
            Id = time.NewId<ImportId>(),
            StagedBy = by.Id,
            StagedAt = now,
            ExpiresAt = now + StagedImport.Kept,
            FileName = name[..Math.Min(name.Length, LongestFileName)],
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
        };
        db.Add(import);
        await db.Commit(new(by.Actor, "schools-import.staged", new("schools-import", import.Id.Value), new() { ["bytes"] = content.Length, ["sha256"] = import.ContentHash }), ct);
        return new StageImportResult.Staged(import.Id);
    }
}
