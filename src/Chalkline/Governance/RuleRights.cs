using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Rights over principles, grade-band guidance and agreements with employees.</summary>
public static class RuleRights
{
    public static Right PrinciplesRead { get; } = Right.Of("principles.read", Roles.All);

    /// <summary>Write principles, and say which checks and reports carry them out.</summary>
    public static Right PrinciplesWrite { get; } = Right.Of("principles.write", Role.SystemAdministrator, Role.AiLead);

    /// <summary>Take a principle out: a draft, who writes it; an adopted one, who adopts.</summary>
    public static Right PrinciplesEnd { get; } = Right.Of("principles.end", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.BoardClerk);

    /// <summary>Adopt a principle, or withdraw it.</summary>
    public static Right PrinciplesAdopt { get; } = Right.Of("principles.adopt", Role.Superintendent, Role.BoardClerk);

    /// <summary>Read the guidance that is being written; what is published is for anyone.</summary>
    public static Right GuidanceDrafts { get; } = Right.Of("guidance.drafts", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);

    /// <summary>Write and publish what is allowed in which grade.</summary>
    public static Right GuidanceWrite { get; } = Right.Of("guidance.write", Role.SystemAdministrator, Role.AiLead);

    /// <summary>Read what was agreed with an association of employees: the whole staff may.</summary>
    public static Right EmployeesRead { get; } = Right.Of("employees.read", Roles.All);

    /// <summary>Keep the record of what was agreed.</summary>
    public static Right EmployeesWrite { get; } = Right.Of("employees.write", Role.SystemAdministrator, Role.AiLead, Role.Superintendent);
}
