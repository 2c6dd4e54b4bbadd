using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Calendar;

/// <summary>The pages of the calendar. What a board clerk may change of it, the board's meetings, the operation asks by the entry's kind.</summary>
internal static class CalendarPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar", Year).Requires(RecordsRights.CalendarRead);
        routes.MapGet("/calendar/new", New).Requires(RecordsRights.BoardMeetingsManage);
        routes.MapPost("/calendar/new", Add).DisableAntiforgery().Requires(RecordsRights.BoardMeetingsManage);
        routes.MapGet("/calendar/{id:guid}/edit", Edit).Requires(RecordsRights.BoardMeetingsManage);
        routes.MapPost("/calendar/{id:guid}/edit", Change).DisableAntiforgery().Requires(RecordsRights.BoardMeetingsManage);
        routes.MapGet("/calendar/{id:guid}/remove", AskToRemove).Requires(RecordsRights.BoardMeetingsManage);
        routes.MapPost("/calendar/{id:guid}/remove", Remove).DisableAntiforgery().Requires(RecordsRights.BoardMeetingsManage);
    }

    private static async Task<RazorComponentResult> Year(HttpContext http, DistrictDb db, TimeProvider time, string? year, CancellationToken ct)
    {
        var (person, today) = (http.SignedIn(), await DistrictDay.Today(db, time, ct));
        var calendar = await SchoolCalendars.Load(db, ct);
        var shown = SchoolYear.TryParse(year, out var asked) ? asked : calendar.YearOf(today);
        var (first, last) = (shown.FirstDay, shown.LastDay);
        var entries = await db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools)
            .Where(e => e.RemovedAt == null && e.FirstDay <= last && e.LastDay >= first).OrderBy(e => e.FirstDay).ThenBy(e => e.Id).ToListAsync(ct);
        return Pages.Show<CalendarPage>(http, new CalendarPage.Content(shown, today, calendar, entries, await Names(db, entries, ct),
            CalendarKinds.All.Where(k => CalendarKinds.MayManage(person, k)).ToHashSet()));
    }

    private static async Task<RazorComponentResult> New(HttpContext http, DistrictDb db, TimeProvider time, string? kind, CancellationToken ct) =>
        Pages.Show<CalendarFormPage>(http, await FormOf(http, db, time, null, new() { Kind = kind }, [], new(), ct));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] CalendarForm form, CancellationToken ct)
    {
        var schools = http.Request.Form[CalendarFormPage.SchoolsField];
        return await Answer(http, db, time, null, form, schools, await ChangeCalendar.Add(db, time, http.SignedIn(), form, schools, ct), ct);
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await Find(http, db, id, ct) is { } entry
            ? Pages.Show<CalendarFormPage>(http, await FormOf(http, db, time, entry.Id, CalendarForm.Of(entry), [.. entry.Schools.Select(s => s.School.ToString())], new(), ct))
            : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] CalendarForm form, CancellationToken ct)
    {
        var schools = http.Request.Form[CalendarFormPage.SchoolsField];
        return await Answer(http, db, time, new(id), form, schools, await ChangeCalendar.Change(db, time, http.SignedIn(), new(id), form, schools, ct), ct);
    }

    private static async Task<IResult> AskToRemove(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(http, db, id, ct) is { } entry ? Pages.Show<RemoveEntryPage>(http, new RemoveEntryPage.Content(entry, new())) : Results.NotFound();

    private static async Task<IResult> Remove(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] string? version, CancellationToken ct) =>
        await ChangeCalendar.Remove(db, time, http.SignedIn(), new(id), version, ct) switch
        {
            ChangeCalendarResult.Refused refused when await Find(http, db, id, ct) is { } entry =>
                Pages.Again<RemoveEntryPage>(http, new RemoveEntryPage.Content(entry, RecordsText.Of(Pages.LanguageOf(http), refused.Faults))),
            ChangeCalendarResult.Done done => Pages.GoTo(http, Place(done.Dates)),
            ChangeCalendarResult.NotTheirs => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, TimeProvider time, CalendarEntryId? id, CalendarForm form, IReadOnlyList<string?> schools,
        ChangeCalendarResult result, CancellationToken ct) => result switch
        {
            ChangeCalendarResult.Refused refused =>
                Pages.Again<CalendarFormPage>(http, await FormOf(http, db, time, id, form, schools, RecordsText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            ChangeCalendarResult.Done done => Pages.GoTo(http, Place(done.Dates)),
            ChangeCalendarResult.NotTheirs => Results.StatusCode(StatusCodes.Status403Forbidden),
            ChangeCalendarResult.NoSuchEntry => Results.NotFound(),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    /// <summary>The page of the year that the entry stands in.</summary>
    private static string Place(CalendarDates dates) => "/calendar?year=" + SchoolYear.ByJuly(dates.FirstDay).FirstYear.ToString(Language.Numbers);

    /// <summary>An entry that the person may change.</summary>
    private static async Task<CalendarEntry?> Find(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new CalendarEntryId(id);
        var entry = await db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools).SingleOrDefaultAsync(e => e.Id == wanted && e.RemovedAt == null, ct);
        return entry is not null && CalendarKinds.MayManage(http.SignedIn(), entry.Kind) ? entry : null;
    }

    private static async Task<CalendarFormPage.Content> FormOf(HttpContext http, DistrictDb db, TimeProvider time, CalendarEntryId? id, CalendarForm form,
        IReadOnlyList<string?> schools, Faults faults, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var chosen = schools.Select(s => Guid.TryParse(s, out var school) ? new SchoolId(school) : default).ToList();
        var open = await db.Set<School>().AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > today || chosen.Contains(s.Id)).OrderBy(s => s.NameFolded)
            .Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct);
        var kinds = CalendarKinds.All.Where(k => CalendarKinds.MayManage(http.SignedIn(), k)).ToList();
        return new(id, form, faults, kinds, open, [.. schools.OfType<string>()]);
    }

    private static async Task<IReadOnlyDictionary<SchoolId, string>> Names(DistrictDb db, List<CalendarEntry> entries, CancellationToken ct)
    {
        var ids = entries.SelectMany(e => e.Schools).Select(s => s.School).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<SchoolId, string>()
            : await db.Set<School>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
    }
}
