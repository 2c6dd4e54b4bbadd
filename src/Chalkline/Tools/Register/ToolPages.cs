using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>The pages of the register.</summary>
internal static class ToolPages
{
    public const string Home = "/tools";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.Read);
        routes.MapGet("/tools.csv", Csv).Requires(ToolRights.Read);
        routes.MapGet("/tools.xlsx", Workbook).Requires(ToolRights.Read);
        routes.MapGet(Home + "/new", New).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/new", Add).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Home + "/{id:guid}", One).Requires(ToolRights.Read);
        routes.MapGet(Home + "/{id:guid}/edit", Edit).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/{id:guid}/edit", Change).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Home + "/{id:guid}/features/new", AskFeature).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/{id:guid}/features/new", AddFeature).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    public static string PathOf(ToolId id) => $"{Home}/{id}";

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (person, view, today) = (http.SignedIn(), ListView.Read(http, ToolFilter.List), await DistrictDay.Today(db, time, ct));
        var filter = ToolFilter.Read(view);
        var rows = view.Faults.None ? await ReadTools.Rows(db, ReadTools.Where(db, filter, today), view).PageOf(view.Page, ct) : new([], 1, 0);
        var stood = rows with { Rows = await ReadTools.Stand(db, rows.Rows, today, ct) };
        return Pages.Show<ToolListPage>(http, new ToolListPage.Content(stood, view, filter, await ReadTools.Counts(db, today, ct), person.May(ToolRights.Manage)), view.Status);
    }

    private static Task<IResult> Csv(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) => File(http, db, time, (rows, language, today) => Task.FromResult(ToolFile.Csv(db, rows, language, today, ct)), ct);

    private static Task<IResult> Workbook(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) => File(http, db, time, (rows, language, today) => ToolFile.Workbook(db, rows, language, today, ct), ct);

    private static async Task<IResult> File(HttpContext http, DistrictDb db, TimeProvider time, Func<IReadOnlyList<ToolRow>, Language, DateOnly, Task<IResult>> write, CancellationToken ct)
    {
        var (view, today) = (ListView.Read(http, ToolFilter.List), await DistrictDay.Today(db, time, ct));
        return view.Faults.None ? await write(await ReadTools.Rows(db, ReadTools.Where(db, ToolFilter.Read(view), today), view).ToListAsync(ct), Pages.LanguageOf(http), today) : await List(http, db, time, ct);
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? useCase, CancellationToken ct) =>
        Pages.Show<ToolFormPage>(http, await Form(db, AimAgain<Tool>.First(null), new() { Entered = "in-use", UseCases = useCase is null ? null : [useCase] }, ct));

    private static Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] ToolForm form, CancellationToken ct) =>
        Answer(http, db, null, form, () => EnterTool.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> One(HttpContext http, ReadToolPage read, Guid id, CancellationToken ct) =>
        await read.Of(http, new(id), ct) is { } model ? Pages.Show<ToolPage>(http, model) : Results.NotFound();

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Full(db, new(id), ct) is { } full ? Pages.Show<ToolFormPage>(http, await Form(db, AimAgain<Tool>.First(full.Tool), ToolForm.Of(full), ct)) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] ToolForm form, CancellationToken ct) =>
        Answer(http, db, id, form, () => EnterTool.Change(db, time, http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), ct);

    private static async Task<IResult> AskFeature(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<FeaturePage>(http, new FeaturePage.Content(tool, new() { IsAi = "yes" }, new())) : Results.NotFound();

    private static Task<IResult> AddFeature(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] FeatureForm form, CancellationToken ct) =>
        AimAnswer.To<FeaturePage, Tool>(http, () => EnterTool.AddFeature(db, time, http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), t => PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new FeaturePage.Content(again.Record!, form, again.Faults)), ToolText.Of);

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid? id, ToolForm form, Func<Task<AimResult<Tool>>> act, CancellationToken ct) =>
        AimAnswer.To<ToolFormPage, Tool>(http, act, t => PathOf(t.Id), async () => id is { } wanted ? await ReadTools.Find(db, wanted, ct) : null, async again => await Form(db, again, form, ct), ToolText.Of);

    private static async Task<ToolFormPage.Content> Form(DistrictDb db, AimAgain<Tool> again, ToolForm form, CancellationToken ct)
    {
        var full = again.Record is { } tool ? await ReadTools.Full(db, tool.Id, ct) : null;
        var cases = await RoadmapUseCases.Named(db).OrderBy(u => u.NameFolded).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        var schools = await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var vendors = await db.Set<Vendor>().AsNoTracking().OrderBy(v => v.NameFolded).Select(v => v.Name).Take(500).ToListAsync(ct);
        return new(again.Record, form with { Version = again.Version(form.Version) }, again.Faults, again.IsStale && full is not null ? ToolForm.Of(full) : null,
            [.. cases.Select(c => (c.Id.ToString(), c.Name))], [.. schools.Select(s => (s.Id.ToString(), s.Name))], vendors);
    }
}
