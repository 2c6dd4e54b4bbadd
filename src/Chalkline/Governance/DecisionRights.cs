using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Rights over decisions, the board's agenda, the delegation table, and conflicts of interest.</summary>
public static class DecisionRights
{
    /// <summary>What waits for a decision, what was decided, and the board's agenda.</summary>
    public static Right Read { get; } = Right.Of("decisions.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk, Role.Auditor);

    /// <summary>Ask for a decision, and take it to the board.</summary>
    public static Right Propose { get; } = Right.Of("decisions.propose", Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk);

    /// <summary>Decide within the delegation table: the AI lead as director, and the superintendent.</summary>
    public static Right Decide { get; } = Right.Of("decisions.decide", Role.AiLead, Role.Superintendent);

    /// <summary>Put a director's decision into force where duties could not be separated.</summary>
    public static Right Countersign { get; } = Right.Of("decisions.countersign", Role.Superintendent);

    /// <summary>Enter what the board did: its seats, its agenda, readings, votes, the link to its minutes.</summary>
    public static Right EnterBoard { get; } = Right.Of("board.enter", Role.BoardClerk);

    /// <summary>All decisions and policies as one file, for a request of open records.</summary>
    public static Right OpenRecords { get; } = Right.Of("open-records.read", Role.Superintendent, Role.AiLead, Role.BoardClerk, Role.Auditor);

    /// <summary>Which records are under a legal hold, and why.</summary>
    public static Right HoldsRead { get; } = Right.Of("holds.read", Role.Superintendent, Role.SystemAdministrator, Role.BoardClerk, Role.Auditor);

    /// <summary>Place a legal hold, and lift it.</summary>
    public static Right HoldsManage { get; } = Right.Of("holds.manage", Role.Superintendent, Role.SystemAdministrator);

    /// <summary>Who decides what: for everybody on the staff.</summary>
    public static Right DelegationRead { get; } = Right.Of("delegation.read", Roles.All);

    /// <summary>Draft a delegation table; the board alone adopts it.</summary>
    public static Right DelegationDraft { get; } = Right.Of("delegation.draft", Role.AiLead, Role.Superintendent, Role.BoardClerk);

    /// <summary>Take no part in one matter: those who review or decide, who therefore must declare their conflicts of interest each school year.</summary>
    public static Right Abstain { get; } = Right.Of("decisions.abstain", Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk);

    /// <summary>Declare one's own conflicts of interest: everybody, because anybody on the staff may answer for a tool.</summary>
    public static Right ConflictsDeclare { get; } = Right.Of("conflicts.declare", Roles.All);

    /// <summary>Everybody's declarations.</summary>
    public static Right ConflictsRead { get; } = Right.Of("conflicts.read", Role.Superintendent, Role.BoardClerk, Role.Auditor);
}
