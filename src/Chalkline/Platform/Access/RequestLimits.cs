using System.Globalization;
using System.Threading.RateLimiting;

namespace Chalkline.Platform.Access;

/// <summary>
/// What is more than the site can do is refused with 429 and the seconds to wait: too many requests at once, too many that hash a password, too many tries at one
/// e-mail address. Never by the address that a request comes from alone: a school is behind one.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>The field of forms that name an account.</summary>
    public const string EmailField = "Email";

    /// <summary>The route value with the link's secret.</summary>
    public const string FeedToken = "token";

    /// <summary>So many calendar programs of one person may read within ten minutes.</summary>
    public const int ReadsOfAFeed = 60;

    private const int AtOnce = 256, Waiting = 2048, HashesWaiting = 64, TriesAMinute = 20, SecondsToWait = 10;

    private readonly PartitionedRateLimiter<HttpContext> _places = PartitionedRateLimiter.Create<HttpContext, bool>(http => Has<Hashing>(http)
        ? RateLimitPartition.GetConcurrencyLimiter(true, _ => Concurrency(2 * Environment.ProcessorCount, HashesWaiting))
        : RateLimitPartition.GetConcurrencyLimiter(false, _ => Concurrency(AtOnce, Waiting)));

    private readonly PartitionedRateLimiter<HttpContext> _tries = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(KeyOf(http),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    // By the link, which is in no log.
    private readonly PartitionedRateLimiter<HttpContext> _reads = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
        SecretToken.HashOf(http.District()?.Text + "/" + http.Request.RouteValues[FeedToken]),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = ReadsOfAFeed, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));

    /// <summary>
    /// Lets a request on when there is a place for it, and refuses it where too many wait. The framework's own middleware does the same, but never ends its timers: a site that
    /// is closed would stay in memory.
    /// </summary>
    public async Task Limit(HttpContext http, RequestDelegate next)
    {
        using var place = await _places.AcquireAsync(http, 1, http.RequestAborted);
        if (!place.IsAcquired)
        {
            Refuse(http, place);
            return;
        }
        using var attempt = Has<ByEmail>(http) ? _tries.AttemptAcquire(http) : Has<ByLink>(http) ? _reads.AttemptAcquire(http) : null;
        if (attempt is { IsAcquired: false }) Refuse(http, attempt);
        else await next(http);
    }

    public void Dispose()
    {
        _places.Dispose();
        _tries.Dispose();
        _reads.Dispose();
    }

    private static void Refuse(HttpContext http, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? Math.Max(1, Math.Ceiling(told.TotalSeconds)) : SecondsToWait;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
    }

    private static bool Has<TMark>(HttpContext http) where TMark : class => http.GetEndpoint()?.Metadata.GetMetadata<TMark>() is not null;

    private static ConcurrencyLimiterOptions Concurrency(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    // The form was read when its token was checked; the address itself is kept nowhere.
    private static string KeyOf(HttpContext http) =>
        SecretToken.HashOf(http.District()?.Text + "/" + (http.Request.HasFormContentType ? http.Request.Form[EmailField].ToString().Trim().ToUpperInvariant() : ""));

    /// <summary>An endpoint that hashes a password.</summary>
    internal sealed record Hashing;

    /// <summary>An endpoint whose form names an account by its e-mail address.</summary>
    internal sealed record ByEmail;

    /// <summary>A link that a calendar program reads.</summary>
    internal sealed record ByLink;
}

/// <summary>What endpoints say of themselves to be limited.</summary>
internal static class LimitedEndpoints
{
    /// <summary>It hashes a password, which is slow on purpose: few of them run at once, so that they leave room for everyone else.</summary>
    public static TBuilder HashesAPassword<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestLimits.Hashing());

    /// <summary>Tries are counted by the e-mail address in its form.</summary>
    public static TBuilder CountsTriesByEmail<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestLimits.ByEmail());

    /// <summary>Reads are counted by the secret in the link.</summary>
    public static TBuilder CountsReadsByLink<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestLimits.ByLink());
}
