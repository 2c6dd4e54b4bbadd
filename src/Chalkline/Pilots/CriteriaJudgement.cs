using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>Holds a study's effects against its frozen criteria: which outcomes, subgroups and guardrails are looked at for an arm.</summary>
internal static class CriteriaJudgement
{
    public static List<RecommendationAnswer> Of(StudySample sample, IReadOnlyList<OutcomeAnswer> outcomes, StudyCriteria criteria)
    {
        var arms = sample.Arms.Skip(1).ToList();
        var evidence = arms.Select(arm => Evidence(sample, outcomes, criteria, arm)).ToList();
        var judged = Recommend.Of(evidence, new Criteria
        {
            Worthwhile = criteria.Worthwhile,
            Harm = criteria.Harm,
            Extension = criteria.Extension switch
            {
                ExtensionKind.Planned => Extension.Planned,
                ExtensionKind.Used => Extension.Used,
                _ => Extension.None,
            },
            PriorMean = criteria.Prior.Mean,
            PriorStandardDeviation = criteria.Prior.StandardDeviation,
        });
        return arms.Zip(judged, (arm, r) => new RecommendationAnswer(sample.Labels[arm], r)).ToList();
    }

    private static ArmEvidence Evidence(StudySample sample, IReadOnlyList<OutcomeAnswer> outcomes, StudyCriteria criteria, string arm)
    {
        var control = sample.Arms[0];
        var outcome = sample.Outcomes.First(o => o.Outcome.Column == criteria.Outcome);
        var effect = EffectOf(outcomes, criteria.Outcome, arm, control);
        var looks = new List<HarmLook>();
        AddLooks(looks, sample, outcomes, criteria.Outcome, criteria.Harm, arm);
        foreach (var guardrail in criteria.Guardrails) AddLooks(looks, sample, outcomes, guardrail.Outcome, guardrail.Floor, arm);
        var (inArm, inControl) = (sample.IndependentIn(outcome, arm), sample.IndependentIn(outcome, control));
        return new ArmEvidence(arm, Sized(sample, outcomes, criteria.Outcome, effect, effect.Effect), effect.Effect.P,
            (int)Math.Min(inArm, inControl), (int)Math.Min(int.MaxValue, effect.Clusters > 0 ? effect.Clusters : inArm + inControl), looks);
    }

    private static void AddLooks(List<HarmLook> looks, StudySample sample, IReadOnlyList<OutcomeAnswer> outcomes, string column, double? floor, string arm)
    {
        var outcome = outcomes.First(o => o.Outcome.Value == column);
        var whole = EffectOf(outcomes, column, arm, sample.Arms[0]);
        if (Sized(sample, outcomes, column, whole, whole.Effect) is { } all) looks.Add(new HarmLook(outcome.Outcome.Label, null, all, floor));
        foreach (var s in outcome.Subgroups.Where(s => s.Arm.Value == arm && s.Against.Value == sample.Arms[0]))
            if (s.Effect is { } effect && Sized(sample, outcomes, column, whole, effect) is { } sized)
                looks.Add(new HarmLook(outcome.Outcome.Label, $"{s.Column} = {s.Level}", sized, floor));
    }

    private static EffectAnswer EffectOf(IReadOnlyList<OutcomeAnswer> outcomes, string column, string arm, string against) =>
        outcomes.First(o => o.Outcome.Value == column).Effects.First(e => e.Arm.Value == arm && e.Against.Value == against);

    /// <summary>
    /// The effect in standard deviations, the sign turned so that higher is better. A 0/1 outcome is sized by Cox's index of the whole
    /// sample's effect.
    /// </summary>
    private static SizedEffect? Sized(StudySample sample, IReadOnlyList<OutcomeAnswer> outcomes, string column, EffectAnswer whole, Estimate effect)
    {
        var binary = outcomes.First(o => o.Outcome.Value == column).Binary;
        var g = binary ? whole.CoxIndex : whole.HedgesG?.Value;
        if (g is null || !(whole.Effect.StandardError > 0)) return null;
        var factor = binary && whole.Effect.Value != 0 ? g.Value / whole.Effect.Value
            : whole.HedgesG is { } h ? h.StandardError / whole.Effect.StandardError : 0;
        if (!(factor > 0)) return null;
        var sign = sample.Outcomes.First(o => o.Outcome.Column == column).Outcome.LowerIsBetter ? -1 : 1;
        return new SizedEffect(sign * effect.Value * factor, effect.StandardError * factor, effect.DegreesOfFreedom);
    }
}
