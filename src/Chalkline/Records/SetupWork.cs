using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>What a calendar lacks. Words: <c>Gap…</c>.</summary>
internal enum CalendarGap
{
    NoSchoolYear,

    /// <summary>The last school year that is entered ends soon, or has ended.</summary>
    NoNextSchoolYear,
    NoBoardMeeting,
}

/// <summary>What the district has still to say of itself: its schools, the next school year, the board's meetings.</summary>
internal sealed class SetupWork : IWorkItems
{
    /// <summary>The next school year is asked for this many days before the last one ends.</summary>
    private const int DaysBefore = 120;

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var (person, items) = (asked.Person, new List<WorkItem>());
        string Say(string key) => Wording.Say(RecordsTodayWords.ResourceManager, asked.Language, key);
        if (person.May(RecordsRights.SchoolsManage) && !await asked.Db.Set<School>().AnyAsync(ct))
        {
            items.Add(new("schools:none", Say(nameof(RecordsTodayWords.NoSchools)), Say(nameof(RecordsTodayWords.NoSchoolsWhy)), "/schools/import", Say(nameof(RecordsTodayWords.Import)), WaitsFor.Us)
            { Needs = RecordsRights.SchoolsManage });
        }
        var (years, meetings) = (person.May(RecordsRights.CalendarManage), person.May(RecordsRights.BoardMeetingsManage));
        if (!years && !meetings) return items;
        var calendar = await SchoolCalendars.Load(asked.Db, ct);
        foreach (var gap in Gaps(calendar, asked.Today).Where(g => g == CalendarGap.NoBoardMeeting ? meetings : years))
        {
            var kind = gap == CalendarGap.NoBoardMeeting ? CalendarKind.BoardMeeting : CalendarKind.SchoolYear;
            items.Add(new($"calendar:{kind}".ToLowerInvariant(), Say("Gap" + gap), Say($"Gap{gap}Why"), "/calendar/new?kind=" + Calendar.CalendarKinds.Code(kind), Say(nameof(RecordsTodayWords.Enter)), WaitsFor.Us)
            {
                Needs = gap == CalendarGap.NoBoardMeeting ? RecordsRights.BoardMeetingsManage : RecordsRights.CalendarManage,
                Due = gap == CalendarGap.NoNextSchoolYear ? calendar.LastDayOfYears : null,
            });
        }
        return items;
    }

    /// <summary>Pure: what the calendar lacks on a day.</summary>
    internal static IReadOnlyList<CalendarGap> Gaps(SchoolCalendar calendar, DateOnly today)
    {
        var gaps = new List<CalendarGap>();
        if (calendar.LastDayOfYears is not { } last) gaps.Add(CalendarGap.NoSchoolYear);
        else if (last.DayNumber - today.DayNumber <= DaysBefore) gaps.Add(CalendarGap.NoNextSchoolYear);
        if (calendar.NextBoardMeeting(today) is null) gaps.Add(CalendarGap.NoBoardMeeting);
        return gaps;
    }
}
