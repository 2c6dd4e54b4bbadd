using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Design;

/// <summary>The stylesheet of a page that stands alone: of what such pages use, without fonts and icons, so that it asks for nothing.</summary>
public static class Stylesheet
{
    private static readonly Lazy<string> Content = new(() => SiteFiles.TextOf("report.css"));

    public static string Text => Content.Value;

    /// <summary>What a content security policy allows it by: <c>'sha256-…'</c> of what stands between the style tags.</summary>
    public static string Hash => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";
}
