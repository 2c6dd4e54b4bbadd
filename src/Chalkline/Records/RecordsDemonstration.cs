using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records.Calendar;
using Chalkline.Records.Schools;

namespace Chalkline.Records;

/// <summary>The demonstration's schools, and a calendar around the day on which it is shown.</summary>
internal sealed class RecordsDemonstration(TimeProvider time) : IDemonstration
{
    private static readonly (string Name, string Grades, int Students)[] All =
    [
        ("Alder Creek Elementary", "K-5", 412), ("Bluebird Elementary", "K-5", 388), ("Cottonwood Elementary", "PK-5", 451), ("Dry Fork Elementary", "K-5", 297),
        ("Eagle Rock Elementary", "K-5", 366), ("Foothill Elementary", "PK, K-5", 433), ("Granite Peak Middle School", "6-8", 640), ("Juniper Middle School", "6-8", 588),
        ("Mesa Verde Middle School", "6-8", 611), ("Cedar Valley High School", "9-12", 1104), ("North Fork High School", "9-12", 566), ("Pathways Academy", "6-12", 144),
    ];

    public DemonstrationStage Stage => DemonstrationStage.Ground;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        foreach (var (name, grades, students) in All)
        {
            var form = new SchoolForm { Name = DemonstrationScene.Invented(name), Grades = grades, Enrollment = students.ToString(Language.Numbers) };
            var added = await scene.Do((services, _) => AddSchool.Run(services.GetRequiredService<DistrictDb>(), time, scene.Administrator, form, ct));
            if (added is not AddSchoolResult.Added) throw new InvalidOperationException($"{name} could not be added: {added}");
        }
        foreach (var form in CalendarAround(scene.Today))
        {
            var added = await scene.Do((services, _) => ChangeCalendar.Add(services.GetRequiredService<DistrictDb>(), time, scene.Administrator, form, [], ct));
            if (added is not ChangeCalendarResult.Done) throw new InvalidOperationException($"{form} could not be added: {added}");
        }
    }

    /// <summary>The fiscal year and the school year of a day with its terms, days off and tests, and half a year of the board's meetings from that month on.</summary>
    internal static IEnumerable<CalendarForm> CalendarAround(DateOnly today)
    {
        var year = SchoolYear.ByJuly(today);
        var (fall, spring) = (year.FirstYear, year.FirstYear + 1);
        yield return Entry(CalendarKind.FiscalYear, null, year.FirstDay, year.LastDay);
        yield return Entry(CalendarKind.SchoolYear, null, Monday(fall, 8, 10), Friday(spring, 6, 1));
        yield return Entry(CalendarKind.Term, "Quarter 1", Monday(fall, 8, 10), Friday(fall, 10, 8));
        yield return Entry(CalendarKind.Term, "Quarter 2", Friday(fall, 10, 8).AddDays(3), Friday(fall, 12, 15));
        yield return Entry(CalendarKind.Term, "Quarter 3", Monday(spring, 1, 3), Friday(spring, 3, 8));
        yield return Entry(CalendarKind.Term, "Quarter 4", Friday(spring, 3, 8).AddDays(3), Friday(spring, 6, 1));
        yield return Entry(CalendarKind.Holiday, "Fall break", Monday(fall, 11, 20), Monday(fall, 11, 20).AddDays(4));
        yield return Entry(CalendarKind.Holiday, "Winter break", Friday(fall, 12, 15).AddDays(3), Monday(spring, 1, 3).AddDays(-1));
        yield return Entry(CalendarKind.Holiday, "Spring break", Monday(spring, 3, 22), Monday(spring, 3, 22).AddDays(4));
        yield return Entry(CalendarKind.TestingWindow, "State assessments", Monday(spring, 4, 8), Monday(spring, 4, 8).AddDays(18));
        yield return Entry(CalendarKind.PdDay, "AI literacy day", Friday(fall, 9, 20), Friday(fall, 9, 20));
        yield return Entry(CalendarKind.PdDay, "Looking at student work", Friday(spring, 2, 10), Friday(spring, 2, 10));
        var month = new DateOnly(today.Year, today.Month, 1);
        for (var i = 0; i < 6; i++)
        {
            var first = month.AddMonths(i);
            var second = first.AddDays((DayOfWeek.Tuesday - first.DayOfWeek + 7) % 7 + 7);
            yield return Entry(CalendarKind.BoardMeeting, null, second, second) with { AgendaDeadline = DayText.Field(second.AddDays(-8)) };
        }
    }

    private static CalendarForm Entry(CalendarKind kind, string? name, DateOnly first, DateOnly last) =>
        new() { Kind = CalendarKinds.Code(kind), Name = name, FirstDay = DayText.Field(first), LastDay = DayText.Field(last) };

    private static DateOnly Monday(int year, int month, int from) => On(DayOfWeek.Monday, new(year, month, from));

    private static DateOnly Friday(int year, int month, int from) => On(DayOfWeek.Friday, new(year, month, from));

    /// <summary>The first such day from a day on.</summary>
    private static DateOnly On(DayOfWeek day, DateOnly from) => from.AddDays((day - from.DayOfWeek + 7) % 7);
}

/// <summary>What the demonstration's people said about one of its schools.</summary>
internal sealed class CommentsDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var principal = await scene.Somebody(Role.Principal, ct);
        var record = new Subject("school", principal.Roles.Select(r => r.School).OfType<SchoolId>().First().Value);
        await Say(await scene.Somebody(Role.AiLead, ct), "Two classes of grade 3 would like to try the reading tutor. Which teachers have finished the training?");
        await Say(principal, "Both have. We would start after fall break, so that the first weeks are not lost to passwords.");

        Task<bool> Say(Person by, string text) => scene.Do(async (services, _) =>
        {
            await AddComment.Run(services.GetRequiredService<DistrictDb>(), time, by, record, DemonstrationScene.Invented(text), ct);
            return true;
        });
    }
}
