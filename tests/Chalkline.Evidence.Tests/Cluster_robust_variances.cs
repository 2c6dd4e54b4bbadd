using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>
/// The variance estimates are quadratic forms yᵀQy, so that Q can be had entry by entry from outcomes of one or two ones, and with it what
/// is true of them on average: for independent errors of variance 1, E[yᵀQy] = tr Q and Var[yᵀQy] = 2 tr Q².
/// </summary>
public class Cluster_robust_variances
{
    private static readonly ArmPair[] Effect = [("arm 1", "arm 0")];

    public static TheoryData<ulong, string?, bool> Designs => new()
    {
        { 51, null, false }, { 52, null, true }, { 53, "pair", false }, { 54, "pair", true },
    };

    [Theory]
    [MemberData(nameof(Designs))]
    public void CR2_is_unbiased_and_has_Satterthwaites_degrees_of_freedom(ulong seed, string? block, bool adjusted)
    {
        var study = Small(seed);
        var spec = InventedStudy.Spec() with { Block = block, Covariates = adjusted ? [new Covariate.Number("pretest", 0)] : [] };
        var q = QuadraticForm(study, outcome => EffectModel.Fit(outcome.Moments, spec, Effect).ByClusters(0.95));
        var degrees = EffectModel.Fit(study.Moments, spec, Effect).ByClusters(0.95).Effects[0].Effect.DegreesOfFreedom;
        Check(q, TrueVariance(study, spec), degrees);
    }

    [Fact]
    public void HC2_is_unbiased_and_has_Satterthwaites_degrees_of_freedom()
    {
        var study = Small(55);
        var spec = InventedStudy.Spec() with { Covariates = [new Covariate.Number("pretest", 0)] };
        var q = QuadraticForm(study, ByRows);
        Check(q, TrueVariance(study, spec), ByRows(study).Effects[0].Effect.DegreesOfFreedom);

        ModelFigures ByRows(InventedStudy s)
        {
            var moments = s.Moments;
            return InventedStudy.ByRows(moments, spec, EffectModel.Fit(moments, spec, Effect), [s.Rows]);
        }
    }

    [Theory]
    [InlineData(61, 4)]
    [InlineData(62, 6)]
    [InlineData(63, 12)]
    [InlineData(64, 40)]
    public void have_more_than_no_and_at_most_as_many_degrees_of_freedom_as_clusters(ulong seed, int classes)
    {
        var study = InventedStudy.Of(seed, classes);
        foreach (var block in new[] { null, "pair" })
        {
            var spec = InventedStudy.Spec() with { Block = block, Covariates = [new Covariate.Number("pretest", 0)] };
            foreach (var subgroup in new Indicator?[] { null, new("support", "1") })
            {
                var figures = EffectModel.Fit(study.Moments, spec with { Subgroup = subgroup }, Effect, withCovariates: true).ByClusters(0.95);
                var all = figures.Effects.Concat(figures.Differences).Select(e => e.Effect).Concat(figures.Covariates.Select(c => c.Estimate));
                Assert.All(all, e => Assert.InRange(e.DegreesOfFreedom, double.Epsilon, classes));
            }
        }
    }

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    public void CR1_and_CR1S_are_CR0_times_their_factors_and_CR3_is_the_widest(ulong seed)
    {
        var study = InventedStudy.Of(seed);
        var figures = EffectModel.Fit(study.Moments, InventedStudy.Spec(), Effect).ByClusters(0.95);
        double n = study.Rows.Count, j = 12, k = 7; // 1, pretest, that it is missing, attendance, two rooms, arm
        var r = figures.Effects[0].Robustness;
        Figures.Close(r.CR0 * r.CR0 * j / (j - 1), r.CR1 * r.CR1, 1e-14);
        Figures.Close(r.CR1 * r.CR1 * (n - 1) / (n - k), r.CR1S * r.CR1S, 1e-14);
        Assert.Equal(StudentT.TwoSidedP(figures.Effects[0].Effect.Value / r.CR1S, j - 1), r.ConventionalP);
        Assert.True(r.CR0 < figures.Effects[0].Effect.StandardError && figures.Effects[0].Effect.StandardError < r.CR3);
    }

    [Theory]
    [InlineData(81)]
    [InlineData(82)]
    public void CR3_is_what_leaving_out_each_cluster_in_turn_gives(ulong seed)
    {
        var study = InventedStudy.Of(seed);
        var spec = InventedStudy.Spec();
        var whole = EffectModel.Fit(study.Moments, spec, Effect).ByClusters(0.95).Effects[0];
        double square = 0;
        foreach (var cluster in study.Rows.Select(r => r.Cluster).Distinct())
        {
            var rest = study.Sum(study.Rows.Where(r => r.Cluster != cluster));
            var without = EffectModel.Fit(rest, spec, Effect).ByClusters(0.95).Effects[0].Effect.Value;
            square += (without - whole.Effect.Value) * (without - whole.Effect.Value);
        }
        Figures.Close(Math.Sqrt(square), whole.Robustness.CR3!.Value, 1e-9);
    }

    /// <summary>Eight classes of unequal size, 30 rows or so.</summary>
    private static InventedStudy Small(ulong seed)
    {
        var study = InventedStudy.Of(seed, 8);
        var random = new SeededRandom(seed);
        return study with { Rows = study.Rows.GroupBy(r => r.Cluster).SelectMany(c => c.Take(2 + random.Below(4))).ToList() };
    }

    /// <summary>Q by polarization: Qᵢⱼ = (V(eᵢ + eⱼ) − V(eᵢ) − V(eⱼ))/2.</summary>
    private static double[,] QuadraticForm(InventedStudy study, Func<InventedStudy, ModelFigures> fit)
    {
        var n = study.Rows.Count;
        var q = new double[n, n];
        for (var i = 0; i < n; i++) q[i, i] = Variance(i, i);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) q[i, j] = q[j, i] = (Variance(i, j) - q[i, i] - q[j, j]) / 2;
        return q;

        double Variance(int i, int j)
        {
            var rows = study.Rows.Select((r, row) => r with { Numbers = [r.Numbers[0], r.Numbers[1], row == i || row == j ? InventedStudy.One : 0] });
            var error = fit(study with { Rows = rows.ToList() }).Effects[0].Effect.StandardError;
            return error * error;
        }
    }

    private static void Check(double[,] q, double variance, double degrees)
    {
        double trace = 0, square = 0;
        for (var i = 0; i < q.GetLength(0); i++)
        {
            trace += q[i, i];
            for (var j = 0; j < q.GetLength(0); j++) square += q[i, j] * q[i, j];
        }
        Figures.Close(variance, trace, 1e-8);
        Figures.Close(trace * trace / square, degrees, 1e-6);
    }

    /// <summary>The effect's variance for errors of variance 1: the coefficient is linear in y, so the sum of its squares over unit outcomes.</summary>
    private static double TrueVariance(InventedStudy study, ModelSpec spec)
    {
        double sum = 0;
        for (var i = 0; i < study.Rows.Count; i++)
        {
            var rows = study.Rows.Select((r, row) => r with { Numbers = [r.Numbers[0], r.Numbers[1], row == i ? InventedStudy.One : 0] });
            var b = EffectModel.Fit(study.Sum(rows), spec, Effect).ByClusters(0.95).Effects[0].Effect.Value;
            sum += b * b;
        }
        return sum;
    }
}
