using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records.Schools;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Calendar;

internal abstract record ChangeCalendarResult
{
    private ChangeCalendarResult()
    {
    }

    public sealed record Done(CalendarDates Dates) : ChangeCalendarResult;

    public sealed record NoSuchEntry : ChangeCalendarResult;

    /// <summary>The person's roles do not cover this kind of entry.</summary>
    public sealed record NotTheirs : ChangeCalendarResult;

    public sealed record Refused(IReadOnlyList<RecordFault> Faults) : ChangeCalendarResult;
}

/// <summary>Adds to the calendar, changes it, and takes out of it. Every change counts the calendar's state up, and is checked beside all other entries.</summary>
internal static class ChangeCalendar
{
    public static async Task<ChangeCalendarResult> Add(DistrictDb db, TimeProvider time, Person by, CalendarForm form, IReadOnlyList<string?> schools, CancellationToken ct)
    {
        if (CalendarKinds.Find(form.Kind) is not { } kind) return new ChangeCalendarResult.Refused([new(nameof(form.Kind), nameof(RecordsWords.FaultKind))]);
        if (!CalendarKinds.MayManage(by, kind)) return new ChangeCalendarResult.NotTheirs();
        var (dates, faults) = CalendarRules.Read(form, kind, await Known(db, schools, ct));
        var state = await Touch(db, time, ct);
        if (faults.Count == 0) faults = CalendarRules.Check(dates, await Others(db, null, ct));
        if (faults.Count > 0) return new ChangeCalendarResult.Refused(faults);
        var id = time.NewId<CalendarEntryId>();
        db.Add(new CalendarEntry
        {
            Id = id,
            Kind = kind,
            Name = dates.Name,
            FirstDay = dates.FirstDay,
            LastDay = dates.LastDay,
            AgendaDeadline = dates.AgendaDeadline,
            Schools = [.. dates.Schools.Select(s => new CalendarEntrySchool { Entry = id, School = s })],
            CreatedAt = state.ChangedAt,
        });
        await db.Commit(new(by.Actor, "calendar-entry.added", new("calendar-entry", id.Value), Since(null, dates)), ct);
        return new ChangeCalendarResult.Done(dates);
    }

    public static async Task<ChangeCalendarResult> Change(DistrictDb db, TimeProvider time, Person by, CalendarEntryId id, CalendarForm form, IReadOnlyList<string?> schools, CancellationToken ct)
    {
        if (await ToChange(db, id, ct) is not { } entry) return new ChangeCalendarResult.NoSuchEntry();
        if (!CalendarKinds.MayManage(by, entry.Kind)) return new ChangeCalendarResult.NotTheirs();
        var before = entry.Dates;
        var (dates, faults) = CalendarRules.Read(form, entry.Kind, await Known(db, schools, ct));
        await Touch(db, time, ct);
        if (faults.Count == 0) faults = CalendarRules.Check(dates, await Others(db, id, ct));
        if (faults.Count > 0) return new ChangeCalendarResult.Refused(faults);
        (entry.Name, entry.FirstDay, entry.LastDay, entry.AgendaDeadline) = (dates.Name, dates.FirstDay, dates.LastDay, dates.AgendaDeadline);
        entry.Schools.RemoveAll(s => !dates.Schools.Contains(s.School));
        entry.Schools.AddRange(dates.Schools.Where(s => entry.Schools.TrueForAll(e => e.School != s)).ToList().Select(s => new CalendarEntrySchool { Entry = id, School = s }));
        SchoolQueries.Expect(db, entry, form.Version);
        db.Entry(entry).Property(e => e.Version).IsModified = true;
        await db.Commit(new(by.Actor, "calendar-entry.changed", new("calendar-entry", id.Value), Since(before, dates)), ct);
        return new ChangeCalendarResult.Done(dates);
    }

    public static async Task<ChangeCalendarResult> Remove(DistrictDb db, TimeProvider time, Person by, CalendarEntryId id, string? version, CancellationToken ct)
    {
        if (await ToChange(db, id, ct) is not { } entry) return new ChangeCalendarResult.NoSuchEntry();
        if (!CalendarKinds.MayManage(by, entry.Kind)) return new ChangeCalendarResult.NotTheirs();
        var state = await Touch(db, time, ct);
        var faults = CalendarRules.CheckRemoval(entry.Dates, await Others(db, id, ct));
        if (faults.Count > 0) return new ChangeCalendarResult.Refused(faults);
        entry.RemovedAt = state.ChangedAt;
        SchoolQueries.Expect(db, entry, version);
        await db.Commit(new(by.Actor, "calendar-entry.removed", new("calendar-entry", id.Value), Since(null, entry.Dates)), ct);
        return new ChangeCalendarResult.Done(entry.Dates);
    }

    private static Task<CalendarEntry?> ToChange(DistrictDb db, CalendarEntryId id, CancellationToken ct) =>
        db.Set<CalendarEntry>().Include(e => e.Schools).SingleOrDefaultAsync(e => e.Id == id && e.RemovedAt == null, ct);

    /// <summary>Before the others are read: who changes the calendar between here and the commit makes this one stale.</summary>
    private static async Task<CalendarState> Touch(DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var state = await db.Set<CalendarState>().SingleOrDefaultAsync(ct);
        if (state is null)
        {
            state = new() { ChangedAt = time.Now() };
            db.Add(state);
            return state;
        }
        state.ChangedAt = time.Now();
        // Also where the clock stood still.
        db.Entry(state).Property(s => s.ChangedAt).IsModified = true;
        return state;
    }

    private static async Task<IReadOnlyCollection<CalendarDates>> Others(DistrictDb db, CalendarEntryId? but, CancellationToken ct) =>
        [.. (await db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools).Where(e => e.RemovedAt == null && e.Id != but).ToListAsync(ct)).Select(e => e.Dates)];

    /// <summary>The schools of a form that the district has.</summary>
    private static async Task<IReadOnlyList<SchoolId>> Known(DistrictDb db, IReadOnlyList<string?> schools, CancellationToken ct)
    {
        var asked = schools.Select(s => Guid.TryParse(s, out var id) ? new SchoolId(id) : default).Distinct().ToList();
        return asked.Count == 0 ? [] : await db.Set<School>().Where(s => asked.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
    }

    private static JsonObject Since(CalendarDates? before, CalendarDates after) => AuditEntry.Fields(
        ("kind", before is null ? null : CalendarKinds.Code(before.Kind), CalendarKinds.Code(after.Kind)),
        ("name", before?.Name, after.Name),
        ("firstDay", Day(before?.FirstDay), Day(after.FirstDay)),
        ("lastDay", Day(before?.LastDay), Day(after.LastDay)),
        ("agendaDeadline", Day(before?.AgendaDeadline), Day(after.AgendaDeadline)),
        ("schools", Ids(before), Ids(after)));

    private static JsonNode? Day(DateOnly? day) => day is null ? null : DayText.Field(day);

    private static JsonArray? Ids(CalendarDates? dates) => dates is null ? null : new([.. dates.Schools.Select(s => (JsonNode)s.ToString())]);
}
