using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Rights over the task force.</summary>
public static class TaskForceRights
{
    /// <summary>Who sits on it, its meetings and their minutes: for everybody on the staff, because it speaks for them.</summary>
    public static Right Read { get; } = Right.Of("task-force.read", Roles.All);

    /// <summary>Fill its seats, call its meetings, write its minutes.</summary>
    public static Right Manage { get; } = Right.Of("task-force.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>Who can sit on it, and have its action items: everybody who works in the district.</summary>
    internal static Right Sit { get; } = Right.Of("task-force.sit", Roles.All.Where(r => r != Role.Auditor));
}
