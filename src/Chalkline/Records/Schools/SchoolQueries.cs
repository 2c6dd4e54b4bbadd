using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Schools;

/// <summary>What an address asks of the list of schools.</summary>
/// <param name="Q">Beginnings of words of the name, or an NCES id.</param>
/// <param name="Grade">A code of <see cref="GradeSet"/>.</param>
/// <param name="Closed">"yes": the closed ones as well.</param>
public sealed record SchoolFilter(string? Q, string? Grade, string? Closed)
{
    public static ListKind Kind { get; } = new(["q", "grade", "closed"], ["name", "enrollment", "nces"]);

    public bool WithClosed => Closed == "yes";

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static SchoolFilter Read(ListView view)
    {
        var grade = view.Value<int>("grade", t => GradeSet.AllCodes.Contains(t) ? 0 : null) is null ? null : view.Text("grade");
        return new(view.Text("q"), grade, view.Value<bool>("closed", t => t == "yes" ? true : null) is null ? null : "yes");
    }
}

internal static class SchoolQueries
{
    /// <summary>The schools that the person may read of.</summary>
    public static IQueryable<School> Readable(DistrictDb db, Person person) =>
        person.Reach(RecordsRights.SchoolsRead).Within(db.Set<School>().AsNoTracking(), s => s.Id);

    /// <summary>A school that the person may do this to, to be changed; null where there is none.</summary>
    public static Task<School?> ToChange(DistrictDb db, Person person, Right right, string slug, CancellationToken ct) =>
        person.Reach(right).Within(db.Set<School>(), s => s.Id).SingleOrDefaultAsync(s => s.Slug == slug, ct);

    public static IOrderedQueryable<School> Filtered(IQueryable<School> schools, SchoolFilter filter, DateOnly today, string sort = "name", bool descending = false)
    {
        if (!filter.WithClosed) schools = schools.Where(s => s.ClosedOn == null || s.ClosedOn > today);
        if (filter.Grade is { Length: 2 } grade) schools = schools.Where(s => s.GradeCodes.Contains(grade));
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var typed = filter.Q.Trim();
            var (start, later) = (StoreConventions.Fold(typed), " " + StoreConventions.Fold(typed));
            schools = schools.Where(s => s.NameFolded.StartsWith(start) || s.NameFolded.Contains(later) || s.NcesId == typed);
        }
        return (sort, descending) switch
        {
            ("enrollment", false) => schools.OrderBy(s => s.Enrollment ?? -1).ThenBy(s => s.NameFolded).ThenBy(s => s.Id),
            ("enrollment", true) => schools.OrderByDescending(s => s.Enrollment ?? -1).ThenBy(s => s.NameFolded).ThenBy(s => s.Id),
            ("nces", false) => schools.OrderBy(s => s.NcesId ?? "").ThenBy(s => s.Id),
            ("nces", true) => schools.OrderByDescending(s => s.NcesId ?? "").ThenBy(s => s.Id),
            (_, false) => schools.OrderBy(s => s.NameFolded).ThenBy(s => s.Id),
            _ => schools.OrderByDescending(s => s.NameFolded).ThenByDescending(s => s.Id),
        };
    }

    /// <summary>What of these facts another school has already.</summary>
    public static async Task<List<RecordFault>> Taken(DistrictDb db, SchoolFacts facts, SchoolId? but, CancellationToken ct)
    {
        var folded = StoreConventions.Fold(facts.Name);
        var others = await db.Set<School>().AsNoTracking().Where(s => s.NameFolded == folded || s.NcesId != null && s.NcesId == facts.NcesId)
            .Select(s => new { s.Id, s.Name, s.NameFolded }).ToListAsync(ct);
        var faults = new List<RecordFault>();
        foreach (var other in others.Where(o => o.Id != but))
        {
            faults.Add(other.NameFolded == folded ? new(nameof(SchoolForm.Name), nameof(RecordsWords.FaultNameTaken), other.Name)
                : new(nameof(SchoolForm.NcesId), nameof(RecordsWords.FaultNcesTaken), other.Name));
        }
        return faults;
    }

    /// <summary>Nobody changed the record since this version: a commit finds out otherwise.</summary>
    public static void Expect(DistrictDb db, IVersioned record, string? version) =>
        db.Entry(record).Property(r => r.Version).OriginalValue =
            int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var v) ? v : -1;
}
