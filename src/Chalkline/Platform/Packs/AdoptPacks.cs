using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Packs;

/// <summary>
/// As a district is opened: the packs that the program ships and the district has no version of come into use. A version that is known with other
/// content keeps the district closed, because answers would no longer mean what they meant.
/// </summary>
internal sealed class AdoptPacks(ShippedPacks shipped, TimeProvider time) : IDistrictOpening
{
    public async Task Open(DistrictDb db, CancellationToken ct)
    {
        var known = await db.Set<PackRelease>().AsNoTracking().Where(r => r.Origin == PackRelease.Shipped)
            .Select(r => new { r.Pack, r.Release, r.Hash }).ToListAsync(ct);
        foreach (var pack in shipped.All)
        {
            if (known.FirstOrDefault(r => r.Pack == pack.Id.Urn && r.Release == pack.Version.ToString()) is not { } release || release.Hash == pack.Hash) continue;
            throw new StoreRefusalException($"the pack {pack.Id} {pack.Version} of this program has other content than the one of the same version that the district uses; "
                + "a released version never changes: run the released program");
        }
        foreach (var pack in shipped.All.Where(p => known.All(r => r.Pack != p.Id.Urn))) await Adopt(db, pack, ct);
    }

    private async Task Adopt(DistrictDb db, Pack pack, CancellationToken ct)
    {
        var now = time.Now();
        db.Add(PackRelease.Of(pack, PackRelease.Shipped, now, null));
        db.Add(new PackUse { Pack = pack.Id.Urn, Ordinal = 1, Release = pack.Version.ToString(), Since = now });
        try
        {
            await db.Commit(new(Actor.System, "pack.adopted", pack.Id.Subject, new JsonObject
            {
                ["hash"] = pack.Hash,
                ["pack"] = pack.Id.Urn,
                ["version"] = pack.Version.ToString(),
            }), ct);
        }
        catch (StaleWriteException)
        {
            // Somebody else opened the district at the same moment, and adopted it.
            db.ChangeTracker.Clear();
        }
    }
}
