using Chalkline.Platform;
using Chalkline.Records;

namespace Chalkline.Tools.Incidents;

/// <summary>When a clock has run out.</summary>
/// <param name="At">The first instant that is late.</param>
/// <param name="Day">The last day on which it is in time, where the district is.</param>
public sealed record ClockDue(DateTimeOffset At, DateOnly Day);

/// <summary>The law's clocks. Pure: instants, the district's zone and calendar are arguments.</summary>
public static class ClockRules
{
    /// <summary>
    /// Hours are counted as they pass, also over a change of the clocks. Days are those of the district's calendar after the day of the start, and the last of them counts to its end; school days are
    /// the same without weekends, holidays and summers.
    /// </summary>
    /// <param name="start">Null: what starts it has not happened.</param>
    /// <param name="zone">An IANA name.</param>
    public static ClockDue? Due(DateTimeOffset? start, int count, ClockUnit unit, string zone, SchoolCalendar calendar)
    {
        if (start is not { } at) return null;
        if (unit == ClockUnit.Hours)
        {
            var end = at.AddHours(count);
            return new(end, DistrictTime.Day(end, zone));
        }
        var day = DistrictTime.Day(at, zone);
        var last = unit == ClockUnit.Days ? day.AddDays(count) : calendar.SchoolDaysAfter(day, count);
        return new(FirstInstant(last.AddDays(1), zone), last);
    }

    /// <summary>What starts a clock of this incident; null: it has not happened.</summary>
    public static DateTimeOffset? StartOf(Incident incident, ClockStart start) => start switch
    {
        ClockStart.Known => incident.KnownAt,
        ClockStart.Reported => incident.ReportedAt,
        _ => incident.ConfirmedAt,
    };

    /// <summary>Only the law of the country and of the district's own state holds.</summary>
    public static bool Holds(string jurisdiction, string state) => jurisdiction == "US" || jurisdiction == "US-" + state;

    /// <summary>The instant of a time that people typed as their clocks show it. One that the clocks show twice is the earlier, so that no time of the law ends too late.</summary>
    /// <returns>Null: the clocks never show it.</returns>
    public static DateTimeOffset? Instant(DateTime local, string zone)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        if (rules.IsInvalidTime(local)) return null;
        var offset = rules.IsAmbiguousTime(local) ? rules.GetAmbiguousTimeOffsets(local).Max() : rules.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Where clocks go forward at midnight, a day begins an hour later.</summary>
    private static DateTimeOffset FirstInstant(DateOnly day, string zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return Instant(midnight, zone) ?? Instant(midnight.AddHours(1), zone)!.Value;
    }
}
