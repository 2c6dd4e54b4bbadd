using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Chalkline.Platform.Hooks;

/// <summary>What a hook may be, when it is tried again, and how it is signed. Pure.</summary>
internal static partial class HookRules
{
    /// <summary>What a test tells of.</summary>
    public const string TestAction = "web-hook.test";

    public const int LongestName = 60, LongestAddress = 500, LongestEvents = 400, MostHooks = 20;

    /// <summary>How long it is tried, and how long the secret before is valid.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromHours(24), Overlap = TimeSpan.FromHours(24);

    /// <summary>How long a node has for one delivery before another may try; how long the list remembers.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromDays(30);

    /// <summary>Kinds that are not told of: what hooks themselves cause would go round in a circle, and who comes and goes is nobody's business.</summary>
    private static readonly string[] NotTold = ["job", "session", "sessions", "web-hook"];

    public static bool IsTold(string action) => !NotTold.Contains(action.Split('.')[0]);

    /// <param name="events">Divided by spaces.</param>
    public static bool Hears(string events, string action) => IsTold(action)
        && events.Split(' ').Any(e => e == action || e.EndsWith(".*", StringComparison.Ordinal) && action.StartsWith(e[..^1], StringComparison.Ordinal));

    /// <summary>Events as they are kept; null where one of them is none, or there is none.</summary>
    public static string? ReadEvents(string? typed)
    {
        var events = (typed ?? "").Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).ToList();
        var kept = string.Join(' ', events);
        return events.Count > 0 && kept.Length <= LongestEvents && events.TrueForAll(e => Event().IsMatch(e) && IsTold(e)) ? kept : null;
    }

    /// <summary>Whether a hook may have the address, as far as the address itself says; where its name leads is looked at whenever it is connected to.</summary>
    public static bool IsAddress(string? typed, bool allowsThisComputer)
    {
        if (typed is not { Length: > 0 and <= LongestAddress } || typed.Any(char.IsControl) || !Uri.TryCreate(typed, UriKind.Absolute, out var uri)) return false;
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0) return false;
        if (allowsThisComputer && uri.IsLoopback && uri.Scheme is "http" or "https") return true;
        return uri.Scheme == Uri.UriSchemeHttps && !uri.IsLoopback && (!IPAddress.TryParse(uri.IdnHost, out var literal) || IsPublic(literal));
    }

    /// <summary>When to try again after a failure: half a minute, four times longer each time, to four hours; null: a day has passed.</summary>
    public static DateTimeOffset? Next(DateTimeOffset at, int tries, DateTimeOffset now)
    {
        var next = now + TimeSpan.FromSeconds(Math.Min(4 * 3600, 30 * Math.Pow(4, Math.Clamp(tries - 1, 0, 6))));
        return next - at <= TriedFor ? next : null;
    }

    /// <summary>A signature by Standard Webhooks 1.0: HMAC-SHA256 of id, time and body, in Base64.</summary>
    public static string Signature(string secret, string id, DateTimeOffset time, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(HookSecrets.KeyOf(secret), Encoding.UTF8.GetBytes($"{id}.{Timestamp(time)}.{body}")));

    public static string Timestamp(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether an address is of the open network: none that is private, of this machine, of this link, for tests, for many or for nobody (IANA's registries of
    /// special addresses), also where it is wrapped into another.
    /// </summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special.Any(n => n.Contains(address)),
            // 2000::/3 is what is given out; in it are wrappings of IPv4 and addresses for documents.
            AddressFamily.InterNetworkV6 => Global.Contains(address) && !SpecialInGlobal.Any(n => n.Contains(address)),
            _ => false,
        };
    }

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialInGlobal = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork[] Special = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    }.Select(IPNetwork.Parse)];

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\.(\*|[a-z]+(-[a-z]+)*)\z")]
    private static partial Regex Event();
}
