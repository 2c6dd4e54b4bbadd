using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Tools;

/// <summary>Links by which somebody without an account reads what became of what they sent: 128 random bits, of which only the hash is kept.</summary>
internal static class PrivateLinks
{
    private const int SecretBytes = 16;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The address is a secret: nobody keeps the page, no link tells it on, and no search engine lists it.</summary>
    public static void Keep(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
