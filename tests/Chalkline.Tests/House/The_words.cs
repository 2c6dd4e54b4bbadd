using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Chalkline.Tests.House;

/// <summary>Every resource of words: the same in both languages.</summary>
public sealed partial class The_words
{
    public static TheoryData<string> Resources { get; } = [.. SourceTree.Files("Words.resx").Where(f => f.StartsWith("src/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Have_the_same_keys_and_placeholders_in_English_and_Spanish(string file)
    {
        var (english, spanish) = (Read(file), Read(file[..^".resx".Length] + ".es.resx"));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), spanish.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, word => Assert.Equal(Placeholders(word.Value), Placeholders(spanish[word.Key])));
        Assert.All(spanish, word => Assert.False(string.IsNullOrWhiteSpace(word.Value), word.Key));
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Parse(SourceTree.Text(file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Placeholders(string text) => string.Join(" ", Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
