using MathNet.Numerics.Distributions;

namespace Chalkline.Evidence;

/// <summary>
/// How an effect in the outcome's unit becomes an effect size: multiplied by <see cref="Factor"/>. Effect and interval take the same factor,
/// so that whether an interval holds 0 does not depend on the unit.
/// </summary>
public sealed record EffectSize(double Factor, double StandardDeviation)
{
    /// <summary>
    /// Hedges' g of a difference of means between two arms: ω√γ/S. With assignment by cluster (WWC 5.0, eq. E.21 and before):
    /// γ = 1 − 2(n − 1)ρ/(N − 2), h = [(N − 2) − 2(n − 1)ρ]² / {(N − 2)(1 − ρ)² + n(N − 2n)ρ² + 2(N − 2n)ρ(1 − ρ)},
    /// ω = 1 − 3/(4h − 1); with ρ = 0, single students. Null where S is 0 or the correction is not defined.
    /// </summary>
    /// <param name="standardDeviation">S, in the outcome's unit.</param>
    /// <param name="units">N: distinct students of both arms.</param>
    /// <param name="clusterSize">n: students a cluster, on average; 1 where students were assigned one by one.</param>
    /// <param name="rho">Intracluster correlation; 0 where students were assigned one by one.</param>
    public static EffectSize? Hedges(double standardDeviation, long units, double clusterSize, double rho)
    {
        if (!(standardDeviation > 0)) return null;
        double free = units - 2;
        var lost = 2 * (clusterSize - 1) * rho;
        var gamma = 1 - lost / free;
        var h = Square(free - lost) / (free * Square(1 - rho) + clusterSize * (units - 2 * clusterSize) * rho * rho
            + 2 * (units - 2 * clusterSize) * rho * (1 - rho));
        var omega = 1 - 3 / (4 * h - 1);
        return gamma > 0 && h > 1 ? new EffectSize(omega * Math.Sqrt(gamma) / standardDeviation, standardDeviation) : null;
    }

    /// <summary>
    /// Cox's index of a difference of shares: ω·(logit(p + b) − logit p)/1.65 with ω = 1 − 3/(4N − 9), as a factor on b. Null where a share
    /// lies outside (0, 1).
    /// </summary>
    /// <param name="controlShare">p: the share among those the arm is held against.</param>
    /// <param name="effect">b, in shares.</param>
    /// <param name="units">N: distinct students of both arms.</param>
    public static EffectSize? Cox(double controlShare, double effect, long units, double standardDeviation)
    {
        var share = controlShare + effect;
        if (!(controlShare is > 0 and < 1 && share is > 0 and < 1)) return null;
        var omega = 1 - 3.0 / (4 * units - 9);
        var slope = Math.Abs(effect) < 1e-12 ? 1 / (controlShare * (1 - controlShare)) : (Logit(share) - Logit(controlShare)) / effect;
        return new EffectSize(omega * slope / 1.65, standardDeviation);
    }

    public HedgesG Of(Estimate effect) =>
        new(effect.Value * Factor, effect.StandardError * Factor, effect.Interval.Times(Factor), StandardDeviation);

    /// <summary>100·Φ(g) − 50: percentile points by which an average comparison student would be expected to move.</summary>
    public static double ImprovementIndex(double g) => 100 * Normal.CDF(0, 1, g) - 50;

    private static double Square(double x) => x * x;

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
