using Chalkline.Design;
using Chalkline.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Net.Http.Headers;

namespace Chalkline.Platform.Files;

/// <summary>The files of records: listed, uploaded, downloaded, deleted.</summary>
internal static class FilePages
{
    private const string Why = "the record that a file belongs to says who sees it";
    private const string Download = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.TryAddSingleton(new FileSettings(null));
        services.AddSingleton<VirusScan>();
        services.AddScoped<FileContents>();
        services.AddScoped<FileQueries>();
        services.AddScoped<UploadFile>();
        services.AddScoped<RemoveFile>();
        services.AddSingleton<IEraser, EraseFile>();
        services.AddSingleton<IJobKind, DeleteExpiredFiles>();
        services.AddAuditWords(FileWords.ResourceManager);
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/records/{kind}/{id:guid}/files", List).ForSignedIn(Why);
        routes.MapPost("/records/{kind}/{id:guid}/files", Upload).DisableAntiforgery().ForSignedIn(Why);
        routes.MapGet("/files/{id:guid}", Send).ForSignedIn(Why);
        routes.MapGet("/files/{id:guid}/delete", AskToRemove).ForSignedIn(Why);
        routes.MapPost("/files/{id:guid}/delete", Remove).DisableAntiforgery().ForSignedIn(Why);
    }

    /// <summary>The address of a record's files.</summary>
    public static string PathOf(string kind, Guid id) => $"/records/{kind}/{id}/files";

    private static async Task<IResult> List(HttpContext http, RecordKinds records, FileQueries queries, string kind, Guid id, string? page, CancellationToken ct)
    {
        var (person, record) = (http.SignedIn(), new Subject(kind, id));
        if (await records.Find(person, record, RecordParts.Files, ct) is not { } place) return Results.NotFound();
        return Pages.Show<FilesPage>(http, new FilesPage.Content(place, await queries.List(person, record, place, page, Pages.LanguageOf(http), ct)));
    }

    private static async Task<IResult> Upload(HttpContext http, RecordKinds records, FileQueries queries, UploadFile upload, string kind, Guid id, IFormFile? file, [FromForm] string? until, CancellationToken ct)
    {
        var (person, record, language, faults) = (http.SignedIn(), new Subject(kind, id), Pages.LanguageOf(http), new Faults());
        if (await records.Find(person, record, RecordParts.Files, ct) is not { } place) return Results.NotFound();
        if (!place.MayWrite) return Results.StatusCode(StatusCodes.Status403Forbidden);
        DateTimeOffset? expires = null;
        if (!string.IsNullOrWhiteSpace(until))
        {
            if (DayText.TryRead(until, out var day)) expires = await queries.EndOf(day, ct);
            else faults.Add("until", FileText.Say(language, nameof(FileWords.FaultNoDay)));
        }
        if (file is null) faults.Add("file", FileText.Say(language, nameof(FileWords.FaultNone)));
        if (file is not null && faults.None)
        {
            await using var content = file.OpenReadStream();
            if (await upload.Run(person, record, new(file.FileName, content, expires), ct) is not UploadFileResult.Refused refused) return Pages.GoTo(http, place.Path + "#files");
            faults.Add(refused.Field, FileText.Say(language, refused.Fault.Word, refused.Fault.Values));
        }
        var list = await queries.List(person, record, place, null, language, ct);
        return Pages.Again<FilesPage>(http, new FilesPage.Content(place, list with { Faults = faults, Until = until }));
    }

    /// <summary>As a download and as nothing else: a browser neither shows it nor guesses what it is, and lets it do nothing.</summary>
    private static async Task<IResult> Send(HttpContext http, FileQueries queries, FileContents contents, Guid id, CancellationToken ct)
    {
        if (await queries.ToDownload(http.SignedIn(), new(id), ct) is not { Sha256: { } sha256 } file || FileType.Find(file.Type) is not { } type) return Results.NotFound();
        var response = http.Response;
        response.ContentType = type.MediaType;
        response.ContentLength = file.Bytes;
        response.Headers.ContentSecurityPolicy = Download;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        try
        {
            await foreach (var chunk in contents.Read(sha256, file.Bytes, ct)) await response.Body.WriteAsync(chunk, ct);
        }
        catch (EndOfStreamException)
        {
            // Deleted while it was being sent: what came so far must not look whole.
            http.Abort();
        }
        return Results.Empty;
    }

    private static async Task<IResult> AskToRemove(HttpContext http, FileQueries queries, Guid id, CancellationToken ct)
    {
        if (await queries.ToRemove(http.SignedIn(), new(id), ct) is not var (file, place)) return Results.NotFound();
        var language = Pages.LanguageOf(http);
        return Pages.Show<RemovePage>(http, new Removal(FileText.Say(language, nameof(FileWords.RemoveTitle)), FileText.Say(language, nameof(FileWords.RemoveText), file.Name, file.Number),
            $"/files/{id}/delete", FileText.Say(language, nameof(FileWords.RemoveSubmit)), place.Path, place.Title));
    }

    private static async Task<IResult> Remove(HttpContext http, RemoveFile remove, Guid id, CancellationToken ct) =>
        await remove.Run(http.SignedIn(), new(id), ct) switch
        {
            RemoveFileResult.Removed removed => Pages.GoTo(http, removed.Place.Path),
            _ => Results.NotFound(),
        };
}
