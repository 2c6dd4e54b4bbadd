using Chalkline.Platform;
using Chalkline.Records;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class A_school_calendar
{
    private static readonly SchoolId Pine = new(Guid.CreateVersion7());

    private static readonly SchoolCalendar Calendar = new([
        Entry(CalendarKind.SchoolYear, null, new(2026, 8, 17), new(2027, 6, 4)),
        Entry(CalendarKind.Term, "Quarter 1", new(2026, 8, 17), new(2026, 10, 16)),
        Entry(CalendarKind.Term, "Quarter 2", new(2026, 10, 19), new(2026, 12, 18)),
        Entry(CalendarKind.Term, "Quarter 3", new(2027, 1, 20), new(2027, 3, 26)),
        Entry(CalendarKind.Term, "Quarter 4", new(2027, 3, 29), new(2027, 6, 4)),
        Entry(CalendarKind.Term, "Fall", new(2026, 8, 17), new(2026, 12, 18), Pine),
        Entry(CalendarKind.Holiday, "Winter break", new(2027, 2, 15), new(2027, 2, 19)),
        Entry(CalendarKind.Holiday, "Snow day", new(2027, 3, 1), new(2027, 3, 1)),
        Entry(CalendarKind.TestingWindow, "State tests", new(2027, 4, 5), new(2027, 4, 23)),
        Entry(CalendarKind.FiscalYear, null, new(2026, 7, 1), new(2027, 6, 30)),
        Entry(CalendarKind.BoardMeeting, null, new(2027, 3, 10), new(2027, 3, 10)) with { AgendaDeadline = new(2027, 2, 26) },
        Entry(CalendarKind.BoardMeeting, null, new(2027, 4, 14), new(2027, 4, 14)) with { AgendaDeadline = new(2027, 4, 2) },
    ]);

    private static CalendarDates Entry(CalendarKind kind, string? name, DateOnly first, DateOnly last, params SchoolId[] schools) => new(kind, name, first, last, null, schools);

    [Fact]
    public void Says_how_far_a_term_has_come()
    {
        // The quarter begins on a Wednesday and has ten weeks, of which one is a break; a snow day ends no week.
        Assert.Equal(("Quarter 3", 3, 4, 1, 9), Place(new(2027, 1, 20)));
        Assert.Equal(("Quarter 3", 3, 4, 4, 9), Place(new(2027, 2, 12)));
        Assert.Equal(("Quarter 3", 3, 4, 4, 9), Place(new(2027, 2, 17)));
        Assert.Equal(("Quarter 3", 3, 4, 5, 9), Place(new(2027, 2, 22)));
        Assert.Equal(("Quarter 3", 3, 4, 7, 9), Place(new(2027, 3, 12)));
        Assert.Equal(("Quarter 3", 3, 4, 9, 9), Place(new(2027, 3, 26)));
        Assert.Null(Calendar.TermOf(new(2027, 1, 4)));
    }

    [Fact]
    public void Goes_by_a_schools_own_terms() => Assert.Equal("Fall", Calendar.TermOf(new(2026, 9, 1), Pine)!.Term.Name);

    [Fact]
    public void Knows_the_school_year_of_a_day_in_summer_too()
    {
        Assert.Equal(new(2026), Calendar.YearOf(new(2027, 6, 4)));
        Assert.Equal(new(2026), Calendar.YearOf(new(2027, 6, 30)));
        Assert.Equal(new(2027), Calendar.YearOf(new(2027, 7, 1)));
    }

    [Fact]
    public void Knows_the_next_board_meeting_and_the_next_agenda_that_is_open()
    {
        Assert.Equal(new DateOnly(2027, 3, 10), Calendar.NextBoardMeeting(new(2027, 3, 10))!.FirstDay);
        Assert.Equal(new DateOnly(2027, 4, 14), Calendar.NextOpenAgenda(new(2027, 3, 9))!.FirstDay);
        Assert.Null(Calendar.NextBoardMeeting(new(2027, 4, 15)));
    }

    [Fact]
    public void Knows_testing_windows_and_the_end_of_the_fiscal_year()
    {
        Assert.Equal("State tests", Calendar.TestingWindowOf(new(2027, 4, 23))!.Name);
        Assert.Null(Calendar.TestingWindowOf(new(2027, 4, 24)));
        Assert.Equal(new DateOnly(2027, 6, 30), Calendar.NextFiscalYearEnd(new(2027, 6, 30)));
        Assert.Null(Calendar.NextFiscalYearEnd(new(2027, 7, 1)));
    }

    [Theory]
    [InlineData("2026–27", 2026)]
    [InlineData("2026-2027", 2026)]
    [InlineData("2099-00", 2099)]
    [InlineData("2026", 2026)]
    public void Has_years_with_names(string text, int first)
    {
        Assert.True(SchoolYear.TryParse(text, out var year));
        Assert.Equal(first, year.FirstYear);
        Assert.True(SchoolYear.TryParse(year.ToString(), out var again) && again == year);
    }

    [Theory]
    [InlineData("2026-28")]
    [InlineData("26-27")]
    [InlineData("2026-27-28")]
    [InlineData("0001")]
    [InlineData("9999")]
    [InlineData(null)]
    public void Has_no_such_years(string? text) => Assert.False(SchoolYear.TryParse(text, out _));

    [Theory]
    [InlineData("America/Denver", "2026-11-23")]
    [InlineData("America/New_York", "2026-11-24")]
    public void Turns_the_day_where_the_district_is(string zone, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), DistrictTime.Day(new(2026, 11, 24, 5, 30, 0, TimeSpan.Zero), zone));

    private static (string?, int, int, int, int) Place(DateOnly day)
    {
        var place = Calendar.TermOf(day)!;
        return (place.Term.Name, place.Ordinal, place.Terms, place.Week, place.Weeks);
    }
}
