using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>What stands in the district's calendar.</summary>
public enum CalendarKind
{
    SchoolYear,

    /// <summary>A quarter, trimester or semester.</summary>
    Term,
    TestingWindow,

    /// <summary>A day of professional development.</summary>
    PdDay,

    /// <summary>A holiday or break.</summary>
    Holiday,
    BoardMeeting,
    FiscalYear,
}

/// <summary>One thing of the calendar.</summary>
/// <param name="Name">Null where the kind and the days say it.</param>
/// <param name="AgendaDeadline">Of a board meeting: the last day on which something can be put on its agenda.</param>
/// <param name="Schools">Empty: the whole district.</param>
public sealed record CalendarDates(CalendarKind Kind, string? Name, DateOnly FirstDay, DateOnly LastDay, DateOnly? AgendaDeadline, IReadOnlyList<SchoolId> Schools)
{
    public bool Includes(DateOnly day) => day >= FirstDay && day <= LastDay;

    public bool Overlaps(CalendarDates other) => FirstDay <= other.LastDay && other.FirstDay <= LastDay;

    public bool IsDistricts => Schools.Count == 0;
}
