using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Chalkline.Platform.Hosting;

/// <summary>
/// A log line a request, and its trace's tags: method, the route's pattern, status, duration, district. Never the path, which may hold a link that
/// is a secret, never the query, never who asked.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILoggerFactory logs)
{
    public const string Category = "Chalkline.Requests";

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

    private readonly ILogger _log = logs.CreateLogger(Category);

    public async Task InvokeAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        // Taken before the request is on its way: the method is whatever was sent.
        var method = Methods.Contains(http.Request.Method) ? http.Request.Method : "OTHER";
        try
        {
            await next(http);
        }
        finally
        {
            var (route, status, district) = (RouteOf(http), http.Response.StatusCode, http.District()?.Text);
            Tag(method, route, status, district);
            var milliseconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
            if (HealthEndpoints.IsFor(http) && status < 500) Asked(method, route, status, milliseconds);
            else if (status < 500) Answered(method, route, status, milliseconds, district);
            else Failed(method, route, status, milliseconds, district);
        }
    }

    // The exception handler takes the endpoint away and keeps it for itself.
    private static string? RouteOf(HttpContext http) =>
        ((http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText;

    private static void Tag(string method, string? route, int status, string? district)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity) return;
        activity.DisplayName = route is null ? method : method + " " + route;
        activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status).SetTag("chalkline.district", district);
        if (status >= 500) activity.SetStatus(ActivityStatusCode.Error);
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms, district {District}")]
    private partial void Answered(string method, string? route, int status, double milliseconds, string? district);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Route} {Status} in {Milliseconds} ms, district {District}")]
    private partial void Failed(string method, string? route, int status, double milliseconds, string? district);

    /// <summary>What a balancer asks every few seconds.</summary>
    [LoggerMessage(3, LogLevel.Debug, "{Method} {Route} {Status} in {Milliseconds} ms")]
    private partial void Asked(string method, string? route, int status, double milliseconds);
}
