using Microsoft.AspNetCore.Http.HttpResults;

namespace Chalkline.Platform.Search;

/// <summary>The page of search: <c>/search?q=</c>.</summary>
internal static class SearchPages
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddScoped<FindRecords>();
        services.AddSingleton<IDistrictOpening, FillSearch>();
        services.AddSingleton<ISearchContent, FindPlaces>();
        services.AddSingleton<ISearchContent, FindPackItems>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search", Find).ForSignedIn("finds what the person may see and nothing else");

    private static async Task<RazorComponentResult> Find(HttpContext http, string? q, string? page, DistrictDb db, FindRecords records, IEnumerable<ISearchContent> content, CancellationToken ct)
    {
        var (person, language, words) = (http.SignedIn(), Pages.LanguageOf(http), SearchWords.Of(q));
        var groups = new List<SearchPage.Group>();
        foreach (var source in words.All.Count == 0 ? [] : content)
            if (await source.Find(db, person, language, words, ct) is { Count: > 0 } found) groups.Add(new(source.Says(language), found));
        return Pages.Show<SearchPage>(http, new SearchPage.Results(words.Typed, words.All.Count > 0, words.Cut, await records.Of(person, language, words, page, ct), groups));
    }
}
