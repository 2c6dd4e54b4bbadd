using Chalkline.Design;
using Chalkline.Evidence;
using Chalkline.Pilots;
using Xunit;

namespace Chalkline.Tests.Answers;

public sealed class Text_answer
{
    [Fact]
    public void begins_with_the_recommendation()
    {
        Assert.StartsWith("Stop: Tutor A lowered results on Unassisted exam.", Written(AnAnswer.WithHarm()));
        Assert.StartsWith("Scale: Tutor A raised results on Unassisted exam.", Written(AnAnswer.ThatHelps()));
        Assert.StartsWith("Extend: ", Written(AnAnswer.Extended()));
        Assert.StartsWith("Not settled: ", Written(AnAnswer.NotSettled()));
        Assert.StartsWith("Insufficient information: ", Written(AnAnswer.WithTwoClusters()));
    }

    [Fact]
    public void does_not_say_harm_where_the_effect_is_only_too_small() =>
        Assert.StartsWith("Stop: Tutor A did not raise results on Unassisted exam by enough to matter.", Written(AnAnswer.TooSmallToMatter()));

    [Fact]
    public void gives_the_effect_in_standard_deviations_and_in_the_outcomes_unit() => Assert.Contains(
        "results on Unassisted exam were 0.21 standard deviations lower (90 % interval −0.38 to −0.04). That is −5.25 in the outcome's own unit.",
        Written(AnAnswer.WithHarm(), width: 1000));

    [Fact]
    public void says_one_in_twenty_only_where_the_criteria_show_it()
    {
        const string chance = "fewer than 1 of 20 pilots";
        Assert.Contains(chance, Written(AnAnswer.WithHarm(), width: 1000));
        Assert.Contains(chance, Written(AnAnswer.ThatHelps(), width: 1000));
        Assert.DoesNotContain(chance, Written(AnAnswer.TooSmallToMatter(), width: 1000));
        Assert.DoesNotContain(chance, Written(AnAnswer.WithHarmIn("female = 1"), width: 1000));
        Assert.DoesNotContain(chance, Written(AnAnswer.NotSettled(), width: 1000));
    }

    [Fact]
    public void says_plainly_that_conventional_errors_are_for_comparison_only() => Assert.Contains(
        "for comparison only: at pilot sizes it claims effects that are not there 1.2 to 2.5 times too often", Written(AnAnswer.ThatHelps(), width: 1000));

    [Fact]
    public void says_why_a_subgroup_is_refused() =>
        Assert.Contains("english_learner = 1, Tutor A vs. Comparison group: not estimated: fewer than 10 students", Written(AnAnswer.ThatHelps(), width: 1000));

    [Fact]
    public void shows_no_figure_that_is_not_a_number()
    {
        var answer = AnAnswer.ThatHelps();
        var nan = new Estimate(double.NaN, double.NaN, double.NaN, double.NaN, new(double.NaN, double.PositiveInfinity));
        var outcome = answer.Outcomes[0];
        var text = Written(answer with
        {
            Outcomes = [outcome with
            {
                Effects = [outcome.Effects[0] with { Effect = nan, HedgesG = new(double.NaN, double.NaN, new(double.NaN, double.NaN), double.NaN), ImprovementIndex = double.NaN }],
                Joint = new(double.NaN, 2, double.NaN, double.NaN),
                Adjustment = [new("gpa", nan)],
            }],
        });
        Assert.DoesNotContain("NaN", text);
        Assert.DoesNotContain("∞", text);
    }

    [Fact]
    public void lines_up_the_figures_under_wide_labels()
    {
        var answer = AnAnswer.ThatHelps();
        var exam = answer.Outcomes[0];
        var wide = exam.Effects[0] with { Outcome = new("exam", "数学试験") };
        var lines = Written(answer with { Outcomes = [exam with { Effects = [wide, exam.Effects[0]] }] }, width: 200).Split('\n');
        var first = lines.First(l => l.Contains("数学试験 ", StringComparison.Ordinal));
        var second = lines[Array.IndexOf(lines, first) + 1];
        Assert.Equal(TextTable.WidthOf(first), TextTable.WidthOf(second));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(160)]
    public void keeps_within_the_terminal(int width) =>
        Assert.All(Written(AnAnswer.ThatHelps(), width: width).Split('\n'), line => Assert.True(TextTable.WidthOf(line) <= width, line));

    [Fact]
    public void is_coloured_only_when_asked()
    {
        Assert.DoesNotContain("\u001b", Written(AnAnswer.WithHarm()), StringComparison.Ordinal);
        Assert.Contains("\u001b[1;31mStop", Written(AnAnswer.WithHarm(), colour: true));
    }

    [Fact]
    public void speaks_Spanish()
    {
        var text = Written(AnAnswer.WithHarm(), Language.Spanish, width: 1000);
        Assert.StartsWith("Detener: Tutor A empeoró los resultados en Unassisted exam.", text);
        Assert.Contains("(intervalo del 90 %: de −0.38 a −0.04)", text);
    }

    [Fact]
    public void has_a_sentence_for_every_code_in_both_languages()
    {
        foreach (var language in Language.All)
        {
            var answer = AnAnswer.ThatHelps();
            var sentences = new AnswerSentences(answer, language);
            var recommendation = answer.Recommendations[0].Recommendation;
            Assert.All(Enum.GetValues<ReasonCode>(), c => Assert.DoesNotContain("{", sentences.Reason(new(c, 0.1, 0.2, "exam", "0"), recommendation)));
            Assert.All(Enum.GetValues<NoticeKind>(), k => Assert.DoesNotContain("{", sentences.Notice(new(k, "exam", 12))));
            Assert.All(Enum.GetValues<NoticeKind>(), k => Assert.DoesNotContain("{", sentences.Notice(new(k, "exam"))));
            Assert.All(Enum.GetValues<ExclusionReason>(), r => Assert.NotEmpty(sentences.Exclusion(new(r, null, 3, []))));
            Assert.All(Enum.GetValues<SubgroupRefusal>(), r => Assert.NotEmpty(sentences.Refusal(r)));
            Assert.All(Enum.GetValues<Verdict>(), v => Assert.NotEmpty(sentences.Next(v) + sentences.Verdict(v)));
        }
    }

    private static string Written(Answer answer, Language? language = null, bool colour = false, int width = 120)
    {
        using var text = new StringWriter { NewLine = "\n" };
        AnswerText.Write(answer, text, language ?? Language.English, colour, width);
        return text.ToString();
    }
}
