using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Calendar;

/// <summary>
/// The district's calendar in people's own: holidays, days of professional development, testing windows, the board's meetings and their agendas, and the ends
/// of terms and of fiscal years. What goes for single schools is for those whom these schools concern.
/// </summary>
internal sealed class CalendarDays : IDates
{
    public async Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!asked.Person.May(RecordsRights.CalendarRead)) return [];
        var reach = asked.Person.Reach(RecordsRights.SchoolsRead);
        var entries = await asked.Db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools)
            .Where(e => e.RemovedAt == null && e.Kind != CalendarKind.SchoolYear && e.FirstDay <= to && e.LastDay >= from).OrderBy(e => e.FirstDay).ThenBy(e => e.Id).ToListAsync(ct);
        return [.. entries.Where(e => e.Schools.Count == 0 || e.Schools.Any(s => reach.Includes(s.School))).SelectMany(e => Days(e, asked.Language))];
    }

    private static IEnumerable<DatedEntry> Days(CalendarEntry entry, Language language)
    {
        var (key, name) = ($"calendar:{entry.Id}", CalendarText.NameOf(language, entry.Dates));
        // A quarter that fills nine weeks would hide all else: its end is what people plan for.
        if (entry.Kind is CalendarKind.Term or CalendarKind.FiscalYear) yield return Entry(key, Say(nameof(RecordsTodayWords.Ends), name), entry.LastDay, entry.LastDay);
        else yield return Entry(key, name, entry.FirstDay, entry.LastDay);
        if (entry.AgendaDeadline is { } closes) yield return Entry(key + ":agenda", Say(nameof(RecordsTodayWords.AgendaCloses), name), closes, closes);

        DatedEntry Entry(string of, string title, DateOnly first, DateOnly last) => new(of, title, first, last, "/calendar");

        string Say(string word, string value) => Wording.Say(RecordsTodayWords.ResourceManager, language, word, value);
    }
}
