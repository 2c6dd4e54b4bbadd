using Chalkline.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>The way of a file of values: upload, see what it would do, agree.</summary>
internal static class ImportValuesPages
{
    /// <summary>Somewhat more than a file may have, so that one that is too large is told so by its page.</summary>
    private const long MostRequestBytes = 8 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/measures/{id:guid}/import", Ask).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/import", Upload).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).Requires(RoadmapRights.MeasuresManage);
        routes.MapGet("/measures/{id:guid}/import/{file:guid}", Preview).Requires(RoadmapRights.MeasuresManage);
        routes.MapPost("/measures/{id:guid}/import/{file:guid}", Confirm).DisableAntiforgery().Requires(RoadmapRights.MeasuresManage);
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(db, id, ct) is { } measure ? Pages.Show<ImportValuesPage>(http, new ImportValuesPage.Content(measure, [])) : Results.NotFound();

    private static async Task<IResult> Upload(HttpContext http, DistrictDb db, TimeProvider time, Guid id, IFormFile? file, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } measure) return Results.NotFound();
        if (file is null or { Length: 0 }) return Again([new(0, null, null, nameof(AimWords.FileMissing))]);
        if (file.Length > SheetFile.MostBytes) return Again([new(0, null, null, nameof(AimWords.FileTooLarge))]);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return await ImportValues.Stage(db, time, http.SignedIn(), new(id), file.FileName, content.ToArray(), ct) switch
        {
            ImportValuesResult.Refused refused => Again(refused.Faults),
            ImportValuesResult.Staged staged => Pages.GoTo(http, $"/measures/{id}/import/{staged.Id}"),
            _ => Results.NotFound(),
        };

        IResult Again(IReadOnlyList<SheetFault> faults) => Pages.Again<ImportValuesPage>(http, new ImportValuesPage.Content(measure, faults));
    }

    private static Task<IResult> Preview(HttpContext http, DistrictDb db, TimeProvider time, Guid id, Guid file, CancellationToken ct) =>
        Shown(http, db, time, id, file, StatusCodes.Status200OK, ct);

    private static async Task<IResult> Confirm(HttpContext http, DistrictDb db, TimeProvider time, Guid id, Guid file, [FromForm] string? agreed, CancellationToken ct) =>
        await ImportValues.Confirm(db, time, http.SignedIn(), new(id), new(file), agreed, ct) switch
        {
            ImportValuesResult.Outdated => await Shown(http, db, time, id, file, StatusCodes.Status409Conflict, ct),
            ImportValuesResult.Merged => Pages.GoTo(http, $"/measures/{id}/import/{file}"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Shown(HttpContext http, DistrictDb db, TimeProvider time, Guid id, Guid file, int status, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } measure || await ImportValues.Find(db, time, new(id), new(file), ct) is not { } staged) return Results.NotFound();
        if (staged.Content is not { } content) return Pages.Show<ImportValuesPreviewPage>(http, new ImportValuesPreviewPage.Content(measure, staged, [], [], [], [], 0, "", false, new Dictionary<SchoolId, string>()));
        var differences = await ValueDifferences.Of(db, time, measure, content, ct);
        var names = await db.Set<Records.School>().AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return Pages.Show<ImportValuesPreviewPage>(http, new ImportValuesPreviewPage.Content(measure, staged, differences.New, differences.Changed, differences.Faults, differences.Unread,
            differences.Unchanged, differences.Fingerprint(), status == StatusCodes.Status409Conflict, names), status);
    }

    private static Task<Measure?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new MeasureId(id);
        return db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted, ct);
    }
}
