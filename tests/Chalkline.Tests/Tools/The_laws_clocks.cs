using System.Globalization;
using Chalkline.Design;
using Chalkline.Records;
using Chalkline.Tools.Incidents;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>When the law's times run out, and how letters are completed; all pure.</summary>
public class The_laws_clocks
{
    private const string Zone = "America/Denver";

    private static readonly SchoolCalendar Calendar = new([
        new(CalendarKind.SchoolYear, null, new(2026, 8, 17), new(2027, 6, 4), null, []),
        new(CalendarKind.Holiday, null, new(2026, 11, 25), new(2026, 11, 27), null, [])]);

    [Theory]
    // Hours pass as they pass: in the night of November 1 the clocks go back, in that of March 14 forward.
    [InlineData("2026-10-31T18:00:00Z", 24, ClockUnit.Hours, "2026-11-01T18:00:00Z", "2026-11-01")]
    [InlineData("2027-03-13T19:00:00Z", 72, ClockUnit.Hours, "2027-03-16T19:00:00Z", "2027-03-16")]
    // Days end at midnight where the district is, whatever its offset is then.
    [InlineData("2026-10-31T18:00:00Z", 7, ClockUnit.Days, "2026-11-08T07:00:00Z", "2026-11-07")]
    [InlineData("2027-03-10T18:00:00Z", 7, ClockUnit.Days, "2027-03-18T06:00:00Z", "2027-03-17")]
    // 01:30 in UTC is still the day before in Denver.
    [InlineData("2026-11-21T01:30:00Z", 10, ClockUnit.Days, "2026-12-01T07:00:00Z", "2026-11-30")]
    // School days skip the weekend and the holidays of November 25 to 27.
    [InlineData("2026-11-20T18:00:00Z", 3, ClockUnit.SchoolDays, "2026-12-01T07:00:00Z", "2026-11-30")]
    public void Run_out_over_changes_of_the_clocks_and_holidays(string start, int count, ClockUnit unit, string at, string day)
    {
        var due = ClockRules.Due(Instant(start), count, unit, Zone, Calendar)!;
        Assert.Equal((Instant(at), DateOnly.Parse(day, CultureInfo.InvariantCulture)), (due.At, due.Day));
    }

    [Fact]
    public void Do_not_run_before_what_starts_them_has_happened()
    {
        Assert.Null(ClockRules.Due(null, 72, ClockUnit.Hours, Zone, Calendar));
        var incident = new Incident { ToolNamed = "A", What = "x", ReportedAt = Instant("2026-11-20T18:00:00Z"), KnownAt = Instant("2026-11-19T18:00:00Z") };
        Assert.Equal(incident.KnownAt, ClockRules.StartOf(incident, ClockStart.Known));
        Assert.Equal(incident.ReportedAt, ClockRules.StartOf(incident, ClockStart.Reported));
        Assert.Null(ClockRules.StartOf(incident, ClockStart.Confirmed));
    }

    [Theory]
    [InlineData("US", true)]
    [InlineData("US-CO", true)]
    [InlineData("US-NY", false)]
    public void Are_those_of_the_country_and_of_the_districts_own_state(string jurisdiction, bool holds) => Assert.Equal(holds, ClockRules.Holds(jurisdiction, "CO"));

    [Fact]
    public void Take_a_time_that_the_clocks_show_twice_as_the_earlier_and_one_that_they_never_show_as_none()
    {
        Assert.Equal(Instant("2026-11-01T07:30:00Z"), ClockRules.Instant(new(2026, 11, 1, 1, 30, 0), Zone));
        Assert.Null(ClockRules.Instant(new(2027, 3, 14, 2, 30, 0), Zone));
        // In Beirut the clocks went forward at midnight: the day began at one.
        Assert.Equal(Instant("2022-03-26T22:00:00Z"), ClockRules.Due(Instant("2022-03-25T10:00:00Z"), 1, ClockUnit.Days, "Asia/Beirut", Calendar)!.At);
    }

    [Theory]
    [InlineData(7, true, "fewer than 10 of Tutor A on November 20, 2026; [vendor]")]
    [InlineData(7, false, "7 of Tutor A on November 20, 2026; [vendor]")]
    [InlineData(1200, true, "1,200 of Tutor A on November 20, 2026; [vendor]")]
    [InlineData(null, true, "a number that is not known yet of Tutor A on November 20, 2026; [vendor]")]
    public void Stand_beside_letters_that_name_no_small_number_to_everybody(int? students, bool isPublic, string text) =>
        Assert.Equal(text, IncidentRules.Complete("{students} of {tool} on {date}; {vendor}", new("Tutor A", "", new(2026, 11, 20), "Outage", students, "Cedar", "Ana"), isPublic, Language.English));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
