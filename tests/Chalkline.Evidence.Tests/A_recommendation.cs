using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Every way through the criteria. Effects are in standard deviations, on 20 degrees of freedom where nothing else is said.</summary>
public class A_recommendation
{
    private static readonly Criteria Plain = new() { Worthwhile = 0.1, Harm = -0.1 };

    [Theory]
    // t.95 on 20 degrees of freedom is 1.7247: the estimate needs .10 and 1.7247 errors above 0.
    [InlineData(0.20, 0.10, Verdict.Scale, new[] { ReasonCode.BoundAboveZero, ReasonCode.ReachesWorthwhile, ReasonCode.NoHarm })]
    [InlineData(0.10, 0.05, Verdict.Scale, new[] { ReasonCode.BoundAboveZero, ReasonCode.ReachesWorthwhile, ReasonCode.NoHarm })]
    // Above 0 beyond doubt, and too small to be worth it, but the bound does not say so.
    [InlineData(0.09, 0.02, Verdict.NotSettled, new[] { ReasonCode.BoundAboveZero, ReasonCode.BelowWorthwhile, ReasonCode.NoHarm, ReasonCode.NoExtensionPlanned })]
    // Large enough, and not beyond doubt.
    [InlineData(0.20, 0.12, Verdict.NotSettled, new[] { ReasonCode.BoundNotAboveZero, ReasonCode.ReachesWorthwhile, ReasonCode.NoHarm, ReasonCode.NoExtensionPlanned })]
    [InlineData(0.02, 0.08, Verdict.NotSettled, new[] { ReasonCode.BoundNotAboveZero, ReasonCode.BelowWorthwhile, ReasonCode.NoHarm, ReasonCode.NoExtensionPlanned })]
    // The upper bound is below .10.
    [InlineData(0.02, 0.04, Verdict.Stop, new[] { ReasonCode.UpperBoundBelowWorthwhile })]
    // Above 0, and still surely below what is worth it.
    [InlineData(0.05, 0.02, Verdict.Stop, new[] { ReasonCode.UpperBoundBelowWorthwhile })]
    [InlineData(-0.05, 0.08, Verdict.Stop, new[] { ReasonCode.UpperBoundBelowWorthwhile })]
    // Below the harm threshold, and anything still possible: harm is left open.
    [InlineData(-0.12, 0.20, Verdict.NotSettled, new[] { ReasonCode.BoundNotAboveZero, ReasonCode.BelowWorthwhile, ReasonCode.HarmLeftOpen, ReasonCode.NoExtensionPlanned })]
    // Harm shown, and the upper bound below worthwhile with it.
    [InlineData(-0.20, 0.10, Verdict.Stop, new[] { ReasonCode.HarmShown, ReasonCode.UpperBoundBelowWorthwhile })]
    public void follows_from_the_bounds(double g, double error, Verdict verdict, ReasonCode[] reasons)
    {
        var r = Judge(g, error);
        Assert.Equal(verdict, r.Verdict);
        Assert.Equal(reasons, r.Reasons.Select(x => x.Code));
        Assert.Equal(verdict == Verdict.NotSettled, r.Posterior is not null);
        Assert.Equal(g, r.G);
        Assert.Equal(g - StudentT.Quantile(0.95, 20) * error, r.Bounds!.Value.Low, 1e-12);
        Assert.Equal(g + StudentT.Quantile(0.95, 20) * error, r.Bounds!.Value.High, 1e-12);
    }

    [Fact]
    public void extends_where_that_was_planned_and_settles_nothing_where_it_is_used_up()
    {
        var open = new SizedEffect(0.2, 0.12, 20);
        Assert.Equal(Verdict.Extend, Judge(open, Plain with { Extension = Extension.Planned }).Verdict);
        Assert.Equal(ReasonCode.ExtensionPlanned, Judge(open, Plain with { Extension = Extension.Planned }).Reasons[^1].Code);
        Assert.Equal(Verdict.NotSettled, Judge(open, Plain with { Extension = Extension.Used }).Verdict);
        Assert.Equal(ReasonCode.NoExtensionPlanned, Judge(open, Plain with { Extension = Extension.Used }).Reasons[^1].Code);
    }

    [Theory]
    [InlineData(Extension.None, 0.05)]
    [InlineData(Extension.Planned, 0.00557)]
    [InlineData(Extension.Used, 0.0482)]
    public void shares_its_level_among_the_arms(Extension extension, double alpha)
    {
        for (var arms = 1; arms <= 4; arms++)
        {
            Assert.Equal(1 - alpha / arms, Recommend.ScaleLevel(extension, arms), 1e-15);
            // An effect a hair's breadth above and below what that level asks for.
            var needed = StudentT.Quantile(1 - alpha / arms, 20) * 0.1;
            foreach (var (g, verdict) in new[] { (needed * 1.0001, true), (needed * 0.9999, false) })
            {
                var all = Enumerable.Range(0, arms).Select(i => Arm(new SizedEffect(g, 0.1, 20), $"arm {i}")).ToList();
                Assert.All(Recommend.Of(all, Plain with { Extension = extension }), r =>
                {
                    Assert.Equal(verdict, r.Verdict == Verdict.Scale);
                    Assert.Equal(1 - alpha / arms, r.Level, 1e-15);
                });
            }
        }
    }

    [Fact]
    public void stops_by_the_95_percent_bound_however_many_arms_and_looks_there_are()
    {
        var effect = new SizedEffect(0.1 - StudentT.Quantile(0.95, 20) * 0.05 * 1.001, 0.05, 20);
        Assert.Equal(Verdict.Stop, Judge(effect, Plain).Verdict);
        Assert.All(Recommend.Of([Arm(effect, "a"), Arm(effect, "b"), Arm(effect, "c")], Plain with { Extension = Extension.Planned }),
            r => Assert.Equal(Verdict.Stop, r.Verdict));
    }

    [Fact]
    public void lets_harm_that_is_left_open_block_scale_and_never_stop()
    {
        var effect = new SizedEffect(0.3, 0.1, 20);
        var weak = new HarmLook("practice", "grade = 6", new SizedEffect(-0.15, 0.2, 8), -0.1);
        var r = Recommend.Of([Arm(effect, looks: weak)], Plain).Single();
        Assert.Equal(Verdict.NotSettled, r.Verdict);
        Assert.Equal(new Reason(ReasonCode.HarmLeftOpen, -0.15, -0.1, "practice", "grade = 6"), r.Reasons[2]);
        Assert.Equal(Verdict.Extend, Recommend.Of([Arm(effect, looks: weak)], Plain with { Extension = Extension.Planned }).Single().Verdict);
        // Without a floor, or with the estimate above it, nothing is left open; at the floor it is.
        Assert.Equal(Verdict.Scale, Recommend.Of([Arm(effect, looks: weak with { Floor = null })], Plain).Single().Verdict);
        Assert.Equal(Verdict.Scale, Recommend.Of([Arm(effect, looks: weak with { Floor = -0.151 })], Plain).Single().Verdict);
        Assert.Equal(Verdict.NotSettled, Recommend.Of([Arm(effect, looks: weak with { Floor = -0.15 })], Plain).Single().Verdict);
    }

    [Fact]
    public void stops_on_harm_shown_to_a_subgroup_though_the_whole_gains()
    {
        var look = new HarmLook("exam", "support = 1", new SizedEffect(-0.4, 0.1, 15), -0.1);
        var r = Recommend.Of([Arm(new SizedEffect(0.3, 0.1, 20), looks: look)], Plain).Single();
        Assert.Equal(Verdict.Stop, r.Verdict);
        // Two looks: the smaller p counts double.
        Assert.Equal(new Reason(ReasonCode.HarmShown, 2 * look.Effect.HarmP, 0.05, "exam", "support = 1"), r.Reasons.Single());
    }

    [Fact]
    public void looks_for_harm_by_Holm_over_all_arms_subgroups_and_guardrails()
    {
        // Each p is about .012 alone: shown with four looks (.047), not with five (.058).
        var p = new SizedEffect(-0.245, 0.1, 20);
        Assert.InRange(p.HarmP, 0.0101, 0.0124);
        Assert.True(Stops(looksInAll: 4));
        Assert.False(Stops(looksInAll: 5));

        // The first arm's own look on its outcome and one that harms; all others on other arms, where nothing is the matter.
        bool Stops(int looksInAll)
        {
            var harmed = Arm(new SizedEffect(0.3, 0.1, 20), "harmed", new HarmLook("practice", null, p, null));
            var fine = new HarmLook("practice", "any", new SizedEffect(0.3, 0.1, 20), null);
            var other = Arm(new SizedEffect(0.3, 0.1, 20), "other", Enumerable.Repeat(fine, looksInAll - 3).ToArray());
            var judged = Recommend.Of([harmed, other], Plain);
            Assert.NotEqual(Verdict.Stop, judged[1].Verdict);
            return judged[0].Verdict == Verdict.Stop;
        }
    }

    [Theory]
    [InlineData(0, Verdict.InsufficientInformation)]
    [InlineData(2, Verdict.InsufficientInformation)]
    [InlineData(3, Verdict.Scale)]
    public void needs_three_clusters_an_arm(int fewest, Verdict verdict)
    {
        var r = Recommend.Of([Arm(new SizedEffect(0.5, 0.1, 20)) with { FewestClusters = fewest }], Plain).Single();
        Assert.Equal(verdict, r.Verdict);
        if (verdict == Verdict.Scale) return;
        Assert.Equal([new Reason(ReasonCode.TooFewClusters, fewest, 3)], r.Reasons);
        Assert.Null(r.Bounds);
        Assert.Equal(0.5, r.G);
    }

    [Fact]
    public void needs_an_effect_size()
    {
        var r = Recommend.Of([Arm(new SizedEffect(0.5, 0.1, 20)) with { Effect = null }], Plain).Single();
        Assert.Equal((Verdict.InsufficientInformation, null, ReasonCode.NoEffectSize), (r.Verdict, r.G, r.Reasons.Single().Code));
    }

    [Theory]
    [InlineData(0.051, true)]
    [InlineData(0.05, false)]
    [InlineData(0.001, false)]
    public void says_where_scale_is_not_significant_for_ESSA(double p, bool said)
    {
        var r = Recommend.Of([Arm(new SizedEffect(0.2, 0.1, 20)) with { P = p }], Plain).Single();
        Assert.Equal(Verdict.Scale, r.Verdict);
        Assert.Equal(said, r.Reasons.Contains(new Reason(ReasonCode.NotSignificantForEssa, p, 0.05)));
        Assert.DoesNotContain(Judge(0.05, 0.02).Reasons, x => x.Code == ReasonCode.NotSignificantForEssa);
    }

    [Fact]
    public void never_falls_when_an_effect_rises_and_its_error_stays()
    {
        foreach (var extension in Enum.GetValues<Extension>())
        {
            foreach (var error in (double[])[0.01, 0.03, 0.06, 0.1, 0.3])
            {
                var before = Verdict.Stop;
                for (var g = -0.6; g <= 0.9; g += 0.005)
                {
                    var verdict = Judge(new SizedEffect(g, error, 12), Plain with { Extension = extension }).Verdict;
                    Assert.True(Height(before) <= Height(verdict), $"{before} at less than {g}, {verdict} there");
                    before = verdict;
                }
                Assert.Equal(Verdict.Scale, Judge(new SizedEffect(3, error, 12), Plain with { Extension = extension }).Verdict);
            }
        }
    }

    [Fact]
    public void never_rises_when_a_harm_threshold_or_what_is_worthwhile_does()
    {
        for (var g = -0.3; g <= 0.4; g += 0.02)
        {
            foreach (var error in (double[])[0.03, 0.1, 0.2])
            {
                var heights = new[] { -10, -0.3, -0.1, 0, 0.2 }.Select(harm => Height(Judge(new SizedEffect(g, error, 12), Plain with { Harm = harm }).Verdict));
                Assert.Equal(heights.OrderDescending(), heights);
                var worth = new[] { 0.01, 0.1, 0.2, 0.5 }.Select(w => Height(Judge(new SizedEffect(g, error, 12), Plain with { Worthwhile = w }).Verdict));
                Assert.Equal(worth.OrderDescending(), worth);
            }
        }
    }

    [Fact]
    public void is_not_changed_by_the_order_of_arms()
    {
        var arms = new[] { 0.3, 0.05, -0.25, 0.12 }.Select((g, i) => Arm(new SizedEffect(g, 0.08 + 0.02 * i, 9), $"arm {i}")).ToList();
        var backward = Recommend.Of(arms.AsEnumerable().Reverse().ToList(), Plain).Reverse();
        Assert.Equal(Recommend.Of(arms, Plain).Select(Text), backward.Select(Text));

        static string Text(Recommendation r) => $"{r.Verdict} {r.G} {r.Level} {r.Bounds} {string.Join(' ', r.Reasons)} {r.Posterior} {r.ClustersToSettle}";
    }

    private static int Height(Verdict verdict) => verdict switch { Verdict.Scale => 2, Verdict.Stop => 0, _ => 1 };

    private static Recommendation Judge(double g, double error) => Judge(new SizedEffect(g, error, 20), Plain);

    private static Recommendation Judge(SizedEffect effect, Criteria criteria) =>
        Recommend.Of([Arm(effect, "tutor") with { Looks = [new HarmLook("exam", null, effect, criteria.Harm)] }], criteria).Single();

    private static ArmEvidence Arm(SizedEffect effect, string name = "tutor", params HarmLook[] looks) =>
        new(name, effect, 0.01, 11, 22, [new HarmLook("exam", null, effect, -0.1), .. looks]);
}
