using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Requests;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>School days, what is promised by them, and what is read from a form; all pure.</summary>
public class The_promise_of_an_answer
{
    private static readonly SchoolCalendar Calendar = new([
        new(CalendarKind.SchoolYear, null, new(2026, 8, 17), new(2027, 6, 4), null, []),
        new(CalendarKind.SchoolYear, null, new(2027, 8, 16), new(2028, 6, 2), null, []),
        new(CalendarKind.Holiday, null, new(2026, 11, 25), new(2026, 11, 27), null, [])]);

    private static readonly PromisedDays Days = new(new Dictionary<RiskTier, int> { [RiskTier.NoStudentData] = 5, [RiskTier.StudentData] = 30 });

    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-23")]
    [InlineData("2026-11-23", 2, "2026-11-30")]
    [InlineData("2026-11-28", 1, "2026-11-30")]
    [InlineData("2027-06-04", 1, "2027-08-16")]
    [InlineData("2027-07-01", 2, "2027-08-17")]
    [InlineData("2028-06-02", 1, "2028-06-05")]
    [InlineData("2026-08-10", 1, "2026-08-11")]
    public void Counts_school_days_over_weekends_holidays_and_summers_that_are_known(string from, int count, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Calendar.SchoolDaysAfter(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), count));

    [Fact]
    public void Is_that_of_the_tier_and_the_longest_before_one_is_known()
    {
        Assert.Equal(5, Days.For(RiskTier.NoStudentData));
        Assert.Equal(30, Days.For(null));
        Assert.Equal(30, Days.For(RiskTier.ShapesDecisions));
        Assert.Null(new PromisedDays(new Dictionary<RiskTier, int>()).Day(new(2026, 11, 20), null, Calendar));
    }

    [Theory]
    [InlineData("https://www.Tutor.Example/schools?x=1", "tutor.example")]
    [InlineData("tutor.example", "tutor.example")]
    [InlineData("Vendor A", "")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("file://x/y", "")]
    [InlineData("", "")]
    [InlineData("localhost", "")]
    public void Reads_an_address_as_its_host(string maker, string host) => Assert.Equal(host, RequestRules.HostOf(maker));

    [Theory]
    [InlineData("a@example.org", true)]
    [InlineData("a@example.org,b@example.org", false)]
    [InlineData("A <a@example.org>", false)]
    [InlineData("a@example.org?bcc=b@example.org", false)]
    [InlineData("nobody", false)]
    public void Takes_one_address_to_write_to(string text, bool good) => Assert.Equal(good, RequestRules.IsAddress(text));
}
