namespace Chalkline.Evidence;

/// <summary>
/// Units of a cluster and arm that were seen on the same occasions: how many, and the sums of their totals t (over occasions, as stored
/// integers) and of t². Exact and mergeable.
/// </summary>
public sealed record UnitGroup(string Cluster, string Arm, IReadOnlyList<string> Occasions, long Units, ExactSum Totals, ExactSum Squares);

/// <summary>
/// Variance components by restricted maximum likelihood: y = arm + occasion + cluster + unit + error, all but the fixed part normal, from
/// sums alone. The unit's variance is 0 where units do not repeat.
/// </summary>
/// <remarks>
/// With r_c and r_u the variances of clusters and units over the error's, V/σ² = I + r_u·blockdiag(11ᵀ) + r_c·11ᵀ within a cluster, whose
/// inverse needs only each unit's number of rows and totals (docs/methods/intracluster-correlation.md). Agrees with lme4 to about 1e-7.
/// </remarks>
public static class RandomIntercept
{
    /// <summary>Fits the model; null where it has no residual degrees of freedom or the outcome does not vary.</summary>
    /// <param name="units">Null where every row is its own unit.</param>
    public static IntraclusterCorrelation? Fit(Moments moments, int outcome, ulong required, IReadOnlyList<string> arms,
        IReadOnlyList<UnitGroup>? units)
    {
        var data = RandomInterceptData.Of(moments, outcome, required, arms, units);
        if (data.Clusters.Count < 2 || data.Observations <= data.FixedEffects || !(data.Spread > 0)) return null;
        var (clusterRoot, unitRoot) = units is null ? (Minimize(r => data.Deviance(r, 0)), 0) : MinimizeBoth(data);
        var residual = data.ResidualVariance(clusterRoot, unitRoot);
        return new IntraclusterCorrelation(clusterRoot * clusterRoot * residual, unitRoot * unitRoot * residual, residual);
    }

    private static (double Cluster, double Unit) MinimizeBoth(RandomInterceptData data)
    {
        var cluster = Minimize(c => data.Deviance(c, Minimize(u => data.Deviance(c, u), polish: false)), polish: false);
        var unit = Minimize(u => data.Deviance(cluster, u), polish: false);
        for (var i = 0; i < 100; i++)
        {
            var (lastCluster, lastUnit) = (cluster, unit);
            cluster = Polished(c => data.Deviance(c, unit), cluster);
            unit = Polished(u => data.Deviance(cluster, u), unit);
            if (Math.Abs(cluster - lastCluster) <= 1e-11 * cluster && Math.Abs(unit - lastUnit) <= 1e-11 * unit) break;
        }
        return (cluster, unit);
    }

    /// <summary>The θ ≥ 0 where a function with a single minimum is smallest, by golden sections on a doubled bracket.</summary>
    private static double Minimize(Func<double, double> f, bool polish = true)
    {
        const double golden = 0.6180339887498949;
        double high = 1;
        while (high < 1e4 && f(high * 2) < f(high)) high *= 2;
        double low = 0;
        high *= 2;
        double a = high - golden * (high - low), b = low + golden * (high - low);
        double fa = f(a), fb = f(b);
        // Newton goes on from near by; values alone must do where it does not.
        while (high - low > (polish ? 0.02 : 1e-6) * (1e-3 + high))
        {
            if (fa < fb)
            {
                (high, b, fb) = (b, a, fa);
                a = high - golden * (high - low);
                fa = f(a);
            }
            else
            {
                (low, a, fa) = (a, b, fb);
                b = low + golden * (high - low);
                fb = f(b);
            }
        }
        var theta = polish ? Polished(f, (low + high) / 2) : (low + high) / 2;
        return f(0) <= f(theta) ? 0 : theta;
    }

    /// <summary>
    /// Newton's method on ln θ with differences of sixth order: a minimum's place found by comparing values alone is only good to the root
    /// of the rounding.
    /// </summary>
    private static double Polished(Func<double, double> f, double theta)
    {
        if (theta < 1e-5) return theta;
        const double h = 0.02;
        for (var i = 0; i < 20; i++)
        {
            double At(int k) => f(theta * Math.Exp(k * h));
            double p1 = At(1), m1 = At(-1), p2 = At(2), m2 = At(-2), p3 = At(3), m3 = At(-3);
            var slope = (45 * (p1 - m1) - 9 * (p2 - m2) + (p3 - m3)) / (60 * h);
            var curvature = (270 * (p1 + m1) - 27 * (p2 + m2) + 2 * (p3 + m3) - 490 * f(theta)) / (180 * h * h);
            if (!(curvature > 0)) return theta;
            var step = Math.Clamp(slope / curvature, -0.5, 0.5);
            theta *= Math.Exp(-step);
            if (Math.Abs(step) < 1e-11) break;
        }
        return theta;
    }
}
