using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Chalkline.Design;
using Xunit;

namespace Chalkline.Tests.Answers;

public sealed partial class Words
{
    private static readonly Dictionary<string, string> English = Read("AnswerWords.resx");
    private static readonly Dictionary<string, string> Spanish = Read("AnswerWords.es.resx");

    [Fact]
    public void are_the_same_ones_in_both_languages() => Assert.Equal(English.Keys.Order(), Spanish.Keys.Order());

    [Fact]
    public void have_the_same_placeholders_in_both_languages() =>
        Assert.All(English, word => Assert.Equal(Placeholders(word.Value), Placeholders(Spanish[word.Key])));

    [Fact]
    public void are_all_used()
    {
        var source = string.Concat(Directory.EnumerateFiles(Folder, "*.*").Where(f => f.EndsWith(".cs", StringComparison.Ordinal)
            || f.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText));
        // Looked up by a code, such as "Reason" + ReasonCode.
        string[] families = ["Verdict", "Next", "Reason", "Notice", "Excluded", "Subgroup", "Design", "Role", "One", "Many"];
        var unused = English.Keys.Where(k => !source.Contains("AnswerWords." + k + ")", StringComparison.Ordinal)
            && !families.Any(f => k.StartsWith(f, StringComparison.Ordinal)));
        Assert.Empty(unused);
    }

    [Fact]
    public void are_found_in_the_language_that_was_asked_for_whatever_the_computer_speaks()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("Stop", Chalkline.Pilots.Wording.Say(Language.English, "VerdictStop"));
            Assert.Equal("Detener", Chalkline.Pilots.Wording.Say(Language.Spanish, "VerdictStop"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("es-US")]
    public void come_with_numbers_as_the_language_writes_them_in_the_United_States(string culture) =>
        Assert.Equal(1234567.891.ToString("N2", CultureInfo.GetCultureInfo(culture)), 1234567.891.ToString("N2", Language.Numbers));

    [Theory]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es")]
    [InlineData("en-US,es;q=0.5", "en")]
    [InlineData("fr,es;q=0.3", "es")]
    [InlineData("en;q=0.1,es;q=0.2", "es")]
    [InlineData("es;q=0,en", "en")]
    [InlineData("es;q=often", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void follow_what_a_browser_prefers(string? accept, string code) => Assert.Equal(code, Language.Preferred(accept).Code);

    private static string Folder => Path.Combine(Repository.Root, "src", "Chalkline", "Pilots");

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Placeholders(string text) => string.Join(" ", Placeholder().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
