using Chalkline.Governance.Board;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>A proposal as it is typed.</summary>
public sealed record ProposalForm
{
    /// <summary>The record that is decided on, as an address has it: <c>policy:0198…</c>; "": none.</summary>
    public string? About { get; init; }
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

/// <summary>A record that a decision is asked about, as it waits now.</summary>
public sealed record DecisionSubject(string Kind, Guid Id, DecidableMatter Matter)
{
    /// <summary>As a form sends it.</summary>
    public string About => $"{Kind}:{Id}";

    /// <returns>Null where the text names no record.</returns>
    public static (string Kind, Guid Id)? Read(string? about) => about?.Split(':') is [var kind, var id] && Guid.TryParse(id, out var known) ? (kind, known) : null;
}

/// <summary>Asks for a decision, and takes the request back.</summary>
internal static class AskForDecision
{
    /// <param name="about">What is decided on, where it is a record: title, kind, tier and amount are then its own; null: what the form says.</param>
    public static async Task<GovernanceResult> Run(DistrictDb db, TimeProvider time, Person by, ProposalForm form, DecisionSubject? about, CancellationToken ct)
    {
        var fields = new FormReading();
        var proposal = new Proposal
        {
            Id = time.NewId<ProposalId>(),
            Title = about?.Matter.Title ?? fields.Line(form.Title, nameof(form.Title), DecisionRules.LongestTitle),
            Kind = about?.Matter.Kind ?? fields.Choice<DecisionKind>(form.Kind, nameof(form.Kind)),
            Tier = about?.Matter.Tier ?? fields.Choice<RiskTier>(form.Tier, nameof(form.Tier)),
            Amount = about?.Matter.Amount ?? fields.Money(form.Amount, nameof(form.Amount)) ?? 0,
            SubjectKind = about?.Kind ?? "",
            SubjectId = about?.Id,
            Background = fields.Block(form.Background, nameof(form.Background), DecisionRules.LongestText),
            FiscalEffect = fields.Block(form.FiscalEffect, nameof(form.FiscalEffect), DecisionRules.LongestMotion, required: false),
            Motion = fields.Block(form.Motion, nameof(form.Motion), DecisionRules.LongestMotion),
            Supersedes = await Superseded(db, form, fields, ct),
            AskedBy = by.Id,
            AskedAt = time.Now(),
        };
        // Who decides what is drafted as a table, and a policy is written and read: each is then frozen with the decision.
        if (fields.IsGood && about is null && proposal.Kind == DecisionKind.Delegation) fields.Refuse(nameof(form.Kind), nameof(GovernanceFaultWords.DelegationIsDrafted));
        if (fields.IsGood && about is null && proposal.Kind == DecisionKind.Policy) fields.Refuse(nameof(form.Kind), nameof(GovernanceFaultWords.PolicyIsRead));
        if (about is not null && await About(db, about.Kind, about.Id).AnyAsync(ct)) fields.Refuse("", nameof(GovernanceFaultWords.AskedAlready));
        if (fields.IsGood && proposal.Amount > 0 && proposal.FiscalEffect.Length == 0) fields.Refuse(nameof(form.FiscalEffect), nameof(GovernanceFaultWords.FiscalEffect));
        if (!fields.IsGood) return fields.Refused();
        db.Add(proposal);
        await db.Commit(Entry(by, proposal), ct);
        return new GovernanceResult.Done(proposal.Id.Value);
    }

    /// <summary>What is asked about a record and not decided yet.</summary>
    public static IQueryable<Proposal> About(DistrictDb db, string kind, Guid id) => db.Set<Proposal>().Where(p => p.State == ProposalState.Open && p.SubjectKind == kind && p.SubjectId == id);

    public static async Task<GovernanceResult> Withdraw(DistrictDb db, TimeProvider time, Person by, ProposalId id, CancellationToken ct)
    {
        if (await db.Set<Proposal>().SingleOrDefaultAsync(p => p.Id == id && p.State == ProposalState.Open && p.AskedBy == by.Id, ct) is not { } proposal) return new GovernanceResult.NotFound();
        await TakeBack(db, time, proposal, ct);
        await db.Commit(new(by.Actor, "decision.withdrawn", new("proposal", id.Value), []), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>Takes back what is asked about a record that does not wait for a decision any more, in the commit of what happened to it.</summary>
    public static async Task Drop(DistrictDb db, TimeProvider time, string kind, Guid id, CancellationToken ct)
    {
        foreach (var proposal in await About(db, kind, id).ToListAsync(ct)) await TakeBack(db, time, proposal, ct);
    }

    /// <summary>Nor does it stand on an agenda of the board any more.</summary>
    private static async Task TakeBack(DistrictDb db, TimeProvider time, Proposal proposal, CancellationToken ct)
    {
        proposal.State = ProposalState.Withdrawn;
        foreach (var item in await ChangeBoard.Waiting(db).Where(i => i.Proposal == proposal.Id).ToListAsync(ct)) item.TakenOffAt = time.Now();
    }

    private static AuditEntry Entry(Person by, Proposal proposal) => new(by.Actor, "decision.asked", new("proposal", proposal.Id.Value), AuditEntry.Fields(
        ("title", null, proposal.Title), ("kind", null, Codes.Of(proposal.Kind)), ("tier", null, Codes.Of(proposal.Tier)), ("amount", null, proposal.Amount),
        ("subject", null, proposal.SubjectId is { } subject ? $"{proposal.SubjectKind}:{subject}" : null), ("supersedes", null, proposal.Supersedes?.ToString())));

    private static async Task<DecisionId?> Superseded(DistrictDb db, ProposalForm form, FormReading fields, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(form.Supersedes)) return null;
        if (Guid.TryParse(form.Supersedes, out var id) && await ReadDecisions.Standing(db).AnyAsync(d => d.Id == new DecisionId(id), ct)) return new(id);
        fields.Refuse(nameof(form.Supersedes), nameof(AimWords.FaultChoice));
        return null;
    }
}
