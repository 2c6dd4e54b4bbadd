using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>As a district is opened: kinds whose entries are not there, or were made by other rules, get theirs. Nothing where all are there.</summary>
internal sealed class FillSearch : IDistrictOpening
{
    public async Task Open(DistrictDb db, CancellationToken ct)
    {
        var there = await db.Set<SearchState>().AsNoTracking().Where(s => s.Rules == SearchIndex.Rules).Select(s => s.Kind).ToListAsync(ct);
        foreach (var entries in db.Mappings.Search.Where(s => !there.Contains(s.Kind)).ToList())
        {
            await db.Derive(async scope =>
            {
                var kind = entries.Kind;
                await SearchIndex.Fill(db, entries, scope, ct);
                await db.Set<SearchState>().Where(s => s.Kind == kind).ExecuteDeleteAsync(ct);
                await using var writer = await BulkWriter.Into(scope, "search_state", [new("kind", ColumnKind.Text), new("rules", ColumnKind.Whole)], ct);
                await writer.Write([kind, SearchIndex.Rules], ct);
                await writer.Complete(ct);
            }, ct);
        }
    }
}
