using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>The invented district's pilot, evaluated from its files: one tool helps, one harms, one is not settled.</summary>
public sealed class The_samples_three_tools : IClassFixture<The_samples_three_tools.Sample>, IDisposable
{
    private readonly CliFolder _folder = new();
    private readonly Sample _sample;

    public The_samples_three_tools(Sample sample) => _sample = sample;

    public void Dispose() => _folder.Dispose();

    public sealed class Sample : IDisposable
    {
        private readonly CliFolder _folder = new();

        public Sample() => PilotSample.Write(new SamplePlan(), _folder.Root);

        public string Study(string name) => _folder.At(name + ".yaml");

        public void Dispose() => _folder.Dispose();
    }

    [Theory]
    [InlineData("tutor", "scale", "Scale: ", "Extender a más escuelas: ")]
    [InlineData("chatbot", "stop", "Stop: ", "Detener: ")]
    [InlineData("reader", "notSettled", "Not settled: ", "")]
    public async Task get_what_was_planted_and_are_told_it_first(string tool, string verdict, string english, string spanish)
    {
        var recommendation = Assert.Single((await _folder.Answer(_sample.Study(tool)))["recommendations"]!.AsArray())!;
        Assert.Equal((tool, verdict), ((string)recommendation["arm"]!, (string)recommendation["verdict"]!));
        Assert.StartsWith(english, await _folder.Text(_sample.Study(tool)), StringComparison.Ordinal);
        var inSpanish = await _folder.Text(_sample.Study(tool), "--language", "es");
        Assert.StartsWith(spanish, inSpanish, StringComparison.Ordinal);
        Assert.DoesNotContain("Who is missing", inSpanish, StringComparison.Ordinal);
    }

    [Fact]
    public async Task stop_the_chatbot_for_its_harm_to_the_exam()
    {
        var reasons = (await _folder.Answer(_sample.Study("chatbot")))["recommendations"]![0]!["reasons"]!.AsArray();
        Assert.Equal("harmShown", (string)reasons[0]!["code"]!);
        Assert.Contains("Exam", (string)reasons[0]!["measure"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_warned_of_by_the_vendors_own_score_and_told_who_is_missing_once()
    {
        var answer = await _folder.Answer(_sample.Study("tutor"));
        var notices = answer["notices"]!.AsArray();
        Assert.Contains(notices, n => (string)n!["kind"]! == "vendorScore" && ((string)n["subject"]!).Contains("In-app mastery", StringComparison.Ordinal));
        Assert.All(notices, n => Assert.False(((string)n!["text"]!).StartsWith(':')));
        Assert.All(notices, n => Assert.NotEqual("", (string)n!["subject"]!));
        var excluded = answer["excluded"]!.AsArray();
        Assert.Equal(["where", "outcomeMissing"], excluded.Select(e => (string)e!["reason"]!));
        Assert.Equal((long)excluded[1]!["rows"]!, excluded[1]!["byArm"]!.AsArray().Sum(a => (long)a!["rows"]!));
        Assert.Equal(6000, (long)answer["observations"]! + (long)excluded[0]!["rows"]!);
    }

    [Fact]
    public async Task of_a_study_of_all_stand_side_by_side_with_a_joint_test()
    {
        var answer = await _folder.Answer(_sample.Study("all-tools"));
        Assert.Equal(["tutor", "chatbot", "reader"], answer["recommendations"]!.AsArray().Select(r => (string)r!["arm"]!));
        Assert.Equal(9, answer["effects"]!.AsArray().Count);
        Assert.Equal(3, (int)answer["jointTests"]![0]!["numeratorDegreesOfFreedom"]!);
    }

    [Fact]
    public async Task for_the_public_have_rounded_effects_and_no_exact_count()
    {
        var exact = await _folder.Answer(_sample.Study("tutor"));
        var open = await _folder.Answer(_sample.Study("tutor"), "--audience", "public");
        Assert.Equal("public", (string)open["audience"]!);
        Assert.Null(open["moments"]);
        Assert.All(Counts(open), c => Assert.Equal(0, c % 10));
        var counts = Counts(exact).Where(c => c > 20 && c % 10 != 0).Distinct().ToList();
        Assert.NotEmpty(counts);
        foreach (var format in new[] { "text", "html" })
        {
            var text = Regex.Replace(await _folder.Text(_sample.Study("tutor"), "--audience", "public", "--format", format), "<style>.*?</style>|<svg.*?</svg>", "",
                RegexOptions.Singleline);
            foreach (var count in counts)
                Assert.DoesNotMatch($@"(?<![\d.,]){count:N0} (students|rows|classes|groups)", text);
        }
    }

    [Theory]
    [InlineData("analyst")]
    [InlineData("public")]
    public async Task make_a_page_that_stands_alone(string audience)
    {
        var html = await _folder.Text(_sample.Study("tutor"), "--format", "html", "--audience", audience);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)(src|href|action)=\"(?!#)|url\\(|@import|<script|<link", html);
    }

    private static IEnumerable<long> Counts(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Counts),
        JsonObject fields => fields.SelectMany(f => f.Key is "students" or "observations" or "clusters" or "rows" or "studentsInArm" or "studentsInAgainst"
            && f.Value is JsonValue v ? [(long)v] : Counts(f.Value)),
        _ => [],
    };
}
