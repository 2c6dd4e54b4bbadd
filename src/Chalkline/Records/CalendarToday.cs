using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records.Calendar;

namespace Chalkline.Records;

/// <summary>Where a day stands in its term, and when the next agenda of the board closes.</summary>
internal sealed class CalendarToday : IToday
{
    public async Task<TodayPlace> Of(DistrictDb db, DateOnly today, Language language, CancellationToken ct)
    {
        var calendar = await SchoolCalendars.Load(db, ct);
        return new(Place(calendar, today, language), Deadline(calendar, today, language)) { IsFree = calendar.IsHoliday(today) };
    }

    private static string? Place(SchoolCalendar calendar, DateOnly today, Language language) => calendar.TermOf(today) is { } place
        ? Say(language, nameof(RecordsTodayWords.Week), CalendarText.NameOf(language, place.Term), place.Week, place.Weeks) : null;

    private static string? Deadline(SchoolCalendar calendar, DateOnly today, Language language) =>
        calendar.NextOpenAgenda(today) is not { AgendaDeadline: { } day } ? null : (day.DayNumber - today.DayNumber) switch
        {
            0 => Say(language, nameof(RecordsTodayWords.AgendaToday)),
            1 => Say(language, nameof(RecordsTodayWords.AgendaTomorrow)),
            var days => Say(language, nameof(RecordsTodayWords.AgendaDays), days),
        };

    private static string Say(Language language, string key, params object[] values) => Wording.Say(RecordsTodayWords.ResourceManager, language, key, values);
}
