using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Platform.Access;

/// <summary>A secret in a cookie or a link: 128 random bits or more; stores keep its SHA-256 alone.</summary>
internal static class SecretToken
{
    public static string New(int bytes = 16) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
