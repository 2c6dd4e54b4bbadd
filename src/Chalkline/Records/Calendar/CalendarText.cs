using Chalkline.Design;

namespace Chalkline.Records.Calendar;

/// <summary>Sentences about the calendar.</summary>
internal static class CalendarText
{
    public static string Kind(Language language, CalendarKind kind) => RecordsText.Say(language, kind switch
    {
        CalendarKind.SchoolYear => nameof(RecordsWords.KindSchoolYear),
        CalendarKind.Term => nameof(RecordsWords.KindTerm),
        CalendarKind.TestingWindow => nameof(RecordsWords.KindTestingWindow),
        CalendarKind.PdDay => nameof(RecordsWords.KindPdDay),
        CalendarKind.Holiday => nameof(RecordsWords.KindHoliday),
        CalendarKind.BoardMeeting => nameof(RecordsWords.KindBoardMeeting),
        _ => nameof(RecordsWords.KindFiscalYear),
    });

    public static string Kinds(Language language, CalendarKind kind) => RecordsText.Say(language, kind switch
    {
        CalendarKind.SchoolYear => nameof(RecordsWords.KindsSchoolYear),
        CalendarKind.Term => nameof(RecordsWords.KindsTerm),
        CalendarKind.TestingWindow => nameof(RecordsWords.KindsTestingWindow),
        CalendarKind.PdDay => nameof(RecordsWords.KindsPdDay),
        CalendarKind.Holiday => nameof(RecordsWords.KindsHoliday),
        CalendarKind.BoardMeeting => nameof(RecordsWords.KindsBoardMeeting),
        _ => nameof(RecordsWords.KindsFiscalYear),
    });

    /// <summary>What an entry is called: its name, else what its kind and days say.</summary>
    public static string NameOf(Language language, CalendarDates dates) => dates.Name ?? dates.Kind switch
    {
        CalendarKind.SchoolYear => new SchoolYear(dates.FirstDay.Year).ToString(),
        CalendarKind.FiscalYear => RecordsText.Say(language, nameof(RecordsWords.FiscalYearNamed), dates.LastDay.Year.ToString(Language.Numbers)),
        var kind => Kind(language, kind),
    };

    /// <summary>Where today stands: the day, the week of the term, the next board meeting.</summary>
    public static IEnumerable<string> Today(Language language, SchoolCalendar calendar, DateOnly today)
    {
        yield return DayText.WithWeekday(language, today);
        if (calendar.TermOf(today) is { } place)
            yield return RecordsText.Say(language, nameof(RecordsWords.TodayWeek), place.Week, place.Weeks, NameOf(language, place.Term));
        if (calendar.TestingWindowOf(today) is { } window)
            yield return RecordsText.Say(language, nameof(RecordsWords.TodayTesting), NameOf(language, window), DayText.Of(language, window.LastDay));
        if (calendar.NextBoardMeeting(today) is { AgendaDeadline: { } deadline } meeting)
            yield return RecordsText.Say(language, deadline >= today ? nameof(RecordsWords.TodayBoard) : nameof(RecordsWords.TodayBoardClosed),
                DayText.Of(language, meeting.FirstDay), DayText.Of(language, deadline));
        if (calendar.NextFiscalYearEnd(today) is { } end)
            yield return RecordsText.Say(language, nameof(RecordsWords.TodayFiscal), DayText.Of(language, end));
    }
}
