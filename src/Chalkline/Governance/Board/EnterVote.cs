using System.Globalization;
using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Board;

/// <summary>A vote as the clerk types it.</summary>
public sealed record BoardVoteForm
{
    public string? Motion { get; init; }
    public string? MovedBy { get; init; }
    public string? SecondedBy { get; init; }
    public string? VotesFor { get; init; }
    public string? VotesAgainst { get; init; }
    public string? Abstained { get; init; }
    public string? Absent { get; init; }
    public string? AbstainedWho { get; init; }
}

/// <summary>Enters a vote of the board; it decides the proposal in the same commit.</summary>
internal sealed class EnterVote(DistrictDb db, MakeDecision decide, TimeProvider time)
{
    public async Task<GovernanceResult> Run(Person clerk, BoardItemId id, BoardVoteForm form, Language language, CancellationToken ct)
    {
        if (await ChangeBoard.Waiting(db).AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } item) return new GovernanceResult.NotFound();
        if (await db.Set<Proposal>().SingleOrDefaultAsync(p => p.Id == item.Proposal && p.State == ProposalState.Open, ct) is not { } proposal) return new GovernanceResult.NotFound();
        var day = await db.Set<BoardMeeting>().Where(m => m.Id == item.Meeting).Select(m => m.Day).SingleAsync(ct);
        var fields = new FormReading();
        var profile = await db.Set<BoardProfile>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (profile is null) fields.Refuse("", nameof(GovernanceFaultWords.NoSeats));
        if (item.Reading == BoardReading.First) fields.Refuse("", nameof(GovernanceFaultWords.FirstReading));
        if (day > await DistrictDay.Today(db, time, ct)) fields.Refuse("", nameof(GovernanceFaultWords.BoardMeetingToCome), day);
        else if (await decide.AgainstVote(proposal, day, language, ct) is { } against) fields.Faults.Add(against);
        var vote = Read(clerk, id, form, profile, fields);
        if (!fields.IsGood) return fields.Refused();
        db.Add(vote);
        var entry = await decide.Voted(clerk, proposal, vote, day, ReasonOf(vote), ct);
        await db.Commit(entry, ct);
        return new GovernanceResult.Done(proposal.Id.Value);
    }

    private BoardVote Read(Person clerk, BoardItemId item, BoardVoteForm form, BoardProfile? profile, FormReading fields)
    {
        var motion = fields.Block(form.Motion, nameof(form.Motion), DecisionRules.LongestMotion);
        var (moved, seconded) = (fields.Line(form.MovedBy, nameof(form.MovedBy), BoardRules.LongestName), fields.Line(form.SecondedBy, nameof(form.SecondedBy), BoardRules.LongestName));
        if (moved.Length > 0 && StoreConventions.Fold(moved) == StoreConventions.Fold(seconded)) fields.Refuse(nameof(form.SecondedBy), nameof(GovernanceFaultWords.SameSecond));
        int Count(string? typed, string field) => fields.Whole(typed, field, 0, BoardRules.MostSeats) ?? 0;
        var (yes, no) = (Count(form.VotesFor, nameof(form.VotesFor)), Count(form.VotesAgainst, nameof(form.VotesAgainst)));
        var (abstained, absent) = (Count(form.Abstained, nameof(form.Abstained)), Count(form.Absent, nameof(form.Absent)));
        var who = fields.Block(form.AbstainedWho, nameof(form.AbstainedWho), BoardRules.LongestNote, required: fields.IsGood && abstained > 0);
        var seats = profile?.Seats ?? 0;
        BoardRules.Check(yes, no, abstained, absent, seats, fields);
        return new()
        {
            Id = time.NewId<BoardVoteId>(),
            Item = item,
            Motion = motion,
            MovedBy = moved,
            SecondedBy = seconded,
            VotesFor = yes,
            VotesAgainst = no,
            Abstained = abstained,
            Absent = absent,
            Seats = seats,
            Carried = profile is not null && BoardRules.Carries(profile.Majority, yes, no, seats),
            AbstainedWho = who,
            EnteredBy = clerk.Id,
            At = time.Now(),
        };
    }

    /// <summary>The reason of a board's decision is its motion and its vote.</summary>
    private static string ReasonOf(BoardVote vote) => string.Create(CultureInfo.InvariantCulture, $"{vote.Motion}\n{vote.VotesFor}–{vote.VotesAgainst}–{vote.Abstained}–{vote.Absent}");
}
