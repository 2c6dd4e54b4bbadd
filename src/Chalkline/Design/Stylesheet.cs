using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Design;

/// <summary>
/// The one stylesheet, carried in the program itself, so that it is there whatever folder the program is started from, and can be put
/// into a page that stands alone.
/// </summary>
public static class Stylesheet
{
    private static readonly Lazy<string> Content = new(() => Read("plain.css"));

    private static readonly Lazy<string> Sign = new(() => Read("icon.svg"));

    public static string Text => Content.Value;

    /// <summary>What a content security policy allows it by: <c>'sha256-…'</c> of what stands between the style tags.</summary>
    public static string Hash => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";

    /// <summary>The sign in a browser's tab, as SVG.</summary>
    public static string Icon => Sign.Value;

    private static string Read(string name)
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
