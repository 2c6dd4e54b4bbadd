using Chalkline.Governance.Decisions;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Board;

/// <summary>What the board is, as its clerk types it.</summary>
public sealed record BoardProfileForm
{
    public string? Seats { get; init; }
    public string? Majority { get; init; }
    public string? Version { get; init; }
}

/// <summary>Makes the agenda of the board's meetings, and keeps what the board is.</summary>
internal static class ChangeBoard
{
    public static async Task<GovernanceResult> Describe(DistrictDb db, Person by, BoardProfileForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        var (seats, majority) = (fields.Whole(form.Seats, nameof(form.Seats), 3, BoardRules.MostSeats), fields.Choice<BoardMajority>(form.Majority, nameof(form.Majority)));
        if (!fields.IsGood) return fields.Refused();
        var profile = await db.Set<BoardProfile>().SingleOrDefaultAsync(ct);
        var before = (profile?.Seats, Majority: profile is null ? null : Codes.Of(profile.Majority));
        if (profile is null) db.Add(profile = new());
        else db.Expect(profile, FormReading.Version(form.Version));
        (profile.Seats, profile.Majority) = (seats!.Value, majority);
        await db.Commit(new(by.Actor, "board.described", new("board", Guid.Empty), AuditEntry.Fields(("seats", before.Seats, seats), ("majority", before.Majority, Codes.Of(majority)))), ct);
        return new GovernanceResult.Done(Guid.Empty);
    }

    /// <summary>In one click: onto the next agenda that still takes something, by the calendar's deadline.</summary>
    public static async Task<GovernanceResult> ToNextMeeting(DistrictDb db, TimeProvider time, Person by, ProposalId id, string? reading, CancellationToken ct)
    {
        var calendar = await SchoolCalendars.Load(db, ct);
        return calendar.NextOpenAgenda(await DistrictDay.Today(db, time, ct)) is { } next ? await Put(db, time, by, id, next.FirstDay, Codes.Find<BoardReading>(reading) ?? BoardReading.Action, ct)
            : GovernanceResult.Because("", nameof(GovernanceFaultWords.NoOpenAgenda));
    }

    /// <summary>By the clerk: onto the agenda of any of the board's meetings, also after its deadline, because the board itself may take a matter up.</summary>
    public static async Task<GovernanceResult> ToMeeting(DistrictDb db, TimeProvider time, Person by, ProposalId id, DateOnly day, string? reading, CancellationToken ct)
    {
        if (!(await SchoolCalendars.Load(db, ct)).BoardMeetings.Any(m => m.FirstDay == day)) return GovernanceResult.Because("", nameof(GovernanceFaultWords.NoSuchMeeting));
        return await Put(db, time, by, id, day, Codes.Find<BoardReading>(reading) ?? BoardReading.Action, ct);
    }

    public static async Task<GovernanceResult> TakeOff(DistrictDb db, TimeProvider time, Person by, BoardItemId id, CancellationToken ct)
    {
        if (await Waiting(db).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } item) return new GovernanceResult.NotFound();
        item.TakenOffAt = time.Now();
        await db.Commit(Entry(by, "board.taken-off", item), ct);
        return new GovernanceResult.Done(item.Meeting.Value);
    }

    /// <summary>A first reading was held: the matter comes to the next meeting for the second.</summary>
    public static async Task<GovernanceResult> WasRead(DistrictDb db, TimeProvider time, Person by, BoardItemId id, CancellationToken ct)
    {
        if (await Waiting(db).SingleOrDefaultAsync(i => i.Id == id && i.Reading == BoardReading.First, ct) is not { } item) return new GovernanceResult.NotFound();
        var day = await db.Set<BoardMeeting>().Where(m => m.Id == item.Meeting).Select(m => m.Day).SingleAsync(ct);
        if (day > await DistrictDay.Today(db, time, ct)) return GovernanceResult.Because("", nameof(GovernanceFaultWords.BoardMeetingToCome), day);
        if ((await SchoolCalendars.Load(db, ct)).BoardMeetings.FirstOrDefault(m => m.FirstDay > day) is not { } next) return GovernanceResult.Because("", nameof(GovernanceFaultWords.NoOpenAgenda));
        item.ReadAt = time.Now();
        await Add(db, time, by, item.Proposal, next.FirstDay, BoardReading.Second, ct);
        await db.Commit(Entry(by, "board.read", item), ct);
        return new GovernanceResult.Done(item.Meeting.Value);
    }

    public static async Task<GovernanceResult> LinkMinutes(DistrictDb db, Person by, BoardMeetingId id, string? address, string? version, CancellationToken ct)
    {
        if (await db.Set<BoardMeeting>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var typed = fields.Address(address, "Address");
        if (!fields.IsGood) return fields.Refused();
        var before = meeting.MinutesAddress;
        db.Expect(meeting, FormReading.Version(version));
        meeting.MinutesAddress = typed;
        await db.Commit(new(by.Actor, "board.minutes-linked", new("board-meeting", id.Value), AuditEntry.Fields(("address", before, typed))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>Matters on an agenda that nothing came of yet.</summary>
    public static IQueryable<BoardItem> Waiting(DistrictDb db) => db.Set<BoardItem>().Where(i => i.ReadAt == null && i.TakenOffAt == null && !db.Set<BoardVote>().Any(v => v.Item == i.Id));

    private static async Task<GovernanceResult> Put(DistrictDb db, TimeProvider time, Person by, ProposalId id, DateOnly day, BoardReading reading, CancellationToken ct)
    {
        if (await db.Set<Proposal>().SingleOrDefaultAsync(p => p.Id == id && p.State == ProposalState.Open, ct) is not { } proposal) return new GovernanceResult.NotFound();
        if (reading == BoardReading.First && proposal.SubjectKind == PolicyIsDecided.KindName) return GovernanceResult.Because("", nameof(GovernanceFaultWords.PolicyReadings));
        if (await Waiting(db).AnyAsync(i => i.Proposal == id, ct)) return GovernanceResult.Because("", nameof(GovernanceFaultWords.OnAgenda));
        var item = await Add(db, time, by, id, day, reading, ct);
        // Two who put it there at once must not slip past each other.
        db.Raise(proposal);
        await db.Commit(Entry(by, "board.put-on-agenda", item), ct);
        return new GovernanceResult.Done(item.Id.Value);
    }

    private static async Task<BoardItem> Add(DistrictDb db, TimeProvider time, Person by, ProposalId proposal, DateOnly day, BoardReading reading, CancellationToken ct)
    {
        var meeting = await db.Set<BoardMeeting>().SingleOrDefaultAsync(m => m.Day == day, ct);
        if (meeting is null) db.Add(meeting = new() { Id = time.NewId<BoardMeetingId>(), Day = day, CreatedAt = time.Now() });
        var place = await db.Set<BoardItem>().CountAsync(i => i.Meeting == meeting.Id, ct) + 1;
        var item = new BoardItem { Id = time.NewId<BoardItemId>(), Meeting = meeting.Id, Proposal = proposal, Place = place, Reading = reading, AddedBy = by.Id, AddedAt = time.Now() };
        db.Add(item);
        return item;
    }

    private static AuditEntry Entry(Person by, string action, BoardItem item) =>
        new(by.Actor, action, new("proposal", item.Proposal.Value), AuditEntry.Fields(("item", null, item.Id.ToString()), ("meeting", null, item.Meeting.ToString()), ("reading", null, Codes.Of(item.Reading))));
}
