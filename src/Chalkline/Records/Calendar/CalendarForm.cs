using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records.Calendar;

/// <summary>An entry as it is typed.</summary>
public sealed record CalendarForm(string? Kind, string? Name, string? FirstDay, string? LastDay, string? AgendaDeadline, string? Version)
{
    public static CalendarForm Of(CalendarEntry entry) => new(CalendarKinds.Code(entry.Kind), entry.Name, DayText.Field(entry.FirstDay), DayText.Field(entry.LastDay),
        DayText.Field(entry.AgendaDeadline), entry.Version.ToString(CultureInfo.InvariantCulture));
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
