using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>The pages of use cases.</summary>
internal static class UseCasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/use-cases", List).Requires(RoadmapRights.UseCasesRead);
        routes.MapGet("/use-cases.csv", File).Requires(RoadmapRights.UseCasesRead);
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

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var view = ListView.Read(http, UseCaseFilter.List);
        var filter = UseCaseFilter.Read(view);
        // The picture has all of them, and so the list is cut from what is read for it.
        var all = await UseCaseQueries.Placed(db, ct);
        var rows = view.Faults.None ? filter.Of(all, view).PageOf(view.Page) : new([], 1, 0);
        return Pages.Show<UseCaseListPage>(http, new UseCaseListPage.Content(all, rows, view, http.SignedIn().May(RoadmapRights.UseCasesManage)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, UseCaseFilter.List));
        var filter = UseCaseFilter.Read(view);
        if (!view.Faults.None) return await List(http, db, ct);
        string Say(string key) => AimText.Say(language, key);
        string Figure(int? figure) => figure?.ToString(Design.Language.Numbers) ?? "";
        return CsvFile.Of("use-cases", [Say(nameof(AimWords.UseCase)), Say(nameof(AimWords.Impact)), Say(nameof(AimWords.Risk)), Say(nameof(AimWords.FirstPilot)), Say(nameof(AimWords.Classes)), Say(nameof(AimWords.Level)),
            Say(nameof(AimWords.Purpose)), Say(nameof(AimWords.Goal))], filter.Of(await UseCaseQueries.Placed(db, ct), view).Select(u => (IReadOnlyList<string?>)[u.Name, Figure(u.Impact), Figure(u.Risk),
            PlacementText.Verdict(language, u.Placement), Figure(u.Placement.Classes), AimText.Of(language, u.Level), AimText.Of(language, u.Purpose), u.GoalName]).ToAsyncEnumerable());
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? goal, CancellationToken ct) =>
        Pages.Show<UseCaseFormPage>(http, await Form(db, AimAgain<UseCase>.First(null), new() { Goal = goal }, ct));

    private static Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] UseCaseForm form, CancellationToken ct) =>
        Answer(http, db, null, form, () => DescribeUseCase.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> One(HttpContext http, DistrictDb db, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new UseCaseId(id));
        if (await Find(db, id, ct) is not { } one) return Results.NotFound();
        var criteria = await db.Set<UseCaseCriteria>().AsNoTracking().Where(c => c.UseCase == wanted).OrderByDescending(c => c.Number).ToListAsync(ct);
        var zone = await DistrictTime.Zone(db, ct);
        return Pages.Show<UseCasePage>(http, new UseCasePage.Content(one, await UseCaseQueries.One(db, wanted, ct), criteria, zone, person.May(RoadmapRights.UseCasesManage),
            await sections.Of(http, AimRecords.UseCases.Kind, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } one ? Pages.Show<UseCaseFormPage>(http, await Form(db, AimAgain<UseCase>.First(one), UseCaseForm.Of(one), ct)) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] UseCaseForm form, CancellationToken ct) =>
        Answer(http, db, id, form, () => DescribeUseCase.Change(db, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> AskCriteria(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } one ? Pages.Show<CriteriaPage>(http, await Criteria(db, AimAgain<UseCase>.First(one), null, ct)) : Results.NotFound();

    private static Task<IResult> WriteCriteria(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] CriteriaForm form, CancellationToken ct) =>
        AimAnswer.To<CriteriaPage, UseCase>(http, () => FreezeCriteria.Write(db, time, http.SignedIn(), new(id), form, ct), PathOf, () => Find(db, id, ct), async again => await Criteria(db, again, form, ct));

    private static async Task<IResult> Freeze(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] CriteriaForm form, CancellationToken ct) =>
        await FreezeCriteria.Freeze(db, time, http.SignedIn(), new(id), form, ct) is AimResult<UseCase>.Done ? Pages.GoTo(http, $"/use-cases/{id}") : Results.NotFound();

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid? id, UseCaseForm form, Func<Task<AimResult<UseCase>>> act, CancellationToken ct) =>
        AimAnswer.To<UseCaseFormPage, UseCase>(http, act, PathOf, async () => id is { } wanted ? await Find(db, wanted, ct) : null, async again => await Form(db, again, form, ct));

    private static string PathOf(UseCase one) => $"/use-cases/{one.Id}";

    /// <param name="typed">Null: the criteria as they stand.</param>
    private static async Task<CriteriaPage.Content> Criteria(DistrictDb db, AimAgain<UseCase> again, CriteriaForm? typed, CancellationToken ct)
    {
        var one = again.Record!;
        var last = await db.Set<UseCaseCriteria>().AsNoTracking().Where(c => c.UseCase == one.Id).OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
        var now = new CriteriaForm { Text = last?.Text, Number = (last?.Number ?? 0).ToString(Design.Language.Numbers), Version = (last?.Version ?? 0).ToString(Design.Language.Numbers) };
        var form = typed is null ? now : again.IsStale ? now with { Text = typed.Text } : typed;
        return new(one, last is { FrozenAt: not null }, form, again.Faults, again.Stored(_ => now));
    }

    private static async Task<UseCaseFormPage.Content> Form(DistrictDb db, AimAgain<UseCase> again, UseCaseForm form, CancellationToken ct)
    {
        var own = again.Record?.Goal;
        var goals = await db.Set<Goal>().AsNoTracking().Where(g => g.DroppedAt == null || g.Id == own).OrderBy(g => g.NameFolded).Select(g => new { g.Id, g.Name }).ToListAsync(ct);
        return new(again.Record, form with { Version = again.Version(form.Version) }, again.Faults, again.Stored(UseCaseForm.Of), [.. goals.Select(g => (g.Id.ToString(), g.Name))]);
    }

    private static Task<UseCase?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new UseCaseId(id);
        return db.Set<UseCase>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == wanted, ct);
    }
}
