using Chalkline.Roadmap.Measures;

namespace Chalkline.Roadmap.Goals;

/// <summary>The straight line from a goal's baseline to its target.</summary>
public readonly record struct GoalLine(decimal Baseline, DateOnly BaselineDay, decimal Target, DateOnly TargetDay)
{
    /// <summary>Days from the baseline to the target.</summary>
    public int Days => TargetDay.DayNumber - BaselineDay.DayNumber;

    /// <summary>Where the line stands on a day: at the baseline before it begins, at the target from the target's day on.</summary>
    public decimal At(DateOnly day)
    {
        if (day <= BaselineDay) return Baseline;
        return day >= TargetDay ? Target : Baseline + (Target - Baseline) * (day.DayNumber - BaselineDay.DayNumber) / Days;
    }
}

/// <summary>A value of a day.</summary>
/// <param name="IsHidden">It is of too few students for whoever asks; the amount is then not to be told.</param>
public sealed record LatestValue(decimal Amount, DateOnly Day, bool IsHidden);

/// <summary>Why the verdict is what it is. Words: <c>PaceReason_…</c>.</summary>
public enum PaceReason
{
    /// <summary>The latest value is at the line of its day or better.</summary>
    AtLine,
    Reached,
    BelowLine,

    /// <summary>The day of the target is over, and it was not reached.</summary>
    Missed,

    /// <summary>There is no value later than the baseline.</summary>
    NoValue,

    /// <summary>The latest value is older than half the time from the baseline to the target.</summary>
    OldValue,

    /// <summary>The measure is retired: nobody will know.</summary>
    Retired,

    /// <summary>The value is of too few students to be shown to whoever asks.</summary>
    FewStudents,
}

/// <summary>How far a goal is.</summary>
/// <param name="LineThen">Where the line stood on the day of the latest value.</param>
/// <param name="LineToday">Where it stands today.</param>
public sealed record GoalPace(PaceVerdict Verdict, PaceReason Reason, LatestValue? Latest, decimal LineThen, decimal LineToday)
{
    /// <summary>
    /// Judges the latest value by the line of its own day, so that a value that is some weeks old is not held against weeks that it knows nothing of.
    /// </summary>
    /// <param name="isRetired">The measure takes no values any more; what was reached before counts.</param>
    public static GoalPace Of(GoalLine line, MeasureDirection direction, LatestValue? latest, bool isRetired, DateOnly today)
    {
        var (value, day) = (latest?.Amount ?? 0, latest?.Day ?? line.BaselineDay);
        GoalPace Say(PaceVerdict verdict, PaceReason reason) => new(verdict, reason, latest, line.At(day), line.At(today));
        bool AtLeast(decimal mark) => direction == MeasureDirection.More ? value >= mark : value <= mark;

        if (latest is null || latest.Day <= line.BaselineDay) return Say(PaceVerdict.Unknown, isRetired ? PaceReason.Retired : PaceReason.NoValue);
        if (latest.IsHidden) return Say(PaceVerdict.Unknown, PaceReason.FewStudents);
        if (AtLeast(line.Target)) return Say(PaceVerdict.Ahead, PaceReason.Reached);
        if (isRetired) return Say(PaceVerdict.Unknown, PaceReason.Retired);
        // What is asked after the last day is whether it was reached by then.
        var until = today < line.TargetDay ? today : line.TargetDay;
        if (2 * (until.DayNumber - latest.Day.DayNumber) > line.Days) return Say(PaceVerdict.Unknown, PaceReason.OldValue);
        if (today > line.TargetDay) return Say(PaceVerdict.Behind, PaceReason.Missed);
        return AtLeast(line.At(latest.Day)) ? Say(PaceVerdict.Ahead, PaceReason.AtLine) : Say(PaceVerdict.Behind, PaceReason.BelowLine);
    }
}
