namespace Chalkline.Pilots;

/// <summary>What an answer lets anyone say, and what it does not.</summary>
public static class EvaluationClaims
{
    private const double Significance = 0.05;

    /// <summary>One an effect: its direction where the adjusted p is at most .05, else that nothing may be claimed; then the figures.</summary>
    public static IEnumerable<(string Claim, string? Figures)> MayBeMade(EvaluationView view)
    {
        var s = view.Sentences;
        foreach (var e in view.Answer.Effects.OrderBy(e => e.Role))
        {
            var key = e.AdjustedP > Significance || !double.IsFinite(e.AdjustedP) ? nameof(AnswerWords.ClaimNone)
                : e.Effect.Value < 0 ? nameof(AnswerWords.ClaimDown) : nameof(AnswerWords.ClaimUp);
            var outcome = e.Role == OutcomeRole.Confirmatory
                ? e.Outcome.Label
                : $"{e.Outcome.Label} ({s.Say(nameof(AnswerWords.ClaimExploratoryNote))})";
            var figures = e.HedgesG is { } g && double.IsFinite(g.Value)
                ? s.Say(nameof(AnswerWords.ClaimFigures), Figures.G(g.Value), Figures.Percent(view.Answer.Study.Confidence),
                    Figures.G(g.Interval.Low), Figures.G(g.Interval.High), Figures.Fixed(e.ImprovementIndex, 1))
                : null;
            yield return (s.Say(key, outcome, e.Arm.Label, e.Against.Label), figures);
        }
    }

    public static IEnumerable<string> CannotBeMade(EvaluationView view)
    {
        var s = view.Sentences;
        if (view.Answer.Study.Design is DesignKind.MatchedComparison or DesignKind.DifferenceInDifferences)
            yield return s.Say(nameof(AnswerWords.CannotSayCause));
        yield return s.Say(nameof(AnswerWords.CannotSaySingle));
        if (view.Answer.Effects.Any(e => e.Role == OutcomeRole.Exploratory))
            yield return s.Say(nameof(AnswerWords.CannotSayExploratory));
        yield return s.Say(nameof(AnswerWords.CannotSayElsewhere));
        yield return s.Say(nameof(AnswerWords.CannotSayLater));
        yield return s.Say(nameof(AnswerWords.CannotSayWhy));
    }
}
