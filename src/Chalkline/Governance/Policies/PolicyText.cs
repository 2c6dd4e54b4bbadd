using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chalkline.Governance.Policies;

/// <summary>The words of a policy in both languages.</summary>
internal sealed record PolicyWording(string Title, string TitleSpanish, string Text, string TextSpanish)
{
    /// <summary>SHA-256 in lower-case hexadecimal of the four texts as a JSON array.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string[])[Title, TitleSpanish, Text, TextSpanish])));

    public static PolicyWording Of(PolicyVersion version) => new(version.Title, version.TitleSpanish, version.Text, version.TextSpanish);

    public void WriteTo(PolicyVersion version) => (version.Title, version.TitleSpanish, version.Text, version.TextSpanish, version.Hash) = (Title, TitleSpanish, Text, TextSpanish, Hash);

    /// <summary>Markdown as it is kept: one kind of line ends, no controls and nothing that turns the direction of text, no space at the ends of lines.</summary>
    public static string Clean(string? typed)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Replace("\t", "    ", StringComparison.Ordinal).Split('\n').Select(Visible);
        return string.Join('\n', lines).Trim('\n');
    }

    /// <summary>A template's sections as one text.</summary>
    public static string OfSections(IEnumerable<(string Heading, string Text)> sections) => Clean(string.Join("\n\n", sections.Select(s => $"## {s.Heading}\n\n{s.Text}")));

    private static string Visible(string line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (var c in line)
            if (!char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format) plain.Append(c);
        return plain.ToString().TrimEnd();
    }
}

/// <summary>A policy as pages name it.</summary>
internal static class PolicyNames
{
    public static string In(Design.Language language, string english, string spanish) => language == Design.Language.Spanish && spanish.Length > 0 ? spanish : english;
}
