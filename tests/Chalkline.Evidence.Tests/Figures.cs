using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>A model's figures as numbers in a row, to compare them all at once.</summary>
internal static class Figures
{
    public static double[] All(ModelFigures f) =>
        f.Effects.Concat(f.Differences).SelectMany(e => Of(e.Effect).Concat(Of(e.Robustness)))
            .Concat(f.Covariates.SelectMany(c => Of(c.Estimate)))
            .Concat(f.Joint is { } j ? [j.F, j.DenominatorDegreesOfFreedom, j.P] : []).ToArray();

    public static long[] Bits(ModelFigures f) => Array.ConvertAll(All(f), BitConverter.DoubleToInt64Bits);

    /// <summary>Effects and joint test, without the covariates' own coefficients.</summary>
    public static double[] OfEffects(ModelFigures f) => All(f with { Covariates = [] });

    public static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Close(expected[i], actual[i], tolerance);
    }

    public static void Close(double expected, double actual, double tolerance)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual)) return;
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(Math.Abs(expected), 1e-3), $"{actual:R} is not within {tolerance} of {expected:R}.");
    }

    private static double[] Of(Estimate e) => [e.Value, e.StandardError, e.DegreesOfFreedom, e.P, e.Interval.Low, e.Interval.High];

    private static double[] Of(Robustness r) =>
        [r.CR0, r.CR1, r.CR1S, r.ConventionalP, r.CR3 ?? double.NaN, r.CR3P ?? double.NaN];
}
