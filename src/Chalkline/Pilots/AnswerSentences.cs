using Chalkline.Design;
using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// Says an answer in sentences: the same ones in the text, the JSON and the page. A sentence only repeats what was computed; it decides
/// nothing.
/// </summary>
public sealed class AnswerSentences(Answer answer, Language language)
{
    public Figures Figures { get; } = new(language, answer.Audience);

    public string Verdict(Verdict verdict) => Say("Verdict" + verdict);

    /// <summary>The verdict and what it rests on, in one line.</summary>
    public string Headline(RecommendationAnswer r)
    {
        var outcome = CriteriaOutcome;
        var arm = r.Arm.Label;
        return r.Recommendation.Verdict switch
        {
            Evidence.Verdict.Scale => Say(nameof(AnswerWords.HeadlineScale), arm, outcome),
            Evidence.Verdict.Stop => StopHeadline(r, arm, outcome),
            Evidence.Verdict.Extend => Say(nameof(AnswerWords.HeadlineExtend), arm, outcome),
            Evidence.Verdict.NotSettled => Say(nameof(AnswerWords.HeadlineNotSettled), arm, outcome),
            _ when Reasons(r).Any(x => x.Code == ReasonCode.NoEffectSize) =>
                Say(nameof(AnswerWords.HeadlineInsufficientNoEffect), arm, outcome),
            _ => Say(nameof(AnswerWords.HeadlineInsufficientInformation), arm),
        };
    }

    /// <summary>What to do now.</summary>
    public string Next(Verdict verdict) => Say("Next" + verdict);

    /// <summary>
    /// The effect in standard deviations with its interval, and in the outcome's own unit. The interval runs from the lower bound of
    /// <i>scale</i> to the upper bound of <i>stop</i>, so that what it leaves out is what the criteria rule out: with one arm that is 90 %.
    /// </summary>
    public string Sentence(RecommendationAnswer r)
    {
        var effect = EffectOf(r);
        var g = r.Recommendation.G ?? effect?.HedgesG?.Value;
        var sentence = Compared(r.Arm);
        if (g is not { } size || !double.IsFinite(size))
            return Say(nameof(AnswerWords.SentenceNoG));
        sentence += Figures.G(size) switch
        {
            "0.00" => Say(nameof(AnswerWords.SentenceEqual), CriteriaOutcome),
            var _ when size < 0 => Say(nameof(AnswerWords.SentenceLower), CriteriaOutcome, Figures.G(-size)),
            var text => Say(nameof(AnswerWords.SentenceHigher), CriteriaOutcome, text),
        };
        if (r.Recommendation.Bounds is { } bounds && double.IsFinite(bounds.Low) && double.IsFinite(bounds.High))
            sentence += Say(nameof(AnswerWords.SentenceInterval), Percent(r.Recommendation.Level - 0.05), Figures.G(bounds.Low),
                Figures.G(bounds.High));
        sentence = Capital(sentence) + Units(effect) + ".";
        return IsShown(r.Recommendation) ? sentence + " " + Say(nameof(AnswerWords.SentenceChance)) : sentence;
    }

    /// <summary>One line a reason, each with what would have made it otherwise; then the posterior and the size that would settle it.</summary>
    public IEnumerable<string> ReasonLines(RecommendationAnswer r)
    {
        foreach (var reason in Reasons(r))
            yield return Reason(reason, r.Recommendation);
        if (r.Recommendation.Posterior is { } p)
            yield return Say(nameof(AnswerWords.PosteriorLine), Figures.G(p.PriorMean), Figures.G(p.PriorStandardDeviation),
                Percent(Math.Round(p.AboveZero, 2)), Percent(Math.Round(p.AboveWorthwhile, 2)));
        if (r.Recommendation.ClustersToSettle is { } clusters)
            yield return Say(nameof(AnswerWords.ClustersToSettleLine), Groups(clusters));
    }

    public string Reason(Reason reason, Recommendation recommendation)
    {
        // Coarsened for the public: the group itself must not be named.
        var hidden = reason.Subgroup is "";
        return reason.Code switch
        {
            ReasonCode.BoundAboveZero or ReasonCode.BoundNotAboveZero =>
                Say("Reason" + reason.Code, Figures.G(reason.Figure), Percent(recommendation.Level)),
            ReasonCode.ReachesWorthwhile or ReasonCode.BelowWorthwhile or ReasonCode.UpperBoundBelowWorthwhile =>
                Say("Reason" + reason.Code, Figures.G(reason.Figure), Figures.G(reason.Threshold)),
            ReasonCode.HarmShown when hidden => Say(nameof(AnswerWords.ReasonHarmShownHidden)),
            ReasonCode.HarmLeftOpen when hidden => Say(nameof(AnswerWords.ReasonHarmLeftOpenHidden)),
            ReasonCode.HarmShown =>
                Say(nameof(AnswerWords.ReasonHarmShown), Where(reason), Figures.P(reason.Figure), Limit(reason.Threshold)),
            ReasonCode.HarmLeftOpen =>
                Say(nameof(AnswerWords.ReasonHarmLeftOpen), Where(reason), Figures.G(reason.Figure), Figures.G(reason.Threshold)),
            ReasonCode.TooFewClusters when reason.Figure is { } clusters =>
                Say(nameof(AnswerWords.ReasonTooFewClusters), Groups((long)clusters)),
            ReasonCode.TooFewClusters => Say(nameof(AnswerWords.ReasonTooFewClustersCoarse)),
            ReasonCode.NotSignificantForEssa => Say(nameof(AnswerWords.ReasonNotSignificantForEssa), Figures.P(reason.Figure)),
            _ => Say("Reason" + reason.Code),
        };
    }

    public string Notice(Notice notice)
    {
        var subject = Label(notice.Subject);
        var count = notice.Figure is { } f && double.IsFinite(f) ? (long?)Math.Round(f) : null;
        return (notice.Kind, count) switch
        {
            (NoticeKind.FewClusters, { } n) => Say(nameof(AnswerWords.NoticeFewClusters), subject, Groups(n)),
            (NoticeKind.FewClusters, null) => Say(nameof(AnswerWords.NoticeFewClustersCoarse), subject),
            (NoticeKind.StudentsInSeveralClusters, { } n) =>
                Say(nameof(AnswerWords.NoticeStudentsInSeveralClusters), subject, Units(n)),
            (NoticeKind.StudentsInSeveralClusters, null) => Say(nameof(AnswerWords.NoticeStudentsInSeveralClustersPlain), subject),
            _ => Say("Notice" + notice.Kind, subject),
        };
    }

    /// <summary>Why rows are missing, with the column through which.</summary>
    public string Exclusion(ExcludedRows rows)
    {
        var reason = Say("Excluded" + rows.Reason);
        return rows.Column is { } column ? $"{reason} ({Label(column)})" : reason;
    }

    public string Contrast(Named arm, Named against) => Say(nameof(AnswerWords.Versus), arm.Label, against.Label);

    public string Refusal(SubgroupRefusal refusal) => Say("Subgroup" + refusal);

    public string Permutation(PermutationTest? test)
    {
        if (test is null)
            return Say(nameof(AnswerWords.PermutationNotRun));
        var p = Figures.P(test.P);
        if (answer.Audience == Audience.Public)
            return Say(nameof(AnswerWords.PermutationPublic), p);
        var key = test.Exact ? nameof(AnswerWords.PermutationExact) : nameof(AnswerWords.PermutationSampled);
        return Say(key, p, Figures.Count(test.Assignments));
    }

    public string Joint(OutcomeAnswer outcome) => outcome.Joint is { } j
        ? Say(nameof(AnswerWords.JointLine), j.NumeratorDegreesOfFreedom,
            Figures.DegreesOfFreedom(j.DenominatorDegreesOfFreedom), Figures.Fixed(j.F, 2), Figures.P(j.P))
        : Figures.None;

    /// <summary>Design, sample, how the errors were computed; the moments' hash where it may be shown.</summary>
    public IEnumerable<string> RestsOn()
    {
        yield return Sample();
        yield return Say(nameof(AnswerWords.RestsOnDesign), Design());
        yield return Say(nameof(AnswerWords.RestsOnVariance), answer.Study.Variance, Percent(answer.Study.Confidence));
        yield return Say(nameof(AnswerWords.RestsOnAdjustedP));
        if (answer.Moments.Hash.Length > 0)
            yield return Say(
                answer.Moments.SecretKey ? nameof(AnswerWords.RestsOnMomentsKeyed) : nameof(AnswerWords.RestsOnMoments), answer.Moments.Hash);
        if (answer.Audience == Audience.Public)
            yield return Say(nameof(AnswerWords.PublicRounding));
    }

    public string Sample() => answer.Study.Cluster is null
        ? Say(nameof(AnswerWords.RestsOnSampleNoClusters), Units(answer.Students), Rows(answer.Observations))
        : Say(nameof(AnswerWords.RestsOnSample), Units(answer.Students), Rows(answer.Observations), Groups(answer.Clusters));

    /// <summary>Clusters by the name that people give them, where the column's name is one we know.</summary>
    public string Groups(long count) => Counted(count, GroupWord());

    public string Units(long count) => Counted(count, answer.Study.Unit == "teacher" ? "Teacher" : "Student");

    public string Rows(long count) => Counted(count, "Row");

    /// <summary>What people call a column or a value of the arm's column; itself where it has no label.</summary>
    public string Label(string value) =>
        answer.Outcomes.FirstOrDefault(o => o.Outcome.Value == value)?.Outcome.Label
        ?? answer.Study.Arms.FirstOrDefault(a => a.Arm.Value == value)?.Arm.Label
        ?? value;

    public EffectAnswer? EffectOf(RecommendationAnswer r) => answer.Effects.FirstOrDefault(e =>
        e.Outcome.Value == answer.Study.Criteria?.Outcome.Value && e.Arm.Value == r.Arm.Value && e.Against.Value == answer.Study.Control.Value);

    public string Say(string key, params object[] values) => Wording.Say(language, key, values);

    private static IReadOnlyList<Reason> Reasons(RecommendationAnswer r) => r.Recommendation.Reasons;

    private string CriteriaOutcome => answer.Study.Criteria?.Outcome.Label ?? (answer.Outcomes is [var first, ..] ? first.Outcome.Label : "");

    private string StopHeadline(RecommendationAnswer r, string arm, string outcome)
    {
        if (Reasons(r).FirstOrDefault(x => x.Code == ReasonCode.HarmShown) is not { } harm)
            return Say(nameof(AnswerWords.HeadlineStopTooSmall), arm, outcome);
        var measure = harm.Measure is { } m ? Label(m) : outcome;
        return harm.Subgroup switch
        {
            null => Say(nameof(AnswerWords.HeadlineStopHarm), arm, measure),
            "" => Say(nameof(AnswerWords.HeadlineStopHarmInHiddenGroup), arm, measure),
            var group => Say(nameof(AnswerWords.HeadlineStopHarmInGroup), arm, measure, group),
        };
    }

    private string Compared(Named arm)
    {
        var treated = answer.Study.Arms.FirstOrDefault(a => a.Arm.Value == arm.Value);
        var control = answer.Study.Arms.FirstOrDefault(a => a.IsControl);
        if (treated is null || control is null || treated.Students < 0 || control.Students < 0)
            return "";
        return Say(nameof(AnswerWords.SentenceWith), Size(treated), Size(control));
    }

    // Without the sizes in front, the sentence begins with what was lower-case.
    private static string Capital(string sentence) => char.ToUpper(sentence[0], Language.Numbers) + sentence[1..];

    private string Size(ArmFacts arm) => answer.Study.Cluster is null ? Units(arm.Students) : Groups(arm.Clusters);

    private string Units(EffectAnswer? effect)
    {
        if (effect is null || !double.IsFinite(effect.Effect.Value))
            return "";
        if (answer.Outcomes.FirstOrDefault(o => o.Outcome.Value == effect.Outcome.Value) is { Binary: true })
            return Say(nameof(AnswerWords.SentenceShare), Figures.Fixed(effect.Effect.Value * 100, 1));
        return Say(nameof(AnswerWords.SentenceUnits), Figures.Fixed(effect.Effect.Value, Figures.Decimals(effect.Effect.StandardError)));
    }

    // Both are one-sided at .05 for the whole pilot, so that this holds for them and for no other verdict.
    private bool IsShown(Recommendation r) => r.Verdict == Evidence.Verdict.Scale
        || (r.Verdict == Evidence.Verdict.Stop && r.Reasons.Any(IsOnTheWholeOutcome));

    private bool IsOnTheWholeOutcome(Reason reason) => reason is { Code: ReasonCode.HarmShown, Subgroup: null }
        && (reason.Measure is null || Label(reason.Measure) == CriteriaOutcome);

    private string Where(Reason reason)
    {
        var measure = reason.Measure is { } m ? Label(m) : CriteriaOutcome;
        return reason.Subgroup is { } group ? Say(nameof(AnswerWords.InGroup), measure, group) : measure;
    }

    private static string Limit(double? threshold) =>
        threshold is { } t && double.IsFinite(t) ? t.ToString(".0##", Language.Numbers) : Figures.None;

    private static string Percent(double share) =>
        double.IsFinite(share) ? (share * 100).ToString("0.#", Language.Numbers) : Figures.None;

    private string Design() => answer.Study.Design == DesignKind.ClusterRandomized
        ? Say(nameof(AnswerWords.DesignClusterRandomizedPlain))
        : Say("Design" + answer.Study.Design);

    private string Counted(long count, string word) => Say((count == 1 ? "One" : "Many") + word, Figures.Count(count));

    private string GroupWord()
    {
        var column = answer.Study.Cluster?.Split(',')[^1].Trim().ToUpperInvariant();
        return column switch
        {
            null => "Student",
            "CLASS" or "CLASSROOM" or "CLASS_ID" or "CLASSID" or "CLASS ID" => "Class",
            "SCHOOL" or "SCHOOL_ID" or "SCHOOLID" or "SCHOOL ID" => "School",
            "SECTION" or "SECTION_ID" or "SECTIONID" or "SECTION ID" => "Section",
            "TEACHER" or "TEACHER_ID" or "TEACHERID" or "TEACHER ID" => "Teacher",
            _ => "Group",
        };
    }
}
