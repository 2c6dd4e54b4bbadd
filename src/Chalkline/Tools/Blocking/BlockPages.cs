using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Blocking;

/// <summary>The list of blocked tools, what was taken out of it, and the addresses of a tool.</summary>
internal static class BlockPages
{
    public const string Home = "/tools/blocked";

    private const string Of = ToolPages.Home + "/{id:guid}/addresses";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.BlockedRead);
        routes.MapGet(Home + "/exports", History).Requires(ToolRights.BlockedRead);
        routes.MapGet(Home + "/exports/{id:guid}", File).Requires(ToolRights.BlockedRead);
        // A form that is sent twice is led to its own address.
        routes.MapGet(Home + "/export", Back).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/export", Export).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Home + "/confirm", Back).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/confirm", Confirm).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Of, Edit).Requires(ToolRights.Manage);
        routes.MapPost(Of, Change).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    public static string AddressesOf(ToolId id) => $"{ToolPages.PathOf(id)}/addresses";

    private static IResult Back(HttpContext http) => Pages.GoTo(http, Home);

    private static async Task<IResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) => Pages.Show<BlockedPage>(http, await Model(http, db, time, new(), new(), ct));

    private static async Task<BlockedPage.Content> Model(HttpContext http, DistrictDb db, TimeProvider time, ConfirmForm form, Faults faults, CancellationToken ct)
    {
        var standings = await ReadBlocked.Standings(db, ct);
        var names = await StaffNames.Of(db, standings.SelectMany(s => new[] { s.Last?.By, s.Last?.ConfirmedBy }), Pages.LanguageOf(http), ct);
        return new(await ReadBlocked.Rows(db).PageOf(http.Request.Query["page"], ct), standings, names, http.SignedIn().May(ToolRights.Manage), await DistrictDay.Today(db, time, ct), await DistrictTime.Zone(db, ct), form, faults);
    }

    private static async Task<IResult> History(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var exports = await db.Set<BlockExport>().AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).PageOf(http.Request.Query["page"], ct);
        var names = await StaffNames.Of(db, exports.Rows.SelectMany(e => new[] { (AccountId?)e.By, e.ConfirmedBy }), Pages.LanguageOf(http), ct);
        return Pages.Show<BlockHistoryPage>(http, new BlockHistoryPage.Content(exports, names, await DistrictTime.Zone(db, ct)));
    }

    private static async Task<IResult> Export(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] string? format, CancellationToken ct) =>
        Codes.Find<BlockFormat>(format) is { } known ? FileOf(await ExportBlocked.Run(db, time, http.SignedIn(), known, ct)) : Results.NotFound();

    /// <summary>The same file again: it is made of what was kept, and has the same hash.</summary>
    private static async Task<IResult> File(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new BlockExportId(id);
        return await db.Set<BlockExport>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == wanted, ct) is { } export ? FileOf(export) : Results.NotFound();
    }

    private static IResult FileOf(BlockExport export) => Results.File(BlockRules.Write(export.Format, BlockRules.Stored(export.Entries)), export.Format switch
    {
        BlockFormat.Google => "text/csv; charset=utf-8",
        BlockFormat.Entra => "application/json",
        _ => "text/plain; charset=utf-8",
    }, BlockRules.FileName(export.Format));

    private static async Task<IResult> Confirm(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] ConfirmForm form, CancellationToken ct) => await ExportBlocked.Confirm(db, time, http.SignedIn(), form, ct) switch
    {
        AimResult<BlockExport>.Done => Pages.GoTo(http, Home),
        AimResult<BlockExport>.Refused refused => Pages.Again<BlockedPage>(http, await Model(http, db, time, form, BlockText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        var form = await Stored(db, tool.Id, ct) with { Version = tool.Version.ToString(Language.Numbers) };
        var suggested = await ReadBlocked.Suggested(db, packs, tool, ct);
        // Where nobody has typed any, what the packs know is a beginning.
        if (form is { Domains: "", GoogleClients: "", EntraApps: "" }) form = form with { Domains = string.Join('\n', suggested) };
        return Pages.Show<AddressPage>(http, new AddressPage.Content(tool, form, null, new(), suggested));
    }

    private static Task<IResult> Change(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, [FromForm] AddressForm form, CancellationToken ct) =>
        AimAnswer.To<AddressPage, Tool>(http, () => AddressTool.Run(db, http.SignedIn(), new(id), form, http.Request.Host.Host.ToLowerInvariant(), ct), t => ToolPages.PathOf(t.Id), () => ReadTools.Find(db, id, ct), async again =>
            new AddressPage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.IsStale ? await Stored(db, again.Record!.Id, ct) : null, again.Faults, await ReadBlocked.Suggested(db, packs, again.Record!, ct)), BlockText.Of);

    private static async Task<AddressForm> Stored(DistrictDb db, ToolId id, CancellationToken ct) => AddressForm.Of(await db.Set<ToolAddress>().AsNoTracking().Where(a => a.Tool == id).ToListAsync(ct));
}
