using Xunit;

namespace Chalkline.Evidence.Tests;

public class Students_t
{
    [Fact]
    public void has_Rs_tails_from_the_middle_to_1e_minus_300()
    {
        foreach (var row in RFunctions.Rows("tails"))
        {
            var (t, df, p) = (row[0], row[1], row[2]);
            Relative(p, StudentT.UpperTail(t, df), Tolerance);
            Relative(2 * p, StudentT.TwoSidedP(-t, df), Tolerance);
            Assert.Equal(1 - p, StudentT.UpperTail(-t, df), Tolerance);
        }
    }

    [Fact]
    public void has_Rs_quantiles()
    {
        foreach (var row in RFunctions.Rows("quantiles"))
        {
            var (tail, df, t) = (row[0], row[1], row[2]);
            Relative(t, StudentT.Quantile(1 - tail, df), Tolerance);
            Relative(-t, StudentT.Quantile(tail, df), Tolerance);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void has_the_closed_forms_of_one_and_two_degrees_of_freedom(int df)
    {
        foreach (var t in (double[])[0, 0.01, 0.3, 1, 2, 7, 40])
        {
            var tail = df == 1 ? Math.Atan2(1, t) / Math.PI : 1 / (Math.Sqrt(2 + t * t) * (Math.Sqrt(2 + t * t) + t));
            Relative(tail, StudentT.UpperTail(t, df), 1e-13);
            Relative(df == 1 ? 1 / (Math.PI * (1 + t * t)) : Math.Pow(2 + t * t, -1.5), StudentT.Density(t, df), 1e-13);
        }
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-20)]
    [InlineData(1e-200)]
    public void has_quantiles_far_out(double probability)
    {
        foreach (var df in (double[])[0.7, 5, 1e3, 1e7])
            Relative(probability, StudentT.UpperTail(-StudentT.Quantile(probability, df), df), 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void has_no_quantile_outside_of_0_and_1(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, 5));

    private const double Tolerance = 2e-12;

    private static void Relative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{actual:R} is not within {tolerance} of {expected:R}.");
}
