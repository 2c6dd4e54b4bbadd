using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records.Schools;

namespace Chalkline.Records.Calendar;

/// <summary>What a calendar must be. Pure.</summary>
internal static class CalendarRules
{
    public const int LongestName = 100;

    /// <summary>Days of the longest entry: a leap year. A school year may be somewhat longer, where classes begin before the last year's summer is over.</summary>
    private const int LongestDays = 366, LongestYearDays = 400;

    /// <summary>Reads a form; the dates are whole where there is no fault.</summary>
    public static (CalendarDates Dates, List<RecordFault> Faults) Read(CalendarForm form, CalendarKind kind, IEnumerable<SchoolId> schools)
    {
        var faults = new List<RecordFault>();
        var name = SchoolRules.Tidy(form.Name);
        if (name?.Length > LongestName) faults.Add(new(nameof(form.Name), nameof(RecordsWords.FaultNameLong), LongestName));
        if (name is null && kind is CalendarKind.Term or CalendarKind.TestingWindow or CalendarKind.Holiday)
            faults.Add(new(nameof(form.Name), nameof(RecordsWords.FaultEntryName)));
        var first = Day(form.FirstDay, nameof(form.FirstDay), faults);
        var last = string.IsNullOrWhiteSpace(form.LastDay) ? first : Day(form.LastDay, nameof(form.LastDay), faults);
        DateOnly? agenda = kind == CalendarKind.BoardMeeting ? Day(form.AgendaDeadline, nameof(form.AgendaDeadline), faults) : null;
        return (new(kind, name, first, last, agenda, CalendarKinds.IsDistrictsOnly(kind) ? [] : [.. schools.Distinct().OrderBy(s => s.Value)]), faults);
    }

    /// <summary>What speaks against these dates beside the others of the calendar.</summary>
    public static List<RecordFault> Check(CalendarDates dates, IReadOnlyCollection<CalendarDates> others)
    {
        var faults = Own(dates);
        if (faults.Count > 0) return faults;
        if (dates.Kind is CalendarKind.SchoolYear or CalendarKind.Term or CalendarKind.FiscalYear
            && others.FirstOrDefault(o => o.Kind == dates.Kind && SameScope(o, dates) && o.Overlaps(dates)) is { } other)
            faults.Add(new(nameof(CalendarForm.FirstDay), nameof(RecordsWords.FaultOverlap), Quoted(other), DayText.Field(other.FirstDay), DayText.Field(other.LastDay)));
        faults.AddRange(Strays([.. others, dates]).Select(stray => stray == dates
            ? new RecordFault(nameof(CalendarForm.FirstDay), nameof(RecordsWords.FaultTermOutside))
            : new RecordFault(nameof(CalendarForm.FirstDay), nameof(RecordsWords.FaultLeavesTerm), Quoted(stray))));
        return faults;
    }

    /// <summary>What speaks against removing something, where <paramref name="rest"/> is what stays.</summary>
    public static List<RecordFault> CheckRemoval(CalendarDates removed, IReadOnlyCollection<CalendarDates> rest)
    {
        var before = Strays([.. rest, removed]);
        return [.. Strays(rest).Except(before).Select(stray => new RecordFault("", nameof(RecordsWords.FaultLeavesTerm), Quoted(stray)))];
    }

    /// <summary>Terms that lie in no school year that goes for them.</summary>
    public static List<CalendarDates> Strays(IReadOnlyCollection<CalendarDates> all)
    {
        var years = all.Where(d => d.Kind == CalendarKind.SchoolYear).ToList();
        return [.. all.Where(d => d.Kind == CalendarKind.Term && !IsInYears(d, years))];
    }

    private static bool IsInYears(CalendarDates term, List<CalendarDates> years)
    {
        return term.IsDistricts ? Within(years.Where(y => y.IsDistricts)) : term.Schools.All(school => Within(YearsOf(school)));

        IEnumerable<CalendarDates> YearsOf(SchoolId school) =>
            years.Exists(y => y.Schools.Contains(school)) ? years.Where(y => y.Schools.Contains(school)) : years.Where(y => y.IsDistricts);

        bool Within(IEnumerable<CalendarDates> candidates) => candidates.Any(y => term.FirstDay >= y.FirstDay && term.LastDay <= y.LastDay);
    }

    private static List<RecordFault> Own(CalendarDates dates)
    {
        var faults = new List<RecordFault>();
        var days = dates.LastDay.DayNumber - dates.FirstDay.DayNumber + 1;
        var most = dates.Kind == CalendarKind.SchoolYear ? LongestYearDays : LongestDays;
        if (days < 1) faults.Add(new(nameof(CalendarForm.LastDay), nameof(RecordsWords.FaultLastBeforeFirst)));
        else if (days > most) faults.Add(new(nameof(CalendarForm.LastDay), nameof(RecordsWords.FaultTooLong), most));
        else if (dates.Kind == CalendarKind.SchoolYear && dates.LastDay.Year != dates.FirstDay.Year + 1)
            faults.Add(new(nameof(CalendarForm.LastDay), nameof(RecordsWords.FaultYearSpan)));
        if (dates.Kind == CalendarKind.BoardMeeting && !(dates.AgendaDeadline < dates.FirstDay))
            faults.Add(new(nameof(CalendarForm.AgendaDeadline), nameof(RecordsWords.FaultAgenda)));
        return faults;
    }

    /// <summary>Both for the whole district, or both for some school.</summary>
    private static bool SameScope(CalendarDates one, CalendarDates other) =>
        one.IsDistricts ? other.IsDistricts : one.Schools.Intersect(other.Schools).Any();

    private static string Quoted(CalendarDates dates) => dates.Name ?? (dates.Kind == CalendarKind.SchoolYear ? new SchoolYear(dates.FirstDay.Year).ToString() : DayText.Field(dates.FirstDay));

    private static DateOnly Day(string? text, string field, List<RecordFault> faults)
    {
        if (!DayText.TryRead(text, out var day)) faults.Add(new(field, nameof(RecordsWords.FaultDay)));
        return day;
    }
}
