using Chalkline.Roadmap;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class The_pace_of_a_goal
{
    private static readonly DateOnly Begin = new(2026, 9, 1), End = new(2026, 12, 10), Today = new(2026, 10, 21);

    /// <summary>A hundred days from 20 down to 10: a tenth a day.</summary>
    private static readonly GoalLine Down = new(20, Begin, 10, End);

    [Fact]
    public void Has_a_line_that_is_straight_between_its_ends_and_flat_beyond()
    {
        Assert.Equal(100, Down.Days);
        Assert.Equal(20, Down.At(Begin.AddDays(-9)));
        Assert.Equal(20, Down.At(Begin));
        Assert.Equal(15, Down.At(Begin.AddDays(50)));
        Assert.Equal(10, Down.At(End));
        Assert.Equal(10, Down.At(End.AddDays(9)));
    }

    [Theory]
    [InlineData("15.5", 45, PaceVerdict.Ahead, PaceReason.AtLine)]
    [InlineData("15.6", 45, PaceVerdict.Behind, PaceReason.BelowLine)]
    [InlineData("15.0", 50, PaceVerdict.Ahead, PaceReason.AtLine)]
    [InlineData("10", 30, PaceVerdict.Ahead, PaceReason.Reached)]
    [InlineData("20", 0, PaceVerdict.Unknown, PaceReason.NoValue)]
    [InlineData("9", -1, PaceVerdict.Unknown, PaceReason.NoValue)]
    public void Is_judged_by_the_line_on_the_day_of_the_latest_value(string value, int day, PaceVerdict verdict, PaceReason reason)
    {
        var pace = Of(value, day, Today);
        Assert.Equal((verdict, reason), (pace.Verdict, pace.Reason));
        Assert.Equal(Down.At(Today), pace.LineToday);
        Assert.Equal(Down.At(Begin.AddDays(day)), pace.LineThen);
    }

    [Fact]
    public void Turns_with_the_direction_of_the_measure()
    {
        var up = new GoalLine(10, Begin, 20, End);
        Assert.Equal(PaceVerdict.Ahead, GoalPace.Of(up, MeasureDirection.More, new(15, Begin.AddDays(50), false), false, Today).Verdict);
        Assert.Equal(PaceVerdict.Behind, GoalPace.Of(up, MeasureDirection.More, new(14.9m, Begin.AddDays(50), false), false, Today).Verdict);
    }

    [Theory]
    [InlineData(60, PaceReason.BelowLine)]
    [InlineData(61, PaceReason.OldValue)]
    public void Cannot_be_said_from_a_value_older_than_half_the_time(int today, PaceReason reason) => Assert.Equal(reason, Of("19.5", 10, Begin.AddDays(today)).Reason);

    [Fact]
    public void Is_missed_after_the_last_day_and_reached_where_it_was_reached()
    {
        Assert.Equal((PaceVerdict.Behind, PaceReason.Missed), Verdict(Of("11", 98, End.AddDays(30))));
        Assert.Equal((PaceVerdict.Ahead, PaceReason.Reached), Verdict(Of("10", 98, End.AddDays(300))));
        Assert.Equal((PaceVerdict.Unknown, PaceReason.OldValue), Verdict(Of("11", 20, End.AddDays(30))));
    }

    [Fact]
    public void Cannot_be_said_of_a_retired_measure_or_of_few_students()
    {
        var day = Begin.AddDays(45);
        Assert.Equal((PaceVerdict.Unknown, PaceReason.Retired), Verdict(GoalPace.Of(Down, MeasureDirection.Less, new(12, day, false), true, Today)));
        Assert.Equal((PaceVerdict.Ahead, PaceReason.Reached), Verdict(GoalPace.Of(Down, MeasureDirection.Less, new(9, day, false), true, Today)));
        Assert.Equal((PaceVerdict.Unknown, PaceReason.Retired), Verdict(GoalPace.Of(Down, MeasureDirection.Less, null, true, Today)));
        Assert.Equal((PaceVerdict.Unknown, PaceReason.FewStudents), Verdict(GoalPace.Of(Down, MeasureDirection.Less, new(9, day, true), false, Today)));
    }

    private static (PaceVerdict, PaceReason) Verdict(GoalPace pace) => (pace.Verdict, pace.Reason);

    private static GoalPace Of(string value, int day, DateOnly today) =>
        GoalPace.Of(Down, MeasureDirection.Less, new(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), Begin.AddDays(day), false), false, today);
}
