using System.Globalization;
using System.Text;

namespace Chalkline.Browser.Tests;

/// <summary>A district's own pack of data elements.</summary>
internal static class InventedPack
{
    public static string Of(string version, params string[] names)
    {
        var text = new StringBuilder($$"""
            id: urn:chalkline:pack:local:our-codes
            kind: data-elements
            version: {{version}}
            locale: en
            title: Our codes
            description: Codes of our own.
            license: CC0-1.0
            source: { title: Ours, url: "https://example.org/codes", as_of: 2026-11-01 }
            items:

            """);
        foreach (var name in names) text.Append(CultureInfo.InvariantCulture, $"  - {{ id: {Id(name)}, name: {name}, description: What it is., sensitivity: low, reason: Little is lost. }}\n");
        text.Append("translations:\n  es:\n    title: Nuestros códigos\n    description: Códigos propios.\n    items:\n");
        foreach (var name in names) text.Append(CultureInfo.InvariantCulture, $"      {Id(name)}: {{ name: {name}, description: Qué es., reason: Se pierde poco. }}\n");
        return text.ToString();
    }

    private static string Id(string name) => name.ToLowerInvariant().Replace(' ', '-');
}
