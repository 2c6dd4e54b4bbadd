using Chalkline.Platform.Access;

namespace Chalkline.Platform.Feeds;

/// <summary>Where a calendar program reads a person's dates. It has no session: the link's 128 random bits are what lets it in, and the log has the route without them.</summary>
internal static class FeedEndpoint
{
    private const string Prefix = "/calendar-feed/", Suffix = ".ics";

    public static string PathOf(string token) => Prefix + token + Suffix;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Prefix + "{" + RequestLimits.FeedToken + "}" + Suffix, Read).ForAnyone("by a secret link, under its person's rights").CountsReadsByLink();

    private static async Task<IResult> Read(HttpContext http, string token, ReadFeed feed, CancellationToken ct)
    {
        if (await feed.Run(token, ct) is not { } calendar) return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=600";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return Results.Text(calendar, IcsFile.ContentType);
    }
}
