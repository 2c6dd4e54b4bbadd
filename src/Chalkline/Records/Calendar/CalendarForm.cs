using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records.Calendar;

/// <summary>An entry as it is typed.</summary>
public sealed record CalendarForm
{
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? FirstDay { get; init; }
    public string? LastDay { get; init; }
    public string? AgendaDeadline { get; init; }
    public string? Version { get; init; }

    public static CalendarForm Of(CalendarEntry entry) => new()
    {
        Kind = CalendarKinds.Code(entry.Kind),
        Name = entry.Name,
        FirstDay = DayText.Field(entry.FirstDay),
        LastDay = DayText.Field(entry.LastDay),
        AgendaDeadline = DayText.Field(entry.AgendaDeadline),
        Version = entry.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Kinds as stores and forms have them, and who may change which.</summary>
public static class CalendarKinds
{
    public static IReadOnlyList<CalendarKind> All { get; } = Enum.GetValues<CalendarKind>();

    public static string Code(CalendarKind kind) => kind switch
    {
        CalendarKind.SchoolYear => "school-year",
        CalendarKind.Term => "term",
        CalendarKind.TestingWindow => "testing-window",
        CalendarKind.PdDay => "pd-day",
        CalendarKind.Holiday => "holiday",
        CalendarKind.BoardMeeting => "board-meeting",
        CalendarKind.FiscalYear => "fiscal-year",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static CalendarKind? Find(string? code) => All.Where(k => Code(k) == code).Select(k => (CalendarKind?)k).FirstOrDefault();

    public static bool MayManage(Person person, CalendarKind kind) =>
        person.Reach(kind == CalendarKind.BoardMeeting ? RecordsRights.BoardMeetingsManage : RecordsRights.CalendarManage).IsDistrict;

    /// <summary>The board and the budget are the district's; the rest a school may have of its own.</summary>
    public static bool IsDistrictsOnly(CalendarKind kind) => kind is CalendarKind.BoardMeeting or CalendarKind.FiscalYear;
}
