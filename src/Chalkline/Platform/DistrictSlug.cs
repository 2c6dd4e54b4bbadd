using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Chalkline.Platform;

/// <summary>
/// A district's name in addresses, files and schemas: 2 to 40 of <c>a-z</c>, <c>0-9</c> and single hyphens, beginning with a letter. Hyphens
/// become underscores in a schema's name, and since a slug has no underscores no two districts share a schema.
/// </summary>
public sealed partial record DistrictSlug
{
    /// <summary>First segments of addresses that belong to the installation.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "api", "assets", "account", "chalkline", "css", "district", "districts", "favicon", "health", "help", "host", "icon", "img", "js", "look", "metrics",
        "oauth", "setup", "sign-in", "sign-out", "static", "well-known",
    };

    private DistrictSlug(string text) => Text = text;

    public string Text { get; }

    /// <summary>The schema of the district's store on PostgreSQL.</summary>
    public string Schema => "d_" + Text.Replace('-', '_');

    public static bool TryParse(string? text, [NotNullWhen(true)] out DistrictSlug? slug)
    {
        slug = text is { Length: >= 2 and <= 40 } && Form().IsMatch(text) && !Reserved.Contains(text) ? new(text) : null;
        return slug is not null;
    }

    /// <summary>The slug that a name suggests: "Cedar Valley USD 12" → "cedar-valley-usd-12"; null where nothing usable is left of it.</summary>
    public static DistrictSlug? Suggest(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
            else if (plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        }
        var text = plain.ToString().TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        return TryParse(text[..Math.Min(40, text.Length)].TrimEnd('-'), out var slug) ? slug : null;
    }

    public override string ToString() => Text;

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Form();
}
