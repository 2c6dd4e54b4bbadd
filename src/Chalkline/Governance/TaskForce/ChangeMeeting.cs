using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>A meeting as it is typed.</summary>
public sealed record MeetingForm
{
    public string? Day { get; init; }
    public string? Place { get; init; }
}

/// <summary>Lines for an agenda: some of what waits, or one that is typed.</summary>
public sealed record AgendaForm
{
    /// <summary>Keys of suggestions.</summary>
    public string?[]? Keys { get; init; }
    public string? Title { get; init; }
}

/// <summary>What was said and who was there.</summary>
public sealed record MinutesForm
{
    public string? Minutes { get; init; }

    /// <summary>Ids of the terms of those who were there.</summary>
    public string?[]? Present { get; init; }
    public string? Version { get; init; }
}

/// <summary>Calls a meeting, makes its agenda, and writes its minutes.</summary>
internal static class ChangeMeeting
{
    public static async Task<GovernanceResult> Call(DistrictDb db, TimeProvider time, Person by, MeetingForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        var (day, place) = (fields.Day(form.Day, nameof(form.Day)), fields.Line(form.Place, nameof(form.Place), MeetingRules.LongestPlace));
        if (!fields.IsGood) return fields.Refused();
        var meeting = new Meeting { Id = time.NewId<MeetingId>(), Day = day!.Value, Place = place, CreatedAt = time.Now() };
        db.Add(meeting);
        await db.Commit(new(by.Actor, "meeting.called", new("meeting", meeting.Id.Value), AuditEntry.Fields(("day", null, DayText.Field(day)), ("place", null, place))), ct);
        return new GovernanceResult.Done(meeting.Id.Value);
    }

    /// <summary>Puts what was chosen of <paramref name="waiting"/> on the agenda, and a line that was typed.</summary>
    /// <param name="waiting">What waits now: nothing else can be chosen.</param>
    public static async Task<GovernanceResult> AddToAgenda(DistrictDb db, TimeProvider time, Person by, MeetingId id, AgendaForm form, IReadOnlyList<AgendaSuggestion> waiting, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } meeting) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var title = fields.Line(form.Title, nameof(form.Title), MeetingRules.LongestTitle, required: false);
        var chosen = waiting.Where(w => form.Keys?.Contains(w.Key) == true && meeting.Agenda.TrueForAll(a => a.Source != w.Key)).ToList();
        if (chosen.Count == 0 && title.Length == 0 && fields.IsGood) fields.Refuse(nameof(form.Title), nameof(GovernanceFaultWords.NothingChosen));
        if (meeting.Agenda.Count + chosen.Count + 1 > MeetingRules.MostAgendaItems) fields.Refuse("", nameof(GovernanceFaultWords.TooMany), MeetingRules.MostAgendaItems);
        if (!fields.IsGood) return fields.Refused();
        foreach (var item in chosen) Add(item.Title, item.Key, item.Path);
        if (title.Length > 0) Add(title, "", "");
        db.Raise(meeting);
        await db.Commit(new(by.Actor, "meeting.agenda-changed", new("meeting", id.Value), AuditEntry.Fields(("lines", meeting.Agenda.Count - chosen.Count - (title.Length > 0 ? 1 : 0), meeting.Agenda.Count))), ct);
        return new GovernanceResult.Done(id.Value);

        void Add(string text, string source, string path)
        {
            var item = new AgendaItem { Id = time.NewId<AgendaItemId>(), Meeting = id, Place = meeting.Agenda.Count + 1, Title = Cut(text), Source = source, Path = path };
            meeting.Agenda.Add(item);
            db.Entry(item).State = EntityState.Added;
        }
    }

    /// <param name="to">"up", "down", or "off": taken off the agenda.</param>
    public static async Task<GovernanceResult> MoveOnAgenda(DistrictDb db, Person by, MeetingId id, AgendaItemId item, string? to, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } meeting || meeting.Agenda.Find(a => a.Id == item) is not { } line) return new GovernanceResult.NotFound();
        var before = Order(meeting);
        if (to == "off")
        {
            db.Remove(line);
            meeting.Agenda.Remove(line);
            foreach (var later in meeting.Agenda.Where(a => a.Place > line.Place)) later.Place--;
        }
        else
        {
            MeetingRules.Move(meeting.Agenda, item, up: to == "up");
        }
        db.Raise(meeting);
        await db.Commit(new(by.Actor, "meeting.agenda-changed", new("meeting", id.Value), AuditEntry.Fields(("order", before, Order(meeting)))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    public static async Task<GovernanceResult> WriteMinutes(DistrictDb db, TimeProvider time, Person by, MeetingId id, MinutesForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } meeting) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var minutes = fields.Block(form.Minutes, nameof(form.Minutes), MeetingRules.LongestMinutes);
        if (!MeetingRules.MayHaveMinutes(meeting, await DistrictDay.Today(db, time, ct))) fields.Refuse("", nameof(GovernanceFaultWords.MeetingToCome), meeting.Day);
        if (!fields.IsGood) return fields.Refused();
        db.Expect(meeting, FormReading.Version(form.Version));
        var members = (await db.Set<SeatTerm>().AsNoTracking().Where(t => t.FromDay <= meeting.Day && t.UntilDay >= meeting.Day).Select(t => t.Id).ToListAsync(ct));
        var present = members.Where(m => form.Present?.Contains(m.ToString()) == true).ToHashSet();
        db.RemoveRange(meeting.Present.Where(p => !present.Contains(p.Term)));
        db.AddRange(present.Except(meeting.Present.Select(p => p.Term)).Select(t => new MeetingAttendance { Meeting = id, Term = t }));
        var before = (meeting.Minutes.Length, meeting.Present.Count);
        (meeting.Minutes, meeting.HeldAt) = (minutes, meeting.HeldAt ?? time.Now());
        db.Raise(meeting);
        await db.Commit(new(by.Actor, "meeting.minutes-written", new("meeting", id.Value), AuditEntry.Fields(("characters", before.Length, minutes.Length), ("present", before.Count, present.Count))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    private static Task<Meeting?> Find(DistrictDb db, MeetingId id, CancellationToken ct) => db.Set<Meeting>().Include(m => m.Agenda).Include(m => m.Present).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct);

    private static string Order(Meeting meeting) => string.Join(' ', meeting.Agenda.OrderBy(a => a.Place).Select(a => a.Id));

    private static string Cut(string title) => title.Length <= MeetingRules.LongestTitle ? title : title[..(MeetingRules.LongestTitle - 1)] + "…";
}
