using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.DataMap;

/// <summary>The data map: which element goes from which system to which tool for what, as a chart, a table, a file and JSON.</summary>
internal static class DataMapPages
{
    public const string Home = "/data-map";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Show).Requires(ToolRights.AgreementsRead);
        routes.MapGet(Home + ".csv", File).Requires(ToolRights.AgreementsRead);
        routes.MapGet(Home + ".json", Open).Requires(ToolRights.AgreementsRead);
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, CancellationToken ct)
    {
        var (view, today, catalog) = (ListView.Read(http, DataFilter.List), await DistrictDay.Today(db, time, ct), await elements.Of(db, ct));
        var filter = DataFilter.Read(view, catalog);
        var rows = view.Faults.None ? await ReadData.Rows(db, filter, catalog, today).PageOf(view.Page, ct) : new([], 1, 0);
        return Pages.Show<DataMapPage>(http, new DataMapPage.Content(rows, view, filter, catalog, await ReadData.Flows(db, catalog, ct)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, CancellationToken ct)
    {
        var (language, view, today, catalog) = (Pages.LanguageOf(http), ListView.Read(http, DataFilter.List), await DistrictDay.Today(db, time, ct), await elements.Of(db, ct));
        var filter = DataFilter.Read(view, catalog);
        if (!view.Faults.None) return await Show(http, db, time, elements, ct);
        return CsvFile.Of("data-map", ["tool", "element", "element_code", "category", "sensitivity", "source", "purpose", "allowed", "enforcement", "enforcement_proof", "oneroster", "ed_fi", "ceds"],
            ReadData.Rows(db, filter, catalog, today).AsAsyncEnumerable().Select(r => Cells(language, catalog, r)));
    }

    private static IReadOnlyList<string?> Cells(Language language, ElementCatalog catalog, DataRow row)
    {
        var element = catalog.Find(row.Use.Element);
        string? Names(string standard) => element is null ? null : string.Join("; ", element.In(standard));
        return [row.Tool, catalog.Name(language, row.Use.Element), row.Use.Element, element?.GroupTitle.In(language), element?.Sensitivity, Codes.Of(row.Use.Source), row.Use.Purpose, row.Allowed ? "yes" : "no",
            Codes.Of(row.Enforcement), row.EnforcementProof, Names("oneroster"), Names("ed-fi"), Names("ceds")];
    }

    /// <summary>All of it, tool by tool: the words of the reader's language, codes as they are.</summary>
    private static async Task<IResult> Open(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, CancellationToken ct)
    {
        var (language, today, catalog) = (Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct), await elements.Of(db, ct));
        var tools = await (from tool in db.Set<Tool>().AsNoTracking()
                           join vendor in db.Set<Vendor>() on tool.Vendor equals vendor.Id
                           where db.Set<DataUse>().Any(u => u.Tool == tool.Id)
                           orderby tool.NameFolded, tool.Id
                           select new { Tool = tool, Vendor = vendor.Name }).ToListAsync(ct);
        var taken = await DataTaken.Of(db, catalog, [.. tools.Select(t => t.Tool.Id)], today, ct);
        return Results.Json(new JsonObject
        {
            ["as_of"] = DayText.Field(today),
            ["format"] = "chalkline.data-map/1",
            ["tools"] = new JsonArray([.. tools.Select(t => (JsonNode)Described(language, t.Tool, t.Vendor, taken[t.Tool.Id]))]),
        });
    }

    private static JsonObject Described(Language language, Tool tool, string vendor, DataTaken taken) => new()
    {
        ["agreements"] = new JsonArray([.. taken.Agreements.Select(a => (JsonNode)new JsonObject { ["name"] = a.Name, ["training"] = Codes.Of(a.Training), ["until"] = a.Until is { } until ? DayText.Field(until) : null })]),
        ["elements"] = new JsonArray([.. taken.Elements.Select(e => (JsonNode)new JsonObject
        {
            ["allowed"] = e.Allowed,
            ["category"] = e.Element?.Group,
            ["ceds"] = Names(e, "ceds"),
            ["code"] = e.Code,
            ["ed_fi"] = Names(e, "ed-fi"),
            ["name"] = e.Element?.Name.In(language) ?? e.Code,
            ["oneroster"] = Names(e, "oneroster"),
            ["purpose"] = e.Purpose,
            ["sensitivity"] = e.Element?.Sensitivity,
            ["source"] = Codes.Of(e.Source),
        })]),
        ["enforcement"] = Codes.Of(tool.Enforcement),
        ["enforcement_proof"] = tool.EnforcementProof,
        ["id"] = tool.Id.ToString(),
        ["stage"] = Codes.Of(tool.Stage),
        ["tool"] = tool.Name,
        ["vendor"] = vendor,
    };

    private static JsonArray Names(TakenElement element, string standard) => new([.. (element.Element?.In(standard) ?? []).Select(n => (JsonNode)n)]);
}
