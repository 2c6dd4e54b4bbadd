using Chalkline.Platform;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A reason for which a tool is under review, until somebody has settled it.</summary>
public sealed class ToolConcern : IVersioned
{
    public const int LongestWhy = 1000;

    public ToolConcernId Id { get; init; }
    public ToolId Tool { get; init; }
    public ConcernKind Kind { get; init; }

    /// <summary>It stops present use, too.</summary>
    public bool Severe { get; init; }
    public required string Why { get; init; }
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>Null: the change that raised it.</summary>
    public AccountId? RaisedBy { get; init; }
    public DateTimeOffset? SettledAt { get; set; }
    public AccountId? SettledBy { get; set; }
    public string SettledWhy { get; set; } = "";
    public int Version { get; set; }
}

/// <summary>How far a move has come.</summary>
public enum ToolMoveState
{
    /// <summary>It waits for a decision.</summary>
    Asked,

    /// <summary>Decided with yes while its gate was closed (a board votes when it meets): it moves once the gate opens.</summary>
    Waits,
    Done,
    Declined,
}

/// <summary>A tool on its way through a gate, with what was asked for.</summary>
public sealed class ToolMove : IVersioned
{
    public ToolMoveId Id { get; init; }
    public ToolId Tool { get; init; }
    public ToolStage FromStage { get; init; }
    public ToolStage ToStage { get; init; }
    public required string Why { get; init; }

    /// <summary>Under which it would be approved; "": none.</summary>
    public string Conditions { get; init; } = "";

    /// <summary>When it must be looked at again.</summary>
    public DateOnly? ReviewBy { get; init; }

    public AccountId AskedBy { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public ToolMoveState State { get; set; }
    public DateTimeOffset? MovedAt { get; set; }

    /// <summary>The proposal in the list of decisions; null: this step takes none.</summary>
    public Guid? Proposal { get; set; }
    public int Version { get; set; }
}
