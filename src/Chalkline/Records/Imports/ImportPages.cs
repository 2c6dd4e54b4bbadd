using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Imports;

/// <summary>The way of a file of schools: upload, see what it would do, agree.</summary>
internal static class ImportPages
{
    /// <summary>Somewhat more than a file may have, so that one that is too large is told so by its page.</summary>
    private const long MostRequestBytes = 8 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/schools/import", Ask).Requires(RecordsRights.SchoolsManage);
        routes.MapPost("/schools/import", Upload).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).Requires(RecordsRights.SchoolsManage);
        routes.MapGet("/schools/import/{id:guid}", Preview).Requires(RecordsRights.SchoolsManage);
        routes.MapPost("/schools/import/{id:guid}", Confirm).DisableAntiforgery().Requires(RecordsRights.SchoolsManage);
    }

    private static RazorComponentResult Ask(HttpContext http) => Pages.Show<ImportSchoolsPage>(http, new ImportSchoolsPage.Content([]));

    private static async Task<IResult> Upload(HttpContext http, DistrictDb db, TimeProvider time, IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 }) return Again(http, [new(0, null, null, nameof(RecordsWords.FileMissing))]);
        if (file.Length > SchoolFile.MostBytes) return Again(http, [new(0, null, null, nameof(RecordsWords.FileTooLarge))]);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return await StageImport.Run(db, time, http.SignedIn(), file.FileName, content.ToArray(), ct) switch
        {
            StageImportResult.Refused refused => Again(http, refused.Faults),
            StageImportResult.Staged staged => Pages.GoTo(http, "/schools/import/" + staged.Id),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<IResult> Preview(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await Shown(http, db, time, new(id), StatusCodes.Status200OK, ct);

    private static async Task<IResult> Confirm(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] string? agreed, CancellationToken ct) =>
        await ConfirmImport.Run(db, time, http.SignedIn(), new(id), agreed, ct) switch
        {
            ConfirmImportResult.Gone => Results.NotFound(),
            ConfirmImportResult.Outdated => await Shown(http, db, time, new(id), StatusCodes.Status409Conflict, ct),
            ConfirmImportResult.Merged => Pages.GoTo(http, $"/schools/import/{id}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> Shown(HttpContext http, DistrictDb db, TimeProvider time, ImportId id, int status, CancellationToken ct)
    {
        if (await ConfirmImport.Find(db, time, id, ct) is not { } import) return Results.NotFound();
        if (import.Content is not { } content) return Pages.Show<ImportDonePage>(http, import);
        var (file, schools) = (SchoolFile.Read(content), await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).ToListAsync(ct));
        var differences = SchoolDifferences.Of(file, schools, await DistrictDay.Today(db, time, ct));
        return Pages.Show<ImportPreviewPage>(http, new ImportPreviewPage.Content(import.Id, import.FileName, differences.New, differences.Changed,
            differences.Unchanged.Count, differences.NotInFile, differences.Faults, file.Unread, differences.Fingerprint(),
            Outdated: status == StatusCodes.Status409Conflict), status);
    }

    private static RazorComponentResult Again(HttpContext http, IReadOnlyList<FileFault> faults) =>
        Pages.Again<ImportSchoolsPage>(http, new ImportSchoolsPage.Content(faults));
}
