using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>A record that was found.</summary>
/// <param name="Says">What it is.</param>
public sealed record FoundRecord(string Title, string Path, string Says);

/// <summary>Records that were found.</summary>
/// <param name="Capped">More begin so than are looked at; a further letter or word brings the rest.</param>
public sealed record FoundRecords(PageOf<FoundRecord> Page, bool Capped);

/// <summary>
/// Finds records by the beginnings of words, under the person's rights, in SQL. Where the person sees a kind in the whole district, the rarest word leads to
/// the records, and no more than <see cref="Most"/> of them are looked at, however common it is; where in some schools, those schools do.
/// </summary>
internal sealed class FindRecords(DistrictDb db)
{
    /// <summary>Records of a kind that a question looks at.</summary>
    public const int Most = 1000;

    public async Task<FoundRecords> Of(Person person, Language language, SearchWords words, string? page, CancellationToken ct)
    {
        var kinds = db.Mappings.Search.Select(s => (s.Kind, Reach: person.Reach(s.Right), Says: s.Says(language))).Where(k => k.Reach is not Reach.Nowhere).ToList();
        if (words.All.Count == 0 || kinds.Count == 0) return new(new([], 1, 0), false);
        var wide = kinds.Where(k => k.Reach.IsDistrict).Select(k => k.Kind).ToList();
        var (rarest, count) = await TokenQueries.Rarest(db, wide, words, Most, ct);
        var all = kinds.Select(k => k.Reach.IsDistrict ? Everywhere(k.Kind, rarest, words) : AtSchools(k.Kind, k.Reach, words)).Aggregate((one, other) => one.Concat(other));
        var found = await all.OrderBy(e => e.TitleFolded).ThenBy(e => e.Record).Select(e => new { e.Title, e.Path, e.Kind }).PageOf(page, ct);
        var says = kinds.ToDictionary(k => k.Kind, k => k.Says, StringComparer.Ordinal);
        return new(new([.. found.Rows.Select(f => new FoundRecord(f.Title, f.Path, says[f.Kind]))], found.Number, found.Total), count > Most);
    }

    private IQueryable<SearchEntry> Everywhere(string kind, string rarest, SearchWords words)
    {
        var leads = TokenQueries.Beginning(db, rarest).Where(t => t.Kind == kind).OrderBy(t => t.Token).ThenBy(t => t.Record).Take(Most).Select(t => t.Record).Distinct();
        var entries = from record in leads join entry in db.Set<SearchEntry>().AsNoTracking() on record equals entry.Record select entry;
        return Having(entries, words.All.Where(w => w != rarest));
    }

    private IQueryable<SearchEntry> AtSchools(string kind, Reach reach, SearchWords words)
    {
        var leads = reach.Within(db.Set<SearchPlace>(), p => p.School).Select(p => p.Record).Distinct();
        var entries = from record in leads join entry in db.Set<SearchEntry>().AsNoTracking() on record equals entry.Record where entry.Kind == kind select entry;
        return Having(entries, words.All);
    }

    private IQueryable<SearchEntry> Having(IQueryable<SearchEntry> entries, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            var tokens = TokenQueries.Beginning(db, word);
            entries = entries.Where(e => tokens.Any(t => t.Record == e.Record));
        }
        return entries;
    }
}
