using Chalkline.Design;

namespace Chalkline.Platform.Jobs;

/// <summary>The work behind the pages: the list for the administrator, and each job for whoever asked for it.</summary>
internal static class JobPages
{
    public const string Path = "/jobs";

    private const string Own = "what one asked for oneself; everything with jobs.read, and to change it with jobs.manage";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobWorker>();
        services.AddScoped<JobQueries>();
        services.AddScoped<ChangeJob>();
        services.AddSingleton<IDistrictOpening, ResumeJobs>();
        services.AddAuditWords(JobWords.ResourceManager);
        services.AddSingleton<INavigation, JobNavigation>();
        services.AddSingleton<IWorkItems, FailedJobs>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).Requires(PlatformRights.JobsRead);
        routes.MapGet(Path + "/{id:guid}", One).ForSignedIn(Own);
        routes.MapPost(Path + "/{id:guid}/cancel", Cancel).DisableAntiforgery().ForSignedIn(Own);
        routes.MapPost(Path + "/{id:guid}/try-again", TryAgain).DisableAntiforgery().ForSignedIn(Own);
    }

    private static async Task<IResult> List(HttpContext http, JobQueries queries, string? state, string? page, CancellationToken ct) =>
        Pages.Show<JobListPage>(http, await queries.List(state, page, Pages.LanguageOf(http), ct));

    private static async Task<IResult> One(HttpContext http, JobQueries queries, Guid id, CancellationToken ct) =>
        await queries.Find(http.SignedIn(), new(id), Pages.LanguageOf(http), ct) is { } job ? Pages.Show<JobPage>(http, job) : Results.NotFound();

    private static async Task<IResult> Cancel(HttpContext http, ChangeJob change, Guid id, CancellationToken ct) =>
        Answer(http, id, await change.Cancel(http.SignedIn(), new(id), ct));

    private static async Task<IResult> TryAgain(HttpContext http, ChangeJob change, Guid id, CancellationToken ct) =>
        Answer(http, id, await change.TryAgain(http.SignedIn(), new(id), ct));

    // A job that stands otherwise by now shows that itself.
    private static IResult Answer(HttpContext http, Guid id, ChangeJobResult result) => result switch
    {
        ChangeJobResult.NoSuchJob => Results.NotFound(),
        _ => Pages.GoTo(http, $"{Path}/{id}"),
    };

    private sealed class JobNavigation : INavigation
    {
        public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PlatformRights.JobsRead)
            ? [new(JobText.Say(language, nameof(JobWords.ListTitle)), Path, JobText.Say(language, nameof(JobWords.ListSentence)))] : [];
    }
}
