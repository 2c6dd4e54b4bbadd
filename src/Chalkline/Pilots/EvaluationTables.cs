using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>A table of the report: its caption, columns and rows, all of them words.</summary>
public sealed record EvaluationTable(string Caption, IReadOnlyList<DataColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Every figure of an answer, as tables for the page.</summary>
public sealed class EvaluationTables(EvaluationView view)
{
    private Answer Answer => view.Answer;
    private AnswerSentences S => view.Sentences;
    private Figures F => view.Sentences.Figures;

    public EvaluationTable Sample() => new(S.Say(nameof(AnswerWords.SampleCaption)),
        [Text(nameof(AnswerWords.Group)), Figure(Units), Figure(nameof(AnswerWords.Observations)), Figure(nameof(AnswerWords.Clusters))],
        [
            .. Answer.Study.Arms.Select(a => (string[])[a.Arm.Label, F.Count(a.Students), F.Count(a.Observations), F.Count(a.Clusters)]),
            [S.Say(nameof(AnswerWords.AllRows)), F.Count(Answer.Students), F.Count(Answer.Observations), F.Count(Answer.Clusters)],
        ]);

    public EvaluationTable Effects() => new(S.Say(nameof(AnswerWords.EffectsCaption)),
        [
            Text(nameof(AnswerWords.Outcome)), Text(nameof(AnswerWords.ArmAgainst)), Text(nameof(AnswerWords.Role)),
            Figure(nameof(AnswerWords.EstimateColumn)), Figure(nameof(AnswerWords.StandardErrorColumn)),
            Figure(nameof(AnswerWords.DegreesOfFreedomColumn)), Figure(nameof(AnswerWords.P)), Interval(), Figure(nameof(AnswerWords.G)),
            Figure(nameof(AnswerWords.GInterval)), Figure(nameof(AnswerWords.Improvement)), Figure(nameof(AnswerWords.AdjustedP)),
            Figure(Units),
        ],
        [.. Answer.Effects.Select(Row)]);

    public EvaluationTable Robustness() => new(S.Say(nameof(AnswerWords.RobustnessCaption)),
        [
            Text(nameof(AnswerWords.Outcome)), Text(nameof(AnswerWords.ArmAgainst)), Figure(nameof(AnswerWords.CR0Label)),
            Figure(nameof(AnswerWords.CR1Label)), Text(nameof(AnswerWords.CR3Label)), Text(nameof(AnswerWords.PermutationLabel)),
            Text(nameof(AnswerWords.CR1SLabel)),
        ],
        [.. Answer.Effects.Select(e =>
        {
            var r = e.Robustness;
            var d = F.Decimals(e.Effect.StandardError);
            return (string[])[e.Outcome.Label, S.Contrast(e.Arm, e.Against), Figures.Fixed(r.CR0, d), Figures.Fixed(r.CR1, d),
                r.CR3 is { } cr3 ? ErrorAndP(cr3, r.CR3P, d) : Figures.None,
                S.Permutation(r.Permutation), ErrorAndP(r.CR1S, r.ConventionalP, d)];
        })]);

    public EvaluationTable Subgroups() => new(S.Say(nameof(AnswerWords.SubgroupsCaption)),
        [
            Text(nameof(AnswerWords.Group)), Text(nameof(AnswerWords.Outcome)), Text(nameof(AnswerWords.ArmAgainst)),
            Figure(nameof(AnswerWords.EstimateColumn)), Interval(), Figure(nameof(AnswerWords.G)),
            Figure(nameof(AnswerWords.DifferenceColumn)), Figure(nameof(AnswerWords.DifferenceP)), Figure(nameof(AnswerWords.AdjustedP)),
        ],
        [.. from o in Answer.Outcomes
            from g in o.Subgroups
            where g.Effect is not null
            select Row(o, g)]);

    /// <summary>The groups about which nothing can be said, each with the reason.</summary>
    public IEnumerable<string> RefusedSubgroups() =>
        from o in Answer.Outcomes
        from g in o.Subgroups
        where g.Effect is null
        select $"{g.Column} = {g.Level}, {o.Outcome.Label}, {S.Contrast(g.Arm, g.Against)}: {S.Refusal(g.Refusal ?? SubgroupRefusal.NotEstimable)}.";

    public EvaluationTable Excluded() => new(S.Say(nameof(AnswerWords.RowsTableCaption)),
        [
            Text(nameof(AnswerWords.Reason)), Figure(nameof(AnswerWords.RowsColumn)),
            .. Answer.Study.Arms.Select(a => new DataColumn(a.Arm.Label, true)),
        ],
        [.. Answer.Excluded.Select(x => (string[])
        [
            S.Exclusion(x), F.Count(x.Rows),
            .. Answer.Study.Arms.Select(a => x.ByArm.Where(b => b.Arm.Value == a.Arm.Value).Select(b => F.Count(b.Rows))
                .DefaultIfEmpty(Figures.None).First()),
        ])]);

    public EvaluationTable Correlation() => new(S.Say(nameof(AnswerWords.IccCaption)),
        [
            Text(nameof(AnswerWords.Outcome)), Figure(nameof(AnswerWords.Icc)), Text(nameof(AnswerWords.Joint)),
        ],
        [.. Answer.Outcomes.Select(o => (string[])
            [o.Outcome.Label, Figures.Fixed(o.Icc?.Rho, Answer.Audience == Audience.Public ? 2 : 3), S.Joint(o)])]);

    public IEnumerable<EvaluationTable> Adjustment() =>
        from o in Answer.Outcomes
        where o.Adjustment.Count > 0
        select new EvaluationTable(S.Say(nameof(AnswerWords.AdjustmentCaption), o.Outcome.Label),
            [
                Text(nameof(AnswerWords.Term)), Figure(nameof(AnswerWords.EstimateColumn)), Figure(nameof(AnswerWords.StandardErrorColumn)),
                Figure(nameof(AnswerWords.DegreesOfFreedomColumn)), Figure(nameof(AnswerWords.P)),
            ],
            [.. o.Adjustment.Select(t =>
            {
                var d = F.Decimals(t.Estimate.StandardError);
                return (string[])[t.Term, Figures.Fixed(t.Estimate.Value, d), Figures.Fixed(t.Estimate.StandardError, d),
                    F.DegreesOfFreedom(t.Estimate.DegreesOfFreedom), F.P(t.Estimate.P)];
            })]);

    private string Units => Answer.Study.Unit == "teacher" ? nameof(AnswerWords.Teachers) : nameof(AnswerWords.Students);

    private string[] Row(EffectAnswer e)
    {
        var d = F.Decimals(e.Effect.StandardError);
        return
        [
            e.Outcome.Label, S.Contrast(e.Arm, e.Against), S.Say("Role" + e.Role), Figures.Fixed(e.Effect.Value, d),
            Figures.Fixed(e.Effect.StandardError, d), F.DegreesOfFreedom(e.Effect.DegreesOfFreedom), F.P(e.Effect.P),
            Figures.Bracketed(e.Effect.Interval, d), Figures.G(e.HedgesG?.Value), Figures.Bracketed(e.HedgesG?.Interval, 2),
            Figures.Fixed(e.ImprovementIndex, 1), F.P(e.AdjustedP), F.Count(e.Students),
        ];
    }

    private string[] Row(OutcomeAnswer o, SubgroupAnswer g)
    {
        var d = F.Decimals(g.Effect!.StandardError);
        return
        [
            $"{g.Column} = {g.Level}", o.Outcome.Label, S.Contrast(g.Arm, g.Against), Figures.Fixed(g.Effect.Value, d),
            Figures.Bracketed(g.Effect.Interval, d), Figures.G(g.HedgesG?.Value), Figures.Fixed(g.Difference?.Value, d),
            F.P(g.Difference?.P), F.P(g.AdjustedP),
        ];
    }

    private string ErrorAndP(double standardError, double? p, int decimals) =>
        S.Say(nameof(AnswerWords.RobustnessStandardErrorAndP), Figures.Fixed(standardError, decimals), F.P(p));

    private DataColumn Interval() => new(S.Say(nameof(AnswerWords.IntervalColumn), Figures.Percent(Answer.Study.Confidence)), true);

    private DataColumn Text(string key) => new(S.Say(key));

    private DataColumn Figure(string key) => new(S.Say(key), true);
}
