using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>The pages of use cases.</summary>
internal static class UseCasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/use-cases", List).Requires(RoadmapRights.UseCasesRead);
        routes.MapGet("/use-cases/new", New).Requires(RoadmapRights.UseCasesManage);
        routes.MapPost("/use-cases/new", Add).DisableAntiforgery().Requires(RoadmapRights.UseCasesManage);
        routes.MapGet("/use-cases/{id:guid}", One).Requires(RoadmapRights.UseCasesRead);
        routes.MapGet("/use-cases/{id:guid}/edit", Edit).Requires(RoadmapRights.UseCasesManage);
        routes.MapPost("/use-cases/{id:guid}/edit", Change).DisableAntiforgery().Requires(RoadmapRights.UseCasesManage);
        routes.MapGet("/use-cases/{id:guid}/criteria", AskCriteria).Requires(RoadmapRights.UseCasesManage);
        routes.MapPost("/use-cases/{id:guid}/criteria", WriteCriteria).DisableAntiforgery().Requires(RoadmapRights.UseCasesManage);
        routes.MapGet("/use-cases/{id:guid}/freeze", (HttpContext http, Guid id) => Pages.GoTo(http, $"/use-cases/{id}")).Requires(RoadmapRights.UseCasesManage);
        routes.MapPost("/use-cases/{id:guid}/freeze", Freeze).DisableAntiforgery().Requires(RoadmapRights.UseCasesManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, CancellationToken ct) =>
        Pages.Show<UseCaseListPage>(http, new UseCaseListPage.Content(await UseCaseQueries.Placed(db, ct), http.SignedIn().May(RoadmapRights.UseCasesManage)));

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? goal, CancellationToken ct) =>
        Pages.Show<UseCaseFormPage>(http, await Form(db, null, new() { Goal = goal }, new(), ct));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] UseCaseForm form, CancellationToken ct) =>
        await Answer(http, db, form, await DescribeUseCase.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> One(HttpContext http, DistrictDb db, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new UseCaseId(id));
        if (await Find(db, id, ct) is not { } one) return Results.NotFound();
        var criteria = await db.Set<UseCaseCriteria>().AsNoTracking().Where(c => c.UseCase == wanted).OrderByDescending(c => c.Number).ToListAsync(ct);
        var zone = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleAsync(ct);
        return Pages.Show<UseCasePage>(http, new UseCasePage.Content(one, await UseCaseQueries.One(db, wanted, ct), criteria, zone, person.May(RoadmapRights.UseCasesManage),
            await sections.Of(http, UseCaseRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } one ? Pages.Show<UseCaseFormPage>(http, await Form(db, one, UseCaseForm.Of(one), new(), ct)) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] UseCaseForm form, CancellationToken ct) =>
        await Answer(http, db, form, await DescribeUseCase.Change(db, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> AskCriteria(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } one) return Results.NotFound();
        var last = await db.Set<UseCaseCriteria>().AsNoTracking().Where(c => c.UseCase == one.Id).OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
        var form = new CriteriaForm { Text = last?.Text, Number = (last?.Number ?? 0).ToString(Design.Language.Numbers), Version = (last?.Version ?? 0).ToString(Design.Language.Numbers) };
        return Pages.Show<CriteriaPage>(http, new CriteriaPage.Content(one, last is { FrozenAt: not null }, form, new()));
    }

    private static async Task<IResult> WriteCriteria(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] CriteriaForm form, CancellationToken ct) =>
        await FreezeCriteria.Write(db, time, http.SignedIn(), new(id), form, ct) switch
        {
            FreezeCriteriaResult.Refused refused => Pages.Again<CriteriaPage>(http,
                new CriteriaPage.Content((await Find(db, id, ct))!, false, form, AimText.Of(Pages.LanguageOf(http), refused.Faults))),
            FreezeCriteriaResult.Done => Pages.GoTo(http, $"/use-cases/{id}"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Freeze(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] CriteriaForm form, CancellationToken ct) =>
        await FreezeCriteria.Freeze(db, time, http.SignedIn(), new(id), form, ct) is FreezeCriteriaResult.NoSuchUseCase ? Results.NotFound() : Pages.GoTo(http, $"/use-cases/{id}");

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, UseCaseForm form, DescribeUseCaseResult result, CancellationToken ct) => result switch
    {
        DescribeUseCaseResult.NoSuchUseCase => Results.NotFound(),
        DescribeUseCaseResult.Refused refused => Pages.Again<UseCaseFormPage>(http, await Form(db, refused.UseCase, form, AimText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
        DescribeUseCaseResult.Done done => Pages.GoTo(http, $"/use-cases/{done.Id}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<UseCaseFormPage.Content> Form(DistrictDb db, UseCase? one, UseCaseForm form, Faults faults, CancellationToken ct)
    {
        var own = one?.Goal;
        var goals = await db.Set<Goal>().AsNoTracking().Where(g => g.DroppedAt == null || g.Id == own).OrderBy(g => g.NameFolded).Select(g => new { g.Id, g.Name }).ToListAsync(ct);
        return new(one, form, faults, [.. goals.Select(g => (g.Id.ToString(), g.Name))]);
    }

    private static Task<UseCase?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new UseCaseId(id);
        return db.Set<UseCase>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == wanted, ct);
    }
}
