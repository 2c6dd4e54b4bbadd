using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>What may be done to the rows without doing anything to the effect.</summary>
public class An_effect_model
{
    // Centring is to the unit in the last place, 10⁻¹⁰, and sums of a changed column round elsewhere.
    private const double Rounding = 1e-8;

    private static readonly ArmPair[] Effects = [("arm 1", "arm 0"), ("arm 2", "arm 0"), ("arm 2", "arm 1")];

    public static TheoryData<ulong> Seeds => [11, 12, 13, 14, 15];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void says_the_same_to_the_bit_for_any_order_and_split_of_the_rows(ulong seed)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        var expected = Figures.Bits(Fit(study.Moments));
        var random = new SeededRandom(seed);
        for (var round = 0; round < 5; round++)
        {
            var rows = random.Shuffled(study.Rows);
            Assert.Equal(expected, Figures.Bits(Fit(study.Sum(rows))));
            var cut = random.Below(rows.Length);
            Assert.Equal(expected, Figures.Bits(Fit(study.Sum(rows[cut..]) + study.Sum(rows[..cut]))));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void says_the_same_of_renamed_clusters(ulong seed)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        // Reversed order of names: clusters are visited the other way round.
        var renamed = study.With(r => r with { Cluster = $"group {99 - int.Parse(r.Cluster[6..], null):00}" });
        Figures.Close(Figures.All(Fit(study.Moments)), Figures.All(Fit(renamed.Moments)), 1e-10);
        Assert.NotEqual(study.Moments.Digest([1]), renamed.Moments.Digest([1]));
        var before = Of(study.Moments);
        var after = Of(renamed.Moments);
        Assert.Equal(before.Arms, after.Arms);
        Assert.Equal(before.StandardDeviation("arm 0", "arm 1"), after.StandardDeviation("arm 0", "arm 1"));

        static OutcomeSample Of(Moments m) => OutcomeSample.Of(m, InventedStudy.Exam, 0, InventedStudy.Spec(3).Arms);
    }

    [Theory]
    [InlineData(21, 3, 40)]
    [InlineData(22, 1, -900_000_000_000_000)]
    [InlineData(23, 1000, 7)]
    [InlineData(24, -2, 12345)]
    public void follows_its_outcome_through_another_unit_and_origin(ulong seed, long factor, long shift)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        var changed = study.WithNumber(InventedStudy.Exam, y => shift + factor * y);
        var (before, after) = (Fit(study.Moments), Fit(changed.Moments));
        foreach (var (a, b) in before.Effects.Zip(after.Effects))
        {
            Figures.Close(factor * a.Effect.Value, b.Effect.Value, Rounding);
            Figures.Close(Math.Abs(factor) * a.Effect.StandardError, b.Effect.StandardError, Rounding);
            Figures.Close(a.Effect.DegreesOfFreedom, b.Effect.DegreesOfFreedom, Rounding);
            Figures.Close(a.Effect.P, b.Effect.P, Rounding);
            var ends = a.Effect.Interval.Times(factor);
            Figures.Close(ends.Low, b.Effect.Interval.Low, Rounding);
            Figures.Close(ends.High, b.Effect.Interval.High, Rounding);
            Figures.Close(Math.Sign(factor) * G(study, a), G(changed, b), Rounding);
        }
        Figures.Close(before.Joint!.F, after.Joint!.F, Rounding);

        static double G(InventedStudy s, ModelEffect e)
        {
            var sample = OutcomeSample.Of(s.Moments, InventedStudy.Exam, 0, InventedStudy.Spec(3).Arms);
            return EffectSize.Hedges(sample.StandardDeviation(e.Arm, e.Against), 120, 8, 0.15)!.Of(e.Effect).Value;
        }
    }

    [Theory]
    [InlineData(31, 3, 40)]
    [InlineData(32, -1, -900_000_000_000_000)]
    [InlineData(33, 1000, 7)]
    public void does_not_care_for_a_covariates_unit_and_origin(ulong seed, long factor, long shift)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        // Where a pretest is missing it stands at 0: far from 0 it is nearly the indicator of its gaps, so its origin moves a little only.
        var changed = study.WithNumber(InventedStudy.Pretest, z => 5 * InventedStudy.One + factor * z)
            .WithNumber(InventedStudy.Attendance, z => factor * z - shift);
        Figures.Close(Figures.OfEffects(Fit(study.Moments)), Figures.OfEffects(Fit(changed.Moments)), Rounding);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void does_not_see_clusters_without_a_row_in_the_sample(ulong seed)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        var others = InventedStudy.Of(seed + 100, 6, 3).Rows.Select((r, i) => r with { Cluster = $"empty {r.Cluster}" }).ToList();
        var missing = others.Select(r => r with { Missing = 1 });
        var otherArm = others.Select(r => r with { Arm = "arm 9" });
        var required = InventedStudy.Spec(3) with { Required = 1 };
        var expected = Figures.Bits(Fit(study.Moments, required));
        Assert.Equal(expected, Figures.Bits(Fit(study.Sum(study.Rows.Concat(missing)), required)));
        Assert.Equal(expected, Figures.Bits(Fit(study.Sum(otherArm.Concat(study.Rows)), required)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void drops_a_covariate_that_says_nothing_new_and_names_it(ulong seed)
    {
        var study = InventedStudy.Of(seed, 15, 3);
        var constant = study.WithNumber(InventedStudy.Attendance, _ => 4 * InventedStudy.One);
        var copy = study.With(r => r with { Numbers = [r.Numbers[0], 3 * r.Numbers[0] - 7, r.Numbers[2]] });
        foreach (var (changed, tolerance) in new[] { (constant, 1e-12), (copy, Rounding) })
        {
            var spec = InventedStudy.Spec(3);
            var without = spec with { Covariates = [spec.Covariates[0], spec.Covariates[2]] };
            var model = EffectModel.Fit(changed.Moments, spec, Effects, withCovariates: true);
            Assert.Equal(["attendance"], model.DroppedCovariates);
            Figures.Close(Figures.All(Fit(changed.Moments, without)), Figures.All(model.ByClusters(0.95)), tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void says_the_same_of_an_outcome_and_its_copy(ulong seed)
    {
        var study = InventedStudy.Of(seed, 15, 3).With(r => r with { Numbers = [r.Numbers[0], r.Numbers[2], r.Numbers[2]] });
        var spec = InventedStudy.Spec(3) with { Covariates = [new Covariate.Number("pretest", 0), new Covariate.Factor("room")] };
        Assert.Equal(Figures.Bits(Fit(study.Moments, spec with { Outcome = 1 })), Figures.Bits(Fit(study.Moments, spec with { Outcome = 2 })));
    }

    [Fact]
    public void is_refused_where_an_arm_cannot_be_told_from_the_blocks()
    {
        // With one class a block, the second arm's column is a sum of blocks' columns.
        var study = InventedStudy.Of(41).With(r => r with { Indicators = [new("pair", r.Cluster), .. r.Indicators.Where(i => i.Variable != "pair")] });
        var spec = InventedStudy.Spec() with { Block = "pair" };
        Assert.Equal("arm 1", Assert.Throws<NotEstimableException>(() => EffectModel.Fit(study.Moments, spec, [("arm 1", "arm 0")])).Term);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void in_a_subgroup_is_that_of_its_rows_where_all_else_is_apart_too(ulong seed)
    {
        // With no covariate the interacted model falls apart into the subgroup's and the rest's.
        var study = InventedStudy.Of(seed, 14);
        var support = new Indicator("support", "1");
        var bare = InventedStudy.Spec() with { Covariates = [] };
        var whole = EffectModel.Fit(study.Moments, bare with { Subgroup = support }, [("arm 1", "arm 0")]).ByClusters(0.95);
        var inside = Alone(r => r.Indicators.Contains(support));
        var outside = Alone(r => !r.Indicators.Contains(support));
        Figures.Close(inside.Value, whole.Effects[0].Effect.Value, 1e-10);
        Figures.Close(inside.Value - outside.Value, whole.Differences[0].Effect.Value, 1e-10);

        Estimate Alone(Func<InventedRow, bool> kept) =>
            EffectModel.Fit(study.Sum(study.Rows.Where(kept)), bare, [("arm 1", "arm 0")]).ByClusters(0.95).Effects[0].Effect;
    }

    private static ModelFigures Fit(Moments moments, ModelSpec? spec = null) =>
        EffectModel.Fit(moments, spec ?? InventedStudy.Spec(3), Effects, withCovariates: true).ByClusters(0.95);

    [Theory]
    [InlineData(1e2)]
    [InlineData(1e4)]
    [InlineData(9e4)]
    public void is_not_hurt_by_a_covariate_with_gaps_far_from_its_centre(double shift)
    {
        var near = InventedStudy.Of(32, 15, 3);
        var far = near.WithNumber(0, z => (long)(z * 0.2) + (long)(shift * 1e10));
        var spec = InventedStudy.Spec(3);
        var expected = EffectModel.Fit(near.Moments, spec, [("arm 1", "arm 0")]).ByClusters(0.95).Effects[0].Effect;
        var model = EffectModel.Fit(far.Moments, spec, [("arm 1", "arm 0")]);
        var actual = model.ByClusters(0.95).Effects[0].Effect;
        Assert.Empty(model.DroppedCovariates);
        Assert.Equal(expected.Value, actual.Value, 1e-8 * expected.StandardError);
        Assert.Equal(expected.StandardError, actual.StandardError, 1e-8 * expected.StandardError);
    }
}
