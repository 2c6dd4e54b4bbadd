using Chalkline.Platform;

namespace Chalkline.Tools;

/// <summary>Rights over the register of tools and their lives.</summary>
public static class ToolRights
{
    /// <summary>The register: for everybody on the staff.</summary>
    public static Right Read { get; } = Right.Of("tools.read", Roles.All);

    /// <summary>Enter tools, describe them, take in a file, ask for a gate to be opened.</summary>
    public static Right Manage { get; } = Right.Of("tools.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>Say that something is wrong with a tool in use, so that it comes up for review.</summary>
    public static Right Raise { get; } = Right.Of("tools.raise", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer);

    /// <summary>Stop a tool at once.</summary>
    public static Right Stop { get; } = Right.Of("tools.stop", Role.AiLead, Role.Superintendent);

    /// <summary>Let a tool with a severe concern go on until a day, while an agreement still binds its vendor.</summary>
    public static Right Continue { get; } = Right.Of("tools.continue", Role.Superintendent);

    /// <summary>Name what takes the place of a tool that students' plans name: reviewers of special education, as the operation asks.</summary>
    public static Right Replace { get; } = Right.Of("tools.replace", Role.Reviewer);

    /// <summary>Publish what families read of AI.</summary>
    public static Right Publish { get; } = Right.Of("tools.publish", Role.SystemAdministrator, Role.AiLead, Role.Superintendent);

    /// <summary>Agreements with vendors, and what tools take: for everybody on the staff.</summary>
    public static Right AgreementsRead { get; } = Right.Of("agreements.read", Roles.All);

    /// <summary>Write drafts of agreements.</summary>
    public static Right AgreementsWrite { get; } = Right.Of("agreements.write", Role.SystemAdministrator, Role.AiLead, Role.Reviewer);

    /// <summary>Say that an agreement was signed, renewed or ended.</summary>
    public static Right AgreementsSign { get; } = Right.Of("agreements.sign", Role.AiLead, Role.Superintendent);

    /// <summary>Say which data a tool takes, and that they came back.</summary>
    public static Right DataWrite { get; } = Right.Of("tools.data", Role.SystemAdministrator, Role.AiLead, Role.Reviewer);

    /// <summary>What was offered, ordered and paid for a tool.</summary>
    public static Right PurchasesRead { get; } = Right.Of("purchases.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Auditor);

    public static Right PurchasesWrite { get; } = Right.Of("purchases.write", Role.SystemAdministrator, Role.AiLead, Role.Reviewer);

    /// <summary>Read reviews in full: answers, evidence, what the vendor said.</summary>
    public static Right VettingRead { get; } = Right.Of("vetting.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment, Role.BoardClerk, Role.Auditor);

    /// <summary>Answer the questions of one's own review area and finish it; who may whose, the operation asks.</summary>
    public static Right VettingReview { get; } = Right.Of("vetting.review", Role.Reviewer);

    /// <summary>Keep evidence.</summary>
    public static Right VettingEvidence { get; } = Right.Of("vetting.evidence", Role.SystemAdministrator, Role.AiLead, Role.Reviewer);

    /// <summary>Countersign a review where duties could not be separated.</summary>
    public static Right VettingCountersign { get; } = Right.Of("vetting.countersign", Role.Superintendent);

    /// <summary>Ask for a tool, and see what became of it.</summary>
    public static Right Ask { get; } = Right.Of("tools.ask", Roles.All);

    /// <summary>Read what people without an account and colleagues ask for; those who keep the register answer.</summary>
    public static Right RequestsRead { get; } = Right.Of("tools.requests-read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);

    /// <summary>Report what went wrong with a tool, and see what became of it.</summary>
    public static Right Report { get; } = Right.Of("tools.report", Roles.All);

    /// <summary>Read of incidents, without what their reporters wrote.</summary>
    public static Right IncidentsRead { get; } = Right.Of("tools.incidents-read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);

    /// <summary>Read reports, decide on them, handle incidents.</summary>
    public static Right IncidentsManage { get; } = Right.Of("tools.incidents-manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>The list of blocked tools, and what was taken out of it; those who keep the register take it out.</summary>
    public static Right BlockedRead { get; } = Right.Of("tools.blocked-read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);
}
