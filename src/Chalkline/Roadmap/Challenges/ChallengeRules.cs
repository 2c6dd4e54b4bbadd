namespace Chalkline.Roadmap.Challenges;

/// <summary>What a challenge must be, and what may become of it. Pure.</summary>
internal static class ChallengeRules
{
    /// <summary>The choice of the form that is no category: somebody is in danger or needs help now.</summary>
    public const string PersonInNeed = "person";

    /// <summary>What somebody said, read.</summary>
    public sealed record Said(ChallengeCategory Category, string Title, string Text);

    /// <summary>What the district wants to do with it, read.</summary>
    public sealed record Decision(ChallengeState State, ChallengeCategory Category, int? Rank, ChallengeId? PartOf, MeasureId? Measure, string PublicTitle, string PublicText, string Answer);

    /// <summary>What of other challenges a decision hangs on.</summary>
    /// <param name="PartOf">The one that it is to belong to; null where there is none with that id.</param>
    /// <param name="HasParts">Others belong to this one.</param>
    /// <param name="MeasureIsThere">The measure chosen can be tied to.</param>
    public sealed record Others(Challenge? PartOf, bool HasParts, bool MeasureIsThere);

    public static (Said Said, List<AimFault> Faults) Read(SayForm form)
    {
        var reading = new FormReading();
        return (new(reading.Choice<ChallengeCategory>(form.Category, nameof(form.Category)),
            reading.Line(form.Title, nameof(form.Title), Challenge.LongestTitle),
            reading.Block(form.Text, nameof(form.Text), Challenge.LongestText)), reading.Faults);
    }

    public static (Decision Decision, List<AimFault> Faults) Read(DecideForm form)
    {
        var reading = new FormReading();
        var decision = new Decision(
            reading.Choice<ChallengeState>(form.State, nameof(form.State)),
            reading.Choice<ChallengeCategory>(form.Category, nameof(form.Category)),
            reading.Whole(form.Rank, nameof(form.Rank), 1, Challenge.Ranks, required: false),
            reading.Id<ChallengeId>(form.PartOf, nameof(form.PartOf), required: false),
            reading.Id<MeasureId>(form.Measure, nameof(form.Measure), required: false),
            reading.Line(form.PublicTitle, nameof(form.PublicTitle), Challenge.LongestTitle, required: false),
            reading.Block(form.PublicText, nameof(form.PublicText), Challenge.LongestText, required: false),
            reading.Block(form.Answer, nameof(form.Answer), Challenge.LongestAnswer, required: false));
        if (reading.IsGood) Whole(decision, reading);
        return (decision, reading.Faults);
    }

    /// <summary>Whether the decision fits this challenge and the others.</summary>
    public static List<AimFault> Fits(Challenge challenge, Decision decision, Others others)
    {
        var reading = new FormReading();
        const string partOf = nameof(DecideForm.PartOf);
        if (decision.PartOf is { } parent)
        {
            if (parent == challenge.Id) reading.Refuse(partOf, nameof(AimWords.FaultPartOfItself));
            else if (others.PartOf is not { HiddenAt: null }) reading.Refuse(partOf, nameof(AimWords.FaultChoice));
            else if (others.PartOf.PartOf is not null) reading.Refuse(partOf, nameof(AimWords.FaultPartOfPart));
            else if (others.HasParts) reading.Refuse(partOf, nameof(AimWords.FaultHasParts));
        }
        if (decision.Measure is not null && !others.MeasureIsThere) reading.Refuse(nameof(DecideForm.Measure), nameof(AimWords.FaultChoice));
        if (challenge.HiddenAt is not null && decision.PublicTitle.Length > 0) reading.Refuse(nameof(DecideForm.PublicTitle), nameof(AimWords.FaultPublishHidden));
        return reading.Faults;
    }

    public static void Apply(Challenge challenge, Decision decision, DateTimeOffset now)
    {
        if (decision.Answer != challenge.Answer) challenge.AnsweredAt = decision.Answer.Length > 0 ? now : null;
        (challenge.State, challenge.Category, challenge.Rank) = (decision.State, decision.Category, decision.Rank);
        (challenge.PartOf, challenge.Measure) = (decision.PartOf, decision.Measure);
        (challenge.PublicTitle, challenge.PublicText, challenge.Answer) = (decision.PublicTitle, decision.PublicText, decision.Answer);
    }

    /// <summary>Everything that somebody said, and what the district said in their place; that it was asked and answered stays.</summary>
    public static void RemoveWords(Challenge challenge, DateTimeOffset now)
    {
        (challenge.Title, challenge.Text, challenge.PublicTitle, challenge.PublicText) = ("", "", "", "");
        challenge.RemovedAt = now;
        challenge.HiddenAt ??= now;
    }

    private static void Whole(Decision decision, FormReading reading)
    {
        if (decision.State == ChallengeState.New) reading.Refuse(nameof(DecideForm.State), nameof(AimWords.FaultStateNew));
        if (decision.State == ChallengeState.Grouped != decision.PartOf is not null)
            reading.Refuse(nameof(DecideForm.PartOf), decision.PartOf is null ? nameof(AimWords.FaultGroupMissing) : nameof(AimWords.FaultGroupedState));
        if (decision.State is ChallengeState.Answered or ChallengeState.Closed && decision.Answer.Length == 0)
            reading.Refuse(nameof(DecideForm.Answer), nameof(AimWords.FaultAnswerMissing));
        if (decision.PublicTitle.Length == 0 != (decision.PublicText.Length == 0))
            reading.Refuse(decision.PublicTitle.Length == 0 ? nameof(DecideForm.PublicTitle) : nameof(DecideForm.PublicText), nameof(AimWords.FaultPublishHalf));
    }
}
