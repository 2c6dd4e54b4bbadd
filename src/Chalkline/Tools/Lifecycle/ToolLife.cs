using Chalkline.Platform;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A reason for review, as far as what holds now depends on it.</summary>
public sealed record RaisedConcern(ConcernKind Kind, bool Severe, DateOnly Since);

/// <summary>What decides, beside the time, how a tool stands.</summary>
/// <param name="OwnerGone">It had an owner whose account is closed, or has none at all.</param>
/// <param name="AgreementBinds">A written agreement is in force; false: none is, and the tool takes what needs one; null: none is, and none is asked for.</param>
public sealed record ToolFacts(ToolStage Stage, string Conditions, DateOnly? ReviewBy, bool OwnerGone, bool Stopped, DateOnly? ContinueUntil, bool? AgreementBinds, IReadOnlyList<RaisedConcern> Open);

/// <summary>How a tool stands at a time.</summary>
/// <param name="MayGoOn">Whoever uses it now may.</param>
/// <param name="MayWiden">Others may begin to.</param>
/// <param name="Concerns">Why it is under review; none: it is not.</param>
public sealed record ToolStanding(ToolStatus Status, bool MayGoOn, bool MayWiden, IReadOnlyList<RaisedConcern> Concerns)
{
    public bool IsUnderReview => Concerns.Count > 0;
}

/// <summary>The life of a tool. Pure: the time is an argument.</summary>
public static class ToolLife
{
    private static readonly Dictionary<ToolStage, ToolStage[]> Next = new()
    {
        [ToolStage.Requested] = [ToolStage.InReview, ToolStage.Refused, ToolStage.Prohibited],
        [ToolStage.InReview] = [ToolStage.ApprovedForPilot, ToolStage.ApprovedForUse, ToolStage.Refused, ToolStage.Prohibited],
        [ToolStage.NotYetReviewed] = [ToolStage.InUse, ToolStage.ApprovedForPilot, ToolStage.ApprovedForUse, ToolStage.Retiring, ToolStage.Refused, ToolStage.Prohibited],
        [ToolStage.ApprovedForPilot] = [ToolStage.InPilot, ToolStage.Retiring, ToolStage.Refused, ToolStage.Prohibited],
        [ToolStage.InPilot] = [ToolStage.PilotComplete, ToolStage.Retiring, ToolStage.Prohibited],
        [ToolStage.PilotComplete] = [ToolStage.ApprovedForUse, ToolStage.ApprovedForPilot, ToolStage.Retiring, ToolStage.Prohibited],
        [ToolStage.ApprovedForUse] = [ToolStage.InUse, ToolStage.Retiring, ToolStage.Prohibited],
        [ToolStage.InUse] = [ToolStage.InUse, ToolStage.Retiring, ToolStage.Prohibited],
        [ToolStage.Retiring] = [ToolStage.Retired, ToolStage.Prohibited],
        [ToolStage.Retired] = [ToolStage.Requested],
        [ToolStage.Refused] = [ToolStage.Requested, ToolStage.Prohibited],
        [ToolStage.Prohibited] = [ToolStage.Requested],
    };

    /// <summary>The stages that can follow one. In use can follow itself: that is a review, which sets the next day.</summary>
    public static IReadOnlyList<ToolStage> After(ToolStage stage) => Next[stage];

    /// <summary>Whether somebody decides on such a step. What only says what has happened takes an open gate and no decision.</summary>
    public static DecisionKind? DecidedAs(ToolStage from, ToolStage to) => to switch
    {
        ToolStage.ApprovedForPilot => DecisionKind.Pilot,
        ToolStage.ApprovedForUse or ToolStage.Refused or ToolStage.Prohibited => DecisionKind.ToolUse,
        ToolStage.InUse when from is ToolStage.NotYetReviewed or ToolStage.InUse => DecisionKind.ToolUse,
        ToolStage.Retiring => DecisionKind.Retirement,
        _ => null,
    };

    /// <summary>People use it, with or without somebody's word.</summary>
    public static bool IsUsed(ToolStage stage) => stage is ToolStage.NotYetReviewed or ToolStage.InPilot or ToolStage.PilotComplete or ToolStage.ApprovedForUse or ToolStage.InUse or ToolStage.Retiring;

    /// <summary>Somebody said yes to it: a change of what it is raises a concern.</summary>
    public static bool IsDecided(ToolStage stage) => stage is ToolStage.ApprovedForPilot or ToolStage.InPilot or ToolStage.PilotComplete or ToolStage.ApprovedForUse or ToolStage.InUse;

    /// <summary>Nobody may, whatever else holds.</summary>
    public static bool IsEnd(ToolStage stage) => stage is ToolStage.Retired or ToolStage.Refused or ToolStage.Prohibited;

    /// <summary>
    /// How a tool stands. Gates bind new and wider use at once, and use from before anybody looked on the day by which it was to be reviewed. A concern stops widening, not present use,
    /// unless it is severe; then the superintendent may let it go on to a day, while an agreement binds the vendor. A stop stops everything.
    /// </summary>
    public static ToolStanding Standing(ToolFacts facts, DateOnly today)
    {
        var concerns = Concerns(facts, today);
        if (facts.Stopped || IsEnd(facts.Stage)) return new(ToolStatus.NotApproved, false, false, facts.Stopped ? concerns : []);
        if (facts.Stage is ToolStage.Requested or ToolStage.InReview) return new(ToolStatus.UnderReview, false, false, []);
        if (facts.Stage == ToolStage.NotYetReviewed && facts.ReviewBy < today) return new(ToolStatus.NotApproved, false, false, concerns);
        var severe = concerns.Any(c => c.Severe) && !(facts.ContinueUntil >= today && facts.AgreementBinds == true);
        if (facts.Stage == ToolStage.Retiring) return new(ToolStatus.NotApproved, !severe, false, concerns);
        if (facts.Stage == ToolStage.NotYetReviewed || concerns.Count > 0) return new(ToolStatus.UnderReview, !severe, false, concerns);
        var status = facts.Stage is ToolStage.ApprovedForUse or ToolStage.InUse
            ? facts.Conditions.Length > 0 ? ToolStatus.ApprovedWithConditions : ToolStatus.Approved : ToolStatus.PilotOnly;
        return new(status, true, facts.Stage != ToolStage.PilotComplete, []);
    }

    /// <summary>What was raised and not settled, and what time and the staff alone have made true.</summary>
    private static List<RaisedConcern> Concerns(ToolFacts facts, DateOnly today)
    {
        var concerns = facts.Open.ToList();
        if (!IsUsed(facts.Stage) && !IsDecided(facts.Stage)) return concerns;
        if (IsDecided(facts.Stage) && facts.ReviewBy < today) concerns.Add(new(ConcernKind.ReviewOverdue, false, facts.ReviewBy.Value.AddDays(1)));
        if (IsDecided(facts.Stage) && facts.OwnerGone) concerns.Add(new(ConcernKind.OwnerGone, false, today));
        if (IsDecided(facts.Stage) && facts.AgreementBinds == false) concerns.Add(new(ConcernKind.AgreementExpired, false, today));
        return concerns;
    }
}
