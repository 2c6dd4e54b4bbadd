using Chalkline.Platform.Access;

namespace Chalkline.Platform;

/// <summary>Links by which somebody without an account reads what became of what they sent, or answers what was asked: 128 random bits or more, of which stores keep the hash alone.</summary>
internal static class SecretLinks
{
    public static string New(int bytes = 16) => SecretToken.New(bytes);

    public static string HashOf(string secret) => SecretToken.HashOf(secret);

    /// <summary>The address of the page is a secret: nobody keeps it, no link tells it on, and no search engine lists it.</summary>
    public static void Keep(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
