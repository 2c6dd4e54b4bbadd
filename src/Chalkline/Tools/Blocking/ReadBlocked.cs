using Chalkline.Platform;
using Chalkline.Tools.Packs;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Blocking;

/// <summary>A tool of the list.</summary>
public sealed record BlockedTool(ToolId Id, string Name, ToolStage Stage, bool Stopped, int Addresses);

/// <summary>How a format of the list stands.</summary>
/// <param name="Now">How many entries it has now.</param>
/// <param name="Last">Null: it was never taken out.</param>
/// <param name="Since">What differs from then; null: it was never taken out.</param>
public sealed record BlockStanding(BlockFormat Format, int Now, BlockExport? Last, BlockDifference? Since)
{
    /// <summary>Nothing of it is in the filter as it is now.</summary>
    public bool Waits => Since is null ? Now > 0 : !Since.IsNone;
}

/// <summary>Reads of the list of blocked tools: those that are prohibited, and those that are stopped.</summary>
internal static class ReadBlocked
{
    public static IQueryable<Tool> Tools(DistrictDb db) => db.Set<Tool>().AsNoTracking().Where(t => t.Stage == ToolStage.Prohibited || t.StoppedAt != null);

    public static IQueryable<BlockedTool> Rows(DistrictDb db) => Tools(db).OrderBy(t => t.NameFolded).ThenBy(t => t.Id)
        .Select(t => new BlockedTool(t.Id, t.Name, t.Stage, t.StoppedAt != null, db.Set<ToolAddress>().Count(a => a.Tool == t.Id)));

    public static async Task<IReadOnlyList<(AddressKind Kind, string Value, string Tool)>> Addresses(DistrictDb db, CancellationToken ct) =>
        [.. (await (from address in db.Set<ToolAddress>().AsNoTracking() join tool in Tools(db) on address.Tool equals tool.Id select new { address.Kind, address.Value, tool.Name }).ToListAsync(ct)).Select(a => (a.Kind, a.Value, a.Name))];

    public static async Task<IReadOnlyList<BlockStanding>> Standings(DistrictDb db, CancellationToken ct)
    {
        var addresses = await Addresses(db, ct);
        var taken = (await db.Set<BlockExport>().AsNoTracking().GroupBy(e => e.Format).Select(g => g.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).First()).ToListAsync(ct)).ToDictionary(e => e.Format);
        return [.. Enum.GetValues<BlockFormat>().Select(Standing)];

        BlockStanding Standing(BlockFormat format)
        {
            var (last, now) = (taken.GetValueOrDefault(format), BlockRules.Entries(format, addresses));
            return new(format, now.Count, last, last is null ? null : BlockRules.Difference(BlockRules.Stored(last.Entries), now));
        }
    }

    /// <summary>Domains that the packs know for a product of this name.</summary>
    public static async Task<IReadOnlyList<string>> Suggested(DistrictDb db, DistrictPacks packs, Tool tool, CancellationToken ct) =>
        [.. (await packs.InUse(db, AiServices.KindName, ct)).SelectMany(p => p.Items).Where(i => StoreConventions.Fold(i.Fields.Text("name")!.English) == tool.NameFolded).SelectMany(i => i.Fields.Texts("domains")).Select(d => d.English).Distinct().Order(StringComparer.Ordinal)];
}
