using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Risks;

/// <summary>The pages of risks to the roadmap.</summary>
internal static class RiskPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/risks", List).Requires(PlanRights.RisksRead);
        routes.MapGet("/roadmap/risks/new", New).Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/risks/new", Add).DisableAntiforgery().Requires(PlanRights.Manage);
        routes.MapGet("/roadmap/risks/{id:guid}", Edit).Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/risks/{id:guid}", Change).DisableAntiforgery().Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/risks/{id:guid}/close", Close).DisableAntiforgery().Requires(PlanRights.Manage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, ReadPlan read, ReadRisks risks, string? page, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var all = await risks.Of(await read.Now(language, ct), language, ct);
        var rows = all.PageOf(page);
        return Pages.Show<RiskListPage>(http, new RiskListPage.Content(rows, await StaffNames.Of(db, rows.Rows.Select(r => r.Owner), language, ct), http.SignedIn().May(PlanRights.Manage)));
    }

    /// <summary>An empty form; with <c>?source=</c> one that answers a risk which is found now.</summary>
    private static async Task<IResult> New(HttpContext http, DistrictDb db, ReadPlan read, ReadRisks risks, string? source, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(source)) return Pages.Show<RiskFormPage>(http, await Model(http, db, null, null, new(), new(), ct));
        var language = Pages.LanguageOf(http);
        if ((await risks.Of(await read.Now(language, ct), language, ct)).FirstOrDefault(r => r.Source == source) is not { } found) return Results.NotFound();
        var version = await db.Set<RoadmapRisk>().AsNoTracking().Where(r => r.Source == source).Select(r => (int?)r.Version).SingleOrDefaultAsync(ct);
        var form = new RiskForm
        {
            Source = source,
            Likelihood = Codes.Of(found.Likelihood),
            Impact = Codes.Of(found.Impact),
            Response = found.Response,
            Owner = found.Owner?.ToString(),
            Version = version?.ToString(Language.Numbers),
        };
        return Pages.Show<RiskFormPage>(http, await Model(http, db, null, found, form, new(), ct));
    }

    private static Task<IResult> Add(HttpContext http, DistrictDb db, ReadPlan read, ReadRisks risks, ChangeRisk change, [FromForm] RiskForm form, CancellationToken ct) =>
        Save(http, db, read, risks, change, null, form, ct);

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new RiskId(id);
        if (await db.Set<RoadmapRisk>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == wanted && r.Source == null && r.ClosedAt == null, ct) is not { } risk) return Results.NotFound();
        return Pages.Show<RiskFormPage>(http, await Model(http, db, risk.Id, null, RiskForm.Of(risk), new(), ct));
    }

    private static Task<IResult> Change(HttpContext http, DistrictDb db, ReadPlan read, ReadRisks risks, ChangeRisk change, Guid id, [FromForm] RiskForm form, CancellationToken ct) =>
        Save(http, db, read, risks, change, new(id), form, ct);

    private static async Task<IResult> Close(HttpContext http, ChangeRisk change, Guid id, [FromForm] string? version, CancellationToken ct) =>
        await change.Close(http.SignedIn(), new(id), version, ct) is ChangeRiskResult.Done ? Pages.GoTo(http, "/roadmap/risks") : Results.NotFound();

    private static async Task<IResult> Save(HttpContext http, DistrictDb db, ReadPlan read, ReadRisks risks, ChangeRisk change, RiskId? id, RiskForm form, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var found = string.IsNullOrWhiteSpace(form.Source) ? [] : (await risks.Of(await read.Now(language, ct), language, ct)).Where(r => r.Source is not null).ToList();
        if (StaffSearch.Of(http).IsAsked) return Pages.Show<RiskFormPage>(http, await Again(new(), form));
        return await Pages.OrStale<RiskFormPage>(http, async () => await change.Save(http.SignedIn(), id, form, found.Select(f => f.Source!).ToHashSet(), ct) switch
        {
            ChangeRiskResult.Done => Pages.GoTo(http, "/roadmap/risks"),
            ChangeRiskResult.Refused refused => Pages.Again<RiskFormPage>(http, await Again(PlanText.Of(language, refused.Faults), form)),
            _ => Results.NotFound(),
        }, async faults =>
        {
            var stored = await db.Set<RoadmapRisk>().AsNoTracking().SingleOrDefaultAsync(r => r.ClosedAt == null && (id != null ? r.Id == id : r.Source == form.Source), ct);
            return stored is null ? null : await Again(faults, form with { Version = stored.Version.ToString(Language.Numbers) }) with { Stored = RiskForm.Of(stored) };
        });

        Task<RiskFormPage.Content> Again(Faults faults, RiskForm typed) => Model(http, db, id, found.Find(f => f.Source == form.Source), typed, faults, ct);
    }

    private static async Task<RiskFormPage.Content> Model(HttpContext http, DistrictDb db, RiskId? id, RiskView? found, RiskForm form, Faults faults, CancellationToken ct) =>
        new(id, found, form, faults, await StaffNames.Choice(db, PlanRights.Own, null, StaffSearch.Of(http), [form.Owner], ct));
}
