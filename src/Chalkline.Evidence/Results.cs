namespace Chalkline.Evidence;

/// <summary>Hedges' g with its interval (the effect's interval × ω√γ/S), and S, the pooled within-arm, within-occasion standard deviation.</summary>
public sealed record HedgesG(double Value, double StandardError, Interval Interval, double StandardDeviation);

/// <summary>Other standard errors beside the default, for comparison, and what they would claim.</summary>
/// <param name="CR0">Sandwich without any correction.</param>
/// <param name="CR1">CR0 × J/(J−1).</param>
/// <param name="CR1S">CR1 × (N−1)/(N−k), with p from t(J−1): what Stata, fixest and most dashboards print.</param>
/// <param name="CR3">Jackknife; null where leaving a cluster out makes the model singular.</param>
/// <param name="Permutation">Studentized cluster permutation test; null where it was not run.</param>
public sealed record Robustness(double CR0, double CR1, double CR1S, double ConventionalP, double? CR3, double? CR3P, PermutationTest? Permutation);

/// <summary>Two-sided p of the studentized permutation test; whether all assignments were enumerated, and how many were looked at.</summary>
public sealed record PermutationTest(double P, bool Exact, long Assignments);

/// <summary>Hotelling's T² approximation with small-sample degrees of freedom (HTZ; Pustejovsky and Tipton 2018).</summary>
public sealed record JointTest(double F, int NumeratorDegreesOfFreedom, double DenominatorDegreesOfFreedom, double P);

/// <summary>
/// Variances of a random-intercept model fitted by REML: between clusters, between units within clusters (0 where units do not repeat),
/// and residual; <see cref="Rho"/> is the clusters' share.
/// </summary>
public sealed record IntraclusterCorrelation(double Cluster, double Unit, double Residual)
{
    public double Rho => Cluster / (Cluster + Unit + Residual);
}

public enum Verdict { Scale, Stop, Extend, NotSettled, InsufficientInformation }

/// <summary>Why a verdict is what it is. Sentences belong to the product.</summary>
public enum ReasonCode
{
    /// <summary>Lower bound at the shared level is above 0. Figure: the bound; Threshold 0; Level: 1 − α/m.</summary>
    BoundAboveZero,
    /// <summary>The lower bound is not above 0.</summary>
    BoundNotAboveZero,
    /// <summary>The estimate reaches worthwhile. Figure: g; Threshold: worthwhile.</summary>
    ReachesWorthwhile,
    BelowWorthwhile,
    /// <summary>The upper one-sided 95 % bound is below worthwhile. Figure: the bound; Threshold: worthwhile.</summary>
    UpperBoundBelowWorthwhile,
    /// <summary>One-sided upper bound below 0 after Holm. Figure: Holm-adjusted p; Threshold α. Measure and subgroup named.</summary>
    HarmShown,
    /// <summary>An estimate at or below harm (or a guardrail's floor). Figure: g; Threshold: harm or floor. Measure and subgroup named.</summary>
    HarmLeftOpen,
    NoHarm,
    ExtensionPlanned,
    NoExtensionPlanned,
    /// <summary>Fewer than 3 clusters in an arm. Figure: the smaller number of clusters.</summary>
    TooFewClusters,
    /// <summary>No g could be computed on the criterion's outcome.</summary>
    NoEffectSize,
    /// <summary>Scale although the two-sided p is above .05. Figure: p.</summary>
    NotSignificantForEssa,
}

/// <summary>One step of the reasoning: a code with its figure and threshold, and whom it is about where that is not the whole arm.</summary>
public sealed record Reason(ReasonCode Code, double? Figure = null, double? Threshold = null, string? Measure = null, string? Subgroup = null);

/// <summary>
/// What the frozen criteria say to do with an arm.
/// <see cref="Posterior"/> and <see cref="ClustersToSettle"/> are given where the pilot is extended or not settled.
/// </summary>
public sealed record Recommendation(Verdict Verdict, double? G, double Level, Interval? Bounds, IReadOnlyList<Reason> Reasons,
    Posterior? Posterior, int? ClustersToSettle);

/// <summary>P(g > 0) and P(g > worthwhile) under the normal prior that was frozen with the criteria.</summary>
public sealed record Posterior(double AboveZero, double AboveWorthwhile, double PriorMean, double PriorStandardDeviation);
