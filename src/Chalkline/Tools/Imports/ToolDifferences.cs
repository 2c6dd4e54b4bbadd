using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Imports;

/// <summary>What a line of a file would make of a tool.</summary>
/// <param name="Before">The tool as it is; null: a new one.</param>
/// <param name="Change">The fields that differ, each with its value before and after.</param>
internal sealed record ToolDifference(ToolLine Line, ToolFull? Before, ToolRules.Facts Facts, JsonObject Change, AccountId? Owner, AccountId? Backup);

/// <summary>A file beside the register. What a file leaves blank stays as it is; a stage is never taken from a file, because a tool moves through gates alone.</summary>
internal sealed record ToolDifferences(IReadOnlyList<ToolDifference> New, IReadOnlyList<ToolDifference> Changed, int Unchanged, IReadOnlyList<SheetFault> Faults, IReadOnlyList<string> Unread)
{
    /// <summary>Of a file that was taken in already.</summary>
    public static ToolDifferences None { get; } = new([], [], 0, [], []);

    public static async Task<ToolDifferences> Of(DistrictDb db, byte[] content, CancellationToken ct)
    {
        var sheet = ToolSheet.Read(content);
        return sheet.Faults.Count > 0 ? new([], [], 0, sheet.Faults, sheet.Unread) : Of(sheet, await KnownNames.Of(db, sheet, ct));
    }

    /// <summary>What would be done, in 64 hexadecimal digits: whoever agrees agrees to this and nothing else.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var difference in New.Concat(Changed)) text.Append(difference.Line.Number).Append(' ').Append(difference.Before?.Tool.Version).Append(difference.Change.ToJsonString()).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static ToolDifferences Of(ToolSheet sheet, KnownNames known)
    {
        var (added, changed, unchanged, faults) = (new List<ToolDifference>(), new List<ToolDifference>(), 0, new List<SheetFault>());
        var lines = new Dictionary<(string, string), int>();
        foreach (var line in sheet.Lines)
        {
            var reading = new ReadToolLine(line, known);
            var difference = reading.Read();
            faults.AddRange(reading.Faults.Select(f => new SheetFault(line.Number, sheet.Names.GetValueOrDefault(f.Field), line.Of(f.Field), f.Word, f.Values)));
            if (reading.Faults.Count > 0) continue;
            // The same tool twice: nobody could say which of the lines counts.
            var key = (StoreConventions.Fold(difference.Facts.Vendor), StoreConventions.Fold(difference.Facts.Name));
            if (!lines.TryAdd(key, line.Number)) faults.Add(new(line.Number, sheet.Names[nameof(ToolForm.Name)], difference.Facts.Name, nameof(ToolImportWords.FileTwice), lines[key]));
            else if (difference.Before is null) added.Add(difference);
            else if (difference.Change.Count > 0) changed.Add(difference);
            else unchanged++;
        }
        return new(added, changed, unchanged, faults, sheet.Unread);
    }
}

/// <summary>What the names in a file stand for.</summary>
/// <param name="Tools">By the folded names of vendor and tool.</param>
/// <param name="Accounts">Open ones, by their folded addresses.</param>
/// <param name="Schools">By folded name and by NCES id.</param>
internal sealed record KnownNames(IReadOnlyDictionary<(string Vendor, string Name), ToolFull> Tools, IReadOnlyDictionary<string, AccountId> Accounts, IReadOnlyDictionary<string, SchoolId> Schools,
    IReadOnlyDictionary<string, UseCaseId> UseCases)
{
    public static string Address(string email) => email.Normalize().ToUpperInvariant();

    public static async Task<KnownNames> Of(DistrictDb db, ToolSheet sheet, CancellationToken ct)
    {
        var emails = sheet.Lines.SelectMany(l => new[] { l.Of(nameof(ToolForm.Owner)), l.Of(nameof(ToolForm.Backup)) }).OfType<string>().Select(Address).Distinct().ToList();
        var accounts = await StaffRoles.OpenAccounts(db).Where(a => emails.Contains(a.NormalizedEmail!)).Select(a => new { a.NormalizedEmail, a.Id }).ToListAsync(ct);
        var tools = await ReadTools.Fulls(db, db.Set<Tool>().AsNoTracking(), ct);
        var schools = await db.Set<School>().AsNoTracking().Select(s => new { s.Id, s.NameFolded, s.NcesId }).ToListAsync(ct);
        var named = schools.ToDictionary(s => s.NameFolded, s => s.Id, StringComparer.Ordinal);
        foreach (var school in schools)
            if (school.NcesId is { } nces) named.TryAdd(nces, school.Id);
        var cases = await RoadmapUseCases.Named(db).ToListAsync(ct);
        return new(tools.ToDictionary(t => (StoreConventions.Fold(t.VendorName), t.Tool.NameFolded)), accounts.ToDictionary(a => a.NormalizedEmail!, a => a.Id, StringComparer.Ordinal), named,
            cases.GroupBy(c => c.NameFolded, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal));
    }
}
