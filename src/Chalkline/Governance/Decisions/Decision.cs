using System.Text.Json.Nodes;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Decisions;

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    Open,
    Decided,
    Withdrawn,
}

/// <summary>Something that somebody asked to be decided.</summary>
public sealed class Proposal : IVersioned
{
    public ProposalId Id { get; init; }
    public required string Title { get; init; }
    public DecisionKind Kind { get; init; }
    public RiskTier Tier { get; init; }

    /// <summary>Dollars, for all the time that is decided on.</summary>
    public decimal Amount { get; init; }

    /// <summary>What a reader must know to decide.</summary>
    public required string Background { get; init; }

    /// <summary>What it costs, from which fund, for how long; "": nothing.</summary>
    public string FiscalEffect { get; init; } = "";

    /// <summary>What whoever decides would say yes to, word by word.</summary>
    public required string Motion { get; init; }

    /// <summary>The kind of the record that is decided on; "": none.</summary>
    public string SubjectKind { get; init; } = "";
    public Guid? SubjectId { get; init; }

    /// <summary>The decision that an approval takes the place of.</summary>
    public DecisionId? Supersedes { get; init; }
    public AccountId AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public ProposalState State { get; set; }
    public int Version { get; set; }
}

/// <summary>
/// A decision with a frozen copy of what it rests on. It never changes, and the database refuses that, too; another decision may take its place.
/// </summary>
public sealed class Decision
{
    public DecisionId Id { get; init; }
    public ProposalId Proposal { get; init; }
    public bool Approved { get; init; }
    public DecidingBody Body { get; init; }

    /// <summary>Null: the board.</summary>
    public AccountId? DecidedBy { get; init; }

    /// <summary>Who entered it: of the board's votes the clerk, otherwise who decided.</summary>
    public AccountId EnteredBy { get; init; }
    public required string Reason { get; init; }

    /// <summary>The day of the decision; of a vote, of the board's meeting.</summary>
    public DateOnly DecidedOn { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What it rests on, as canonical JSON.</summary>
    public required string Content { get; init; }

    /// <summary>Of <see cref="Content"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The delegation table by which it was made; null: there was none.</summary>
    public DelegationTableId? Delegation { get; init; }
    public BoardVoteId? Vote { get; init; }
    public DecisionId? Supersedes { get; init; }

    /// <summary>It is in force only once somebody else has countersigned it.</summary>
    public bool NeedsCountersignature { get; init; }
}

/// <summary>A superintendent put somebody else's decision into force. It never changes.</summary>
public sealed class Countersignature
{
    public DecisionId Decision { get; init; }
    public AccountId SignedBy { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What decisions must be. Pure.</summary>
internal static class DecisionRules
{
    public const int LongestTitle = 200, LongestText = 4000, LongestMotion = 1000;

    /// <summary>Why a person may not decide on a proposal; null: the person may, as <see cref="DelegationRules.CapacityOf"/> says.</summary>
    /// <param name="declared">What the person declared for this school year; null: nothing yet.</param>
    public static AimFault? Against(Person person, Proposal proposal, DecidingBody needed, ConflictDeclaration? declared, bool abstained, bool untouched)
    {
        if (proposal.AskedBy == person.Id) return new("", nameof(GovernanceFaultWords.OwnRequest));
        if (DelegationRules.CapacityOf(person, needed) is null)
            return new("", needed == DecidingBody.Board ? nameof(GovernanceFaultWords.AboveSuperintendent) : nameof(GovernanceFaultWords.AboveDirector));
        if (abstained) return new("", nameof(GovernanceFaultWords.Abstained));
        if (declared is null) return new("", nameof(GovernanceFaultWords.NotDeclared));
        return declared.What.Length > 0 && !untouched ? new(nameof(DecideForm.Untouched), nameof(GovernanceFaultWords.ConfirmUntouched)) : null;
    }

    /// <summary>Why the record that a proposal is about cannot be decided on so; null: it can, or it is about none.</summary>
    /// <param name="subject">As it waits now; null: it does not wait any more.</param>
    /// <param name="by">Null: the board.</param>
    /// <param name="on">The day of the decision.</param>
    public static AimFault? AgainstSubject(Proposal proposal, DecidableMatter? subject, AccountId? by, DateOnly on) =>
        proposal.SubjectId is null ? null
        : subject is null ? new("", nameof(GovernanceFaultWords.SubjectGone))
        : subject.NotYet is { } why ? new("", nameof(GovernanceFaultWords.SubjectNotYet), why)
        : subject.NotBefore is { } first && on < first ? new("", nameof(GovernanceFaultWords.SubjectNotBefore), first)
        : by is not null && by == subject.NotBy ? new("", nameof(GovernanceFaultWords.OwnWords)) : null;

    /// <summary>Where a small district gives one person several roles, a director's decision waits for the superintendent.</summary>
    public static bool NeedsCountersignature(bool smallDistrict, Person person, DecidingBody capacity) =>
        smallDistrict && capacity == DecidingBody.Director && person.Roles.Select(r => r.Role).Distinct().Count() > 1;

    /// <summary>Why a person may not countersign; null: the person may.</summary>
    public static AimFault? AgainstCountersigning(Person person, Proposal proposal, Decision decision) =>
        decision.DecidedBy == person.Id ? new("", nameof(GovernanceFaultWords.OwnDecision))
        : proposal.AskedBy == person.Id ? new("", nameof(GovernanceFaultWords.OwnRequest)) : null;

    /// <summary>What is frozen with a decision.</summary>
    /// <param name="subject">Of the record that is decided on; null: there is none.</param>
    public static FrozenContent Freeze(Proposal proposal, JsonObject? subject, DelegationTableId? delegation, IEnumerable<Abstention> abstained) => FrozenContent.Of(new JsonObject
    {
        ["abstained"] = new JsonArray([.. abstained.OrderBy(a => a.Account.Value).Select(a => (JsonNode)new JsonObject { ["account"] = a.Account.ToString(), ["why"] = a.Why })]),
        ["amount"] = proposal.Amount,
        ["asked_at"] = proposal.AskedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["asked_by"] = proposal.AskedBy.ToString(),
        ["background"] = proposal.Background,
        ["delegation"] = delegation?.ToString(),
        ["fiscal_effect"] = proposal.FiscalEffect,
        ["format"] = "chalkline.decision/1",
        ["kind"] = Codes.Of(proposal.Kind),
        ["motion"] = proposal.Motion,
        ["proposal"] = proposal.Id.ToString(),
        ["subject"] = subject is null ? null : new JsonObject { ["content"] = subject.DeepClone(), ["id"] = proposal.SubjectId.ToString(), ["kind"] = proposal.SubjectKind },
        ["supersedes"] = proposal.Supersedes?.ToString(),
        ["tier"] = Codes.Of(proposal.Tier),
        ["title"] = proposal.Title,
    });
}
