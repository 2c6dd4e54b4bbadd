using Chalkline.Design;

namespace Chalkline.Platform.Web;

/// <summary>What belongs to the frame itself: the stylesheet and the sign in a browser's tab.</summary>
internal static class FrameEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/css/plain.css", (HttpContext http) => Asset(http, Stylesheet.Text, "text/css; charset=utf-8")).ForAnyone("the look of every page");
        routes.MapGet("/icon.svg", (HttpContext http) => Asset(http, Stylesheet.Icon, "image/svg+xml")).ForAnyone("the look of every page");
    }

    private static IResult Asset(HttpContext http, string text, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(text, type);
    }
}
