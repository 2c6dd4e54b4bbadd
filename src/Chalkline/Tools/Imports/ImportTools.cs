using System.Security.Cryptography;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Imports;

internal abstract record ImportToolsResult
{
    private ImportToolsResult()
    {
    }

    public sealed record Staged(StagedToolsId Id) : ImportToolsResult;

    public sealed record Merged : ImportToolsResult;

    public sealed record Refused(IReadOnlyList<SheetFault> Faults) : ImportToolsResult;

    /// <summary>There is no such file, or its day is over.</summary>
    public sealed record Gone : ImportToolsResult;

    /// <summary>The file would no longer do what was agreed to: the register has changed since it was shown.</summary>
    public sealed record Outdated : ImportToolsResult;
}

/// <summary>A file of tools: kept until somebody has agreed to what it would do, then taken in, all of it or nothing. New ones come in as in use, not yet reviewed.</summary>
internal static class ImportTools
{
    private const int LongestFileName = 200;

    public static async Task<ImportToolsResult> Stage(DistrictDb db, TimeProvider time, Person by, string fileName, byte[] content, CancellationToken ct)
    {
        var differences = await ToolDifferences.Of(db, content, ct);
        if (differences.Faults.Count > 0) return new ImportToolsResult.Refused(differences.Faults);
        var now = time.Now();
        // Files that nobody confirmed in time: no change of the district's records, and so no entry in the log.
        await db.Set<StagedTools>().Where(i => i.ConfirmedAt == null && i.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        var name = FormReading.Tidy(Path.GetFileName(fileName), lines: false);
        var staged = new StagedTools
        {
            Id = time.NewId<StagedToolsId>(),
            StagedBy = by.Id,
            StagedAt = now,
            ExpiresAt = now + StagedTools.Kept,
            FileName = name[..Math.Min(name.Length, LongestFileName)],
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)),
            Content = content,
        };
        db.Add(staged);
        await db.Commit(new(by.Actor, "tools-import.staged", new("tools-import", staged.Id.Value), new() { ["bytes"] = content.Length, ["sha256"] = staged.ContentHash }), ct);
        return new ImportToolsResult.Staged(staged.Id);
    }

    /// <param name="agreed">The fingerprint of the differences that the person saw.</param>
    public static async Task<ImportToolsResult> Confirm(DistrictDb db, TimeProvider time, Person by, StagedToolsId file, string? agreed, Language language, CancellationToken ct)
    {
        if (await Find(db, time, file, ct) is not { } staged) return new ImportToolsResult.Gone();
        if (staged.Content is not { } content) return new ImportToolsResult.Merged();
        var differences = await ToolDifferences.Of(db, content, ct);
        if (differences.Faults.Count > 0 || differences.Fingerprint() != agreed) return new ImportToolsResult.Outdated();
        await Put(db, time, differences, language, ct);
        (staged.Content, staged.ConfirmedAt) = (null, time.Now());
        (staged.Added, staged.Changed, staged.Unchanged) = (differences.New.Count, differences.Changed.Count, differences.Unchanged);
        try
        {
            await db.Commit(new(by.Actor, "tools-import.merged", new("tools-import", file.Value),
                new() { ["sha256"] = staged.ContentHash, ["added"] = staged.Added, ["changed"] = staged.Changed, ["unchanged"] = staged.Unchanged }), ct);
        }
        catch (StaleWriteException)
        {
            // Somebody was quicker; what the file would do now is shown again.
            db.ChangeTracker.Clear();
            return new ImportToolsResult.Outdated();
        }
        return new ImportToolsResult.Merged();
    }

    public static async Task<StagedTools?> Find(DistrictDb db, TimeProvider time, StagedToolsId file, CancellationToken ct)
    {
        var now = time.Now();
        return await db.Set<StagedTools>().SingleOrDefaultAsync(i => i.Id == file && (i.ConfirmedAt != null || i.ExpiresAt > now), ct);
    }

    private static async Task Put(DistrictDb db, TimeProvider time, ToolDifferences differences, Language language, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var vendors = await db.Set<Vendor>().ToDictionaryAsync(v => v.NameFolded, StringComparer.Ordinal, ct);
        var changed = differences.Changed.Select(c => c.Before!.Tool.Id).ToList();
        var tools = await db.Set<Tool>().Where(t => changed.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        foreach (var difference in differences.New)
            EnterTool.Create(db, time, difference.Facts, Known(difference), used: true, today);
        foreach (var difference in differences.Changed)
            EnterTool.Put(db, time, tools[difference.Before!.Tool.Id], difference.Before, difference.Facts, Known(difference), language);

        EnterTool.Known Known(ToolDifference difference)
        {
            var folded = StoreConventions.Fold(difference.Facts.Vendor);
            if (!vendors.TryGetValue(folded, out var vendor))
            {
                vendors[folded] = vendor = EnterTool.NewVendor(time, difference.Facts.Vendor);
                db.Add(vendor);
            }
            return new(vendor, difference.Owner, difference.Backup);
        }
    }
}
