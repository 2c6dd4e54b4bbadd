namespace Chalkline.Platform.Web;

/// <summary>What every answer carries, error pages too.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        // On starting, so that an error page, which clears what was set before, has them as well.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            // A download has a stricter one.
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            // A page whose address is a secret has a stricter one.
            if (!headers.ContainsKey("Referrer-Policy")) headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // A year. Subdomains are not ours to decide about; on this computer there is nothing between browser and server.
            if (http.Request.IsHttps && !IsThisComputer(http.Request.Host.Host)) headers.StrictTransportSecurity = "max-age=31536000";
            // What a person sees is not for whoever has the browser next.
            if (!headers.ContainsKey("Cache-Control")) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static bool IsThisComputer(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
