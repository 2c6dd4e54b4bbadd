using Chalkline.Platform.Web;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.Comments;

/// <summary>Comments on records: read, written, deleted.</summary>
internal static class CommentPages
{
    private const string Why = "the record that a comment is about says who sees it";

    public static IServiceCollection AddComments(this IServiceCollection services)
    {
        services.AddScoped<CommentQueries>();
        services.AddScoped<RemoveComment>();
        services.AddSingleton<IEraser, EraseComment>();
        services.AddAuditWords(CommentWords.ResourceManager);
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/records/{kind}/{id:guid}/comments", List).ForSignedIn(Why);
        routes.MapPost("/records/{kind}/{id:guid}/comments", Add).DisableAntiforgery().ForSignedIn(Why);
        routes.MapGet("/comments/{id:guid}/delete", AskToRemove).ForSignedIn(Why);
        routes.MapPost("/comments/{id:guid}/delete", Remove).DisableAntiforgery().ForSignedIn(Why);
    }

    /// <summary>The address of the comments on a record.</summary>
    public static string PathOf(string kind, Guid id) => $"/records/{kind}/{id}/comments";

    private static async Task<IResult> List(HttpContext http, RecordKinds records, CommentQueries queries, string kind, Guid id, string? page, CancellationToken ct)
    {
        var (person, record) = (http.SignedIn(), new Subject(kind, id));
        if (await records.Find(person, record, RecordParts.Comments, ct) is not { } place) return Results.NotFound();
        return Pages.Show<CommentsPage>(http, new CommentsPage.Content(place, await queries.List(person, record, place, page, Pages.LanguageOf(http), ct)));
    }

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, RecordKinds records, CommentQueries queries, TimeProvider time, string kind, Guid id, [FromForm] string? text, CancellationToken ct)
    {
        var (person, record, language, clean) = (http.SignedIn(), new Subject(kind, id), Pages.LanguageOf(http), CommentRules.Clean(text));
        if (await records.Find(person, record, RecordParts.Comments, ct) is not { } place) return Results.NotFound();
        if (!place.MayWrite) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var fault = clean.Length == 0 ? CommentText.Say(language, nameof(CommentWords.FaultEmpty))
            : clean.Length > CommentRules.MostCharacters ? CommentText.Say(language, nameof(CommentWords.FaultTooLong), CommentRules.MostCharacters, clean.Length) : null;
        if (fault is not null)
        {
            var (faults, list) = (new Faults(), await queries.List(person, record, place, null, language, ct));
            faults.Add("text", fault);
            return Pages.Again<CommentsPage>(http, new CommentsPage.Content(place, list with { Text = text, Faults = faults }));
        }
        await AddComment.Run(db, time, person, record, clean, ct);
        return Pages.GoTo(http, place.Path + "#comments");
    }

    private static async Task<IResult> AskToRemove(HttpContext http, CommentQueries queries, Guid id, CancellationToken ct)
    {
        if (await queries.ToRemove(http.SignedIn(), new(id), ct) is not var (comment, place)) return Results.NotFound();
        var language = Pages.LanguageOf(http);
        return Pages.Show<RemovePage>(http, new Removal(CommentText.Say(language, nameof(CommentWords.RemoveTitle)),
            CommentText.Say(language, nameof(CommentWords.RemoveText), comment.Text!.Length > 100 ? comment.Text[..100] + "…" : comment.Text),
            $"/comments/{id}/delete", CommentText.Say(language, nameof(CommentWords.RemoveSubmit)), place.Path, place.Title));
    }

    private static async Task<IResult> Remove(HttpContext http, RemoveComment remove, Guid id, CancellationToken ct) =>
        await remove.Run(http.SignedIn(), new(id), ct) is { } place ? Pages.GoTo(http, place.Path + "#comments") : Results.NotFound();
}
