using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Platform.Reminders;

/// <summary>The form of what a person chooses, as it was typed.</summary>
public sealed record ReminderForm
{
    /// <summary>Empty: as the district has it.</summary>
    public string? Frequency { get; init; }
    public string? Hour { get; init; }
    public string? Weekday { get; init; }
    public string? Version { get; init; }
}

/// <summary>The form of what the district has, as it was typed.</summary>
public sealed record ReminderDefaultsForm
{
    public string? Frequency { get; init; }
    public string? Hour { get; init; }
    public string? Weekday { get; init; }
    public string? QuietFrom { get; init; }
    public string? QuietTo { get; init; }
    public string? Version { get; init; }
}

/// <summary>Reads plans out of forms, and writes them into them.</summary>
internal static class ReminderForms
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The plan; null (and a fault for each) where something cannot be read, or the hour is a quiet one.</summary>
    public static ReminderPlan? Plan(string? frequency, string? hour, string? weekday, QuietHours? quiet, Language language, Faults faults)
    {
        var known = Enum.TryParse<ReminderFrequency>(frequency, ignoreCase: true, out var often) && Enum.IsDefined(often) && frequency!.All(char.IsAsciiLetter);
        if (!known) Fault("frequency", nameof(ReminderWords.NoFrequency));
        var at = Hour(hour);
        if (at is null) Fault("hour", nameof(ReminderWords.NoHour));
        else if (known && often != ReminderFrequency.Off && quiet?.Includes(at.Value) == true)
            faults.Add("hour", ReminderText.Say(language, nameof(ReminderWords.QuietHour), ReminderText.Hour(language, quiet.From), ReminderText.Hour(language, quiet.To)));
        var day = int.TryParse(weekday, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Weekdays.Contains((DayOfWeek)number) ? (DayOfWeek?)number : null;
        if (day is null) Fault("weekday", nameof(ReminderWords.NoWeekday));
        return faults.None ? new(often, at!.Value, day!.Value) : null;

        void Fault(string field, string key) => faults.Add(field, ReminderText.Say(language, key));
    }

    public static QuietHours? Quiet(ReminderDefaultsForm form, Language language, Faults faults)
    {
        var (from, to) = (Hour(form.QuietFrom), Hour(form.QuietTo));
        if (from is null) faults.Add("quietFrom", ReminderText.Say(language, nameof(ReminderWords.NoHour)));
        if (to is null) faults.Add("quietTo", ReminderText.Say(language, nameof(ReminderWords.NoHour)));
        return from is { } first && to is { } last ? new(first, last) : null;
    }

    /// <summary>A form without its version is no form of ours: it is held to a version that no record has.</summary>
    public static int Version(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    public static ReminderForm Of(ReminderChoice? choice, ReminderPlan standard) => new()
    {
        Frequency = choice?.Frequency is { } frequency ? Code(frequency) : "",
        Hour = Number(choice?.Hour ?? standard.Hour),
        Weekday = Number(choice?.Weekday ?? (int)standard.Weekday),
        Version = Number(choice?.Version ?? 0),
    };

    public static ReminderDefaultsForm Of(ReminderDefaults defaults) => new()
    {
        Frequency = Code(defaults.Frequency),
        Hour = Number(defaults.Hour),
        Weekday = Number(defaults.Weekday),
        QuietFrom = Number(defaults.QuietFrom),
        QuietTo = Number(defaults.QuietTo),
        Version = Number(defaults.Version),
    };

    public static string Code(ReminderFrequency frequency) => frequency.ToString().ToLowerInvariant();

    public static List<(string, string)> Frequencies(Language language) =>
        [.. new[] { ReminderFrequency.Daily, ReminderFrequency.Weekly, ReminderFrequency.Off }.Select(f => (Code(f), ReminderText.Say(language, "Frequency" + f)))];

    public static List<(string, string)> HoursOfDay(Language language) => [.. Enumerable.Range(0, 24).Select(h => (Number(h), ReminderText.Hour(language, h)))];

    public static List<(string, string)> WeekdayChoices(Language language) => [.. Weekdays.Select(d => (Number((int)d), ReminderText.Weekday(language, d)))];

    private static int? Hour(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and < 24 ? hour : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
