using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>A value as it stands in the data file, and what people call it.</summary>
public sealed record Named(string Value, string Label)
{
    public override string ToString() => Label;
}

/// <summary>
/// What an evaluation found: the content of every form of the answer (text, JSON, page). Figures are at full precision; rounding and
/// suppression for an audience happen where it is written.
/// </summary>
public sealed record Answer
{
    /// <summary>For whom the figures are: exact ones for analysts, coarsened ones once <see cref="PublicAudience"/> has been over them.</summary>
    public Audience Audience { get; init; } = Audience.Analyst;
    public required StudyFacts Study { get; init; }

    /// <summary>Distinct units (students or teachers), rows and clusters that enter at least one effect.</summary>
    public required long Students { get; init; }
    public required long Observations { get; init; }
    public required int Clusters { get; init; }

    /// <summary>Rows that enter no effect, or not an outcome's, by reason.</summary>
    public required IReadOnlyList<ExcludedRows> Excluded { get; init; }
    public required IReadOnlyList<OutcomeAnswer> Outcomes { get; init; }
    public required IReadOnlyList<RecommendationAnswer> Recommendations { get; init; }
    public required IReadOnlyList<Notice> Notices { get; init; }
    public required MomentsDigest Moments { get; init; }

    public IEnumerable<EffectAnswer> Effects => Outcomes.SelectMany(o => o.Effects);
}

public enum Audience { Analyst, Public }

public enum DesignKind { StudentRandomized, ClusterRandomized, MatchedComparison, DifferenceInDifferences }

/// <summary>What an effect's inference rests on: clusters with CR2, or single students with HC2.</summary>
public enum VarianceKind { CR2, HC2 }

/// <summary>What the study file said that a reader of the answer needs to know.</summary>
public sealed record StudyFacts
{
    public required string Title { get; init; }
    public required DesignKind Design { get; init; }
    /// <summary>"student" or "teacher".</summary>
    public required string Unit { get; init; }
    public required VarianceKind Variance { get; init; }
    /// <summary>The column(s) of the unit of assignment or of sharing; null where students stand alone.</summary>
    public required string? Cluster { get; init; }
    public required string? Block { get; init; }
    public required IReadOnlyList<ArmFacts> Arms { get; init; }
    public required Named Control { get; init; }
    public required double Confidence { get; init; }
    public required CriteriaFacts? Criteria { get; init; }
}

/// <summary>An arm or the control: units, rows and clusters in the analysis (any outcome present).</summary>
public sealed record ArmFacts(Named Arm, bool IsControl, long Students, long Observations, int Clusters);

public sealed record CriteriaFacts(Named Outcome, double Worthwhile, double? Planned, double? Harm, ExtensionKind Extension,
    IReadOnlyList<(Named Outcome, double Floor)> Guardrails);

public enum ExtensionKind { None, Planned, Used }

public enum ExclusionReason { Where, ArmMissing, ClusterMissing, BlockMissing, StudentMissing, OccasionMissing, CovariateMissing, OutcomeMissing, SubgroupMissing }

/// <summary>
/// Rows left out: why, through which column, how many, and how many in each arm (by arm value; empty where the arm is not known).
/// <c>OutcomeMissing</c> rows are out of that outcome's analysis only.
/// </summary>
public sealed record ExcludedRows(ExclusionReason Reason, string? Column, long Rows, IReadOnlyList<(Named Arm, long Rows)> ByArm);

public enum OutcomeRole { Confirmatory, Exploratory }

/// <summary>One outcome: its analytic sample, its effects, what it was adjusted for, and its subgroups.</summary>
public sealed record OutcomeAnswer
{
    public required Named Outcome { get; init; }
    public required OutcomeRole Role { get; init; }
    public required string Domain { get; init; }
    /// <summary>Whether every value is 0 or 1, so that effects are differences of shares.</summary>
    public required bool Binary { get; init; }
    public required long Students { get; init; }
    public required long Observations { get; init; }
    public required int Clusters { get; init; }
    public required IReadOnlyList<EffectAnswer> Effects { get; init; }
    /// <summary>Test that no arm differs from control; null with a single arm.</summary>
    public required JointTest? Joint { get; init; }
    public required IntraclusterCorrelation? Icc { get; init; }
    public required IReadOnlyList<AdjustmentTerm> Adjustment { get; init; }
    public required IReadOnlyList<SubgroupAnswer> Subgroups { get; init; }
}

/// <summary>The effect of an arm against another (mostly the control) on an outcome, in the outcome's unit and as Hedges' g.</summary>
public sealed record EffectAnswer
{
    public required Named Outcome { get; init; }
    public required Named Arm { get; init; }
    public required Named Against { get; init; }
    public required OutcomeRole Role { get; init; }
    /// <summary>Of this contrast: both arms together.</summary>
    public required long Observations { get; init; }
    public required long Students { get; init; }
    public required int Clusters { get; init; }
    public required Estimate Effect { get; init; }
    public required Robustness Robustness { get; init; }
    /// <summary>p adjusted by Benjamini and Hochberg within the domain, and whether it stays at or below .05.</summary>
    public required double AdjustedP { get; init; }
    /// <summary>Null where the outcome does not vary within arms, or the correction is undefined.</summary>
    public required HedgesG? HedgesG { get; init; }
    /// <summary>Only for a 0/1 outcome; null where a share would lie outside (0, 1).</summary>
    public required double? CoxIndex { get; init; }
    /// <summary>Percentile points an average comparison student would be expected to move; null where there is no g.</summary>
    public required double? ImprovementIndex { get; init; }
}

/// <summary>A covariate's coefficient in an outcome's model, the term named as in the file (a factor's level as <c>teacher=teacher_13</c>).</summary>
public sealed record AdjustmentTerm(string Term, Estimate Estimate);

/// <summary>A declared subgroup: a level of a column, the effect in it and its difference from the rest.</summary>
public sealed record SubgroupAnswer
{
    public required string Column { get; init; }
    public required string Level { get; init; }
    public required Named Arm { get; init; }
    public required Named Against { get; init; }
    public required long StudentsInArm { get; init; }
    public required long StudentsInAgainst { get; init; }
    public required int ClustersInArm { get; init; }
    public required int ClustersInAgainst { get; init; }
    /// <summary>Null where the subgroup is refused: fewer than 10 students or 4 clusters an arm, or not estimable.</summary>
    public required Estimate? Effect { get; init; }
    public required Estimate? Difference { get; init; }
    public required HedgesG? HedgesG { get; init; }
    /// <summary>Of the difference, by Benjamini and Hochberg within the outcome's declared family.</summary>
    public required double? AdjustedP { get; init; }
    public required SubgroupRefusal? Refusal { get; init; }
}

/// <summary><c>NotShown</c> is given by <see cref="PublicAudience"/> alone: the figures exist, but would single students out.</summary>
public enum SubgroupRefusal { FewStudents, FewClusters, NotEstimable, NotShown }

public sealed record RecommendationAnswer(Named Arm, Recommendation Recommendation);

public enum NoticeKind
{
    CovariateDropped, FewClusters, TooFewClustersForRecommendation, VendorScore, StudentsInSeveralClusters, OutcomeHasNoSpread, SingularCR3,
    PermutationNotRun,
}

/// <summary>Something a careful reader must know: a code, the column or arm it is about, and a figure where there is one.</summary>
public sealed record Notice(NoticeKind Kind, string Subject, double? Figure = null);

/// <summary>The keyed hash of the exact moments, equal for two files with the same rows in whatever order or split.</summary>
public sealed record MomentsDigest(string Hash, bool SecretKey);
