using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Rights over schools and the calendar.</summary>
public static class RecordsRights
{
    /// <summary>Who reads of schools; who works in some reads of those.</summary>
    public static Right SchoolsRead { get; } = Right.Of("schools.read", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Reviewer, Role.Assessment,
        Role.BoardClerk, Role.Auditor).AndInOwnSchools(Role.Principal, Role.Teacher);

    /// <summary>Which schools there are: add, import, name, NCES id, close.</summary>
    public static Right SchoolsManage { get; } = Right.Of("schools.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>What a school says of itself: grades, enrollment, address.</summary>
    public static Right SchoolsFacts { get; } = Right.Of("schools.facts", Role.SystemAdministrator, Role.AiLead).AndInOwnSchools(Role.Principal);

    public static Right CalendarRead { get; } = Right.Of("calendar.read", Roles.All);

    public static Right CalendarManage { get; } = Right.Of("calendar.manage", Role.SystemAdministrator, Role.AiLead);

    /// <summary>The board's meetings and the deadlines of their agendas.</summary>
    public static Right BoardMeetingsManage { get; } = Right.Of("board-meetings.manage", Role.SystemAdministrator, Role.AiLead, Role.BoardClerk);

    /// <summary>All of them, for the access matrix.</summary>
    public static IReadOnlyList<Right> All { get; } = [SchoolsRead, SchoolsManage, SchoolsFacts, CalendarRead, CalendarManage, BoardMeetingsManage];
}
