using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace Chalkline.Platform;

/// <summary>
/// How much a form takes from people without an account: gently by address, because a whole company is behind one, and in total. Addresses are kept nowhere: they are counted under a hash with
/// a key of this process alone.
/// </summary>
internal class PublicLimits : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public PublicLimits(int perAddress, int inTotal) => _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => Of(http.District()?.Text + "/" + HashOf(http.Connection.RemoteIpAddress), perAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(http => Of(http.District()?.Text + "", inTotal)));

    /// <summary>Counts one; true where it is one too many. The answer then says how long to wait.</summary>
    public bool IsTooMany(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        if (lease.IsAcquired) return false;
        http.Response.Headers.RetryAfter = Math.Ceiling(Window.TotalSeconds / 6).ToString(CultureInfo.InvariantCulture);
        return true;
    }

    public void Dispose()
    {
        _limiter.Dispose();
        GC.SuppressFinalize(this);
    }

    // A sliding window gives back a sixth of the hour at a time.
    private static RateLimitPartition<string> Of(string key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(key,
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = 6, QueueLimit = 0 });

    private string HashOf(IPAddress? address) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(address?.ToString() ?? "")));
}
