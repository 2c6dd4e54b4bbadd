using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>A signed agreement binds the vendor for the tool today.</summary>
internal sealed class AgreementIsInForce : IToolCheck
{
    public string Name => "agreement-in-force";

    public string Says(Language language) => ToolText.Say(language, nameof(ToolWords.Check_agreement_in_force));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var agreements = (await (from agreement in asked.Db.Set<Agreement>().AsNoTracking()
                                 join covers in asked.Db.Set<AgreementTool>() on agreement.Id equals covers.Agreement
                                 where tools.Contains(covers.Tool)
                                 orderby agreement.CreatedAt descending, agreement.Id descending
                                 select new { covers.Tool, Agreement = agreement }).ToListAsync(ct)).ToLookup(a => a.Tool, a => a.Agreement);
        return [.. tools.Select(t => Result(asked, t, [.. agreements[t]]))];
    }

    private CheckResult Result(CheckQuestion asked, ToolId tool, IReadOnlyList<Agreement> agreements)
    {
        var nearest = agreements.Select(a => (Agreement: a, Standing: AgreementTerm.Standing(a, asked.Today))).OrderBy(a => a.Standing switch
        {
            AgreementStanding.InForce => 0,
            AgreementStanding.Ahead => 1,
            AgreementStanding.Draft => 2,
            _ => 3,
        }).FirstOrDefault();
        if (nearest.Agreement is null)
            return new(CheckState.NotMet, Says(asked.Language), Say(nameof(AgreementWords.CheckNone))) { Path = $"/agreements/new?tool={tool}", Needs = ToolRights.AgreementsWrite };
        var reason = $"{nearest.Agreement.Name}: {AgreementText.Of(asked.Language, nearest.Standing)} {AgreementText.Term(asked.Language, nearest.Agreement, asked.Today)}".TrimEnd();
        return new(nearest.Standing == AgreementStanding.InForce ? CheckState.Met : CheckState.NotMet, Says(asked.Language), reason) { Path = AgreementPages.PathOf(nearest.Agreement.Id), Needs = ToolRights.AgreementsRead };

        string Say(string key) => AgreementText.Say(asked.Language, key);
    }
}

/// <summary>Every tool that takes data about students and is in use has an agreement in force.</summary>
internal sealed class ToolsHaveAgreements : ICheckKind
{
    public string Name => "agreements-in-force";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [];

    public string Says(Language language) => AgreementText.Say(language, nameof(AgreementWords.MilestoneSays));

    public string Says(Language language, CheckParameter parameter) => parameter.Name;

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        ToolStage[] used = [ToolStage.NotYetReviewed, ToolStage.InPilot, ToolStage.PilotComplete, ToolStage.ApprovedForUse, ToolStage.InUse, ToolStage.Retiring];
        var covered = ReadAgreements.Covered(asked.Db, asked.Today);
        var tools = asked.Db.Set<Tool>().AsNoTracking().Where(t => used.Contains(t.Stage));
        var unsaid = await tools.CountAsync(t => t.Tier == null, ct);
        var needing = tools.Where(t => t.Tier == RiskTier.StudentData || t.Tier == RiskTier.ShapesDecisions);
        var without = await needing.CountAsync(t => !covered.Contains(t.Id), ct);
        string Say(string key, params object[] values) => AgreementText.Say(asked.Language, key, values);
        var result = without > 0 ? new CheckResult(CheckState.NotMet, Says(asked.Language), Say(nameof(AgreementWords.MilestoneNo), without)) { Path = "/tools?view=no-agreement" }
            : unsaid > 0 ? new(CheckState.InsufficientInformation, Says(asked.Language), Say(nameof(AgreementWords.MilestoneUnsaid), unsaid)) { Path = "/tools?view=no-tier" }
            : new(CheckState.Met, Says(asked.Language), Say(nameof(AgreementWords.MilestoneYes), await needing.CountAsync(ct))) { Path = AgreementPages.Home };
        return [.. criteria.Select(_ => result)];
    }
}
