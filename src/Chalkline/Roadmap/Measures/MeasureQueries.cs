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

internal static class MeasureQueries
{
    public static IQueryable<Measure> Filtered(DistrictDb db, AimKind? domain, bool retired)
    {
        var measures = db.Set<Measure>().AsNoTracking();
        measures = retired ? measures.Where(m => m.RetiredOn != null) : measures.Where(m => m.RetiredOn == null);
        return domain is { } kind ? measures.Where(m => m.Domain == kind) : measures;
    }

    /// <summary>The measures of a page of the list with their latest values for the district: two queries for all of them.</summary>
    public static async Task<PageOf<MeasureCard>> List(DistrictDb db, Person person, IQueryable<Measure> measures, string? page, CancellationToken ct)
    {
        var rows = await measures.OrderBy(m => m.NameFolded).ThenBy(m => m.Id).PageOf(page, ct);
        var ids = rows.Rows.Select(m => m.Id).ToList();
        var latest = await Latest(db, ids, ct);
        return new([.. rows.Rows.Select(m => CardOf(m, latest.GetValueOrDefault(m.Id), person))], rows.Number, rows.Total);
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
