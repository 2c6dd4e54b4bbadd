using Xunit;

namespace Chalkline.Evidence.Tests;

public class An_effect_size
{
    private static readonly Estimate OneUnit = new(1, 0.5, 10, 0.07, new Interval(-0.1, 2.1));

    [Fact]
    public void with_clusters_has_the_degrees_of_freedom_of_the_handbooks_example()
    {
        // N = 100, n = 5, ρ = .1: h = 94.40, hence ω = 1 − 3/(4h − 1); γ = 1 − 2·4·.1/98.
        const double h = 94.40;
        var expected = (1 - 3 / (4 * h - 1)) * Math.Sqrt(1 - 0.8 / 98) / 12;
        Assert.Equal(expected, EffectSize.Hedges(12, 100, 5, 0.1)!.Factor, expected * 2e-6);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(25, 0)]
    [InlineData(1, 0.2)]
    public void without_clusters_or_correlation_is_Hedges_of_1981(double clusterSize, double rho)
    {
        // With single students, or nothing shared within clusters, h = N − 2.
        var size = EffectSize.Hedges(4, 60, clusterSize, clusterSize == 1 ? 0 : rho)!;
        Figures.Close((1 - 3 / (4.0 * 58 - 1)) / 4, size.Factor, 1e-13);
    }

    [Fact]
    public void turns_effect_error_and_interval_by_one_factor()
    {
        var size = EffectSize.Hedges(2, 200, 20, 0.15)!;
        var g = size.Of(OneUnit);
        Assert.Equal([size.Factor, size.Factor / 2, -0.1 * size.Factor, 2.1 * size.Factor, 2.0],
            [g.Value, g.StandardError, g.Interval.Low, g.Interval.High, g.StandardDeviation]);
    }

    [Theory]
    [InlineData(0, 100, 5, 0.1)] // no spread
    [InlineData(double.NaN, 100, 5, 0.1)]
    [InlineData(1, 10, 5, 1)] // all students of a cluster alike: γ ≤ 0
    [InlineData(1, 2, 1, 0)] // no degree of freedom
    public void is_not_defined_where_its_corrections_are_not(double s, long units, double clusterSize, double rho) =>
        Assert.Null(EffectSize.Hedges(s, units, clusterSize, rho));

    [Theory]
    [InlineData(0.4, 0.1, 500)]
    [InlineData(0.9, -0.3, 40)]
    [InlineData(0.02, 0.5, 1000)]
    public void of_shares_is_Coxs_index(double control, double effect, long units)
    {
        static double LogOdds(double p) => Math.Log(p / (1 - p));
        var expected = (1 - 3.0 / (4 * units - 9)) * (LogOdds(control + effect) - LogOdds(control)) / 1.65;
        Figures.Close(expected, EffectSize.Cox(control, effect, units, 0.5)!.Factor * effect, 1e-12);
    }

    [Fact]
    public void of_shares_goes_over_into_its_slope_where_there_is_no_effect()
    {
        Figures.Close(EffectSize.Cox(0.3, 1e-7, 100, 0.5)!.Factor, EffectSize.Cox(0.3, 0, 100, 0.5)!.Factor, 1e-6);
        Figures.Close(EffectSize.Cox(0.3, 1e-7, 100, 0.5)!.Factor, EffectSize.Cox(0.3, -1e-13, 100, 0.5)!.Factor, 1e-6);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, -0.1)]
    [InlineData(0.7, 0.3)]
    [InlineData(0.2, -0.25)]
    public void of_shares_is_not_defined_outside_of_0_and_1(double control, double effect) => Assert.Null(EffectSize.Cox(control, effect, 100, 0.5));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 9.870632568292373)] // R: 100*pnorm(.25) - 50
    [InlineData(-1, -34.13447460685429)]
    [InlineData(2.5, 49.37903346742238)]
    public void in_percentile_points_is_the_normal_distributions(double g, double index) =>
        Assert.Equal(index, EffectSize.ImprovementIndex(g), 1e-10);
}
