using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Design;

/// <summary>
/// The one stylesheet, carried in the program itself, so that it is there whatever folder the program is started from, and can be put
/// into a page that stands alone.
/// </summary>
public static class Stylesheet
{
    private static readonly Lazy<string> Content = new(() => Embedded.Text("plain.css"));

    private static readonly Lazy<string> Sign = new(() => Embedded.Text("icon.svg"));

    public static string Text => Content.Value;

    /// <summary>What a content security policy allows it by: <c>'sha256-…'</c> of what stands between the style tags.</summary>
    public static string Hash => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";

    /// <summary>The sign in a browser's tab, as SVG.</summary>
    public static string Icon => Sign.Value;
}
