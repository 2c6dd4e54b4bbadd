using System.Globalization;
using System.Threading.RateLimiting;

namespace Chalkline.Platform.Access;

/// <summary>
/// What is more than the site can do is refused with 429 and the seconds to wait: too many requests at once, too many that hash a password, too many tries at one
/// e-mail address. Never by the address that a request comes from alone: a school is behind one.
/// </summary>
internal static class RequestLimits
{
    /// <summary>The policy of forms that name an account by its e-mail address.</summary>
    public const string PerEmail = "per-email";

    /// <summary>The field of such forms.</summary>
    public const string EmailField = "Email";

    /// <summary>The policy of links that a calendar program reads: by the link, which is in no log.</summary>
    public const string PerFeed = "per-feed";

    /// <summary>The route value with the link's secret.</summary>
    public const string FeedToken = "token";

    /// <summary>So many calendar programs of one person may read within ten minutes.</summary>
    public const int ReadsOfAFeed = 60;

    private const int AtOnce = 256, Waiting = 2048, HashesWaiting = 64, TriesAMinute = 20, SecondsToWait = 10;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? Math.Max(1, Math.Ceiling(told.TotalSeconds)) : SecondsToWait;
            context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(http => http.GetEndpoint()?.Metadata.GetMetadata<Hashing>() is null
            ? RateLimitPartition.GetConcurrencyLimiter(false, _ => Concurrency(AtOnce, Waiting))
            : RateLimitPartition.GetConcurrencyLimiter(true, _ => Concurrency(2 * Environment.ProcessorCount, HashesWaiting)));
        o.AddPolicy(PerEmail, http => RateLimitPartition.GetFixedWindowLimiter(KeyOf(http),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesAMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
        o.AddPolicy(PerFeed, http => RateLimitPartition.GetFixedWindowLimiter(SecretToken.HashOf(http.District()?.Text + "/" + http.Request.RouteValues[FeedToken]),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = ReadsOfAFeed, Window = TimeSpan.FromMinutes(10), QueueLimit = 0 }));
    });

    /// <summary>An endpoint that hashes a password, which is slow on purpose: few of them run at once, so that they leave room for everyone else.</summary>
    public static TBuilder HashesAPassword<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Hashing());

    private static ConcurrencyLimiterOptions Concurrency(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    // The form was read when its token was checked; the address itself is kept nowhere.
    private static string KeyOf(HttpContext http) =>
        SecretToken.HashOf(http.District()?.Text + "/" + (http.Request.HasFormContentType ? http.Request.Form[EmailField].ToString().Trim().ToUpperInvariant() : ""));

    private sealed record Hashing;
}
