using Chalkline.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>A district as the installation's operator sees it.</summary>
/// <param name="State">Null: it is being made or restored.</param>
/// <param name="Name">Null where it is not set up, or its store cannot be read by this version.</param>
public sealed record DistrictLine(DistrictSlug Slug, string? Name, StoreState? State, LogHead? Log, DateTimeOffset? LastAt);

/// <summary>All districts of an installation and how they stand.</summary>
public sealed class DistrictOverview(DistrictStores stores)
{
    public async Task<IReadOnlyList<DistrictLine>> All(CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var entries = await host.Districts.AsNoTracking().OrderBy(d => d.Slug).Select(d => new { d.Slug, Open = d.OpenedAt != null }).ToListAsync(ct);
        var lines = new List<DistrictLine>();
        foreach (var entry in entries)
            if (DistrictSlug.TryParse(entry.Slug, out var slug)) lines.Add(entry.Open ? await Of(slug, ct) : new(slug, null, null, null, null));
        return lines;
    }

    private async Task<DistrictLine> Of(DistrictSlug slug, CancellationToken ct)
    {
        var state = await stores.StateOf(slug, ct);
        if (state != StoreState.Current) return new(slug, null, state, null, null);
        await using var db = stores.Open(slug);
        var name = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.Name).SingleOrDefaultAsync(ct);
        var last = await db.Set<AuditRecord>().AsNoTracking().OrderByDescending(r => r.Sequence).Select(r => new { r.Sequence, r.Hash, r.At }).FirstOrDefaultAsync(ct);
        return new(slug, name, state, last is null ? new(0, AuditHead.Origin) : new(last.Sequence, last.Hash), last?.At);
    }
}
