using Chalkline.Pilots;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using P = Chalkline.Pilots.PublicAudience;

namespace Chalkline.Tests.Answers;

public sealed class Public_audience
{
    [Fact]
    public void gets_no_exact_count()
    {
        var root = Json_answer.Root(Json_answer.Written(P.Of(AnAnswer.ThatHelps())));
        Assert.Equal(800, root.GetProperty("students").GetInt64());
        Assert.Equal(1610, root.GetProperty("effects")[0].GetProperty("observations").GetInt64());
        Assert.Equal(System.Text.Json.JsonValueKind.Null,
            root.GetProperty("effects")[0].GetProperty("robustness").GetProperty("permutation").GetProperty("assignments").ValueKind);
    }

    [Fact]
    public void gets_rounded_effects_and_classes_of_p()
    {
        var effect = P.Of(AnAnswer.ThatHelps()).Outcomes[0].Effects[0];
        Assert.Equal(0.24, effect.HedgesG!.Value);
        Assert.Equal(9.5, effect.ImprovementIndex);
        var json = Json_answer.Root(Json_answer.Written(P.Of(AnAnswer.ThatHelps()))).GetProperty("effects")[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("p").ValueKind);
        Assert.Equal("<.05", json.GetProperty("pClass").GetString());
        Assert.Equal("≥.05", json.GetProperty("adjustedPClass").GetString());
    }

    [Fact]
    public void gets_neither_adjustment_terms_nor_staff_nor_a_hash_that_can_be_tried_out()
    {
        var json = Json_answer.Written(P.Of(AnAnswer.ThatHelps()));
        Assert.DoesNotContain("teacher_13", json);
        Assert.DoesNotContain("6b1f0c3e5d7a", json);
        var keyed = AnAnswer.ThatHelps() with { Moments = new("6b1f0c3e5d7a", true) };
        Assert.Contains("6b1f0c3e5d7a", Json_answer.Written(P.Of(keyed)));
    }

    [Fact]
    public void is_not_shown_a_small_subgroup_nor_its_complement()
    {
        var answer = WithSubgroups(AnAnswer.Subgroup("iep", "yes", 9, 40), AnAnswer.Subgroup("iep", "no", 382, 372));
        Assert.All(P.Of(answer).Outcomes[0].Subgroups, g =>
        {
            Assert.Equal(SubgroupRefusal.NotShown, g.Refusal);
            Assert.Null(g.Effect);
            Assert.Null(g.HedgesG);
            Assert.True(g.StudentsInArm <= 0 && g.StudentsInAgainst <= 0);
        });
    }

    [Fact]
    public void is_not_shown_a_subgroup_whose_rest_is_small()
    {
        // 391 students in the arm, so that 4 are left: their effect would be the group's less the difference.
        var answer = WithSubgroups(AnAnswer.Subgroup("lives_in_district", "yes", 387, 300));
        Assert.Equal(SubgroupRefusal.NotShown, Assert.Single(P.Of(answer).Outcomes[0].Subgroups).Refusal);
    }

    [Fact]
    public void is_not_shown_in_one_outcome_what_another_one_hides()
    {
        var answer = WithSubgroups(AnAnswer.Subgroup("iep", "yes", 9, 40), AnAnswer.Subgroup("iep", "no", 300, 300));
        var second = answer.Outcomes[1] with { Subgroups = [AnAnswer.Subgroup("iep", "yes", 10, 41), AnAnswer.Subgroup("iep", "no", 300, 300)] };
        Assert.All(P.Of(answer with { Outcomes = [answer.Outcomes[0], second] }).Outcomes[1].Subgroups,
            g => Assert.Equal(SubgroupRefusal.NotShown, g.Refusal));
    }

    [Fact]
    public void is_not_told_which_hidden_group_was_harmed()
    {
        var harmed = AnAnswer.WithHarmIn("iep = yes");
        var answer = harmed with
        {
            Outcomes = [harmed.Outcomes[0] with { Subgroups = [AnAnswer.Subgroup("iep", "yes", 9, 40), AnAnswer.Subgroup("iep", "no", 382, 372)] }],
        };
        var text = Json_answer.Written(P.Of(answer));
        Assert.Contains("Stop: Tutor A lowered results on Unassisted exam in one group of students.", text);
        Assert.DoesNotContain("iep = yes", text);
        Assert.DoesNotContain("0.0312", text);
    }

    [Fact]
    public void still_reads_of_harm_in_a_group_that_is_large_enough() =>
        Assert.Contains("in the group female = 1.", Json_answer.Written(P.Of(AnAnswer.WithHarmIn("female = 1"))));

    [Fact]
    public void stays_the_same_when_it_is_asked_for_twice()
    {
        var once = P.Of(AnAnswer.Extended());
        Assert.Same(once, P.Of(once));
    }

    /// <summary>
    /// Whatever the cells are, a reader who knows the rules can narrow none that is hidden down to fewer than ten values, from the total
    /// and the cells that are shown.
    /// </summary>
    [Fact]
    public void cannot_work_out_a_hidden_cell_from_the_total_and_the_others() =>
        Check.One(Fuzz.Of(100), Prop.ForAll(Gen.Choose(0, 60).ListOf().Where(c => c.Count is >= 2 and <= 6).ToArbitrary(), cells =>
        {
            var truth = cells.Select(c => (long)c).ToArray();
            var shown = PublicCells.Coarsened(truth);
            var total = P.Coarse(truth.Sum());
            return Enumerable.Range(0, truth.Length).Where(i => shown[i] <= 0).All(i => Width(shown, total, i) >= 10);
        }));

    [Theory]
    [InlineData(14L, 0L, 0L)]
    [InlineData(0L, 10L)]
    [InlineData(9L, 9L)]
    [InlineData(3L, 4L, 500L)]
    [InlineData(5L, 500L, 300L)]
    public void cannot_work_out_a_hidden_cell_at_the_edges(params long[] cells)
    {
        var shown = PublicCells.Coarsened(cells);
        var total = P.Coarse(cells.Sum());
        Assert.All(Enumerable.Range(0, cells.Length).Where(i => shown[i] <= 0), i => Assert.True(Width(shown, total, i) >= 10));
        Assert.All(Enumerable.Range(0, cells.Length).Where(i => cells[i] < 10), i => Assert.Equal(P.NotShown, shown[i]));
    }

    [Fact]
    public void sees_excluded_rows_by_arm_only_where_they_are_many()
    {
        var rows = new ExcludedRows(ExclusionReason.OutcomeMissing, "exam", 43, [(AnAnswer.Tutor, 4), (AnAnswer.Control, 39)]);
        var shown = P.Of(AnAnswer.ThatHelps() with { Excluded = [rows] }).Excluded[0];
        Assert.Equal(40, shown.Rows);
        Assert.All(shown.ByArm, a => Assert.True(a.Rows <= 0));
    }

    // The range of a hidden cell: at most what the total leaves over the least of the others, at least what it leaves over the most.
    private static long Width(long[] shown, long total, int hidden)
    {
        var (least, most) = (0L, 0L);
        for (var i = 0; i < shown.Length; i++)
        {
            if (i == hidden)
                continue;
            var (low, high) = Range(shown[i]);
            (least, most) = (least + low, Math.Min(most + high, long.MaxValue / 16));
        }
        var (totalLow, totalHigh) = Range(total);
        var (ownLow, ownHigh) = Range(shown[hidden]);
        return Math.Min(ownHigh, totalHigh - least) - Math.Max(ownLow, totalLow - most) + 1;
    }

    private static (long Low, long High) Range(long shown) => shown switch
    {
        0 => (0, 9),
        P.NotShown => (0, 1_000_000),
        _ => (Math.Max(10, shown - 5), shown + 4),
    };

    private static Answer WithSubgroups(params SubgroupAnswer[] groups)
    {
        var answer = AnAnswer.ThatHelps();
        return answer with { Outcomes = [answer.Outcomes[0] with { Subgroups = groups }, answer.Outcomes[1]] };
    }
}
