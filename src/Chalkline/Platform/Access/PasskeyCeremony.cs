using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Chalkline.Platform.Access;

/// <summary>
/// What the server must remember between a passkey's challenge and its answer: for five minutes, in a cookie that only the server can read and that is worth
/// something only in this district, for this purpose, and (where a passkey is added) for this person.
/// </summary>
internal sealed class PasskeyCeremony(IDataProtectionProvider protection)
{
    public const string Cookie = "chalkline-passkey";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public void Begin(HttpContext http, string purpose, string state) =>
        http.Response.Cookies.Append(Cookie, Protector(http, purpose).Protect(state, Lasts), Options(http, Lasts));

    /// <summary>The state of the ceremony that this browser began; null where there is none, it is of another place or purpose, or too old. The cookie is gone then.</summary>
    public string? End(HttpContext http, string purpose)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie, out var kept)) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        try
        {
            return Protector(http, purpose).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(HttpContext http, string purpose) =>
        protection.CreateProtector("chalkline.passkey", http.District()!.Text, purpose, http.Person()?.Id.ToString() ?? "").ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        Path = http.Request.PathBase.ToUriComponent(),
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        MaxAge = lasts,
        IsEssential = true,
    };
}
