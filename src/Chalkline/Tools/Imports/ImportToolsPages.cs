using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Tools.Imports;

/// <summary>The way of a file of tools: upload, see what it would do, agree.</summary>
internal static class ImportToolsPages
{
    public const string Home = "/tools/import";

    /// <summary>Somewhat more than a file may have, so that one that is too large is told so by its page.</summary>
    private const long MostRequestBytes = 8 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Ask).Requires(ToolRights.Manage);
        routes.MapPost(Home, Upload).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).Requires(ToolRights.Manage);
        routes.MapGet(Home + "/{file:guid}", Preview).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/{file:guid}", Confirm).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    private static RazorComponentResult Ask(HttpContext http) => Pages.Show<ImportToolsPage>(http, new ImportToolsPage.Content([]));

    private static async Task<IResult> Upload(HttpContext http, DistrictDb db, TimeProvider time, IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 }) return Again([new(0, null, null, nameof(AimWords.FileMissing))]);
        if (file.Length > SheetFile.MostBytes) return Again([new(0, null, null, nameof(AimWords.FileTooLarge))]);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return await ImportTools.Stage(db, time, http.SignedIn(), file.FileName, content.ToArray(), ct) switch
        {
            ImportToolsResult.Refused refused => Again(refused.Faults),
            ImportToolsResult.Staged staged => Pages.GoTo(http, $"{Home}/{staged.Id}"),
            _ => Results.NotFound(),
        };

        IResult Again(IReadOnlyList<SheetFault> faults) => Pages.Again<ImportToolsPage>(http, new ImportToolsPage.Content(faults));
    }

    private static Task<IResult> Preview(HttpContext http, DistrictDb db, TimeProvider time, Guid file, CancellationToken ct) => Shown(http, db, time, file, StatusCodes.Status200OK, ct);

    private static async Task<IResult> Confirm(HttpContext http, DistrictDb db, TimeProvider time, Guid file, [FromForm] string? agreed, CancellationToken ct) =>
        await ImportTools.Confirm(db, time, http.SignedIn(), new(file), agreed, Pages.LanguageOf(http), ct) switch
        {
            ImportToolsResult.Outdated => await Shown(http, db, time, file, StatusCodes.Status409Conflict, ct),
            ImportToolsResult.Merged => Pages.GoTo(http, $"{Home}/{file}"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Shown(HttpContext http, DistrictDb db, TimeProvider time, Guid file, int status, CancellationToken ct)
    {
        if (await ImportTools.Find(db, time, new(file), ct) is not { } staged) return Results.NotFound();
        var differences = staged.Content is { } content ? await ToolDifferences.Of(db, content, ct) : ToolDifferences.None;
        return Pages.Show<ImportToolsPreviewPage>(http, new ImportToolsPreviewPage.Content(staged, status == StatusCodes.Status409Conflict) { Differences = differences }, status);
    }
}
