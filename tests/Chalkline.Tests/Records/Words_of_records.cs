using System.Text.RegularExpressions;
using System.Xml.Linq;
using Chalkline.Records;
using Chalkline.Tests.House;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed partial class Words_of_records
{
    private static readonly Dictionary<string, string> English = Read("RecordsWords.resx"), Spanish = Read("RecordsWords.es.resx");

    [Fact]
    public void Are_the_same_ones_in_both_languages_with_the_same_places()
    {
        Assert.Equal(English.Keys.Order(), Spanish.Keys.Order());
        Assert.All(English, word => Assert.Equal(Places(word.Value), Places(Spanish[word.Key])));
    }

    [Fact]
    public void Are_all_used()
    {
        var source = string.Concat(SourceTree.Files(".cs", ".razor").Where(f => f.StartsWith("src/Chalkline/Records/", StringComparison.Ordinal)).Select(SourceTree.Text));
        Assert.DoesNotContain(English.Keys.Where(k => !k.StartsWith("Action_", StringComparison.Ordinal) && !k.StartsWith("Kind_", StringComparison.Ordinal)), k => !Regex.IsMatch(source, $@"{nameof(RecordsWords)}\.{k}\b"));
    }

    [Fact]
    public void Name_every_action_that_the_audit_log_gets()
    {
        var source = string.Concat(SourceTree.Files(".cs")
            .Where(f => f.StartsWith("src/Chalkline/Records/", StringComparison.Ordinal) && !f.EndsWith("Rights.cs", StringComparison.Ordinal)).Select(SourceTree.Text));
        var actions = ActionCode().Matches(source).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("school.added", actions);
        Assert.Equal(English.Keys.Where(k => k.StartsWith("Action_", StringComparison.Ordinal)).Order(), actions.Select(a => "Action_" + a.Replace('.', '_').Replace('-', '_')).Order());
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Parse(SourceTree.Text("src/Chalkline/Records/" + file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"((?:school|schools|schools-import|calendar-entry)\\.[a-z-]+)\",")]
    private static partial Regex ActionCode();
}
