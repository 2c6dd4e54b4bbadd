using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Delegation;

/// <summary>The pages of who decides what.</summary>
internal static class DelegationPages
{
    /// <summary>Rows that a form offers beyond those that are filled in.</summary>
    private const int SpareRows = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/delegation", InForce).Requires(DecisionRights.DelegationRead);
        routes.MapGet("/delegation/tables/{id:guid}", Table).Requires(DecisionRights.DelegationRead);
        routes.MapGet("/delegation/new", New).Requires(DecisionRights.DelegationDraft);
        routes.MapPost("/delegation/new", Draft).DisableAntiforgery().Requires(DecisionRights.DelegationDraft);
    }

    public static string PathOf(Guid id) => $"/delegation/tables/{id}";

    private static async Task<RazorComponentResult> InForce(HttpContext http, DistrictDb db, DistrictPacks packs, CancellationToken ct) =>
        Pages.Show<DelegationPage>(http, new DelegationPage.Content(await ReadDelegation.InForce(db, ct), await packs.InUse(db, DelegationPacks.KindName, ct), http.SignedIn()));

    private static async Task<IResult> Table(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, CancellationToken ct)
    {
        var wanted = new DelegationTableId(id);
        return await db.Set<DelegationTable>().AsNoTracking().Include(t => t.Lines).SingleOrDefaultAsync(t => t.Id == wanted, ct) is { } table
            ? Pages.Show<DelegationPage>(http, new DelegationPage.Content(table, await packs.InUse(db, DelegationPacks.KindName, ct), http.SignedIn())) : Results.NotFound();
    }

    private static async Task<RazorComponentResult> New(HttpContext http, DistrictDb db, DistrictPacks packs, string? from, CancellationToken ct)
    {
        var pack = (await packs.InUse(db, DelegationPacks.KindName, ct)).FirstOrDefault(p => p.Id.Slug == from);
        return Pages.Show<DelegationFormPage>(http, Model(pack is null ? new() : DelegationPacks.Form(pack, Pages.LanguageOf(http)), new()));
    }

    private static async Task<IResult> Draft(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] DelegationForm form, CancellationToken ct) =>
        await (await DraftDelegation.Run(db, time, http.SignedIn(), form, Pages.LanguageOf(http), ct)).Answer(http, DecisionPages.PathOf,
            faults => Task.FromResult<IResult>(Pages.Again<DelegationFormPage>(http, Model(form, faults))));

    private static DelegationFormPage.Content Model(DelegationForm form, Faults faults)
    {
        string At(string?[]? list, int row) => list is not null && row < list.Length ? list[row] ?? "" : "";
        var rows = Enumerable.Range(0, Math.Min(DelegationRules.MostLines, (form.Body?.Length ?? 0) + (faults.None ? SpareRows : 0)))
            .Select(r => new DelegationFormPage.Row(At(form.Kind, r), At(form.Tier, r), At(form.Body, r), At(form.UpTo, r))).ToList();
        return new(form.Name, rows, faults);
    }
}
