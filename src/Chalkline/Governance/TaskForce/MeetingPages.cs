using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>The pages of meetings: agenda, minutes, who was there, and what people took on.</summary>
internal static class MeetingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/task-force/meetings/new", New).Requires(TaskForceRights.Manage);
        routes.MapPost("/task-force/meetings/new", Call).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapGet("/task-force/meetings/{id:guid}", Show).Requires(TaskForceRights.Read);
        routes.MapPost("/task-force/meetings/{id:guid}/agenda", AddToAgenda).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost("/task-force/meetings/{id:guid}/agenda/{item:guid}", MoveOnAgenda).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost("/task-force/meetings/{id:guid}/minutes", WriteMinutes).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost("/task-force/meetings/{id:guid}/actions", AddAction).DisableAntiforgery().Requires(TaskForceRights.Manage);
        routes.MapPost("/task-force/actions/{id:guid}/close", Close).DisableAntiforgery().Requires(TaskForceRights.Read);
    }

    public static string PathOf(Guid id) => $"/task-force/meetings/{id}";

    private static async Task<RazorComponentResult> New(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var form = new MeetingForm { Day = DayText.Field((await DistrictDay.Today(db, time, ct)).AddDays(14)) };
        return Pages.Show<MeetingFormPage>(http, new MeetingFormPage.Content(form, new()));
    }

    private static async Task<IResult> Call(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] MeetingForm form, CancellationToken ct) =>
        await (await ChangeMeeting.Call(db, time, http.SignedIn(), form, ct)).Answer(http, PathOf, faults => Task.FromResult<IResult>(Pages.Again<MeetingFormPage>(http, new MeetingFormPage.Content(form, faults))));

    private static async Task<IResult> Show(HttpContext http, ReadMeeting read, Guid id, CancellationToken ct) =>
        await read.Of(http, new(id), new(), ct) is { } model ? Pages.Show<MeetingPage>(http, model) : Results.NotFound();

    private static async Task<IResult> AddToAgenda(HttpContext http, DistrictDb db, ReadMeeting read, TimeProvider time, Guid id, [FromForm] AgendaForm form, CancellationToken ct) =>
        await (await ChangeMeeting.AddToAgenda(db, time, http.SignedIn(), new(id), form, await read.Waiting(http, ct), ct)).Answer(http, PathOf, faults => Again(http, read, id, new() { Faults = faults, Agenda = form }, ct));

    private static async Task<IResult> MoveOnAgenda(HttpContext http, DistrictDb db, Guid id, Guid item, [FromForm] string? to, CancellationToken ct) =>
        await ChangeMeeting.MoveOnAgenda(db, http.SignedIn(), new(id), new(item), to, ct) is GovernanceResult.Done ? Pages.GoTo(http, PathOf(id)) : Results.NotFound();

    private static async Task<IResult> WriteMinutes(HttpContext http, DistrictDb db, ReadMeeting read, TimeProvider time, Guid id, [FromForm] MinutesForm form, CancellationToken ct) =>
        await (await ChangeMeeting.WriteMinutes(db, time, http.SignedIn(), new(id), form, ct)).Answer(http, PathOf, faults => Again(http, read, id, new() { Faults = faults, Minutes = form }, ct));

    private static async Task<IResult> AddAction(HttpContext http, DistrictDb db, ReadMeeting read, TimeProvider time, Guid id, [FromForm] ActionItemForm form, CancellationToken ct) =>
        StaffSearch.Of(http).IsAsked ? await read.Of(http, new(id), new() { Action = form }, ct) is { } model ? Pages.Show<MeetingPage>(http, model) : Results.NotFound()
        : await (await ChangeActionItem.Add(db, time, http.SignedIn(), new(id), form, ct)).Answer(http, _ => PathOf(id), faults => Again(http, read, id, new() { Faults = faults, Action = form }, ct));

    private static async Task<IResult> Close(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] string? note, CancellationToken ct) =>
        await ChangeActionItem.Close(db, time, http.SignedIn(), new(id), note, ct) is GovernanceResult.Done done ? Pages.GoTo(http, PathOf(done.Id)) : Results.NotFound();

    private static async Task<IResult> Again(HttpContext http, ReadMeeting read, Guid id, MeetingTyped typed, CancellationToken ct) =>
        await read.Of(http, new(id), typed, ct) is { } model ? Pages.Again<MeetingPage>(http, model) : Results.NotFound();
}

/// <summary>What was typed into one of the page's forms, with what is wrong with it.</summary>
public sealed record MeetingTyped
{
    public Faults Faults { get; init; } = new();
    public AgendaForm Agenda { get; init; } = new();
    public MinutesForm? Minutes { get; init; }
    public ActionItemForm Action { get; init; } = new();
}

/// <summary>Reads a meeting with all that stands on its page.</summary>
internal sealed class ReadMeeting(DistrictDb db, DistrictPacks packs, IEnumerable<IAgendaItems> sources, ReadRecordSections sections, TimeProvider time)
{
    public async Task<MeetingPage.Content?> Of(HttpContext http, MeetingId id, MeetingTyped typed, CancellationToken ct)
    {
        if (await db.Set<Meeting>().AsNoTracking().Include(m => m.Agenda).Include(m => m.Present).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting) return null;
        var (language, person) = (Pages.LanguageOf(http), http.SignedIn());
        var today = await DistrictDay.Today(db, time, ct);
        var manages = person.May(TaskForceRights.Manage);
        var onAgenda = meeting.Agenda.Select(a => a.Source).ToHashSet();
        var actions = await db.Set<ActionItem>().AsNoTracking().Where(a => a.Meeting == id).OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToListAsync(ct);
        var names = await StaffNames.Of(db, actions.Select(a => (AccountId?)a.Owner), language, ct);
        var members = (await ReadTaskForce.Seats(db, packs, language, meeting.Day, ct)).Where(s => s.Holder is not null).ToList();
        return new(meeting, members, manages && meeting.HeldAt is null ? [.. (await Waiting(http, ct)).Where(w => !onAgenda.Contains(w.Key))] : [],
            [.. actions.Select(a => new ActionLine(a, names.GetValueOrDefault(a.Owner, "–")))], manages ? await StaffNames.Choice(db, TaskForceRights.Sit, null, StaffSearch.Of(http), [typed.Action.Owner], ct) : new([], null),
            typed, person, today, await sections.Of(http, MeetingRecord.KindName, id.Value, ct));
    }

    /// <summary>What waits for the task force, each once.</summary>
    public async Task<IReadOnlyList<AgendaSuggestion>> Waiting(HttpContext http, CancellationToken ct)
    {
        var asked = new AgendaQuestion(db, http.SignedIn(), Pages.LanguageOf(http), time.Now(), await DistrictDay.Today(db, time, ct));
        var all = new List<AgendaSuggestion>();
        foreach (var source in sources) all.AddRange(await source.Of(asked, ct));
        return [.. all.DistinctBy(s => s.Key)];
    }
}
