using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>Every name of somebody without an account that the task force keeps, of seats that were given up, too; and removing one for good.</summary>
internal static class OutsideMemberPages
{
    public const string Home = TaskForcePages.Home + "/outside-members";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(TaskForceRights.Manage);
        routes.MapGet(TaskForcePages.Home + "/terms/{id:guid}/remove-name", Ask).Requires(TaskForceRights.Manage);
        routes.MapPost(TaskForcePages.Home + "/terms/{id:guid}/remove-name", Remove).DisableAntiforgery().Requires(TaskForceRights.Manage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, string? page, CancellationToken ct) =>
        Pages.Show<OutsideMemberListPage>(http, await (from term in Named(db)
                                                       join seat in db.Set<Seat>() on term.Seat equals seat.Id
                                                       orderby term.OutsideName, term.Id
                                                       select new OutsideMember(term.Id, term.OutsideName, seat.Name, term.FromDay, term.UntilDay)).PageOf(page, ct));

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new SeatTermId(id);
        return await Named(db).Where(t => t.Id == wanted).Select(t => t.OutsideName).SingleOrDefaultAsync(ct) is { } name
            ? Pages.Show<RemoveNamePage>(http, new RemoveNamePage.Content(wanted, name)) : Results.NotFound();
    }

    private static async Task<IResult> Remove(HttpContext http, DistrictDb db, DistrictDeletions deletions, Guid id, CancellationToken ct) =>
        await RemoveOutsideName.Run(db, deletions, http.SignedIn(), new(id), ct) is GovernanceResult.Done ? Pages.GoTo(http, Home) : Results.NotFound();

    private static IQueryable<SeatTerm> Named(DistrictDb db) => db.Set<SeatTerm>().AsNoTracking().Where(t => t.Account == null && t.OutsideName != SeatRules.NoName);
}

/// <summary>Somebody from outside on a seat.</summary>
public sealed record OutsideMember(SeatTermId Term, string Name, string Seat, DateOnly From, DateOnly Until);
