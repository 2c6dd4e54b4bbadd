using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.DataMap;

/// <summary>What one tool takes, against what it may.</summary>
internal static class DataPages
{
    private const string One = ToolPages.Home + "/{id:guid}/data";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(One, Show).Requires(ToolRights.AgreementsRead);
        routes.MapGet(One + "/new", Ask).Requires(ToolRights.DataWrite);
        routes.MapPost(One + "/new", Add).DisableAntiforgery().Requires(ToolRights.DataWrite);
        routes.MapGet(One + "/remove", Back).Requires(ToolRights.DataWrite);
        routes.MapPost(One + "/remove", Remove).DisableAntiforgery().Requires(ToolRights.DataWrite);
        routes.MapGet(One + "/returned", AskReturn).Requires(ToolRights.DataWrite);
        routes.MapPost(One + "/returned", Return).DisableAntiforgery().Requires(ToolRights.DataWrite);
    }

    public static string PathOf(ToolId id) => $"{ToolPages.Home}/{id}/data";

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, Guid id, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        var (today, catalog) = (await DistrictDay.Today(db, time, ct), await elements.Of(db, ct));
        var uses = await db.Set<DataUse>().AsNoTracking().Where(u => u.Tool == tool.Id).OrderBy(u => u.Element).ThenBy(u => u.Source).ToListAsync(ct);
        var under = (await DataTaken.Of(db, catalog, [tool.Id], today, ct))[tool.Id].Agreements;
        var differences = DataRules.Compare(uses.Select(u => u.Element).Where(e => !catalog.IsNone(e)), await ReadData.Allowed(db, tool.Id, today).ToListAsync(ct));
        var back = await db.Set<DataReturn>().AsNoTracking().Where(r => r.Tool == tool.Id).OrderByDescending(r => r.SaidAt).FirstOrDefaultAsync(ct);
        return Pages.Show<DataPage>(http, new DataPage.Content(tool, uses, [.. differences.Where(d => !catalog.IsNone(d.Element))], under, back, catalog, http.SignedIn().May(ToolRights.DataWrite)));
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, ReadElements elements, Guid id, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool
        ? Pages.Show<DataUsePage>(http, new DataUsePage.Content(tool, await elements.Of(db, ct), new() { Version = tool.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, Guid id, [FromForm] DataUseForm form, CancellationToken ct)
    {
        var catalog = await elements.Of(db, ct);
        return await AimAnswer.To<DataUsePage, Tool>(http, () => TakeData.Add(db, time, http.SignedIn(), new(id), form, catalog, Pages.LanguageOf(http), ct), t => PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new DataUsePage.Content(again.Record!, catalog, form with { Version = again.Version(form.Version) }, again.Faults)), DataMapText.Of);
    }

    private static IResult Back(HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)));

    private static async Task<IResult> Remove(HttpContext http, DistrictDb db, Guid id, [FromForm] Guid use, CancellationToken ct) =>
        await TakeData.Remove(db, http.SignedIn(), new(id), new(use), ct) is AimResult<Tool>.Done ? Back(http, id) : Results.NotFound();

    private static async Task<IResult> AskReturn(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool
        ? Pages.Show<DataReturnPage>(http, new DataReturnPage.Content(tool, new() { Version = tool.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static Task<IResult> Return(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] DataReturnForm form, CancellationToken ct) =>
        AimAnswer.To<DataReturnPage, Tool>(http, () => TakeData.Return(db, time, http.SignedIn(), new(id), form, ct), t => PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new DataReturnPage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults)), DataMapText.Of);
}
