using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Goals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>The pages of measures.</summary>
internal static class MeasurePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/measures", List).Requires(RoadmapRights.MeasuresRead);
        routes.MapGet("/measures/new", New).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/new", Add).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
        routes.MapGet("/measures/{id:guid}", One).Requires(RoadmapRights.MeasuresRead);
        routes.MapGet("/measures/{id:guid}/values.csv", Csv).Requires(RoadmapRights.MeasuresRead);
        routes.MapGet("/measures/{id:guid}/edit", Edit).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/edit", Change).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
        routes.MapGet("/measures/{id:guid}/value", AskValue).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/value", Enter).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
        routes.MapGet("/measures/{id:guid}/retire", AskToRetire).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/retire", Retire).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
        routes.MapGet("/measures/{id:guid}/resume", (HttpContext http, Guid id) => Pages.GoTo(http, $"/measures/{id}")).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/resume", Resume).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, string? domain, string? retired, string? page, CancellationToken ct)
    {
        var person = http.SignedIn();
        var rows = await MeasureQueries.List(db, person, MeasureQueries.Filtered(db, Codes.Find<AimKind>(domain), retired == "yes"), page, ct);
        return Pages.Show<MeasureListPage>(http, new MeasureListPage.Content(rows, domain, retired, person.May(RoadmapRights.MeasuresManage)));
    }

    private static RazorComponentResult New(HttpContext http) => Pages.Show<MeasureFormPage>(http, new MeasureFormPage.Content(null, new(), new()));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] MeasureForm form, CancellationToken ct) =>
        Answer(http, form, await ChangeMeasure.Add(db, time, http.SignedIn(), form, ct));

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new MeasureId(id));
        if (await db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct) is not { } measure) return Results.NotFound();
        var values = await MeasureQueries.Values(db, person, wanted, ct);
        var goals = await GoalQueries.Standings(db, person, await DistrictDay.Today(db, time, ct), g => g.Measure == wanted, ct);
        return Pages.Show<MeasurePage>(http, new MeasurePage.Content(measure, values, goals, person.May(RoadmapRights.MeasuresManage), person.May(RoadmapRights.GoalsManage),
            await sections.Of(http, MeasureRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Csv(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new MeasureId(id);
        if (!await db.Set<Measure>().AnyAsync(m => m.Id == wanted, ct)) return Results.NotFound();
        var values = await MeasureQueries.Values(db, http.SignedIn(), wanted, ct);
        return CsvFile.Of("values", ["date", "school", "group", "value", "students"], Rows(values));
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Rows(IReadOnlyList<SeenValue> values)
    {
        foreach (var v in values)
            yield return [DayText.Field(v.Day), v.SchoolName ?? "district", v.Group, v.Amount?.ToString(Language.Numbers), v.Students?.ToString(Language.Numbers)];
        await Task.CompletedTask;
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } measure ? Pages.Show<MeasureFormPage>(http, new MeasureFormPage.Content(measure, MeasureForm.Of(measure), new())) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] MeasureForm form, CancellationToken ct) =>
        Answer(http, form, await ChangeMeasure.Change(db, http.SignedIn(), new(id), form, ct));

    private static async Task<IResult> AskValue(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } measure
        ? Pages.Show<ValueFormPage>(http, await ValueContent(db, measure, new() { Day = DayText.Field(await DistrictDay.Today(db, time, ct)) }, new(), ct)) : Results.NotFound();

    private static async Task<IResult> Enter(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] ValueForm form, CancellationToken ct) =>
        await EnterValue.Run(db, time, http.SignedIn(), new(id), form, ct) switch
        {
            EnterValueResult.NoSuchMeasure => Results.NotFound(),
            EnterValueResult.Refused refused => Pages.Again<ValueFormPage>(http, await ValueContent(db, (await Find(db, id, ct))!, form, Said(http, refused.Faults), ct)),
            EnterValueResult.Done => Pages.GoTo(http, $"/measures/{id}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> AskToRetire(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { RetiredOn: null } measure
        ? Pages.Show<RetirePage>(http, new RetirePage.Content(measure, new() { Version = measure.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static async Task<IResult> Retire(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] RetireForm form, CancellationToken ct) =>
        await ChangeMeasure.Retire(db, time, http.SignedIn(), new(id), form, ct) switch
        {
            ChangeMeasureResult.Refused { Measure: { } measure } refused => Pages.Again<RetirePage>(http, new RetirePage.Content(measure, form, Said(http, refused.Faults))),
            ChangeMeasureResult.Done => Pages.GoTo(http, $"/measures/{id}"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Resume(HttpContext http, DistrictDb db, Guid id, [FromForm] RetireForm form, CancellationToken ct) =>
        await ChangeMeasure.Resume(db, http.SignedIn(), new(id), form, ct) is ChangeMeasureResult.Done ? Pages.GoTo(http, $"/measures/{id}") : Results.NotFound();

    private static IResult Answer(HttpContext http, MeasureForm form, ChangeMeasureResult result) => result switch
    {
        ChangeMeasureResult.NoSuchMeasure => Results.NotFound(),
        ChangeMeasureResult.Refused refused => Pages.Again<MeasureFormPage>(http, new MeasureFormPage.Content(refused.Measure, form, Said(http, refused.Faults))),
        ChangeMeasureResult.Done done => Pages.GoTo(http, $"/measures/{done.Id}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<ValueFormPage.Content> ValueContent(DistrictDb db, Measure measure, ValueForm form, Faults faults, CancellationToken ct) => new(measure, form, faults,
        measure.Level == MeasureLevel.District ? [] : await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct));

    private static Task<Measure?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new MeasureId(id);
        return db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct);
    }

    private static Faults Said(HttpContext http, IReadOnlyList<AimFault> faults) => AimText.Of(Pages.LanguageOf(http), faults);
}
