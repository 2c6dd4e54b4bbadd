using Chalkline.Platform;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Vetting;

/// <summary>Evidence with the files that it has now.</summary>
public sealed record EvidenceLine(VettingEvidence Evidence, IReadOnlyList<RecordFile> Files)
{
    public bool IsExpired(DateOnly today) => Evidence.ExpiresOn < today;

    /// <summary>There is something behind it, and it has not run out.</summary>
    public bool IsCurrent(DateOnly today) => !IsExpired(today) && (Evidence.Link.Length > 0 || Files.Count > 0);
}

/// <summary>A question with its answer.</summary>
/// <param name="RenewBy">The first day on which the answer is asked for again; null: it has no time, or there is none.</param>
public sealed record AnswerLine(Question Question, VettingAnswer? Answer, IReadOnlyList<EvidenceLine> Evidence, DateOnly? RenewBy)
{
    public bool IsWrong => Answer is { } answer && !Question.IsGood(answer.Reply);

    /// <summary>It closes the gate.</summary>
    public bool Blocks => Question.Blocks && IsWrong;

    public bool IsStale(DateOnly today) => RenewBy <= today;

    /// <summary>Nobody has answered it, or not for too long.</summary>
    public bool IsOpen(DateOnly today) => Answer is null || IsStale(today);

    /// <summary>What can block is finished with something that shows it.</summary>
    public bool LacksGround => Question.Blocks && Answer is { Note.Length: 0 } && Evidence.Count == 0;
}

/// <summary>A rule of law with its answer.</summary>
public sealed record LawLine(AnswerLine Line, RuleStanding Standing)
{
    public bool IsAsked => Standing is RuleStanding.Applies or RuleStanding.AppliesIf;
}

/// <summary>The review of one area.</summary>
/// <param name="Review">Null: nothing was planned yet.</param>
public sealed record AreaVetting(string Area, AreaReview? Review, IReadOnlyList<AnswerLine> Lines, AreaState State)
{
    public IReadOnlyList<AnswerLine> Blockers => Review?.Source is not null ? [] : [.. Lines.Where(l => l.Blocks)];
}

/// <summary>All that reviews say of a tool.</summary>
/// <param name="Path">Null: nobody has said the tier, or no pack has it.</param>
/// <param name="LawReview">Who answers the rules of law; null: nobody is asked.</param>
/// <param name="Others">Answers to what is no longer asked: they are kept.</param>
public sealed record ToolVetting(Tool Tool, ToolTraits Traits, TierPath? Path, IReadOnlyList<AreaVetting> Areas, IReadOnlyList<LawLine> Laws, AreaReview? LawReview,
    IReadOnlyDictionary<StatementKind, VettingStatement> Statements, IReadOnlyList<VettingAnswer> Others, bool SmallDistrict)
{
    public IEnumerable<AreaVetting> NotYet => Areas.Where(a => !VettingRules.Counts(a.State));

    public AreaVetting? Area(string area) => area == VettingRules.Law
        ? new(area, LawReview, [.. Laws.Where(l => l.IsAsked).Select(l => l.Line)], Laws.Any(l => l.IsAsked && l.Line.Answer is null) ? AreaState.InProgress : AreaState.Answered)
        : Areas.FirstOrDefault(a => a.Area == area);

    /// <summary>Everything that an answer rests on.</summary>
    public IEnumerable<EvidenceLine> Evidence => Areas.Where(a => a.Review?.Source is null).SelectMany(a => a.Lines).Concat(Laws.Select(l => l.Line)).SelectMany(l => l.Evidence).DistinctBy(e => e.Evidence.Id);
}
