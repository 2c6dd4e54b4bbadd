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
        routes.MapGet("/measures.csv", File).Requires(RoadmapRights.MeasuresRead);
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

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (person, view) = (http.SignedIn(), ListView.Read(http, MeasureFilter.List));
        var filter = MeasureFilter.Read(view);
        var measures = view.Faults.None ? await MeasureQueries.Of(db, filter, view).PageOf(view.Page, ct) : new([], 1, 0);
        var rows = new PageOf<MeasureCard>(await MeasureQueries.Cards(db, person, measures.Rows, ct), measures.Number, measures.Total);
        return Pages.Show<MeasureListPage>(http, new MeasureListPage.Content(rows, view, person.May(RoadmapRights.MeasuresManage)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, MeasureFilter.List));
        var filter = MeasureFilter.Read(view);
        if (!view.Faults.None) return await List(http, db, ct);
        var measures = await MeasureQueries.Of(db, filter, view).ToListAsync(ct);
        string Say(string key) => AimText.Say(language, key);
        return CsvFile.Of("measures", [Say(nameof(AimWords.Measure)), Say(nameof(AimWords.LatestValue)), Say(nameof(AimWords.Unit)), Say(nameof(AimWords.Day)), Say(nameof(AimWords.Direction)), Say(nameof(AimWords.Domain))],
            (await MeasureQueries.Cards(db, http.SignedIn(), measures, ct)).Select(m => (IReadOnlyList<string?>)[m.Name, m.Amount?.ToString(Language.Numbers), m.Unit, DayText.Field(m.Day),
                AimText.Of(language, m.Direction), AimText.Of(language, m.Domain)]).ToAsyncEnumerable());
    }

    private static RazorComponentResult New(HttpContext http) => Pages.Show<MeasureFormPage>(http, Form(AimAgain<Measure>.First(null), new()));

    private static Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] MeasureForm form, CancellationToken ct) =>
        Answer(http, db, null, form, () => ChangeMeasure.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new MeasureId(id));
        if (await db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct) is not { } measure) return Results.NotFound();
        var values = await MeasureQueries.Values(db, person, wanted, ct);
        var goals = await GoalQueries.Standings(db, person, await DistrictDay.Today(db, time, ct), g => g.Measure == wanted, ct);
        return Pages.Show<MeasurePage>(http, new MeasurePage.Content(measure, values, goals, person.May(RoadmapRights.MeasuresManage), person.May(RoadmapRights.GoalsManage),
            await sections.Of(http, AimRecords.Measures.Kind, id, ct)));
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
        await Find(db, id, ct) is { } measure ? Pages.Show<MeasureFormPage>(http, Form(AimAgain<Measure>.First(measure), MeasureForm.Of(measure))) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] MeasureForm form, CancellationToken ct) =>
        Answer(http, db, id, form, () => ChangeMeasure.Change(db, http.SignedIn(), new(id), form, ct), ct);

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

    private static Task<IResult> Retire(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] RetireForm form, CancellationToken ct) =>
        AimAnswer.To<RetirePage, Measure>(http, () => ChangeMeasure.Retire(db, time, http.SignedIn(), new(id), form, ct), PathOf, () => Find(db, id, ct),
            again => Task.FromResult<object>(new RetirePage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults)));

    private static async Task<IResult> Resume(HttpContext http, DistrictDb db, Guid id, [FromForm] RetireForm form, CancellationToken ct) =>
        await ChangeMeasure.Resume(db, http.SignedIn(), new(id), form, ct) is AimResult<Measure>.Done ? Pages.GoTo(http, $"/measures/{id}") : Results.NotFound();

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid? id, MeasureForm form, Func<Task<AimResult<Measure>>> act, CancellationToken ct) =>
        AimAnswer.To<MeasureFormPage, Measure>(http, act, PathOf, async () => id is { } wanted ? await Find(db, wanted, ct) : null, again => Task.FromResult<object>(Form(again, form)));

    private static MeasureFormPage.Content Form(AimAgain<Measure> again, MeasureForm form) =>
        new(again.Record, form with { Version = again.Version(form.Version) }, again.Faults, again.Stored(MeasureForm.Of));

    private static string PathOf(Measure measure) => $"/measures/{measure.Id}";

    private static async Task<ValueFormPage.Content> ValueContent(DistrictDb db, Measure measure, ValueForm form, Faults faults, CancellationToken ct) => new(measure, form, faults,
        measure.Level == MeasureLevel.District ? [] : await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct));

    private static Task<Measure?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new MeasureId(id);
        return db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct);
    }

    private static Faults Said(HttpContext http, IReadOnlyList<AimFault> faults) => AimText.Of(Pages.LanguageOf(http), faults);
}
