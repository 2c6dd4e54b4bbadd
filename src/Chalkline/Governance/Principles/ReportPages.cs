using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Principles;

/// <summary>A page on which one sees how a principle is kept.</summary>
/// <param name="Code">As in stores and packs: <c>roadmap</c>. Words: <c>Report_</c> and the code, its hyphens as underscores.</param>
/// <param name="Right">That it takes; null: it is for anyone.</param>
internal sealed record ReportPage(string Code, string Path, Right? Right);

/// <summary>The pages that show how principles are kept. A list by hand: that a page exists does not mean that it reports on anything.</summary>
internal static class ReportPages
{
    public static IReadOnlyList<ReportPage> All { get; } =
    [
        new("acknowledgements", "/policies/acknowledgements", PolicyRights.Acknowledgements),
        new("audit-log", "/audit-log", PlatformRights.AuditLogRead),
        new("challenges", "/challenges", RoadmapRights.ChallengesRead),
        new("employees", "/employees", RuleRights.EmployeesRead),
        new("goals", "/goals", RoadmapRights.GoalsRead),
        new("guidance", "/guidance", null),
        new("measures", "/measures", RoadmapRights.MeasuresRead),
        new("policies", "/policies", PolicyRights.Read),
        new("risks", "/roadmap/risks", PlanRights.RisksRead),
        new("roadmap", "/roadmap", PlanRights.Read),
        new("use-cases", "/use-cases", RoadmapRights.UseCasesRead),
    ];

    public static ReportPage? Find(string code) => All.FirstOrDefault(p => p.Code == code);

    public static string Says(Design.Language language, string code) => RuleText.Say(language, "Report_" + code.Replace('-', '_'));
}
