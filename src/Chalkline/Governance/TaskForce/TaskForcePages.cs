using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>The pages of the task force: its seats, and who sits on them.</summary>
internal static class TaskForcePages
{
    public const string Home = "/task-force";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Show).Requires(TaskForceRights.Read);
        routes.MapPost(Home + "/set-up", SetUp).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapGet(Home + "/seats/new", NewSeat).Requires(TaskForceRights.Manage);
        routes.MapPost(Home + "/seats/new", AddSeat).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapGet(Home + "/seats/{id:guid}", Seat).Requires(TaskForceRights.Manage);
        routes.MapPost(Home + "/seats/{id:guid}", Fill).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost(Home + "/seats/{id:guid}/remove", Remove).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost(Home + "/terms/{id:guid}/end", End).DisableAntiforgery().Requires(TaskForceRights.Manage);
        OutsideMemberPages.Map(routes);
        MeetingPages.Map(routes);
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, string? page, CancellationToken ct)
    {
        var (language, today) = (Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct));
        var meetings = await db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.Day).ThenByDescending(m => m.Id)
            .Select(m => new TaskForcePage.MeetingRow(m.Id, m.Day, m.Place, m.Agenda.Count, m.HeldAt != null)).PageOf(page, ct);
        var actions = await db.Set<ActionItem>().AsNoTracking().Where(a => a.DoneAt == null).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(Paging.Size).ToListAsync(ct);
        var names = await StaffNames.Of(db, actions.Select(a => (AccountId?)a.Owner), language, ct);
        return Pages.Show<TaskForcePage>(http, new TaskForcePage.Content(await ReadTaskForce.Seats(db, packs, language, today, ct), await ReadTaskForce.Missing(db, packs, ct), meetings,
            [.. actions.Select(a => new ActionLine(a, names.GetValueOrDefault(a.Owner, "–")))], today, http.SignedIn()));
    }

    private static async Task<IResult> SetUp(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        await ChangeSeats.FromPacks(db, packs, time, http.SignedIn(), Pages.LanguageOf(http), ct);
        return Pages.GoTo(http, Home);
    }

    private static RazorComponentResult NewSeat(HttpContext http) => Pages.Show<SeatFormPage>(http, new SeatFormPage.Content(new(), new()));

    private static async Task<IResult> AddSeat(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] SeatForm form, CancellationToken ct) =>
        await (await ChangeSeats.Add(db, time, http.SignedIn(), form, ct)).Answer(http, _ => Home, faults => Task.FromResult<IResult>(Pages.Again<SeatFormPage>(http, new SeatFormPage.Content(form, faults))));

    private static async Task<IResult> Seat(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, Guid id, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var form = new SeatTermForm { From = DayText.Field(today), Until = DayText.Field(today.AddYears(1)) };
        return await SeatModel(http, db, packs, time, new(id), form, new(), ct) is { } model ? Pages.Show<SeatPage>(http, model) : Results.NotFound();
    }

    private static async Task<IResult> Fill(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, Guid id, [FromForm] SeatTermForm form, CancellationToken ct) =>
        StaffSearch.Of(http).IsAsked ? await SeatModel(http, db, packs, time, new(id), form, new(), ct) is { } model ? Pages.Show<SeatPage>(http, model) : Results.NotFound()
        : await (await ChangeSeats.Fill(db, time, http.SignedIn(), new(id), form, ct)).Answer(http, _ => Home, faults => Again(http, db, packs, time, new(id), form, faults, ct));

    private static async Task<IResult> Remove(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, Guid id, CancellationToken ct) =>
        await (await ChangeSeats.Remove(db, time, http.SignedIn(), new(id), ct)).Answer(http, _ => Home, faults => Again(http, db, packs, time, new(id), new(), faults, ct));

    private static async Task<IResult> End(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] string? version, CancellationToken ct) =>
        await ChangeSeats.End(db, time, http.SignedIn(), new(id), version, ct) is GovernanceResult.Done ? Pages.GoTo(http, Home) : Results.NotFound();

    private static async Task<IResult> Again(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, SeatId id, SeatTermForm form, Faults faults, CancellationToken ct) =>
        await SeatModel(http, db, packs, time, id, form, faults, ct) is { } model ? Pages.Again<SeatPage>(http, model) : Results.NotFound();

    private static async Task<SeatPage.Content?> SeatModel(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, SeatId id, SeatTermForm form, Faults faults, CancellationToken ct)
    {
        var seats = await ReadTaskForce.Seats(db, packs, Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct), ct);
        return seats.FirstOrDefault(s => s.Id == id) is { } seat ? new(seat, form, faults, await StaffNames.Choice(db, TaskForceRights.Sit, null, StaffSearch.Of(http), [form.Account], ct)) : null;
    }
}

/// <summary>An action item with the name of whoever has it.</summary>
public sealed record ActionLine(ActionItem Item, string Owner)
{
    public bool IsLate(DateOnly today) => Item.DoneAt is null && Item.DueOn < today;
}
