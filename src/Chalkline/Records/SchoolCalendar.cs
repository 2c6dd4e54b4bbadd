using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Where a day stands in its term.</summary>
/// <param name="Ordinal">Of the term in its school year, from 1; of <paramref name="Terms"/>.</param>
/// <param name="Week">From 1, of <paramref name="Weeks"/>; weeks wholly of holidays are not counted.</param>
public sealed record TermPlace(CalendarDates Term, int Ordinal, int Terms, int Week, int Weeks);

/// <summary>
/// The district's calendar, asked about days. Pure. A school that has terms, years or testing windows of its own goes by those, else by the district's.
/// </summary>
public sealed class SchoolCalendar(IEnumerable<CalendarDates> dates)
{
    private readonly IReadOnlyList<CalendarDates> _dates = [.. dates.OrderBy(d => d.FirstDay).ThenBy(d => d.LastDay)];

    /// <summary>The school year of a day: the calendar's, where the day lies in one; else the one that July begins.</summary>
    public SchoolYear YearOf(DateOnly day, SchoolId? school = null) =>
        Of(CalendarKind.SchoolYear, school).FirstOrDefault(y => y.Includes(day)) is { } year ? new(year.FirstDay.Year) : SchoolYear.ByJuly(day);

    /// <summary>The term of a day, and how far it has come: week 7 of 9 of the third of four.</summary>
    public TermPlace? TermOf(DateOnly day, SchoolId? school = null)
    {
        var terms = Of(CalendarKind.Term, school).ToList();
        if (terms.Find(t => t.Includes(day)) is not { } term) return null;
        var year = Of(CalendarKind.SchoolYear, school).FirstOrDefault(y => y.Includes(term.FirstDay));
        var siblings = terms.Where(t => year is null ? t == term : year.Includes(t.FirstDay)).ToList();
        var weeks = Weeks(term, school);
        var week = Math.Max(1, weeks.Count(w => w <= MondayOf(day)));
        return new(term, siblings.IndexOf(term) + 1, siblings.Count, week, Math.Max(1, weeks.Count));
    }

    /// <summary>The last day of the last school year of the district that is entered; null where none is.</summary>
    public DateOnly? LastDayOfYears => Of(CalendarKind.SchoolYear, null).Select(y => (DateOnly?)y.LastDay).Max();

    /// <summary>A school year of the district begins in this one, and a term lies in it.</summary>
    public bool HasYearWithTerms(SchoolYear year) => Of(CalendarKind.SchoolYear, null).FirstOrDefault(y => y.FirstDay.Year == year.FirstYear) is { } dates
        && Of(CalendarKind.Term, null).Any(t => dates.Includes(t.FirstDay));

    /// <summary>The testing window that a day lies in.</summary>
    public CalendarDates? TestingWindowOf(DateOnly day, SchoolId? school = null) => Of(CalendarKind.TestingWindow, school).FirstOrDefault(w => w.Includes(day));

    /// <summary>The whole district has a holiday or break.</summary>
    public bool IsHoliday(DateOnly day) => Of(CalendarKind.Holiday, null).Any(h => h.Includes(day));

    /// <summary>The whole district has school: no weekend, no holiday, and not between two school years. Where no years are entered, nobody knows of a summer.</summary>
    public bool IsSchoolDay(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsHoliday(day)) return false;
        var years = Of(CalendarKind.SchoolYear, null).ToList();
        return years.Exists(y => y.Includes(day)) || years.TrueForAll(y => y.FirstDay > day) || years.TrueForAll(y => y.LastDay < day);
    }

    /// <summary>So many school days after a day, which is not counted itself.</summary>
    public DateOnly SchoolDaysAfter(DateOnly day, int count)
    {
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsSchoolDay(day)) left--;
        }
        return day;
    }

    /// <summary>All meetings of the board, in order.</summary>
    public IEnumerable<CalendarDates> BoardMeetings => Of(CalendarKind.BoardMeeting, null);

    /// <summary>The board's next meeting on a day or after it.</summary>
    public CalendarDates? NextBoardMeeting(DateOnly day) => Of(CalendarKind.BoardMeeting, null).FirstOrDefault(m => m.FirstDay >= day);

    /// <summary>The board's next meeting whose agenda still takes something.</summary>
    public CalendarDates? NextOpenAgenda(DateOnly day) => Of(CalendarKind.BoardMeeting, null).FirstOrDefault(m => m.AgendaDeadline >= day);

    /// <summary>The last day of the fiscal year that a day lies in, or else of the next one.</summary>
    public DateOnly? NextFiscalYearEnd(DateOnly day) => Of(CalendarKind.FiscalYear, null).Where(y => y.LastDay >= day).Select(y => (DateOnly?)y.LastDay).FirstOrDefault();

    /// <summary>What goes for a school, in order of days: its own of this kind, if it has any, else the district's; holidays and PD days are both together.</summary>
    private IEnumerable<CalendarDates> Of(CalendarKind kind, SchoolId? school)
    {
        var ofKind = _dates.Where(d => d.Kind == kind);
        if (school is not { } id) return ofKind.Where(d => d.IsDistricts);
        if (kind is CalendarKind.Holiday or CalendarKind.PdDay) return ofKind.Where(d => d.IsDistricts || d.Schools.Contains(id));
        var own = ofKind.Where(d => d.Schools.Contains(id)).ToList();
        return own.Count > 0 ? own : ofKind.Where(d => d.IsDistricts);
    }

    /// <summary>The Mondays of the term's weeks that have a working day outside holidays.</summary>
    private List<DateOnly> Weeks(CalendarDates term, SchoolId? school)
    {
        var holidays = Of(CalendarKind.Holiday, school).Where(h => h.Overlaps(term)).ToList();
        var weeks = new List<DateOnly>();
        for (var monday = MondayOf(term.FirstDay); monday <= term.LastDay; monday = monday.AddDays(7))
        {
            var days = Enumerable.Range(0, 5).Select(monday.AddDays).Where(term.Includes);
            if (days.Any(d => !holidays.Exists(h => h.Includes(d)))) weeks.Add(monday);
        }
        return weeks;
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
