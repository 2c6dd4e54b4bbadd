namespace Chalkline.Platform;

/// <summary>What someone is in a district. (The operator of an installation has no account: whoever may use its command line is one.)</summary>
public enum Role
{
    SystemAdministrator,
    AiLead,
    Superintendent,

    /// <summary>Of one review area.</summary>
    Reviewer,
    Assessment,

    /// <summary>Of one school; several grants for several schools.</summary>
    Principal,

    /// <summary>Of one school.</summary>
    Teacher,
    BoardClerk,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,
}

/// <summary>Rules about roles that hold everywhere.</summary>
public static class Roles
{
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    /// <summary>What a reviewer reviews.</summary>
    public static IReadOnlyList<string> ReviewAreas { get; } =
        ["privacy-security", "curriculum", "interoperability", "accessibility", "special-education", "legal-procurement", "support-training"];

    public static bool IsOfASchool(this Role role) => role is Role.Principal or Role.Teacher;

    public static bool IsOfAnArea(this Role role) => role is Role.Reviewer;

    /// <summary>As in stores, addresses and files: <c>system-administrator</c>.</summary>
    public static string Code(this Role role) => role switch
    {
        Role.SystemAdministrator => "system-administrator",
        Role.AiLead => "ai-lead",
        Role.BoardClerk => "board-clerk",
        _ => role.ToString().ToLowerInvariant(),
    };

    public static Role? Find(string? code) => All.Where(r => r.Code() == code).Select(r => (Role?)r).FirstOrDefault();
}
