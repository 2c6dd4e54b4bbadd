using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>A decision as it is typed.</summary>
public sealed record DecideForm
{
    /// <summary>"yes" or "no".</summary>
    public string? Approve { get; init; }
    public string? Reason { get; init; }

    /// <summary>Ticked by whoever has declared interests: this matter touches none of them.</summary>
    public string? Untouched { get; init; }
}

/// <summary>
/// Decides, and writes the decision down with a frozen copy of what it rests on. Who may is asked here, by the delegation table, whatever page or file the request came
/// from; what is beyond a person goes to the board.
/// </summary>
internal sealed class MakeDecision(DistrictDb db, IEnumerable<IDecidable> kinds, TimeProvider time)
{
    /// <param name="language">Of what the record that is decided on says against it.</param>
    public async Task<GovernanceResult> Run(Person by, ProposalId id, DecideForm form, Language language, CancellationToken ct)
    {
        if (await Open(id, ct) is not { } proposal) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var table = await ReadDelegation.InForce(db, ct);
        var needed = DelegationRules.Needed(table?.Lines ?? [], proposal.Kind, proposal.Tier, proposal.Amount);
        var today = await DistrictDay.Today(db, time, ct);
        var abstained = await db.Set<Abstention>().AsNoTracking().Where(a => a.Proposal == id).ToListAsync(ct);
        var declared = await DeclareConflicts.Of(db, by.Id, today, ct);
        if (DecisionRules.Against(by, proposal, needed, declared, abstained.Exists(a => a.Account == by.Id), form.Untouched is not null) is { } against) fields.Faults.Add(against);
        else if (DecisionRules.AgainstSubject(proposal, await Subject(proposal, language, ct), by.Id, today) is { } waits) fields.Faults.Add(waits);
        var reason = fields.Block(form.Reason, nameof(form.Reason), DecisionRules.LongestText);
        if (form.Approve is not ("yes" or "no")) fields.Refuse(nameof(form.Approve), nameof(AimWords.FaultChoice));
        if (form.Approve == "yes" && await Subject(proposal, language, ct) is { Against: { Count: > 0 } closed })
            fields.Refuse(nameof(form.Approve), nameof(GovernanceFaultWords.GateClosed), string.Join("; ", closed));
        if (!fields.IsGood) return fields.Refused();
        var capacity = DelegationRules.CapacityOf(by, needed)!.Value;
        var small = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.SmallDistrict).SingleOrDefaultAsync(ct);
        var written = new Written(form.Approve == "yes", capacity, reason, today, DecisionRules.NeedsCountersignature(small, by, capacity));
        var decision = await Write(by, proposal, table, abstained, written, null, ct);
        await db.Commit(Entry(by, proposal, decision), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>Why the board cannot have decided on a proposal on a day; null: it can.</summary>
    public async Task<AimFault?> AgainstVote(Proposal proposal, DateOnly day, Language language, CancellationToken ct) =>
        DecisionRules.AgainstSubject(proposal, await Subject(proposal, language, ct), null, day);

    /// <summary>What the board voted, within the commit of the vote.</summary>
    public async Task<AuditEntry> Voted(Person clerk, Proposal proposal, BoardVote vote, DateOnly day, string reason, CancellationToken ct)
    {
        var abstained = await db.Set<Abstention>().AsNoTracking().Where(a => a.Proposal == proposal.Id).ToListAsync(ct);
        var decision = await Write(clerk, proposal, await ReadDelegation.InForce(db, ct), abstained, new(vote.Carried, DecidingBody.Board, reason, day, false), vote.Id, ct);
        return Entry(clerk, proposal, decision);
    }

    /// <summary>Puts another person's decision into force.</summary>
    public async Task<GovernanceResult> Countersign(Person by, ProposalId id, CancellationToken ct)
    {
        if (await db.Set<Decision>().AsNoTracking().SingleOrDefaultAsync(d => d.Proposal == id && d.NeedsCountersignature, ct) is not { } decision
            || await db.Set<Countersignature>().AnyAsync(s => s.Decision == decision.Id, ct)) return new GovernanceResult.NotFound();
        var proposal = await db.Set<Proposal>().SingleAsync(p => p.Id == id, ct);
        if (DecisionRules.AgainstCountersigning(by, proposal, decision) is { } against) return new GovernanceResult.Refused([against]);
        db.Add(new Countersignature { Decision = decision.Id, SignedBy = by.Id, At = time.Now() });
        await Follow(proposal, decision, ct);
        await db.Commit(new(by.Actor, "decision.countersigned", new("proposal", id.Value), AuditEntry.Fields(("decision", null, decision.Id.ToString()))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>The record that a proposal is about; null: none, or it does not wait for a decision any more.</summary>
    public async Task<DecidableMatter?> Subject(Proposal proposal, Language language, CancellationToken ct) =>
        proposal.SubjectId is { } subject ? await Subject(proposal.SubjectKind, subject, language, ct) : null;

    public async Task<DecidableMatter?> Subject(string kind, Guid id, Language language, CancellationToken ct) =>
        kinds.FirstOrDefault(k => k.Kind == kind) is { } known ? await known.Find(db, id, language, ct) : null;

    private sealed record Written(bool Approved, DecidingBody Body, string Reason, DateOnly On, bool NeedsCountersignature);

    private async Task<Decision> Write(Person by, Proposal proposal, DelegationTable? table, IReadOnlyList<Abstention> abstained, Written written, BoardVoteId? vote, CancellationToken ct)
    {
        var subject = await Subject(proposal, Language.English, ct);
        var frozen = DecisionRules.Freeze(proposal, subject?.Content, table?.Id, abstained);
        var decision = new Decision
        {
            Id = time.NewId<DecisionId>(),
            Proposal = proposal.Id,
            Approved = written.Approved,
            Body = written.Body,
            DecidedBy = written.Body == DecidingBody.Board ? null : by.Id,
            EnteredBy = by.Id,
            Reason = written.Reason,
            DecidedOn = written.On,
            At = time.Now(),
            Content = frozen.Text,
            Sha256 = frozen.Sha256,
            Delegation = table?.Id,
            Vote = vote,
            Supersedes = written.Approved ? proposal.Supersedes : null,
            NeedsCountersignature = written.NeedsCountersignature,
        };
        db.Add(decision);
        proposal.State = ProposalState.Decided;
        if (!decision.NeedsCountersignature) await Follow(proposal, decision, ct);
        return decision;
    }

    private async Task Follow(Proposal proposal, Decision decision, CancellationToken ct)
    {
        if (proposal.SubjectId is { } subject && kinds.FirstOrDefault(k => k.Kind == proposal.SubjectKind) is { } kind)
            await kind.Follow(db, subject, new(decision.Id.Value, decision.Approved, decision.DecidedOn, decision.DecidedBy, decision.EnteredBy), ct);
    }

    private Task<Proposal?> Open(ProposalId id, CancellationToken ct) => db.Set<Proposal>().SingleOrDefaultAsync(p => p.Id == id && p.State == ProposalState.Open, ct);

    private static AuditEntry Entry(Person by, Proposal proposal, Decision decision) => new(by.Actor, "decision.made", new("proposal", proposal.Id.Value), new JsonObject
    {
        ["approved"] = decision.Approved,
        ["body"] = Codes.Of(decision.Body),
        ["decision"] = decision.Id.ToString(),
        ["sha256"] = decision.Sha256,
        ["subject"] = proposal.SubjectId is { } subject ? $"{proposal.SubjectKind}:{subject}" : null,
        ["vote"] = decision.Vote?.ToString(),
    });
}
