using System.Text;
using System.Text.Json;
using Chalkline.Design;
using Chalkline.Evidence;
using Chalkline.Pilots;
using Xunit;

namespace Chalkline.Tests.Answers;

public sealed class Json_answer
{
    private static readonly JsonSchemaSubset Schema = JsonSchemaSubset.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas", "answer.schema.json")));

    public static TheoryData<int> Answers => [.. Enumerable.Range(0, AnAnswer.Each().Count)];

    [Theory]
    [MemberData(nameof(Answers))]
    public void keeps_to_its_schema_for_analysts_and_for_the_public(int index)
    {
        var answer = AnAnswer.Each()[index];
        Assert.Empty(Schema.Faults(Written(answer)));
        Assert.Empty(Schema.Faults(Written(PublicAudience.Of(answer))));
    }

    [Fact]
    public void has_every_code_that_the_contract_has_in_its_schema()
    {
        var answer = AnAnswer.ThatHelps();
        var first = answer.Recommendations[0];
        var every = answer with
        {
            Notices = [.. Enum.GetValues<NoticeKind>().Select(k => new Notice(k, "exam", 3))],
            Excluded = [.. Enum.GetValues<ExclusionReason>().Select(r => new ExcludedRows(r, "exam", 30, []))],
            Recommendations = [.. Enum.GetValues<Verdict>().Select(v => first with
            {
                Recommendation = first.Recommendation with { Verdict = v, Reasons = [.. Enum.GetValues<ReasonCode>().Select(c => new Reason(c, 0.1, 0.2))] },
            })],
            Outcomes = [answer.Outcomes[0] with
            {
                Subgroups = [.. Enum.GetValues<SubgroupRefusal>().Select(r => AnAnswer.Refused("female", "1", 4, 5, r))],
            }],
        };
        Assert.Empty(Schema.Faults(Written(every)));
    }

    [Fact]
    public void gives_every_digit_of_a_figure()
    {
        var answer = AnAnswer.ThatHelps();
        var expected = answer.Outcomes[0].Effects[0];
        var effect = Root(Written(answer)).GetProperty("effects")[0];
        Assert.Equal(expected.Effect.Value, effect.GetProperty("estimate").GetDouble());
        Assert.Equal(expected.Effect.DegreesOfFreedom, effect.GetProperty("degreesOfFreedom").GetDouble());
        Assert.Equal(expected.Robustness.CR1S, effect.GetProperty("conventional").GetProperty("standardError").GetDouble());
        Assert.Equal(expected.HedgesG!.Interval.High, effect.GetProperty("hedgesG").GetProperty("interval")[1].GetDouble());
    }

    [Fact]
    public void names_values_as_in_the_file_with_labels_beside_them()
    {
        var effect = Root(Written(AnAnswer.ThatHelps())).GetProperty("effects")[0];
        Assert.Equal("tutor_a", effect.GetProperty("arm").GetString());
        Assert.Equal("Tutor A", effect.GetProperty("label").GetProperty("arm").GetString());
    }

    [Fact]
    public void writes_null_for_what_is_not_a_finite_number()
    {
        var answer = AnAnswer.ThatHelps();
        var outcome = answer.Outcomes[0];
        var broken = outcome.Effects[0] with { Effect = new(double.NaN, double.PositiveInfinity, double.NaN, double.NaN, new(double.NegativeInfinity, 1)) };
        var json = Written(answer with { Outcomes = [outcome with { Effects = [broken] }] });
        Assert.Empty(Schema.Faults(json));
        Assert.Equal(JsonValueKind.Null, Root(json).GetProperty("effects")[0].GetProperty("estimate").ValueKind);
        Assert.Equal(JsonValueKind.Null, Root(json).GetProperty("effects")[0].GetProperty("interval").ValueKind);
    }

    [Fact]
    public void says_the_same_codes_in_both_languages_and_sentences_in_each()
    {
        var english = Root(Written(AnAnswer.WithHarm())).GetProperty("recommendations")[0];
        var spanish = Root(Written(AnAnswer.WithHarm(), Language.Spanish)).GetProperty("recommendations")[0];
        Assert.Equal(english.GetProperty("verdict").GetString(), spanish.GetProperty("verdict").GetString());
        Assert.StartsWith("Stop: ", english.GetProperty("text").GetString());
        Assert.StartsWith("Detener: ", spanish.GetProperty("text").GetString());
    }

    internal static string Written(Answer answer, Language? language = null)
    {
        using var stream = new MemoryStream();
        AnswerJson.Write(answer, stream, language ?? Language.English);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static JsonElement Root(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
