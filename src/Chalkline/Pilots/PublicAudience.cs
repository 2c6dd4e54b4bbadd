using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// Makes of an answer what may be shown to anyone: effects rounded, p in classes, counts in tens, small cells gone with those that would
/// give them away, no adjustment terms, no hash that could be tried out against guesses. What follows works on the result and cannot leak
/// what is no longer there.
/// </summary>
public static class PublicAudience
{
    /// <summary>The least number of students (or rows) that a shown figure may be about.</summary>
    public const int SmallestCell = 10;

    /// <summary>Stands for a count below <see cref="SmallestCell"/> that is no part of a shown total.</summary>
    public const long Fewer = 0;

    /// <summary>Stands for a part of a shown total that is hidden: it is small, or would give a small one away.</summary>
    public const long NotShown = -1;

    /// <summary>The answer for the public. An answer that is public already is returned as it is.</summary>
    public static Answer Of(Answer answer)
    {
        if (answer.Audience == Audience.Public)
            return answer;
        var hidden = PublicCells.HiddenSubgroups(answer);
        var arms = Arms(answer.Study.Arms);
        var contrastsShown = arms.All(a => a.Students > 0);
        return answer with
        {
            Audience = Audience.Public,
            Study = answer.Study with { Arms = arms },
            Students = Coarse(answer.Students),
            Observations = Coarse(answer.Observations),
            Clusters = (int)Coarse(answer.Clusters),
            Excluded = [.. answer.Excluded.Select(Excluded)],
            Outcomes = [.. answer.Outcomes.Select(o => Outcome(o, hidden, contrastsShown))],
            Recommendations = [.. answer.Recommendations.Select(r => Recommended(r, hidden))],
            Notices = [.. answer.Notices.Where(n => ForPublic(n.Kind)).Select(n => n with { Figure = null })],
            Moments = answer.Moments.SecretKey ? answer.Moments : new("", false),
        };
    }

    /// <summary>The class that a p belongs to: "&lt;.001", "&lt;.01", "&lt;.05" or "≥.05".</summary>
    public static string PClass(double p) => p switch
    {
        <= 0.001 => "<.001",
        <= 0.01 => "<.01",
        <= 0.05 => "<.05",
        _ => "≥.05",
    };

    /// <summary>To the nearest ten, <see cref="Fewer"/> below ten.</summary>
    public static long Coarse(long count) => count < SmallestCell ? Fewer : (count + 5) / 10 * 10;

    /// <summary>What a shown count can have been.</summary>
    public static (long Low, long High) RangeOf(long shown) =>
        shown == Fewer ? (0, SmallestCell - 1) : (Math.Max(SmallestCell, shown - 5), shown + 4);

    // The upper end of a class stands for it; 1 for "≥.05".
    private static double ClassP(double p) => !double.IsFinite(p) ? p : p < 0.001 ? 0.001 : p < 0.01 ? 0.01 : p < 0.05 ? 0.05 : 1;

    private static List<ArmFacts> Arms(IReadOnlyList<ArmFacts> arms)
    {
        var cells = PublicCells.Coarsened([.. arms.Select(a => a.Students)]);
        return [.. arms.Zip(cells, (a, students) => a with
        {
            Students = students,
            Observations = students <= 0 ? students : Coarse(a.Observations),
            Clusters = (int)(students <= 0 ? students : Coarse(a.Clusters)),
        })];
    }

    private static ExcludedRows Excluded(ExcludedRows rows)
    {
        var total = Coarse(rows.Rows);
        if (total == Fewer)
            return rows with { Rows = total, ByArm = [] };
        var cells = PublicCells.Coarsened([.. rows.ByArm.Select(a => a.Rows)]);
        return rows with { Rows = total, ByArm = [.. rows.ByArm.Zip(cells, (a, count) => (a.Arm, count))] };
    }

    private static OutcomeAnswer Outcome(OutcomeAnswer outcome, HashSet<SubgroupCell> hidden, bool contrastsShown) => outcome with
    {
        Students = Coarse(outcome.Students),
        Observations = Coarse(outcome.Observations),
        Clusters = (int)Coarse(outcome.Clusters),
        Effects = [.. outcome.Effects.Select(e => Effect(e, contrastsShown))],
        Joint = outcome.Joint is { } j
            ? new(Round(j.F, 1), j.NumeratorDegreesOfFreedom, Round(j.DenominatorDegreesOfFreedom, 0), ClassP(j.P))
            : null,
        Icc = outcome.Icc is { } i ? new(Digits(i.Cluster, 2), Digits(i.Unit, 2), Digits(i.Residual, 2)) : null,
        Adjustment = [],
        Subgroups = [.. outcome.Subgroups.Select(s => Subgroup(s, hidden))],
    };

    private static EffectAnswer Effect(EffectAnswer effect, bool countsShown)
    {
        var decimals = DecimalsOf(effect);
        var r = effect.Robustness;
        return effect with
        {
            Students = countsShown ? Coarse(effect.Students) : NotShown,
            Observations = countsShown ? Coarse(effect.Observations) : NotShown,
            Clusters = (int)(countsShown ? Coarse(effect.Clusters) : NotShown),
            Effect = Rounded(effect.Effect, decimals),
            Robustness = new(Round(r.CR0, decimals), Round(r.CR1, decimals), Round(r.CR1S, decimals), ClassP(r.ConventionalP),
                r.CR3 is { } cr3 ? Round(cr3, decimals) : null, r.CR3P is { } p ? ClassP(p) : null,
                // The number of assignments is a binomial coefficient: it tells the clusters in each arm.
                r.Permutation is { } t ? new(ClassP(t.P), t.Exact, Fewer) : null),
            AdjustedP = ClassP(effect.AdjustedP),
            HedgesG = Rounded(effect.HedgesG),
            CoxIndex = effect.CoxIndex is { } cox ? Round(cox, 2) : null,
            ImprovementIndex = effect.ImprovementIndex is { } index ? Round(index, 1) : null,
        };
    }

    private static SubgroupAnswer Subgroup(SubgroupAnswer group, HashSet<SubgroupCell> hidden)
    {
        if (PublicCells.IsHidden(group, hidden))
            return group with
            {
                StudentsInArm = NotShown,
                StudentsInAgainst = NotShown,
                ClustersInArm = (int)NotShown,
                ClustersInAgainst = (int)NotShown,
                Effect = null,
                Difference = null,
                HedgesG = null,
                AdjustedP = null,
                Refusal = SubgroupRefusal.NotShown,
            };
        var decimals = group.HedgesG is { } g ? Decimals(g.StandardDeviation / 100) : Decimals((group.Effect?.StandardError ?? 0.1) / 10);
        return group with
        {
            StudentsInArm = Coarse(group.StudentsInArm),
            StudentsInAgainst = Coarse(group.StudentsInAgainst),
            ClustersInArm = (int)Coarse(group.ClustersInArm),
            ClustersInAgainst = (int)Coarse(group.ClustersInAgainst),
            Effect = group.Effect is { } e ? Rounded(e, decimals) : null,
            Difference = group.Difference is { } d ? Rounded(d, decimals) : null,
            HedgesG = Rounded(group.HedgesG),
            AdjustedP = group.AdjustedP is { } p ? ClassP(p) : null,
        };
    }

    private static RecommendationAnswer Recommended(RecommendationAnswer answer, HashSet<SubgroupCell> hidden)
    {
        var r = answer.Recommendation;
        return answer with
        {
            Recommendation = r with
            {
                G = r.G is { } g ? Round(g, 2) : null,
                Bounds = r.Bounds is { } b ? new Interval(Round(b.Low, 2), Round(b.High, 2)) : null,
                Reasons = [.. r.Reasons.Select(x => Reasoned(x, hidden))],
                Posterior = r.Posterior is { } p
                    ? new(Round(p.AboveZero, 2), Round(p.AboveWorthwhile, 2), Round(p.PriorMean, 2), Round(p.PriorStandardDeviation, 2))
                    : null,
                ClustersToSettle = r.ClustersToSettle is { } j ? (j + 9) / 10 * 10 : null,
            },
        };
    }

    private static Reason Reasoned(Reason reason, HashSet<SubgroupCell> hidden)
    {
        if (reason.Subgroup is { } group && PublicCells.Mentions(group, hidden))
            return new(reason.Code, null, null, reason.Measure, "");
        return reason.Code switch
        {
            ReasonCode.TooFewClusters => reason with { Figure = null },
            ReasonCode.HarmShown or ReasonCode.NotSignificantForEssa => reason with { Figure = reason.Figure is { } p ? ClassP(p) : null },
            _ => reason with { Figure = reason.Figure is { } f ? Round(f, 2) : null },
        };
    }

    // Terms name members of the staff (teacher=…), counts would be exact: neither is for the public.
    private static bool ForPublic(NoticeKind kind) => kind is NoticeKind.FewClusters or NoticeKind.TooFewClustersForRecommendation
        or NoticeKind.VendorScore or NoticeKind.OutcomeHasNoSpread or NoticeKind.SingularCR3;

    private static Estimate Rounded(Estimate e, int decimals) => new(Round(e.Value, decimals), Round(e.StandardError, decimals),
        Round(e.DegreesOfFreedom, 0), ClassP(e.P), new(Round(e.Interval.Low, decimals), Round(e.Interval.High, decimals)));

    private static HedgesG? Rounded(HedgesG? g) => g is null ? null : new(Round(g.Value, 2), Round(g.StandardError, 2),
        new(Round(g.Interval.Low, 2), Round(g.Interval.High, 2)), Digits(g.StandardDeviation, 2));

    // As fine as two decimals of g are in the outcome's unit; without g, two digits of the standard error.
    private static int DecimalsOf(EffectAnswer effect) =>
        Decimals(effect.HedgesG is { } g ? g.StandardDeviation / 100 : effect.Effect.StandardError / 10);

    private static int Decimals(double unit) =>
        double.IsFinite(unit) && unit > 0 ? Math.Clamp(-(int)Math.Floor(Math.Log10(unit)), -12, 12) : 2;

    private static double Digits(double value, int digits) =>
        value == 0 || !double.IsFinite(value) ? value : Round(value, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));

    private static double Round(double value, int decimals)
    {
        if (!double.IsFinite(value))
            return value;
        if (decimals is >= 0 and <= 15)
            return Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        var unit = Math.Pow(10, -decimals);
        return Math.Round(value / unit) * unit;
    }
}
