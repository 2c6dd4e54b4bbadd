using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Chalkline.Platform.Providers;

/// <summary>A sign-in that a browser has begun with a provider: what the answer must match. Kept in the browser's own cookie, which only this installation can read.</summary>
/// <param name="State">Comes back in the address, and so ties the answer to this browser.</param>
/// <param name="Nonce">Comes back in the id token.</param>
/// <param name="Verifier">Of PKCE (RFC 7636): shown only when the code is redeemed.</param>
/// <param name="ReturnTo">Where the person was on the way to, within the district.</param>
internal sealed record Challenge(ProviderId Provider, string State, string Nonce, string Verifier, string ReturnTo, DateTimeOffset At)
{
    /// <summary>How long a person may take at the provider.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static Challenge New(ProviderId provider, string returnTo, DateTimeOffset now) =>
        new(provider, SecretToken.New(), SecretToken.New(), SecretToken.New(32), returnTo, now);

    public bool IsOf(string? state, DateTimeOffset now) => state is not null && now - At < Longest
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));

    /// <summary>Where the browser goes: the provider's own page.</summary>
    public string AddressAt(string authorizationEndpoint, SignInProvider provider, string redirectTo)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = redirectTo,
            ["scope"] = provider.Scopes,
            ["state"] = State,
            ["nonce"] = Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (provider.HostedDomain is { } domain) query["hd"] = domain;
        return QueryHelpers.AddQueryString(authorizationEndpoint, query);
    }
}

/// <summary>The cookie of a challenge: short-lived, for the sign-in pages of one district, worth nothing in another.</summary>
internal sealed class ChallengeCookie(IDataProtectionProvider protection)
{
    public const string Name = "chalkline-provider";

    public void Write(HttpContext http, Challenge challenge) =>
        http.Response.Cookies.Append(Name, For(http).Protect(JsonSerializer.Serialize(challenge)), Options(http, Challenge.Longest));

    /// <summary>The challenge, which is over with this; null where the browser has none.</summary>
    public Challenge? Take(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var text)) return null;
        http.Response.Cookies.Delete(Name, Options(http, null));
        try
        {
            return JsonSerializer.Deserialize<Challenge>(For(http).Unprotect(text));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector For(HttpContext http) => protection.CreateProtector("sign-in-provider.challenge", http.District()!.Text);

    private static CookieOptions Options(HttpContext http, TimeSpan? maxAge) => new()
    {
        Path = http.At("/sign-in"),
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        // The answer comes from the provider's site: a link is followed, so Lax lets the cookie along.
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
        MaxAge = maxAge,
    };
}
