using Chalkline.Evidence;
using Chalkline.Pilots;

namespace Chalkline.Tests.Answers;

/// <summary>Invented answers: a pilot of an invented tutor in an invented district, one for each verdict.</summary>
internal static class AnAnswer
{
    public static readonly Named Tutor = new("tutor_a", "Tutor A");
    public static readonly Named Control = new("control", "Comparison group");
    public static readonly Named Exam = new("exam", "Unassisted exam");
    public static readonly Named Practice = new("practice", "Assisted practice");

    public static Answer WithHarm() => Answer(-0.21, new(Verdict.Stop, -0.21, 0.95, new(-0.38, -0.04),
        [new(ReasonCode.HarmShown, 0.021, 0.05, "exam"), new(ReasonCode.UpperBoundBelowWorthwhile, -0.04, 0.05)], null, null));

    public static Answer WithHarmIn(string subgroup) => Answer(-0.02, new(Verdict.Stop, -0.02, 0.95, new(-0.18, 0.14),
        [new(ReasonCode.HarmShown, 0.0312, 0.05, "exam", subgroup)], null, null));

    public static Answer TooSmallToMatter() => Answer(-0.01, new(Verdict.Stop, -0.01, 0.95, new(-0.06, 0.04),
        [new(ReasonCode.UpperBoundBelowWorthwhile, 0.04, 0.05), new(ReasonCode.NoHarm)], null, null));

    public static Answer ThatHelps() => Answer(0.24, new(Verdict.Scale, 0.24, 0.95, new(0.03, 0.45),
        [
            new(ReasonCode.BoundAboveZero, 0.03, 0), new(ReasonCode.ReachesWorthwhile, 0.24, 0.05), new(ReasonCode.NoHarm),
            new(ReasonCode.NotSignificantForEssa, 0.061),
        ], null, null));

    public static Answer Extended() => Answer(0.08, new(Verdict.Extend, 0.08, 0.99443, new(-0.2, 0.3),
        [new(ReasonCode.BoundNotAboveZero, -0.2, 0), new(ReasonCode.ExtensionPlanned), new(ReasonCode.HarmLeftOpen, -0.12, -0.1, "exam", "female = 1")],
        new(0.71, 0.55, 0, 0.2), 84));

    public static Answer NotSettled() => Answer(0.04, new(Verdict.NotSettled, 0.04, 0.95, new(-0.15, 0.23),
        [new(ReasonCode.BoundNotAboveZero, -0.15, 0), new(ReasonCode.BelowWorthwhile, 0.04, 0.05), new(ReasonCode.NoExtensionPlanned)],
        new(0.63, 0.47, 0, 0.2), 212));

    public static Answer WithTwoClusters() => Answer(0.1, new(Verdict.InsufficientInformation, 0.1, 0.95, null,
        [new(ReasonCode.TooFewClusters, 2)], null, null)) with
    {
        Notices = [new(NoticeKind.TooFewClustersForRecommendation, "tutor_a", 2), new(NoticeKind.FewClusters, "control", 2)],
    };

    public static Answer WithoutSpread()
    {
        var answer = Answer(0, new(Verdict.InsufficientInformation, null, 0.95, null, [new(ReasonCode.NoEffectSize)], null, null));
        return answer with
        {
            Outcomes = [.. answer.Outcomes.Select(o => o with { Effects = [.. o.Effects.Select(e => e with { HedgesG = null, ImprovementIndex = null })] })],
            Notices = [new(NoticeKind.OutcomeHasNoSpread, "exam")],
        };
    }

    public static Answer WithoutCriteria()
    {
        var answer = ThatHelps();
        return answer with { Study = answer.Study with { Criteria = null }, Recommendations = [] };
    }

    public static IReadOnlyList<Answer> Each() =>
        [WithHarm(), WithHarmIn("female = 1"), TooSmallToMatter(), ThatHelps(), Extended(), NotSettled(), WithTwoClusters(), WithoutSpread(), WithoutCriteria()];

    public static IEnumerable<NoticeKind> NoticeKinds => Enum.GetValues<NoticeKind>();

    /// <summary>An effect whose g is <paramref name="g"/>, on an outcome whose standard deviation is 25.</summary>
    public static EffectAnswer Effect(Named outcome, Named arm, OutcomeRole role, double g, double se = 0.1, long students = 803) => new()
    {
        Outcome = outcome,
        Arm = arm,
        Against = Control,
        Role = role,
        Observations = 1606,
        Students = students,
        Clusters = 30,
        Effect = Estimate(25 * g, 25 * se),
        Robustness = new(25 * se * 0.94, 25 * se * 0.96, 25 * se * 0.97, 0.0312345, 25 * se * 1.06, 0.0612345, new(0.0581234, false, 9999)),
        AdjustedP = 0.0912345,
        HedgesG = new(g, se, new(g - 2 * se, g + 2 * se), 25.3123456789),
        CoxIndex = null,
        ImprovementIndex = 39.4 * g,
    };

    public static Estimate Estimate(double value, double se) =>
        new(value, se, 17.3456789, 0.0456789, new(value - 2.1 * se, value + 2.1 * se));

    public static SubgroupAnswer Subgroup(string column, string level, long inArm, long inControl, double value = 3.1) => new()
    {
        Column = column,
        Level = level,
        Arm = Tutor,
        Against = Control,
        StudentsInArm = inArm,
        StudentsInAgainst = inControl,
        ClustersInArm = 12,
        ClustersInAgainst = 15,
        Effect = Estimate(value, 2.2),
        Difference = Estimate(0.7, 1.9),
        HedgesG = new(value / 25, 0.09, new(value / 25 - 0.18, value / 25 + 0.18), 25.1),
        AdjustedP = 0.71234,
        Refusal = null,
    };

    public static SubgroupAnswer Refused(string column, string level, long inArm, long inControl, SubgroupRefusal refusal) =>
        Subgroup(column, level, inArm, inControl) with { Effect = null, Difference = null, HedgesG = null, AdjustedP = null, Refusal = refusal };

    private static Answer Answer(double g, Recommendation recommendation) => new()
    {
        Study = Study(),
        Students = 803,
        Observations = 1606,
        Clusters = 30,
        Excluded =
        [
            new(ExclusionReason.OutcomeMissing, "exam", 57, [(Tutor, 31), (Control, 26)]),
            new(ExclusionReason.ArmMissing, "arm", 12, []),
            new(ExclusionReason.Where, null, 240, [(Tutor, 118), (Control, 122)]),
        ],
        Outcomes =
        [
            Outcome(Exam, OutcomeRole.Confirmatory, "achievement", g) with
            {
                Joint = new(2.3456, 2, 14.321, 0.1321),
                Adjustment = [new("gpa_prev", Estimate(4.2, 0.4)), new("teacher=teacher_13", Estimate(-1.1, 2.5))],
                Subgroups =
                [
                    Subgroup("female", "0", 201, 210), Subgroup("female", "1", 189, 203, -2.4),
                    Refused("english_learner", "1", 7, 21, SubgroupRefusal.FewStudents),
                ],
            },
            Outcome(Practice, OutcomeRole.Exploratory, "practice", 0.36),
        ],
        Recommendations = [new(Tutor, recommendation)],
        Notices = [new(NoticeKind.CovariateDropped, "teacher=teacher_13"), new(NoticeKind.StudentsInSeveralClusters, "class", 57)],
        Moments = new("6b1f0c3e5d7a", false),
    };

    private static StudyFacts Study() => new()
    {
        Title = "An invented tutor in middle-school mathematics",
        Design = DesignKind.ClusterRandomized,
        Unit = "student",
        Variance = VarianceKind.CR2,
        Cluster = "Class",
        Block = null,
        Arms = [new(Tutor, false, 391, 782, 13), new(Control, true, 412, 824, 17)],
        Control = Control,
        Confidence = 0.95,
        Criteria = new(Exam, 0.05, 0.2, -0.1, ExtensionKind.None, [(Practice, -0.2)]),
    };

    private static OutcomeAnswer Outcome(Named outcome, OutcomeRole role, string domain, double g) => new()
    {
        Outcome = outcome,
        Role = role,
        Domain = domain,
        Binary = false,
        Students = 803,
        Observations = 1606,
        Clusters = 30,
        Effects = [Effect(outcome, Tutor, role, g)],
        Joint = null,
        Icc = new(0.0912345, 0.2, 0.7654321),
        Adjustment = [],
        Subgroups = [],
    };
}
