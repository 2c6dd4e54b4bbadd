using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>How a matter stands, in the order in which it comes there.</summary>
public enum DecisionStanding
{
    Waits,
    OnAgenda,
    NeedsCountersignature,
    Approved,
    Declined,
    Superseded,
    Withdrawn,
}

/// <summary>A proposal in a list.</summary>
/// <param name="Needed">Who must act, by the table in force now; of a decided one: who did.</param>
/// <param name="Meeting">The board's meeting on whose agenda it stands; null: none.</param>
public sealed record DecisionRow(ProposalId Id, string Title, DecisionKind Kind, RiskTier Tier, decimal Amount, DecidingBody Needed, DecisionStanding Standing, DateOnly? DecidedOn, DateOnly? Meeting, AccountId AskedBy, DateTimeOffset AskedAt);

/// <summary>Reads what waits for a decision and what was decided.</summary>
internal static class ReadDecisions
{
    /// <summary>Decisions that are in force: approved, countersigned where that was needed, and with no later one in their place.</summary>
    public static IQueryable<Decision> Standing(DistrictDb db) => db.Set<Decision>().AsNoTracking()
        .Where(d => d.Approved && (!d.NeedsCountersignature || db.Set<Countersignature>().Any(s => s.Decision == d.Id)) && !db.Set<Decision>().Any(later => later.Supersedes == d.Id));

    /// <summary>Of proposals that were loaded, their rows in the same order.</summary>
    public static async Task<IReadOnlyList<DecisionRow>> Rows(DistrictDb db, IReadOnlyList<Proposal> proposals, CancellationToken ct)
    {
        if (proposals.Count == 0) return [];
        var ids = proposals.Select(p => p.Id).ToList();
        var decisions = await db.Set<Decision>().AsNoTracking().Where(d => ids.Contains(d.Proposal)).Select(d => new
        {
            d.Proposal,
            d.Body,
            d.Approved,
            d.DecidedOn,
            Waits = d.NeedsCountersignature && !db.Set<Countersignature>().Any(s => s.Decision == d.Id),
            Replaced = db.Set<Decision>().Any(later => later.Supersedes == d.Id),
        }).ToDictionaryAsync(d => d.Proposal, ct);
        var meetings = await (from item in ChangeBoard.Waiting(db).AsNoTracking()
                              where ids.Contains(item.Proposal)
                              join meeting in db.Set<BoardMeeting>() on item.Meeting equals meeting.Id
                              select new { item.Proposal, meeting.Day }).ToDictionaryAsync(m => m.Proposal, m => (DateOnly?)m.Day, ct);
        var lines = (await ReadDelegation.InForce(db, ct))?.Lines ?? [];
        return [.. proposals.Select(Row)];

        DecisionRow Row(Proposal p)
        {
            var decision = decisions.GetValueOrDefault(p.Id);
            var meeting = meetings.GetValueOrDefault(p.Id);
            var standing = p.State switch
            {
                ProposalState.Withdrawn => DecisionStanding.Withdrawn,
                ProposalState.Open => meeting is null ? DecisionStanding.Waits : DecisionStanding.OnAgenda,
                _ => decision!.Waits ? DecisionStanding.NeedsCountersignature : !decision.Approved ? DecisionStanding.Declined : decision.Replaced ? DecisionStanding.Superseded : DecisionStanding.Approved,
            };
            return new(p.Id, p.Title, p.Kind, p.Tier, p.Amount, decision?.Body ?? DelegationRules.Needed(lines, p.Kind, p.Tier, p.Amount), standing, decision?.DecidedOn, meeting, p.AskedBy, p.AskedAt);
        }
    }

    /// <summary>The open ones, the oldest first.</summary>
    public static async Task<IReadOnlyList<DecisionRow>> Open(DistrictDb db, int most, CancellationToken ct) =>
        await Rows(db, await db.Set<Proposal>().AsNoTracking().Where(p => p.State == ProposalState.Open).OrderBy(p => p.Id).Take(most).ToListAsync(ct), ct);

    public static StatusKind Kind(DecisionStanding standing) => standing switch
    {
        DecisionStanding.Approved => StatusKind.Good,
        DecisionStanding.Declined => StatusKind.Stopped,
        DecisionStanding.Superseded or DecisionStanding.Withdrawn => StatusKind.Past,
        _ => StatusKind.Waits,
    };
}

/// <summary>Reads one proposal with all that stands on its page.</summary>
internal sealed class ReadProposal(DistrictDb db, MakeDecision decide, RecordKinds records, ReadRecordSections sections, TimeProvider time)
{
    public async Task<DecisionPage.Content?> Of(HttpContext http, ProposalId id, DecideForm form, Faults faults, CancellationToken ct)
    {
        if (await db.Set<Proposal>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } proposal) return null;
        var (language, person, today) = (Pages.LanguageOf(http), http.SignedIn(), await DistrictDay.Today(db, time, ct));
        var decision = await db.Set<Decision>().AsNoTracking().SingleOrDefaultAsync(d => d.Proposal == id, ct);
        var signature = decision is null ? null : await db.Set<Countersignature>().AsNoTracking().SingleOrDefaultAsync(s => s.Decision == decision.Id, ct);
        var abstained = await db.Set<Abstention>().AsNoTracking().Where(a => a.Proposal == id).OrderBy(a => a.At).ToListAsync(ct);
        var row = (await ReadDecisions.Rows(db, [proposal], ct))[0];
        var declared = await DeclareConflicts.Of(db, person.Id, today, ct);
        var subject = await decide.Subject(proposal, language, ct);
        var against = proposal.State != ProposalState.Open ? null : DecisionRules.Against(person, proposal, row.Needed, declared, abstained.Exists(a => a.Account == person.Id), untouched: true)
            ?? DecisionRules.AgainstSubject(proposal, subject, person.Id, today);
        var names = await StaffNames.Of(db, [proposal.AskedBy, decision?.DecidedBy, decision?.EnteredBy, signature?.SignedBy, .. abstained.Select(a => (AccountId?)a.Account)], language, ct);
        return new()
        {
            Proposal = proposal,
            Row = row,
            Decision = decision,
            Signature = signature,
            Vote = decision?.Vote is { } vote ? await db.Set<BoardVote>().AsNoTracking().SingleAsync(v => v.Id == vote, ct) : null,
            Abstained = abstained,
            Names = names,
            Person = person,
            Against = against is null ? null : GovernanceFaults.Say(language, [against]).All[0].Text,
            HasInterests = declared?.What.Length > 0,
            Form = form,
            Faults = faults,
            Subject = subject is not null ? (subject.Title, subject.Path) : await Place(person, proposal, ct),
            Next = (await SchoolCalendars.Load(db, ct)).NextOpenAgenda(today),
            SupersededBy = decision is null ? null : await db.Set<Decision>().AsNoTracking().Where(d => d.Supersedes == decision.Id).Select(d => (ProposalId?)d.Proposal).SingleOrDefaultAsync(ct),
            Replaces = proposal.Supersedes is { } old ? await db.Set<Decision>().AsNoTracking().Where(d => d.Id == old).Select(d => (ProposalId?)d.Proposal).SingleOrDefaultAsync(ct) : null,
            Sections = await sections.Of(http, ProposalRecord.KindName, id.Value, ct),
        };
    }

    /// <summary>Where the record is that does not wait for a decision any more; null: it has no page of its own, or the reader may not see it.</summary>
    private async Task<(string Title, string Path)?> Place(Person person, Proposal proposal, CancellationToken ct) =>
        proposal.SubjectId is { } id && await records.Find(person, new(proposal.SubjectKind, id), RecordParts.None, ct) is { } place ? (place.Title, place.Path) : null;
}
