using System.Globalization;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Pilots;
using Xunit;

namespace Chalkline.Tests.House;

/// <summary>
/// The study file in docs/examples gives the figures that the trial's authors published (assisted practice +0.137 and +0.361, unassisted
/// exam −0.054 and −0.004, CR1 errors .031, .032, .022 and .013), and the answer that stands beside it.
/// </summary>
public class The_published_trial
{
    private static readonly Lazy<Answer?> Answered = new(Evaluate);

    [Theory]
    [InlineData("Part2Tot", "vanilla", 0.137, 0.031)]
    [InlineData("Part2Tot", "augmented", 0.361, 0.032)]
    [InlineData("Part3Tot", "vanilla", -0.054, 0.022)]
    [InlineData("Part3Tot", "augmented", -0.004, 0.013)]
    public void Comes_out_of_its_study_file(string outcome, string arm, double estimate, double standardError)
    {
        var effect = Read().Effects.Single(e => (e.Outcome.Value, e.Arm.Value, e.Against.Value) == (outcome, arm, "control"));
        Assert.Equal(estimate, effect.Effect.Value, 3);
        Assert.Equal(standardError, effect.Robustness.CR1, 3);
        Assert.Equal(standardError, effect.Robustness.CR1S, 3);
    }

    [Fact]
    public void Has_the_answer_that_stands_beside_it()
    {
        using var json = new MemoryStream();
        AnswerJson.Write(Read(), json, Language.English);
        json.Position = 0;
        Same(JsonNode.Parse(SourceTree.Text("docs/examples/ai-tutor-trial.json")), JsonNode.Parse(json), "$");
    }

    [Fact]
    public void Reads_as_the_text_that_stands_beside_it()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        AnswerText.Write(Read(), text, Language.English, false, 120);
        Assert.Equal(SourceTree.Text("docs/examples/ai-tutor-trial.txt").ReplaceLineEndings("\n"), text.ToString().ReplaceLineEndings("\n"));
    }

    private static void Same(JsonNode? expected, JsonNode? actual, string where)
    {
        if (expected is JsonObject members)
        {
            Assert.Equal(members.Select(m => m.Key), actual!.AsObject().Select(m => m.Key));
            foreach (var (key, value) in members) Same(value, actual[key], $"{where}.{key}");
        }
        else if (expected is JsonArray items)
        {
            Assert.Equal(items.Count, actual!.AsArray().Count);
            for (var i = 0; i < items.Count; i++) Same(items[i], actual[i], $"{where}[{i}]");
        }
        else if (expected is JsonValue number && number.TryGetValue<double>(out var figure))
        {
            Assert.True(Math.Abs(figure - (double)actual!) <= 1e-12 * Math.Max(1, Math.Abs(figure)), $"{where}: {figure:R}, now {(double)actual!:R}");
        }
        else Assert.True(expected?.ToJsonString() == actual?.ToJsonString(), $"{where}: {expected}, now {actual}");
    }

    private static Answer Read()
    {
        var answer = Answered.Value;
        Assert.SkipWhen(answer is null, "The trial's data are not beside the tree.");
        return answer!;
    }

    private static Answer? Evaluate()
    {
        var study = StudyReader.Read(Path.Combine(SourceTree.Root, "docs", "examples", "ai-tutor-trial.yaml"));
        var known = File.Exists(study.Data) || Environment.GetEnvironmentVariable("CI") == "true";
        return known ? EvaluateStudy.Run(study, new EvaluateOptions(), CancellationToken.None) : null;
    }
}
