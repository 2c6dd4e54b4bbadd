using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>The register of evidence: of a tool, and each with its files.</summary>
internal static class EvidencePages
{
    private const string OfTool = VettingPages.Home + "/evidence", One = "/evidence/{id:guid}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OfTool, List).Requires(ToolRights.VettingRead);
        routes.MapGet(OfTool + "/new", New).Requires(ToolRights.VettingEvidence);
        routes.MapPost(OfTool + "/new", Add).DisableAntiforgery().Requires(ToolRights.VettingEvidence);
        routes.MapGet(One, Show).Requires(ToolRights.VettingRead);
        routes.MapGet(One + "/edit", Edit).Requires(ToolRights.VettingEvidence);
        routes.MapPost(One + "/edit", Change).DisableAntiforgery().Requires(ToolRights.VettingEvidence);
    }

    public static string PathOf(EvidenceId id) => $"/evidence/{id}";

    public static string PathOf(ToolId tool) => VettingPages.PathOf(tool) + "/evidence";

    private static async Task<IResult> List(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, Guid id, string? page, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        var rows = await KeepEvidence.For(db, tool).PageOf(page, ct);
        var ids = rows.Rows.Select(e => e.Id).ToList();
        var used = await db.Set<AnswerEvidence>().AsNoTracking().Where(t => ids.Contains(t.Evidence)).GroupBy(t => new { t.Evidence, Here = t.Tool == tool.Id })
            .Select(g => new { g.Key.Evidence, g.Key.Here, Count = g.Count() }).ToListAsync(ct);
        var lines = await read.Lines(db, rows.Rows, ct);
        return Pages.Show<EvidenceListPage>(http, new EvidenceListPage.Content(tool, new([.. lines.Select(l => new EvidenceListPage.Row(l,
            used.Where(u => u.Evidence == l.Evidence.Id && u.Here).Sum(u => u.Count), used.Where(u => u.Evidence == l.Evidence.Id && !u.Here).Sum(u => u.Count)))], rows.Number, rows.Total),
            await DistrictDay.Today(db, time, ct), http.SignedIn().May(ToolRights.VettingEvidence)));
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<EvidenceFormPage>(http, new EvidenceFormPage.Content(tool, null, new() { For = "vendor" }, new(), null)) : Results.NotFound();

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] EvidenceForm form, Guid id, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        return await AimAnswer.To<EvidenceFormPage, VettingEvidence>(http, () => KeepEvidence.Add(db, time, http.SignedIn(), tool, form, ct), e => PathOf(e.Id), () => Task.FromResult<VettingEvidence?>(null),
            again => Task.FromResult<object>(new EvidenceFormPage.Content(tool, null, form, again.Faults, null)), VettingText.Of);
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, ReadVetting read, ReadRecordSections records, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } evidence) return Results.NotFound();
        var uses = await (from tie in db.Set<AnswerEvidence>().AsNoTracking()
                          where tie.Evidence == evidence.Id
                          join tool in db.Set<Tool>() on tie.Tool equals tool.Id
                          group tie by new { tool.Id, tool.Name, tool.NameFolded } into g
                          orderby g.Key.NameFolded, g.Key.Id
                          select new EvidencePage.Use(g.Key.Id, g.Key.Name, g.Count())).PageOf(http.Request.Query["page"], ct);
        var vendor = evidence.Vendor is { } of ? await db.Set<Vendor>().Where(v => v.Id == of).Select(v => v.Name).SingleAsync(ct) : null;
        return Pages.Show<EvidencePage>(http, new EvidencePage.Content((await read.Lines(db, [evidence], ct))[0], vendor, uses, await DistrictDay.Today(db, time, ct),
            http.SignedIn().May(ToolRights.VettingEvidence), await records.Of(http, VettingRecords.EvidenceKind, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } evidence ? Pages.Show<EvidenceFormPage>(http, new EvidenceFormPage.Content(null, evidence, EvidenceForm.Of(evidence), new(), null)) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] EvidenceForm form, Guid id, CancellationToken ct) =>
        AimAnswer.To<EvidenceFormPage, VettingEvidence>(http, () => KeepEvidence.Change(db, time, http.SignedIn(), new(id), form, ct), e => PathOf(e.Id), () => Find(db, id, ct),
            again => Task.FromResult<object>(new EvidenceFormPage.Content(null, again.Record, form with { Version = again.Version(form.Version) }, again.Faults, again.Stored(EvidenceForm.Of))), VettingText.Of);

    private static Task<VettingEvidence?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new EvidenceId(id);
        return db.Set<VettingEvidence>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == wanted, ct);
    }
}
