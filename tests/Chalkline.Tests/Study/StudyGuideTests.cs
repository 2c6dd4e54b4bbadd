using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Tests.Study;

public sealed partial class The_guide_to_the_study_file
{
    private static readonly string Guide = File.ReadAllText(StudyText.InTree("docs/guides/study-file.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Snippets => new(Fences().Matches(Guide)
        .Select(m => m.Groups["fragment"].Success ? StudyText.With(m.Groups["yaml"].Value) : m.Groups["yaml"].Value));

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Shows_only_what_can_be_read_and_what_the_schema_accepts(string yaml)
    {
        Assert.NotEmpty(StudyText.Read(yaml).Outcomes);
        Assert.Empty(StudyText.Schema().Faults(StudyText.ToJson(yaml)));
    }

    [Fact]
    public void Has_an_example_for_each_design_that_is_evaluated() =>
        Assert.Equal(3, Snippets.Select(s => StudyText.Read(s.Data).Design.Kind).Distinct().Count());

    [Fact]
    public void Names_every_key_and_every_word()
    {
        var shown = Code().Matches(Guide).Select(m => m.Value).ToHashSet();
        Assert.All(Pilots.StudyKeys.All.SelectMany(k => k.Known).Concat(Pilots.StudyKeys.Words.Values.SelectMany(w => w)).Distinct(),
            word => Assert.Contains(shown, s => Regex.IsMatch(s, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])")));
    }

    [Fact]
    public void Has_an_error_for_which_its_example_is_right()
    {
        var yaml = StudyText.Smallest.Change("control: none", "contrl: none");
        Assert.Contains("pilot.yaml: " + Assert.Single(StudyText.Said(yaml)), Guide, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```yaml(?<fragment> fragment)?\n(?<yaml>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex Code();
}
