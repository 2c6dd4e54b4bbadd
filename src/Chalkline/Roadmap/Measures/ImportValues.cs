using System.Security.Cryptography;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

internal abstract record ImportValuesResult
{
    private ImportValuesResult()
    {
    }

    public sealed record Staged(StagedValuesId Id) : ImportValuesResult;

    public sealed record Merged : ImportValuesResult;

    public sealed record Refused(IReadOnlyList<SheetFault> Faults) : ImportValuesResult;

    /// <summary>There is no such measure or file, or the file's day is over.</summary>
    public sealed record Gone : ImportValuesResult;

    /// <summary>The file would no longer do what was agreed to: the values have changed since it was shown.</summary>
    public sealed record Outdated : ImportValuesResult;
}

/// <summary>A file of values: kept until somebody has agreed to what it would do, then merged, all of it or nothing.</summary>
internal static class ImportValues
{
    private const int LongestFileName = 200;

    public static async Task<ImportValuesResult> Stage(DistrictDb db, TimeProvider time, Person by, MeasureId id, string fileName, byte[] content, CancellationToken ct)
    {
        if (await db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new ImportValuesResult.Gone();
        if (measure.RetiredOn is not null) return new ImportValuesResult.Refused([new(0, null, null, nameof(AimWords.FaultMeasureRetired))]);
        var differences = await ValueDifferences.Of(db, time, measure, content, ct);
        if (differences.Faults.Count > 0) return new ImportValuesResult.Refused(differences.Faults);
        db.ChangeTracker.Clear();
        var now = time.Now();
        // Files that nobody confirmed in time: no change of the district's records, and so no entry in the log.
        await db.Set<StagedValues>().Where(i => i.ConfirmedAt == null && i.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        var name = FormReading.Tidy(Path.GetFileName(fileName), lines: false);
        var staged = new StagedValues
        {
            Id = time.NewId<StagedValuesId>(),
            Measure = id,
            StagedBy = by.Id,
            StagedAt = now,
            ExpiresAt = now + StagedValues.Kept,
            FileName = name[..Math.Min(name.Length, LongestFileName)],
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
        };
        db.Add(staged);
        await db.Commit(new(by.Actor, "measure.import-staged", new("measure", id.Value), new() { ["bytes"] = content.Length, ["sha256"] = staged.ContentHash }), ct);
        return new ImportValuesResult.Staged(staged.Id);
    }

    /// <param name="agreed">The fingerprint of the differences that the person saw.</param>
    public static async Task<ImportValuesResult> Confirm(DistrictDb db, TimeProvider time, Person by, MeasureId id, StagedValuesId file, string? agreed, CancellationToken ct)
    {
        if (await Find(db, time, id, file, ct) is not { } staged || await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new ImportValuesResult.Gone();
        if (staged.Content is not { } content) return new ImportValuesResult.Merged();
        var differences = await ValueDifferences.Of(db, time, measure, content, ct);
        if (differences.Faults.Count > 0 || measure.RetiredOn is not null || differences.Fingerprint() != agreed) return new ImportValuesResult.Outdated();
        var there = db.Set<MeasureValue>().Local.ToDictionary(v => v.Cell, StringComparer.Ordinal);
        foreach (var fact in differences.New.Concat(differences.Changed.Select(c => c.After)).ToList())
            EnterValue.Put(db, time, by, id, there.GetValueOrDefault(fact.Cell.Key), fact);
        (staged.Content, staged.ConfirmedAt) = (null, time.Now());
        (staged.Added, staged.Changed, staged.Unchanged) = (differences.New.Count, differences.Changed.Count, differences.Unchanged);
        db.Raise(measure);
        try
        {
            await db.Commit(new(by.Actor, "measure.imported", new("measure", id.Value),
                new() { ["sha256"] = staged.ContentHash, ["added"] = staged.Added, ["changed"] = staged.Changed, ["unchanged"] = staged.Unchanged }), ct);
        }
        catch (StaleWriteException)
        {
            // Somebody was quicker; what the file would do now is shown again.
            db.ChangeTracker.Clear();
            return new ImportValuesResult.Outdated();
        }
        return new ImportValuesResult.Merged();
    }

    public static async Task<StagedValues?> Find(DistrictDb db, TimeProvider time, MeasureId id, StagedValuesId file, CancellationToken ct)
    {
        var now = time.Now();
        return await db.Set<StagedValues>().SingleOrDefaultAsync(i => i.Id == file && i.Measure == id && (i.ConfirmedAt != null || i.ExpiresAt > now), ct);
    }
}
