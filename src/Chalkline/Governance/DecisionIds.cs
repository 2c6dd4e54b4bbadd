using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Something that somebody asked to be decided.</summary>
public readonly record struct ProposalId(Guid Value) : IId<ProposalId>
{
    public static ProposalId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A decision.</summary>
public readonly record struct DecisionId(Guid Value) : IId<DecisionId>
{
    public static DecisionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A meeting of the board.</summary>
public readonly record struct BoardMeetingId(Guid Value) : IId<BoardMeetingId>
{
    public static BoardMeetingId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A line of the agenda of one of the board's meetings.</summary>
public readonly record struct BoardItemId(Guid Value) : IId<BoardItemId>
{
    public static BoardItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A vote of the board.</summary>
public readonly record struct BoardVoteId(Guid Value) : IId<BoardVoteId>
{
    public static BoardVoteId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A table of who decides what.</summary>
public readonly record struct DelegationTableId(Guid Value) : IId<DelegationTableId>
{
    public static DelegationTableId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A line of such a table.</summary>
public readonly record struct DelegationLineId(Guid Value) : IId<DelegationLineId>
{
    public static DelegationLineId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody declared about the own interests.</summary>
public readonly record struct ConflictDeclarationId(Guid Value) : IId<ConflictDeclarationId>
{
    public static ConflictDeclarationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
