using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>A vendor in the list.</summary>
public sealed record VendorRow(VendorId Id, string Name, string Website, int Tools);

/// <summary>The pages of vendors.</summary>
internal static class VendorPages
{
    private static readonly ListKind Kind = new(["name"], ["name", "tools"]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/vendors", List).Requires(ToolRights.Read);
        routes.MapGet("/vendors.csv", File).Requires(ToolRights.Read);
        routes.MapGet("/vendors/{id:guid}", One).Requires(ToolRights.Read);
        routes.MapGet("/vendors/{id:guid}/edit", Edit).Requires(ToolRights.Manage);
        routes.MapPost("/vendors/{id:guid}/edit", Change).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var view = ListView.Read(http, Kind);
        return Pages.Show<VendorListPage>(http, new VendorListPage.Content(view.Faults.None ? await Rows(db, view).PageOf(view.Page, ct) : new([], 1, 0), view), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, Kind));
        if (!view.Faults.None) return await List(http, db, ct);
        return CsvFile.Of("vendors", [ToolText.Say(language, nameof(ToolWords.Vendor)), ToolText.Say(language, nameof(ToolWords.Website)), ToolText.Say(language, nameof(ToolWords.ToolsCount))],
            Rows(db, view).AsAsyncEnumerable().Select(r => (IReadOnlyList<string?>)[r.Name, r.Website, r.Tools.ToString(Language.Numbers)]));
    }

    private static IQueryable<VendorRow> Rows(DistrictDb db, ListView view)
    {
        var vendors = db.Set<Vendor>().AsNoTracking();
        if (view.Text("name") is { } name && StoreConventions.Fold(name) is var folded) vendors = vendors.Where(v => v.NameFolded.Contains(folded));
        vendors = (view.Sort, view.Descending) switch
        {
            ("tools", false) => vendors.OrderBy(v => db.Set<Tool>().Count(t => t.Vendor == v.Id)).ThenBy(v => v.Id),
            ("tools", true) => vendors.OrderByDescending(v => db.Set<Tool>().Count(t => t.Vendor == v.Id)).ThenBy(v => v.Id),
            (_, true) => vendors.OrderByDescending(v => v.NameFolded).ThenBy(v => v.Id),
            _ => vendors.OrderBy(v => v.NameFolded).ThenBy(v => v.Id),
        };
        return vendors.Select(v => new VendorRow(v.Id, v.Name, v.Website, db.Set<Tool>().Count(t => t.Vendor == v.Id)));
    }

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, IEnumerable<IVendorSection> parts, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } vendor) return Results.NotFound();
        var tools = await db.Set<Tool>().AsNoTracking().Where(t => t.Vendor == vendor.Id).OrderBy(t => t.NameFolded).ThenBy(t => t.Id).PageOf(http.Request.Query["page"], ct);
        var standings = await Lifecycle.ReadStandings.Of(db, tools.Rows, await DistrictDay.Today(db, time, ct), ct);
        var shown = new List<ToolSectionView>();
        foreach (var part in parts)
            if (await part.Of(http, vendor, ct) is { } view) shown.Add(view);
        return Pages.Show<VendorPage>(http, new VendorPage.Content(vendor, tools, standings, http.SignedIn().May(ToolRights.Manage), await sections.Of(http, ToolRecords.Vendors.Kind, id, ct)) { Parts = shown });
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } vendor ? Pages.Show<VendorFormPage>(http, new VendorFormPage.Content(vendor, VendorForm.Of(vendor), null, new())) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] VendorForm form, CancellationToken ct) =>
        AimAnswer.To<VendorFormPage, Vendor>(http, () => EnterTool.ChangeVendor(db, http.SignedIn(), new(id), form, ct), v => "/vendors/" + v.Id, () => Find(db, id, ct),
            again => Task.FromResult<object>(new VendorFormPage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Stored(VendorForm.Of), again.Faults)), ToolText.Of);

    private static Task<Vendor?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new VendorId(id);
        return db.Set<Vendor>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == wanted, ct);
    }
}
