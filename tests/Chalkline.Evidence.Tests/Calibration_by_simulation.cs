using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>
/// A quick version of docs/calibration.md, from fixed seeds: pilots without an effect, pretest-adjusted. Bounds are about three binomial
/// standard deviations wide; each would be missed if the default were what is shown beside it.
/// </summary>
public class Calibration_by_simulation
{
    private const ulong Seed = 20260301;

    [Theory]
    [InlineData(8, 4)]
    [InlineData(12, 3)]
    [InlineData(20, 4)]
    public void the_default_test_claims_what_is_not_there_one_time_in_twenty_where_the_usual_ones_claim_more(int classes, int treated)
    {
        const int repetitions = 900;
        var claims = FalseClaims.In(new PilotDesign(classes, treated), repetitions, Seed, permute: false);
        var highest = Above(0.05, repetitions);
        // Where arms differ in size, Satterthwaite's degrees of freedom err to the safe side: no fewer than one time in 60.
        Assert.InRange(claims.Cr2, repetitions / 60, highest);
        Assert.True(claims.Cr1s > highest, $"CR1S: {claims.Cr1s} of {repetitions}");
        Assert.True(claims.IgnoringClasses > repetitions / 4, $"ignoring classes: {claims.IgnoringClasses} of {repetitions}");
    }

    [Fact]
    public void with_forty_classes_the_default_test_keeps_its_level_too()
    {
        const int repetitions = 400;
        var claims = FalseClaims.In(new PilotDesign(40, 20), repetitions, Seed, permute: false);
        Assert.InRange(claims.Cr2, Below(0.05, repetitions), Above(0.05, repetitions));
    }

    [Fact]
    public void the_permutation_test_keeps_its_level()
    {
        const int repetitions = 900;
        var claims = FalseClaims.In(new PilotDesign(8, 4), repetitions, Seed, permute: true);
        // 70 assignments: below .05 are the p values 2/70 only, as each assignment has its mirror image.
        Assert.InRange(claims.Permutation!.Value, Below(2 / 70.0, repetitions), Above(0.05, repetitions));
    }

    [Fact]
    public void a_tool_that_does_nothing_is_seldom_scaled_and_one_that_helps_often_is()
    {
        const int repetitions = 400;
        var nothing = Recommended.In(new PilotDesign(40, 20), repetitions, Seed);
        // 5 % is the chance that the bound is above 0.
        Assert.InRange(nothing.Scale, 0, Above(0.05, repetitions));
        var helps = Recommended.In(new PilotDesign(40, 20, 0.2), repetitions, Seed);
        Assert.InRange(helps.Scale, Below(0.6, repetitions), Above(0.6, repetitions));
        Assert.InRange(helps.Stop, 0, repetitions / 20);
        var harms = Recommended.In(new PilotDesign(40, 20, -0.1), repetitions, Seed);
        Assert.InRange(harms.Stop, Below(0.62, repetitions), Above(0.62, repetitions));
        Assert.InRange(harms.Scale, 0, 4);
        Assert.All([nothing, helps, harms], r => Assert.Equal(repetitions, r.Scale + r.Stop + r.NotSettled));
    }

    private static int Above(double share, int n) => (int)Math.Ceiling(n * share + 3 * Math.Sqrt(n * share * (1 - share)));

    private static int Below(double share, int n) => (int)Math.Floor(n * share - 3 * Math.Sqrt(n * share * (1 - share)));
}
