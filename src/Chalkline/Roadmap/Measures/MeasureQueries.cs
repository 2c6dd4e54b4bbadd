using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>A measure in a line, with its latest value for the district.</summary>
public sealed record MeasureCard(MeasureId Id, string Name, string Unit, AimKind Domain, MeasureDirection Direction, bool IsRetired, decimal? Amount, DateOnly? Day, bool IsHidden)
{
    /// <summary>"14.2 % on March 12, 2026", or why there is none.</summary>
    internal string Latest(Language language) => Day is not { } day ? AimText.Say(language, nameof(AimWords.NoValueYet))
        : IsHidden ? AimText.Say(language, nameof(AimWords.TooFew), SmallCells.Fewest)
        : AimText.Say(language, nameof(AimWords.ValueOn), AimText.Number(Amount ?? 0, Unit), DayText.Of(language, day));
}

/// <summary>A value as somebody may see it.</summary>
/// <param name="SchoolName">Null: the whole district.</param>
/// <param name="IsHidden">It is of too few students for this person, or would tell of one that is; the amount is not there then.</param>
public sealed record SeenValue(SchoolId? School, string? SchoolName, string Group, DateOnly Day, decimal? Amount, int? Students, bool IsHidden);

/// <summary>What an address asks of the list of measures.</summary>
public sealed record MeasureFilter(AimKind? Domain, bool Retired)
{
    public static ListKind List { get; } = new(["domain", "retired"], ["name", "latest"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static MeasureFilter Read(ListView view) => new(view.Value<AimKind>("domain", Codes.Find<AimKind>), view.Value<bool>("retired", t => t == "yes" ? true : null) is not null);
}

internal static class MeasureQueries
{
    public static IQueryable<Measure> Of(DistrictDb db, MeasureFilter filter, ListView view)
    {
        var measures = db.Set<Measure>().AsNoTracking().Where(m => filter.Retired ? m.RetiredOn != null : m.RetiredOn == null);
        if (filter.Domain is { } domain) measures = measures.Where(m => m.Domain == domain);
        var latest = db.Set<MeasureValue>().Where(v => v.School == null && v.StudentGroup == "");
        return (view.Sort, view.Descending) switch
        {
            // Those without a value are the oldest.
            ("latest", false) => measures.OrderBy(m => latest.Where(v => v.Measure == m.Id).Max(v => (DateOnly?)v.Day) ?? DateOnly.MinValue).ThenBy(m => m.NameFolded),
            ("latest", true) => measures.OrderByDescending(m => latest.Where(v => v.Measure == m.Id).Max(v => (DateOnly?)v.Day) ?? DateOnly.MinValue).ThenBy(m => m.NameFolded),
            (_, false) => measures.OrderBy(m => m.NameFolded),
            _ => measures.OrderByDescending(m => m.NameFolded),
        };
    }

    /// <summary>Measures with their latest values for the district: one query for all of them.</summary>
    public static async Task<IReadOnlyList<MeasureCard>> Cards(DistrictDb db, Person person, IReadOnlyList<Measure> measures, CancellationToken ct)
    {
        var latest = await Latest(db, [.. measures.Select(m => m.Id)], ct);
        return [.. measures.Select(m => CardOf(m, latest.GetValueOrDefault(m.Id), person))];
    }

    public static async Task<MeasureCard?> Card(DistrictDb db, Person person, MeasureId id, CancellationToken ct) =>
        await db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } measure
            ? CardOf(measure, (await Latest(db, [id], ct)).GetValueOrDefault(id), person) : null;

    /// <summary>Those in use, by name, to choose from.</summary>
    public static async Task<IReadOnlyList<(MeasureId Id, string Name)>> Choices(DistrictDb db, CancellationToken ct) =>
        [.. (await db.Set<Measure>().AsNoTracking().Where(m => m.RetiredOn == null).OrderBy(m => m.NameFolded).Select(m => new { m.Id, m.Name, m.Unit }).ToListAsync(ct))
            .Select(m => (m.Id, $"{m.Name} ({m.Unit})"))];

    /// <summary>All values of a measure as the person may see them, the newest day first.</summary>
    public static async Task<IReadOnlyList<SeenValue>> Values(DistrictDb db, Person person, MeasureId id, CancellationToken ct)
    {
        var names = await db.Set<Records.School>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var values = (await db.Set<MeasureValue>().AsNoTracking().Where(v => v.Measure == id).ToListAsync(ct))
            .Select(v => new { v.School, SchoolName = v.School is { } school ? names[school] : null, v.StudentGroup, v.Day, v.Amount, v.Students })
            .OrderByDescending(v => v.Day).ThenBy(v => v.SchoolName, StringComparer.OrdinalIgnoreCase).ThenBy(v => v.StudentGroup, StringComparer.OrdinalIgnoreCase).ToList();
        var hidden = person.May(RoadmapRights.MeasuresSmallCells) ? new HashSet<int>()
            : SmallCells.Hidden([.. values.Select(v => new CountedCell($"{v.School}|{v.Day}", $"{v.StudentGroup}|{v.Day}", v.Students))]);
        return [.. values.Select((v, i) => hidden.Contains(i)
            ? new SeenValue(v.School, v.SchoolName, v.StudentGroup, v.Day, null, null, true)
            : new SeenValue(v.School, v.SchoolName, v.StudentGroup, v.Day, v.Amount, v.Students, false))];
    }

    private static MeasureCard CardOf(Measure m, MeasureValue? latest, Person person)
    {
        var isHidden = SmallCells.IsSmall(latest?.Students) && !person.May(RoadmapRights.MeasuresSmallCells);
        return new(m.Id, m.Name, m.Unit, m.Domain, m.Direction, m.RetiredOn is not null, isHidden ? null : latest?.Amount, latest?.Day, isHidden);
    }

    /// <summary>The newest value of everybody in the district, by measure.</summary>
    private static async Task<Dictionary<MeasureId, MeasureValue>> Latest(DistrictDb db, IReadOnlyCollection<MeasureId> ids, CancellationToken ct)
    {
        var district = db.Set<MeasureValue>().AsNoTracking().Where(v => ids.Contains(v.Measure) && v.School == null && v.StudentGroup == "");
        return await district.Where(v => !district.Any(later => later.Measure == v.Measure && later.Day > v.Day)).ToDictionaryAsync(v => v.Measure, ct);
    }
}
