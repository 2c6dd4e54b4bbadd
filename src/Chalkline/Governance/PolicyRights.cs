using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Rights over policies.</summary>
public static class PolicyRights
{
    /// <summary>Read policies from the day on which they are put up for comment.</summary>
    public static Right Read { get; } = Right.Of("policies.read", Roles.All);

    /// <summary>Read drafts that nobody was asked about yet.</summary>
    public static Right Drafts { get; } = Right.Of("policies.drafts", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.BoardClerk, Role.Auditor);

    /// <summary>Write policies, put them up for comment, publish what was adopted, say who must acknowledge them.</summary>
    public static Right Write { get; } = Right.Of("policies.write", Role.SystemAdministrator, Role.AiLead);

    /// <summary>Enter that a policy was read in a meeting.</summary>
    public static Right EnterReadings { get; } = Right.Of("policies.readings", Role.SystemAdministrator, Role.AiLead, Role.BoardClerk);

    /// <summary>Take a policy a step further; which step, the rules of policies say.</summary>
    public static Right Move { get; } = Right.Of("policies.move", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.BoardClerk);

    /// <summary>Withdraw a policy that was adopted: the superintendent by the own decision, the clerk as the board decided.</summary>
    public static Right End { get; } = Right.Of("policies.end", Role.Superintendent, Role.BoardClerk);

    /// <summary>Who has acknowledged policies; a principal: who of the own schools has not yet.</summary>
    public static Right Acknowledgements { get; } = Right.Of("acknowledgements.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor).AndInOwnSchools(Role.Principal);

    /// <summary>The same as a file. Principals evaluate people: they get none.</summary>
    public static Right ExportAcknowledgements { get; } = Right.Of("acknowledgements.export", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);
}
