using Chalkline.Platform;
using Chalkline.Records.Schools;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Imports;

internal abstract record ConfirmImportResult
{
    private ConfirmImportResult()
    {
    }

    public sealed record Merged : ConfirmImportResult;

    /// <summary>There is no such file, or its day is over.</summary>
    public sealed record Gone : ConfirmImportResult;

    /// <summary>The file would no longer do what was agreed to: the district's schools have changed since it was shown.</summary>
    public sealed record Outdated : ConfirmImportResult;
}

/// <summary>Merges a staged file: all of it or nothing, in one commit, as one entry of the log.</summary>
internal static class ConfirmImport
{
    /// <param name="agreed">The fingerprint of the differences that the person saw.</param>
    public static async Task<ConfirmImportResult> Run(DistrictDb db, TimeProvider time, Person by, ImportId id, string? agreed, CancellationToken ct)
    {
        if (await Find(db, time, id, ct) is not { } import) return new ConfirmImportResult.Gone();
        if (import.Content is not { } content) return new ConfirmImportResult.Merged();
        var schools = await db.Set<School>().ToListAsync(ct);
        var differences = SchoolDifferences.Of(SchoolFile.Read(content), schools, await DistrictDay.Today(db, time, ct));
        if (differences.Faults.Count > 0 || differences.Fingerprint() != agreed) return new ConfirmImportResult.Outdated();
        Merge(db, time, schools, differences);
        (import.Content, import.ConfirmedAt) = (null, time.Now());
        (import.Added, import.Changed, import.Unchanged) = (differences.New.Count, differences.Changed.Count, differences.Unchanged.Count);
        try
        {
            await db.Commit(new(by.Actor, "schools.imported", new("schools-import", id.Value), new()
            {
                ["sha256"] = import.ContentHash,
                ["added"] = import.Added,
                ["changed"] = import.Changed,
                ["unchanged"] = import.Unchanged,
            }), ct);
        }
        catch (StaleWriteException)
        {
            // Somebody was quicker; what the file would do now is shown again.
            db.ChangeTracker.Clear();
            return new ConfirmImportResult.Outdated();
        }
        return new ConfirmImportResult.Merged();
    }

    public static async Task<StagedImport?> Find(DistrictDb db, TimeProvider time, ImportId id, CancellationToken ct)
    {
        var now = time.Now();
        return await db.Set<StagedImport>().SingleOrDefaultAsync(i => i.Id == id && (i.ConfirmedAt != null || i.ExpiresAt > now), ct);
    }

    private static void Merge(DistrictDb db, TimeProvider time, List<School> schools, SchoolDifferences differences)
    {
        var slugs = schools.Select(s => s.Slug).ToHashSet(StringComparer.Ordinal);
        foreach (var change in differences.Changed) change.After.ApplyTo(change.School);
        foreach (var facts in differences.New)
        {
            var slug = SchoolRules.Slug(facts.Name, slugs.Contains);
            slugs.Add(slug);
            db.Add(facts.NewSchool(time.NewId<SchoolId>(), slug, time.Now()));
        }
    }
}
