using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Board;

/// <summary>The pages of the board: its meetings by the calendar, their agendas, and the form of a vote.</summary>
internal static class BoardPages
{
    public const string Home = "/board";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(DecisionRights.Read);
        routes.MapPost(Home, Describe).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
        routes.MapGet(Home + "/meetings/{day}", Meeting).Requires(DecisionRights.Read);
        routes.MapPost(Home + "/meetings/{day}/items", Put).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
        routes.MapPost(Home + "/meetings/{day}/minutes", Minutes).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
        routes.MapPost(Home + "/items/{id:guid}/off", TakeOff).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
        routes.MapPost(Home + "/items/{id:guid}/read", WasRead).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
        routes.MapGet(Home + "/items/{id:guid}/vote", Vote).Requires(DecisionRights.EnterBoard);
        routes.MapPost(Home + "/items/{id:guid}/vote", EnterVote).DisableAntiforgery().Requires(DecisionRights.EnterBoard);
    }

    public static string PathOf(DateOnly day) => $"{Home}/meetings/{DayText.Field(day)}";

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) => Pages.Show<BoardPage>(http, await Model(http, db, time, null, new(), ct));

    private static async Task<IResult> Describe(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] BoardProfileForm form, CancellationToken ct) =>
        await (await ChangeBoard.Describe(db, http.SignedIn(), form, ct)).Answer(http, _ => Home, async faults => Pages.Again<BoardPage>(http, await Model(http, db, time, form, faults, ct)));

    private static async Task<BoardPage.Content> Model(HttpContext http, DistrictDb db, TimeProvider time, BoardProfileForm? form, Faults faults, CancellationToken ct)
    {
        var profile = await db.Set<BoardProfile>().AsNoTracking().SingleOrDefaultAsync(ct);
        form ??= new() { Seats = profile?.Seats.ToString(Language.Numbers), Majority = Codes.Of(profile?.Majority ?? default), Version = profile?.Version.ToString(Language.Numbers) };
        return new(await ReadBoard.Meetings(db, ct), await DistrictDay.Today(db, time, ct), form, faults, http.SignedIn().May(DecisionRights.EnterBoard));
    }

    private static async Task<IResult> Meeting(HttpContext http, DistrictDb db, TimeProvider time, string day, CancellationToken ct) =>
        await MeetingModel(http, db, time, day, new(), ct) is { } model ? Pages.Show<BoardMeetingPage>(http, model) : Results.NotFound();

    private static async Task<BoardMeetingPage.Content?> MeetingModel(HttpContext http, DistrictDb db, TimeProvider time, string day, Faults faults, CancellationToken ct)
    {
        if (!DayText.TryRead(day, out var on) || (await ReadBoard.Meetings(db, ct)).FirstOrDefault(m => m.Day == on) is not { } meeting) return null;
        var clerk = http.SignedIn().May(DecisionRights.EnterBoard);
        var onAgenda = await ChangeBoard.Waiting(db).Select(i => i.Proposal).ToListAsync(ct);
        var open = clerk ? await db.Set<Proposal>().AsNoTracking().Where(p => p.State == ProposalState.Open && !onAgenda.Contains(p.Id)).OrderBy(p => p.Id).Take(100).Select(p => new BoardMeetingPage.OpenMatter(p.Id, p.Title)).ToListAsync(ct) : [];
        return new(meeting, await ReadBoard.Items(db, meeting.Id, ct), open, await DistrictDay.Today(db, time, ct), faults, clerk);
    }

    private static async Task<IResult> Put(HttpContext http, DistrictDb db, TimeProvider time, string day, [FromForm] string? proposal, [FromForm] string? reading, CancellationToken ct)
    {
        if (!DayText.TryRead(day, out var on)) return Results.NotFound();
        var result = Guid.TryParse(proposal, out var id) ? await ChangeBoard.ToMeeting(db, time, http.SignedIn(), new(id), on, reading, ct)
            : GovernanceResult.Because("proposal", nameof(AimWords.FaultChoice));
        return await Answer(http, db, time, on, result, ct);
    }

    private static async Task<IResult> Minutes(HttpContext http, DistrictDb db, TimeProvider time, string day, [FromForm] string? address, [FromForm] string? version, CancellationToken ct)
    {
        if (!DayText.TryRead(day, out var on) || await db.Set<BoardMeeting>().AsNoTracking().SingleOrDefaultAsync(m => m.Day == on, ct) is not { } meeting) return Results.NotFound();
        return await Answer(http, db, time, on, await ChangeBoard.LinkMinutes(db, http.SignedIn(), meeting.Id, address, version, ct), ct);
    }

    private static async Task<IResult> TakeOff(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await DayOf(db, id, ct) is { } day ? await Answer(http, db, time, day, await ChangeBoard.TakeOff(db, time, http.SignedIn(), new(id), ct), ct) : Results.NotFound();

    private static async Task<IResult> WasRead(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await DayOf(db, id, ct) is { } day ? await Answer(http, db, time, day, await ChangeBoard.WasRead(db, time, http.SignedIn(), new(id), ct), ct) : Results.NotFound();

    private static async Task<IResult> Vote(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await VoteModel(db, new(id), null, new(), ct) is { } model ? Pages.Show<BoardVotePage>(http, model) : Results.NotFound();

    private static async Task<IResult> EnterVote(HttpContext http, DistrictDb db, EnterVote enter, Guid id, [FromForm] BoardVoteForm form, CancellationToken ct) =>
        await (await enter.Run(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct)).Answer(http, DecisionPages.PathOf,
            async faults => await VoteModel(db, new(id), form, faults, ct) is { } model ? Pages.Again<BoardVotePage>(http, model) : Results.NotFound());

    private static async Task<BoardVotePage.Content?> VoteModel(DistrictDb db, BoardItemId id, BoardVoteForm? form, Faults faults, CancellationToken ct)
    {
        var found = await (from item in ChangeBoard.Waiting(db).AsNoTracking()
                           where item.Id == id
                           join meeting in db.Set<BoardMeeting>() on item.Meeting equals meeting.Id
                           join proposal in db.Set<Proposal>() on item.Proposal equals proposal.Id
                           select new { meeting.Day, proposal.Title, proposal.Motion }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        var seats = await db.Set<BoardProfile>().AsNoTracking().Select(p => (int?)p.Seats).SingleOrDefaultAsync(ct);
        return new(id, found.Title, found.Day, seats, form ?? new() { Motion = found.Motion, VotesFor = "0", VotesAgainst = "0", Abstained = "0", Absent = "0" }, faults);
    }

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, TimeProvider time, DateOnly day, GovernanceResult result, CancellationToken ct) =>
        result.Answer(http, _ => PathOf(day), async faults => await MeetingModel(http, db, time, DayText.Field(day), faults, ct) is { } model ? Pages.Again<BoardMeetingPage>(http, model) : Results.NotFound());

    private static Task<DateOnly?> DayOf(DistrictDb db, Guid item, CancellationToken ct)
    {
        var id = new BoardItemId(item);
        return db.Set<BoardItem>().Where(i => i.Id == id).Join(db.Set<BoardMeeting>(), i => i.Meeting, m => m.Id, (_, m) => (DateOnly?)m.Day).SingleOrDefaultAsync(ct);
    }
}

/// <summary>A meeting of the board: from the calendar, with what stands on its agenda.</summary>
/// <param name="Id">Null: nothing was ever put on its agenda.</param>
/// <param name="Deadline">The last day on which its agenda takes something; null: the calendar has none, or no longer has the meeting.</param>
public sealed record BoardMeetingLine(DateOnly Day, DateOnly? Deadline, BoardMeetingId? Id, int Items, string MinutesAddress, int Version);

/// <summary>A matter on an agenda, and what came of it there.</summary>
public sealed record BoardItemLine(BoardItem Item, string Title, BoardVote? Vote);

/// <summary>Reads the board's meetings and their agendas.</summary>
internal static class ReadBoard
{
    /// <summary>In order of their days.</summary>
    public static async Task<IReadOnlyList<BoardMeetingLine>> Meetings(DistrictDb db, CancellationToken ct)
    {
        var dates = (await SchoolCalendars.Load(db, ct)).BoardMeetings.DistinctBy(m => m.FirstDay).ToDictionary(m => m.FirstDay, m => m.AgendaDeadline);
        var stored = await db.Set<BoardMeeting>().AsNoTracking().Select(m => new { Meeting = m, Items = db.Set<BoardItem>().Count(i => i.Meeting == m.Id && i.TakenOffAt == null) }).ToDictionaryAsync(m => m.Meeting.Day, ct);
        return [.. dates.Keys.Union(stored.Keys).Order().Select(day => stored.GetValueOrDefault(day) is { } s
            ? new BoardMeetingLine(day, dates.GetValueOrDefault(day), s.Meeting.Id, s.Items, s.Meeting.MinutesAddress, s.Meeting.Version) : new BoardMeetingLine(day, dates.GetValueOrDefault(day), null, 0, "", 0))];
    }

    public static async Task<IReadOnlyList<BoardItemLine>> Items(DistrictDb db, BoardMeetingId? meeting, CancellationToken ct)
    {
        var items = await (from item in db.Set<BoardItem>().AsNoTracking()
                           where item.Meeting == meeting && item.TakenOffAt == null
                           join proposal in db.Set<Proposal>() on item.Proposal equals proposal.Id
                           orderby item.Place, item.Id
                           select new { Item = item, proposal.Title, Vote = db.Set<BoardVote>().FirstOrDefault(v => v.Item == item.Id) }).ToListAsync(ct);
        return [.. items.Select(i => new BoardItemLine(i.Item, i.Title, i.Vote))];
    }
}
