using Chalkline.Platform;

namespace Chalkline.Governance.Delegation;

/// <summary>Who decides, from the least to the most.</summary>
public enum DecidingBody
{
    /// <summary>Whoever leads the work on AI.</summary>
    Director,
    Superintendent,
    Board,
}

/// <summary>A table of who decides what. Its lines never change: another table is drafted, and the board adopts that.</summary>
public sealed class DelegationTable : IVersioned
{
    public DelegationTableId Id { get; init; }
    public required string Name { get; init; }
    public List<DelegationLine> Lines { get; init; } = [];
    public AccountId DraftedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The day of the board's vote; null: a draft, or the board said no.</summary>
    public DateOnly? AdoptedOn { get; set; }
    public DecisionId? AdoptedBy { get; set; }
    public int Version { get; set; }
}

/// <summary>One line: up to how many dollars somebody decides on a kind of matter of a risk tier.</summary>
public sealed class DelegationLine
{
    public DelegationLineId Id { get; init; }
    public DelegationTableId Delegation { get; init; }

    /// <summary>From 1, as they are listed.</summary>
    public int Place { get; init; }

    /// <summary>Null: every kind but the delegation itself.</summary>
    public DecisionKind? Kind { get; init; }

    /// <summary>Null: every tier.</summary>
    public RiskTier? Tier { get; init; }

    /// <summary>The director or the superintendent: what no line covers is the board's.</summary>
    public DecidingBody Body { get; init; }

    /// <summary>Dollars, this amount included; null: any amount.</summary>
    public decimal? UpTo { get; init; }

    public bool Covers(DecisionKind kind, RiskTier tier, decimal amount) => (Kind is null || Kind == kind) && (Tier is null || Tier == tier) && (UpTo is null || amount <= UpTo);
}

/// <summary>Who must act. Pure.</summary>
internal static class DelegationRules
{
    public const int LongestName = 200, MostLines = 40;

    /// <summary>
    /// The least body whose line covers the matter. The board where none does, where there is no table, and where the delegation itself is the matter: nobody widens
    /// the own powers. A policy is never the director's, who writes it.
    /// </summary>
    public static DecidingBody Needed(IEnumerable<DelegationLine> lines, DecisionKind kind, RiskTier tier, decimal amount) =>
        kind == DecisionKind.Delegation ? DecidingBody.Board : lines.Where(l => l.Covers(kind, tier, amount) && !(kind == DecisionKind.Policy && l.Body == DecidingBody.Director)).Select(l => l.Body).DefaultIfEmpty(DecidingBody.Board).Min();

    /// <summary>As what a person decides: the least of the own offices that suffices; null: none does.</summary>
    public static DecidingBody? CapacityOf(Person person, DecidingBody needed)
    {
        if (needed == DecidingBody.Director && person.Is(Role.AiLead)) return DecidingBody.Director;
        return needed != DecidingBody.Board && person.Is(Role.Superintendent) ? DecidingBody.Superintendent : null;
    }
}
