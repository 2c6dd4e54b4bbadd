using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>A proposal as it is typed.</summary>
public sealed record ProposalForm
{
    public string? Title { get; init; }
    public string? Kind { get; init; }
    public string? Tier { get; init; }
    public string? Amount { get; init; }
    public string? Background { get; init; }
    public string? FiscalEffect { get; init; }
    public string? Motion { get; init; }

    /// <summary>The id of a decision in force; "": none.</summary>
    public string? Supersedes { get; init; }
}

/// <summary>Asks for a decision, and takes the request back.</summary>
internal static class AskForDecision
{
    public static async Task<GovernanceResult> Run(DistrictDb db, TimeProvider time, Person by, ProposalForm form, CancellationToken ct)
    {
        var fields = new GovernanceFields();
        var proposal = new Proposal
        {
            Id = time.NewId<ProposalId>(),
            Title = fields.Line(form.Title, nameof(form.Title), DecisionRules.LongestTitle),
            Kind = fields.Choice<DecisionKind>(form.Kind, nameof(form.Kind)),
            Tier = fields.Choice<RiskTier>(form.Tier, nameof(form.Tier)),
            Amount = fields.Money(form.Amount, nameof(form.Amount)) ?? 0,
            Background = fields.Block(form.Background, nameof(form.Background), DecisionRules.LongestText),
            FiscalEffect = fields.Block(form.FiscalEffect, nameof(form.FiscalEffect), DecisionRules.LongestMotion, required: false),
            Motion = fields.Block(form.Motion, nameof(form.Motion), DecisionRules.LongestMotion),
            Supersedes = await Superseded(db, form, fields, ct),
            AskedBy = by.Id,
            AskedAt = time.Now(),
        };
        // Who decides what is drafted as a table, which is then frozen with the decision.
        if (fields.AreGood && proposal.Kind == DecisionKind.Delegation) fields.Refuse(nameof(form.Kind), nameof(GovernanceFaultWords.DelegationIsDrafted));
        if (fields.AreGood && proposal.Amount > 0 && proposal.FiscalEffect.Length == 0) fields.Refuse(nameof(form.FiscalEffect), nameof(GovernanceFaultWords.FiscalEffect));
        if (!fields.AreGood) return fields.Refused;
        db.Add(proposal);
        await db.Commit(Entry(by, proposal), ct);
        return new GovernanceResult.Done(proposal.Id.Value);
    }

    public static async Task<GovernanceResult> Withdraw(DistrictDb db, Person by, ProposalId id, CancellationToken ct)
    {
        if (await db.Set<Proposal>().SingleOrDefaultAsync(p => p.Id == id && p.State == ProposalState.Open && p.AskedBy == by.Id, ct) is not { } proposal) return new GovernanceResult.NotFound();
        proposal.State = ProposalState.Withdrawn;
        await db.Commit(new(by.Actor, "decision.withdrawn", new("proposal", id.Value), []), ct);
        return new GovernanceResult.Done(id.Value);
    }

    private static AuditEntry Entry(Person by, Proposal proposal) => new(by.Actor, "decision.asked", new("proposal", proposal.Id.Value), AuditEntry.Fields(
        ("title", null, proposal.Title), ("kind", null, Codes.Of(proposal.Kind)), ("tier", null, Codes.Of(proposal.Tier)), ("amount", null, proposal.Amount), ("supersedes", null, proposal.Supersedes?.ToString())));

    private static async Task<DecisionId?> Superseded(DistrictDb db, ProposalForm form, GovernanceFields fields, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(form.Supersedes)) return null;
        if (Guid.TryParse(form.Supersedes, out var id) && await ReadDecisions.Standing(db).AnyAsync(d => d.Id == new DecisionId(id), ct)) return new(id);
        fields.Refuse(nameof(form.Supersedes), nameof(GovernanceFaultWords.Choice));
        return null;
    }
}
