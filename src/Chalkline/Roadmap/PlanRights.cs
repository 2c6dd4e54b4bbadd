using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>Rights over the roadmap: its milestones and its risks.</summary>
public static class PlanRights
{
    /// <summary>Read the roadmap; who works in some schools: the district's part and that of those schools.</summary>
    public static Right Read { get; } = Right.Of("roadmap.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk, Role.Auditor)
        .AndInOwnSchools(Role.Principal, Role.Teacher);

    /// <summary>Add, change and move milestones; a principal: those of the own schools, each at its own pace.</summary>
    public static Right Pace { get; } = Right.Of("roadmap.pace", Role.SystemAdministrator, Role.AiLead).AndInOwnSchools(Role.Principal);

    /// <summary>Set the roadmap up, take one over from a file, keep its risks.</summary>
    public static Right Manage { get; } = Right.Of("roadmap.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>The risks to the roadmap and what is done about them.</summary>
    public static Right RisksRead { get; } = Right.Of("roadmap-risks.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);

    /// <summary>Who can own a milestone or a risk.</summary>
    internal static Right Own { get; } = Right.Of("roadmap.own", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk)
        .AndInOwnSchools(Role.Principal, Role.Teacher);
}
