using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class The_rules_of_a_calendar
{
    private static readonly SchoolId Pine = new(Guid.CreateVersion7()), Oak = new(Guid.CreateVersion7());
    private static readonly CalendarDates Year = Dates(CalendarKind.SchoolYear, "2026-08-17", "2027-06-04");

    private static CalendarDates Dates(CalendarKind kind, string first, string last, string? agenda = null, params SchoolId[] schools) =>
        new(kind, kind == CalendarKind.Term ? "Quarter" : null, DateOnly.Parse(first, null), DateOnly.Parse(last, null), agenda is null ? null : DateOnly.Parse(agenda, null), schools);

    private static string[] Check(CalendarDates dates, params CalendarDates[] others) => [.. CalendarRules.Check(dates, others).Select(f => f.Word)];

    [Fact]
    public void Keep_a_term_within_its_school_year()
    {
        Assert.Empty(Check(Dates(CalendarKind.Term, "2026-08-17", "2026-10-16"), Year));
        Assert.Equal([nameof(RecordsWords.FaultTermOutside)], Check(Dates(CalendarKind.Term, "2026-08-16", "2026-10-16"), Year));
        Assert.Equal([nameof(RecordsWords.FaultTermOutside)], Check(Dates(CalendarKind.Term, "2026-08-17", "2026-10-16")));
        Assert.Empty(Check(Dates(CalendarKind.Term, "2026-08-17", "2026-10-16", null, Pine), Year));
    }

    [Fact]
    public void Let_a_school_go_by_a_year_of_its_own()
    {
        var own = Dates(CalendarKind.SchoolYear, "2026-07-06", "2027-06-25", null, Pine);
        Assert.Empty(Check(own, Year));
        Assert.Empty(Check(Dates(CalendarKind.Term, "2026-07-06", "2026-09-04", null, Pine), Year, own));
        Assert.Equal([nameof(RecordsWords.FaultTermOutside)], Check(Dates(CalendarKind.Term, "2026-07-06", "2026-09-04", null, Pine, Oak), Year, own));
    }

    [Fact]
    public void Keep_terms_and_years_of_one_kind_apart()
    {
        var first = Dates(CalendarKind.Term, "2026-08-17", "2026-10-16");
        Assert.Equal([nameof(RecordsWords.FaultOverlap)], Check(Dates(CalendarKind.Term, "2026-10-16", "2026-12-18"), Year, first));
        Assert.Empty(Check(Dates(CalendarKind.Term, "2026-10-17", "2026-12-18"), Year, first));
        Assert.Empty(Check(Dates(CalendarKind.Term, "2026-08-17", "2026-12-18", null, Pine), Year, first));
        Assert.Equal([nameof(RecordsWords.FaultOverlap)], Check(Dates(CalendarKind.FiscalYear, "2027-06-30", "2028-06-28"), Dates(CalendarKind.FiscalYear, "2026-07-01", "2027-06-30")));
        Assert.Empty(Check(Dates(CalendarKind.PdDay, "2026-10-16", "2026-10-16"), Year, first, Dates(CalendarKind.PdDay, "2026-10-16", "2026-10-16")));
    }

    [Fact]
    public void Close_an_agenda_before_its_meeting()
    {
        Assert.Empty(Check(Dates(CalendarKind.BoardMeeting, "2027-04-14", "2027-04-14", "2027-04-02")));
        Assert.Equal([nameof(RecordsWords.FaultAgenda)], Check(Dates(CalendarKind.BoardMeeting, "2027-04-14", "2027-04-14", "2027-04-14")));
        Assert.Equal([nameof(RecordsWords.FaultAgenda)], Check(Dates(CalendarKind.BoardMeeting, "2027-04-14", "2027-04-14")));
    }

    [Fact]
    public void Refuse_days_that_nobody_means()
    {
        Assert.Equal([nameof(RecordsWords.FaultLastBeforeFirst)], Check(Dates(CalendarKind.Holiday, "2026-12-20", "2026-12-19")));
        Assert.Equal([nameof(RecordsWords.FaultTooLong)], Check(Dates(CalendarKind.Holiday, "2026-12-20", "2028-01-02")));
        Assert.Equal([nameof(RecordsWords.FaultYearSpan)], Check(Dates(CalendarKind.SchoolYear, "2026-01-10", "2026-12-10")));
    }

    [Fact]
    public void Keep_the_year_of_a_term()
    {
        var term = Dates(CalendarKind.Term, "2026-08-17", "2026-10-16");
        Assert.Equal([nameof(RecordsWords.FaultLeavesTerm)], CalendarRules.CheckRemoval(Year, [term]).Select(f => f.Word));
        Assert.Empty(CalendarRules.CheckRemoval(term, [Year]));
        Assert.Equal([nameof(RecordsWords.FaultLeavesTerm)], Check(Year with { FirstDay = new(2026, 8, 18) }, term));
        // The school would get a year of its own, in which its term does not lie.
        Assert.Equal([nameof(RecordsWords.FaultLeavesTerm)], Check(Dates(CalendarKind.SchoolYear, "2026-09-01", "2027-06-04", null, Pine), Year, Dates(CalendarKind.Term, "2026-08-17", "2026-10-16", null, Pine)));
    }

    [Fact]
    public void Hold_after_any_changes_that_they_let_through() => FsCheck.Check.One(Fuzz.Of(200), Prop.ForAll(Changes().ToArbitrary(), changes =>
    {
        var calendar = new List<CalendarDates>();
        foreach (var (remove, dates) in changes)
        {
            if (remove && calendar.Count > 0)
            {
                var one = calendar[dates.FirstDay.DayNumber % calendar.Count];
                List<CalendarDates> rest = [.. calendar.Where(d => !ReferenceEquals(d, one))];
                if (CalendarRules.CheckRemoval(one, rest).Count == 0) calendar = rest;
            }
            else if (CalendarRules.Check(dates, calendar).Count == 0)
            {
                calendar.Add(dates);
            }
        }
        return CalendarRules.Strays(calendar).Count == 0 && calendar.TrueForAll(a => calendar.TrueForAll(b => ReferenceEquals(a, b) || a.Kind != b.Kind
            || a.Kind is not (CalendarKind.Term or CalendarKind.SchoolYear or CalendarKind.FiscalYear) || !a.Overlaps(b)
            || a.IsDistricts != b.IsDistricts || !a.IsDistricts && !a.Schools.Intersect(b.Schools).Any()));
    }));

    private static Gen<List<(bool Remove, CalendarDates Dates)>> Changes()
    {
        var one = from remove in Gen.Choose(0, 3)
                  from kind in Gen.Elements(CalendarKind.SchoolYear, CalendarKind.SchoolYear, CalendarKind.Term, CalendarKind.Term, CalendarKind.Term, CalendarKind.FiscalYear)
                  from start in Gen.Choose(0, 700)
                  from length in Gen.Choose(0, kind == CalendarKind.Term ? 70 : 390)
                  from schools in Gen.Elements<SchoolId[]>([], [], [Pine], [Oak], [Pine, Oak])
                  let first = new DateOnly(2026, 7, 1).AddDays(start)
                  select (remove == 0, new CalendarDates(kind, "x", first, first.AddDays(length), null, kind == CalendarKind.FiscalYear ? [] : schools));
        return one.ListOf(40).Select(l => l.ToList());
    }
}
