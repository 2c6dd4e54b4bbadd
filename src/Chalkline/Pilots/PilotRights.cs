using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>Rights over pilots.</summary>
public static class PilotRights
{
    /// <summary>What pilots showed: those who design, decide, review and audit them.</summary>
    public static Right EvaluationsRead { get; } =
        Right.Of("evaluations.read", Role.Assessment, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.BoardClerk, Role.Auditor);
}
