using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Conflicts;

/// <summary>The page of conflicts of interest: one's own for this school year, and who has declared.</summary>
internal static class ConflictPages
{
    public const string Path = "/conflicts";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).Requires(DecisionRights.ConflictsDeclare);
        routes.MapPost(Path, Declare).DisableAntiforgery().Requires(DecisionRights.ConflictsDeclare);
        routes.MapGet(Path + "/all", All).Requires(DecisionRights.ConflictsRead);
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) => Pages.Show<ConflictPage>(http, await Model(http, db, time, new(), new(), ct));

    private static async Task<IResult> Declare(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] ConflictForm form, CancellationToken ct) =>
        await (await DeclareConflicts.Run(db, time, http.SignedIn(), form, ct)).Answer(http, _ => Path, async faults => Pages.Again<ConflictPage>(http, await Model(http, db, time, form, faults, ct)));

    private static async Task<ConflictPage.Content> Model(HttpContext http, DistrictDb db, TimeProvider time, ConflictForm form, Faults faults, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        return new(await DeclareConflicts.Of(db, http.SignedIn().Id, today, ct), await DeclareConflicts.YearOf(db, today, ct), form, faults, http.SignedIn().May(DecisionRights.Read), http.SignedIn().May(DecisionRights.ConflictsRead));
    }

    /// <summary>Everybody who must declare, and everybody else who did, with what they declared last for this year.</summary>
    private static async Task<RazorComponentResult> All(HttpContext http, DistrictDb db, IEnumerable<IMustDeclare> others, TimeProvider time, string? page, CancellationToken ct)
    {
        var year = await DeclareConflicts.YearOf(db, await DistrictDay.Today(db, time, ct), ct);
        var declared = (await db.Set<ConflictDeclaration>().AsNoTracking().Where(d => d.SchoolYear == year).OrderBy(d => d.At).ToListAsync(ct)).GroupBy(d => d.Account).ToDictionary(g => g.Key, g => g.Last());
        var also = others.Aggregate(db.Set<ConflictDeclaration>().Where(d => d.SchoolYear == year).Select(d => d.Account), (all, other) => all.Concat(other.Of(db)));
        var must = await StaffNames.HoldingOr(db, DecisionRights.Abstain, also).PageOf(page, ct);
        return Pages.Show<ConflictListPage>(http, new ConflictListPage.Content(new([.. must.Rows.Select(m => new ConflictListPage.Row(m.Name, declared.GetValueOrDefault(m.Id)))], must.Number, must.Total), year));
    }
}
