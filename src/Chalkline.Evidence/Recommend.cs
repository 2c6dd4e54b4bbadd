using MathNet.Numerics.Distributions;

namespace Chalkline.Evidence;

/// <summary>Whether the pilot may be extended, and whether this is the look before or after it.</summary>
public enum Extension { None, Planned, Used }

/// <summary>What was frozen before data: all in standard deviations (g), all counted as if higher were better.</summary>
public sealed record Criteria
{
    public required double Worthwhile { get; init; }

    /// <summary>An estimate at or below this leaves harm open; null: none does.</summary>
    public double? Harm { get; init; }

    public Extension Extension { get; init; }

    public double PriorMean { get; init; }

    public double PriorStandardDeviation { get; init; } = 0.2;
}

/// <summary>An effect size with what its bounds need.</summary>
public sealed record SizedEffect(double G, double StandardError, double DegreesOfFreedom)
{
    /// <summary>Upper tail of the test that the effect is not below 0: small when it is.</summary>
    public double HarmP => StudentT.UpperTail(-G / StandardError, DegreesOfFreedom);

    public double LowerBound(double level) => G - StudentT.Quantile(level, DegreesOfFreedom) * StandardError;

    public double UpperBound(double level) => G + StudentT.Quantile(level, DegreesOfFreedom) * StandardError;
}

/// <summary>An effect in which harm is looked for: on a measure, in all students or in a subgroup (null: all).</summary>
/// <param name="Floor">At or below it harm is left open: <see cref="Criteria.Harm"/>, or a guardrail's own floor.</param>
public sealed record HarmLook(string Measure, string? Subgroup, SizedEffect Effect, double? Floor);

/// <summary>What is known of an arm when it is judged.</summary>
/// <param name="Effect">On the criterion's outcome, against control; null where no effect size could be computed.</param>
/// <param name="P">Two-sided p of that effect.</param>
/// <param name="FewestClusters">Clusters (or units, where they stand alone) in the smaller of the two arms.</param>
/// <param name="Clusters">Clusters (or units) of both arms.</param>
public sealed record ArmEvidence(string Arm, SizedEffect? Effect, double P, int FewestClusters, int Clusters, IReadOnlyList<HarmLook> Looks);

/// <summary>
/// From effects and frozen criteria to what to do with each arm (DESIGN §5; docs/methods/recommendation.md): α = .05 one-sided for the
/// whole pilot, shared among its arms; O'Brien and Fleming's levels where an extension was planned.
/// </summary>
public static class Recommend
{
    public const double Alpha = 0.05;
    public const double FirstLook = 0.00557;
    public const double LastLook = 0.0482;
    public const int FewestClusters = 3;

    /// <summary>One an arm, in the order given.</summary>
    public static IReadOnlyList<Recommendation> Of(IReadOnlyList<ArmEvidence> arms, Criteria criteria)
    {
        // Harm is looked for in many places: Holm over all of them, across arms.
        var looks = arms.SelectMany(a => a.Looks.Select(l => (a.Arm, Look: l))).ToList();
        var adjusted = MultipleTesting.Holm(looks.Select(l => l.Look.Effect.HarmP).ToList());
        return arms.Select(a => Of(a, criteria, arms.Count,
            looks.Select((l, i) => (l.Arm, l.Look, P: adjusted[i])).Where(l => l.Arm == a.Arm).Select(l => (l.Look, l.P)).ToList())).ToList();
    }

    /// <summary>The one-sided level at which an arm's lower bound must be above 0, of m arms.</summary>
    public static double ScaleLevel(Extension extension, int arms) => 1 - extension switch
    {
        Extension.Planned => FirstLook,
        Extension.Used => LastLook,
        _ => Alpha,
    } / arms;

    private static Recommendation Of(ArmEvidence arm, Criteria criteria, int arms, List<(HarmLook Look, double P)> looks)
    {
        var level = ScaleLevel(criteria.Extension, arms);
        if (arm.FewestClusters < FewestClusters)
            return Insufficient(arm, level, new Reason(ReasonCode.TooFewClusters, arm.FewestClusters, FewestClusters));
        if (arm.Effect is not { } effect) return Insufficient(arm, level, new Reason(ReasonCode.NoEffectSize));

        var bounds = new Interval(effect.LowerBound(level), effect.UpperBound(1 - Alpha));
        var shown = looks.Where(l => l.P <= Alpha)
            .Select(l => new Reason(ReasonCode.HarmShown, l.P, Alpha, l.Look.Measure, l.Look.Subgroup)).ToList();
        var open = looks.Where(l => l.Look.Effect.G <= l.Look.Floor)
            .Select(l => new Reason(ReasonCode.HarmLeftOpen, l.Look.Effect.G, l.Look.Floor, l.Look.Measure, l.Look.Subgroup)).ToList();
        var above = bounds.Low > 0;
        var reaches = effect.G >= criteria.Worthwhile;
        var below = bounds.High < criteria.Worthwhile;

        var reasons = new List<Reason>(shown);
        if (below) reasons.Add(new(ReasonCode.UpperBoundBelowWorthwhile, bounds.High, criteria.Worthwhile));
        var stop = shown.Count > 0 || below;
        var scale = !stop && above && reaches && open.Count == 0;
        if (!stop)
        {
            reasons.Add(new(above ? ReasonCode.BoundAboveZero : ReasonCode.BoundNotAboveZero, bounds.Low, 0));
            reasons.Add(new(reaches ? ReasonCode.ReachesWorthwhile : ReasonCode.BelowWorthwhile, effect.G, criteria.Worthwhile));
            reasons.AddRange(open);
            if (open.Count == 0) reasons.Add(new(ReasonCode.NoHarm));
        }
        if (scale)
        {
            if (arm.P > 0.05) reasons.Add(new(ReasonCode.NotSignificantForEssa, arm.P, 0.05));
            return new(Verdict.Scale, effect.G, level, bounds, reasons, null, null);
        }
        if (stop) return new(Verdict.Stop, effect.G, level, bounds, reasons, null, null);

        var extend = criteria.Extension == Extension.Planned;
        reasons.Add(new(extend ? ReasonCode.ExtensionPlanned : ReasonCode.NoExtensionPlanned));
        return new(extend ? Verdict.Extend : Verdict.NotSettled, effect.G, level, bounds, reasons,
            PosteriorOf(effect, criteria), ClustersToSettle(effect, arm.Clusters, level, criteria.Worthwhile));
    }

    private static Recommendation Insufficient(ArmEvidence arm, double level, Reason reason) =>
        new(Verdict.InsufficientInformation, arm.Effect?.G, level, null, [reason], null, null);

    /// <summary>
    /// The smallest number J of clusters (both arms together) with (t₁₋α + t.₈₀)·SE·√(J₀/J) ≤ worthwhile, t on J − 2 degrees of freedom;
    /// null beyond a million.
    /// </summary>
    public static int? ClustersToSettle(SizedEffect effect, int clusters, double level, double worthwhile)
    {
        bool Settles(int j) => (StudentT.Quantile(level, j - 2) + StudentT.Quantile(0.8, j - 2))
            * effect.StandardError * Math.Sqrt((double)clusters / j) <= worthwhile;

        int low = 3, high = 4; // more clusters always help: the smallest is found by halving
        while (!Settles(high))
        {
            if (high > 1_000_000) return null;
            (low, high) = (high, high * 2);
        }
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Settles(middle)) high = middle;
            else low = middle;
        }
        return Settles(low) ? low : high;
    }

    /// <summary>
    /// P(g > 0) and P(g > worthwhile) given the estimate: a t likelihood times the frozen normal prior, integrated by Simpson's rule over
    /// 12 standard deviations of the prior, in pieces that are finer near the estimate.
    /// </summary>
    public static Posterior PosteriorOf(SizedEffect effect, Criteria criteria)
    {
        var prior = criteria.PriorStandardDeviation;
        double Density(double g) => StudentT.Density((effect.G - g) / effect.StandardError, effect.DegreesOfFreedom)
            * Normal.PDF(criteria.PriorMean, prior, g);

        var low = criteria.PriorMean - 12 * prior;
        var high = criteria.PriorMean + 12 * prior;
        double Above(double x)
        {
            var cut = Math.Clamp(x, low, high);
            double[] around = [-256, -64, -16, -4, -1, 0, 1, 4, 16, 64, 256];
            var knots = around.Select(k => effect.G + k * effect.StandardError).Concat(around.Select(k => criteria.PriorMean + k * prior))
                .Append(low).Append(cut).Append(high).Where(k => k >= low && k <= high).Order().ToArray();
            double above = 0, below = 0;
            for (var i = 1; i < knots.Length; i++)
            {
                var piece = Simpson(Density, knots[i - 1], knots[i]);
                if (knots[i] > cut) above += piece;
                else below += piece;
            }
            return above / (above + below);
        }

        return new Posterior(Above(0), Above(criteria.Worthwhile), criteria.PriorMean, prior);
    }

    private static double Simpson(Func<double, double> f, double from, double to)
    {
        const int steps = 200;
        var h = (to - from) / steps;
        var sum = f(from) + f(to);
        for (var i = 1; i < steps; i++) sum += f(from + i * h) * (i % 2 == 0 ? 2 : 4);
        return sum * h / 3;
    }
}
