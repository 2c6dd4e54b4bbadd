using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Chalkline.Platform.Hooks;

internal readonly record struct WebHookId(Guid Value) : IId<WebHookId>
{
    public static WebHookId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

internal readonly record struct HookDeliveryId(Guid Value) : IId<HookDeliveryId>
{
    public static HookDeliveryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>An address of the district's that is told when something happens. One that was deleted stays, without its secrets.</summary>
internal sealed class WebHook : IVersioned
{
    public WebHookId Id { get; init; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>Of actions of the audit log, divided by spaces: <c>goal.* milestone.met</c>.</summary>
    public required string Events { get; set; }

    /// <summary>By what it is signed, under the installation's keys. Null after a restore: made anew.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>The secret before; also valid for a while, so that the receiver can change over.</summary>
    public string? FormerSecret { get; set; }
    public DateTimeOffset? FormerUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PausedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>Where a delivery stands. Words: <c>Delivery…</c>.</summary>
internal enum HookDeliveryState
{
    Waiting,
    Delivered,

    /// <summary>A day has passed without success.</summary>
    GivenUp,
}

/// <summary>Why the receiver was not told. Words: <c>Fault…</c>.</summary>
internal enum HookFault
{
    NotReached,
    TooSlow,

    /// <summary>The name leads to an address that is not of the open network.</summary>
    NotPublic,

    /// <summary>It answered by leading elsewhere, which is not followed.</summary>
    Redirected,

    /// <summary>It answered with another number than 200 to 299.</summary>
    Answered,

    /// <summary>There is no secret to sign with.</summary>
    NoSecret,
}

/// <summary>One thing that happened, to be told to one address. Written by the commit by which it happened.</summary>
internal sealed class HookDelivery
{
    public HookDeliveryId Id { get; init; }
    public WebHookId Hook { get; init; }
    public required string Action { get; init; }
    public required string SubjectKind { get; init; }
    public Guid Subject { get; init; }
    public DateTimeOffset At { get; init; }
    public HookDeliveryState State { get; init; }
    public int Tries { get; init; }

    /// <summary>Nobody tries before; null where it is over.</summary>
    public DateTimeOffset? NextTry { get; init; }
    public HookFault? Fault { get; init; }

    /// <summary>The last answer's number.</summary>
    public int? Answer { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>What the site's server says of hooks.</summary>
/// <param name="AllowsThisComputer">Also addresses on this very machine, without encryption: for the demonstration.</param>
internal sealed record HookSettings(bool AllowsThisComputer);

/// <summary>Secrets of hooks at rest: under the installation's keys, for one hook of one district alone.</summary>
internal sealed class HookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";

    /// <summary>A new secret, as Standard Webhooks writes it: 256 random bits in Base64.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[Prefix.Length..]);

    public string Protect(DistrictSlug district, WebHookId hook, string secret) => For(district, hook).Protect(secret);

    /// <summary>The secrets to sign with, the newest first; none where they are gone, or the keys that protected them are.</summary>
    public IReadOnlyList<string> Open(DistrictSlug district, WebHook hook, DateTimeOffset now)
    {
        try
        {
            return [.. new[] { hook.ProtectedSecret, hook.FormerUntil > now ? hook.FormerSecret : null }.OfType<string>().Select(For(district, hook.Id).Unprotect)];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private IDataProtector For(DistrictSlug district, WebHookId hook) => protection.CreateProtector("web-hook.secret", district.Text, hook.ToString());
}
