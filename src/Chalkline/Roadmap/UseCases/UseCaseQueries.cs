using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>A use case in a list.</summary>
public sealed record UseCaseRow(UseCaseId Id, string Name, string GoalName, UseCaseLevel Level, UseCasePurpose Purpose, int Impact, int Risk, Placement Placement);

/// <summary>What an address asks of the list of use cases.</summary>
public sealed record UseCaseFilter(UseCasePurpose? Purpose, UseCaseLevel? Level)
{
    public static ListKind List { get; } = new(["purpose", "level"], ["first", "name", "impact", "risk"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static UseCaseFilter Read(ListView view) => new(view.Value<UseCasePurpose>("purpose", Codes.Find<UseCasePurpose>), view.Value<UseCaseLevel>("level", Codes.Find<UseCaseLevel>));

    /// <param name="placed">Good first pilots first; sorting keeps that order among equals.</param>
    internal IReadOnlyList<UseCaseRow> Of(IReadOnlyList<UseCaseRow> placed, ListView view)
    {
        var rows = placed.Where(u => (Purpose is null || u.Purpose == Purpose) && (Level is null || u.Level == Level));
        rows = view.Sort switch
        {
            "name" => rows.OrderBy(u => StoreConventions.Fold(u.Name), StringComparer.Ordinal),
            "impact" => rows.OrderBy(u => u.Impact),
            "risk" => rows.OrderBy(u => u.Risk),
            _ => rows,
        };
        return [.. view.Descending ? rows.Reverse() : rows];
    }
}

internal static class UseCaseQueries
{
    /// <summary>All use cases, good first pilots first, then by impact, then by little risk: four queries for all of them.</summary>
    public static async Task<IReadOnlyList<UseCaseRow>> Placed(DistrictDb db, CancellationToken ct) => await Placed(db, db.Set<UseCase>().AsNoTracking(), ct);

    public static async Task<IReadOnlyList<UseCaseRow>> OfGoal(DistrictDb db, GoalId goal, CancellationToken ct) => await Placed(db, db.Set<UseCase>().AsNoTracking().Where(u => u.Goal == goal), ct);

    public static async Task<UseCaseRow> One(DistrictDb db, UseCaseId id, CancellationToken ct) => (await Placed(db, db.Set<UseCase>().AsNoTracking().Where(u => u.Id == id), ct)).Single();

    private static async Task<IReadOnlyList<UseCaseRow>> Placed(DistrictDb db, IQueryable<UseCase> which, CancellationToken ct)
    {
        var values = db.Set<MeasureValue>();
        var rows = await (from one in which
                          join goal in db.Set<Goal>() on one.Goal equals goal.Id
                          join measure in db.Set<Measure>() on goal.Measure equals measure.Id
                          select new
                          {
                              one.Id,
                              one.Name,
                              one.NameFolded,
                              GoalName = goal.Name,
                              one.Level,
                              one.Purpose,
                              one.Impact,
                              one.Risk,
                              Stands = goal.DroppedAt == null,
                              InUse = measure.RetiredOn == null,
                              HasValue = values.Any(v => v.Measure == goal.Measure && v.School == goal.School && v.StudentGroup == goal.StudentGroup),
                          }).ToListAsync(ct);
        return [.. rows.Select(r => (r.NameFolded, Row: new UseCaseRow(r.Id, r.Name, r.GoalName, r.Level, r.Purpose, r.Impact, r.Risk,
                Placement.Of(r.Impact, r.Risk, r.Level, r.Stands, r.InUse, r.HasValue))))
            .OrderByDescending(r => r.Row.Placement.IsGoodFirst).ThenByDescending(r => r.Row.Impact).ThenBy(r => r.Row.Risk).ThenBy(r => r.NameFolded, StringComparer.Ordinal).Select(r => r.Row)];
    }
}
