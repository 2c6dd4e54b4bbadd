using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance;

/// <summary>Matters of other capabilities that are to be decided: they wait in the list of decisions, and the delegation table says for whom.</summary>
public static class DecisionRequests
{
    public const int LongestTitle = DecisionRules.LongestTitle, LongestBackground = DecisionRules.LongestText, LongestMotion = DecisionRules.LongestMotion;

    /// <summary>Asks within the caller's commit.</summary>
    /// <param name="kind">Of the <see cref="IDecidable"/> that has the record.</param>
    /// <param name="matter">The record as it stands: its title, kind, tier and amount become the proposal's.</param>
    /// <param name="background">What a reader must know to decide; at most <see cref="LongestBackground"/> characters.</param>
    /// <param name="fiscalEffect">What it costs and from which fund; "": nothing.</param>
    /// <param name="motion">What a yes would say, word by word; at most <see cref="LongestMotion"/> characters.</param>
    /// <returns>The proposal's id; its page is <see cref="PathOf"/>.</returns>
    public static Guid Ask(DistrictDb db, TimeProvider time, Person by, string kind, Guid record, DecidableMatter matter, string background, string fiscalEffect, string motion)
    {
        var proposal = new Proposal
        {
            Id = time.NewId<ProposalId>(),
            Title = matter.Title,
            Kind = matter.Kind,
            Tier = matter.Tier,
            Amount = matter.Amount,
            Background = background,
            FiscalEffect = fiscalEffect,
            Motion = motion,
            SubjectKind = kind,
            SubjectId = record,
            AskedBy = by.Id,
            AskedAt = time.Now(),
        };
        db.Add(proposal);
        return proposal.Id.Value;
    }

    /// <summary>Whether a request still waits: it was neither decided nor taken back, or was decided and waits for a countersignature.</summary>
    public static async Task<bool> IsPending(DistrictDb db, Guid proposal, CancellationToken ct)
    {
        var id = new ProposalId(proposal);
        return await db.Set<Proposal>().AnyAsync(p => p.Id == id && p.State == ProposalState.Open, ct)
            || await db.Set<Decision>().AnyAsync(d => d.Proposal == id && d.NeedsCountersignature && !db.Set<Countersignature>().Any(s => s.Decision == d.Id), ct);
    }

    public static string PathOf(Guid proposal) => DecisionPages.PathOf(proposal);

    /// <summary>Whether somebody has declared the own interests for this school year, as whoever reviews, decides or answers for a tool must.</summary>
    public static async Task<bool> HasDeclared(DistrictDb db, AccountId account, DateOnly today, CancellationToken ct) => await DeclareConflicts.Of(db, account, today, ct) is not null;
}
