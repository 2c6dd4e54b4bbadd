using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A file that every page loads, to be kept by the browser for good: its address changes with its content.</summary>
internal sealed class SiteFileResult(SiteFile asset) : IResult
{
    public const string ForGood = "public, max-age=31536000, immutable";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (bytes, encoding) = asset.For(httpContext.Request.Headers.AcceptEncoding);
        var headers = httpContext.Response.Headers;
        (headers.CacheControl, headers.Vary, headers.ContentEncoding) = (ForGood, "Accept-Encoding", encoding);
        (httpContext.Response.ContentType, httpContext.Response.ContentLength) = (asset.Type, bytes.Length);
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
