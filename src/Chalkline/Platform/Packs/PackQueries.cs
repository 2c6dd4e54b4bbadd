using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Packs;

/// <summary>What the pages of packs show.</summary>
internal sealed class PackQueries(DistrictDb db, DistrictPacks packs, ShippedPacks shipped, PackReader reader, ChangePackVersion change, IHttpContextAccessor http)
{
    public async Task<PackListModel> List(Person person, string? page, CancellationToken ct)
    {
        var uses = await DistrictPacks.Current(db).OrderBy(u => u.Pack).PageOf(page, ct);
        var rows = new List<PackRow>();
        foreach (var use in uses.Rows)
        {
            var pack = await packs.At(db, PackId.Parse(use.Pack), PackVersion.Parse(use.Release), ct) ?? throw new InvalidOperationException($"{use.Pack} {use.Release} is in use and not stored.");
            rows.Add(new(pack, reader.KindOf(pack), use.Since, await Newer(pack.Id, pack.Version, ct)));
        }
        return new(new(rows, uses.Number, uses.Total), person.May(PlatformRights.PacksManage));
    }

    /// <summary>A pack in the version that an address asks for, by default the one in use; null where there is none.</summary>
    public async Task<Pack?> Find(string slug, string? version, CancellationToken ct)
    {
        if (!PackId.TryParseSlug(slug, out var id)) return null;
        if (version is null) return await packs.InUse(db, id, ct);
        if (!PackVersion.TryParse(version, out var asked)) return null;
        return await packs.At(db, id, asked, ct) ?? (shipped.Find(id) is { } own && own.Version == asked ? own : null);
    }

    public async Task<PackModel?> Read(Person person, string slug, string? version, PackFilter filter, CancellationToken ct)
    {
        if (await Find(slug, version, ct) is not { } pack) return null;
        var (urn, manages) = (pack.Id.Urn, person.May(PlatformRights.PacksManage));
        PackVersion? inUse = await DistrictPacks.Current(db).Where(u => u.Pack == urn).Select(u => u.Release).SingleOrDefaultAsync(ct) is { } release
            ? PackVersion.Parse(release) : null;
        var uses = await db.Set<PackUse>().AsNoTracking().Where(u => u.Pack == urn).OrderByDescending(u => u.Ordinal).Take(Paging.Size)
            .Select(u => new PackUseRow(u.Release, u.Since, u.UndoneAt,
                manages ? db.Users.Where(a => a.Id == u.AppliedBy && a.ErasedAt == null).Select(a => a.Name).FirstOrDefault() : null)).ToListAsync(ct);
        return new(pack, reader.KindOf(pack), filter, filter.Of(pack, Pages.LanguageOf(http.HttpContext!)), inUse,
            inUse is { } current ? await Newer(pack.Id, current, ct) : null, manages && await change.Undo(pack.Id, ct) is not null, manages, uses);
    }

    private async Task<PackVersion?> Newer(PackId id, PackVersion current, CancellationToken ct) =>
        (await change.Versions(id, ct)).Max() is var newest && newest.CompareTo(current) > 0 ? newest : null;
}
