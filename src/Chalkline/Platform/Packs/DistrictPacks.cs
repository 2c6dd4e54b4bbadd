using System.Collections.Concurrent;
using Chalkline.Platform.Packs;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>The packs of a district, each in the version that it uses, or in an older one that something was answered on.</summary>
public sealed class DistrictPacks(PackReader reader)
{
    /// <summary>A version never changes, so what was read once is read: by hash, for all districts.</summary>
    private readonly ConcurrentDictionary<string, Pack> _read = new(StringComparer.Ordinal);

    /// <summary>The pack in the version that is in use; null where the district does not use it.</summary>
    public async Task<Pack?> InUse(DistrictDb db, PackId id, CancellationToken ct) =>
        await Current(db).Where(u => u.Pack == id.Urn).Select(u => u.Release).SingleOrDefaultAsync(ct) is { } release
            ? await At(db, id, PackVersion.Parse(release), ct) : null;

    /// <summary>All packs of a kind that are in use, in order of their ids.</summary>
    public async Task<IReadOnlyList<Pack>> InUse(DistrictDb db, string kind, CancellationToken ct)
    {
        var hashes = await (from use in Current(db)
                            join release in db.Set<PackRelease>() on new { use.Pack, use.Release } equals new { release.Pack, release.Release }
                            where release.Kind == kind
                            orderby use.Pack
                            select release.Hash).ToListAsync(ct);
        var packs = new List<Pack>();
        foreach (var hash in hashes) packs.Add(await Read(db, hash, ct));
        return packs;
    }

    /// <summary>One version, whether in use or not; null where the district never had it.</summary>
    public async Task<Pack?> At(DistrictDb db, PackId id, PackVersion version, CancellationToken ct)
    {
        var (urn, text) = (id.Urn, version.ToString());
        return await db.Set<PackRelease>().AsNoTracking().Where(r => r.Pack == urn && r.Release == text).Select(r => r.Hash).SingleOrDefaultAsync(ct) is { } hash
            ? await Read(db, hash, ct) : null;
    }

    /// <summary>The uses in force, one a pack.</summary>
    internal static IQueryable<PackUse> Current(DistrictDb db) => db.Set<PackUse>().AsNoTracking()
        .Where(u => u.UndoneAt == null && !db.Set<PackUse>().Any(o => o.Pack == u.Pack && o.UndoneAt == null && o.Ordinal > u.Ordinal));

    private async Task<Pack> Read(DistrictDb db, string hash, CancellationToken ct)
    {
        if (_read.TryGetValue(hash, out var known)) return known;
        var yaml = await db.Set<PackRelease>().AsNoTracking().Where(r => r.Hash == hash).Select(r => r.Yaml).FirstAsync(ct);
        return reader.Read(yaml).IsGood(out var pack) ? _read[hash] = pack
            : throw new InvalidOperationException("A stored pack has faults, although it was checked when it was stored.");
    }
}
