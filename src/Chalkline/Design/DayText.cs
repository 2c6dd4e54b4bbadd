using System.Globalization;

namespace Chalkline.Design;

/// <summary>Days as people say them, and as they type them.</summary>
public static class DayText
{
    private static readonly string[] Typed = ["yyyy-MM-dd", "M/d/yyyy"];

    /// <summary>"Thursday, March 12, 2026".</summary>
    public static string WithWeekday(Language language, DateOnly day) =>
        day.ToString(language == Language.Spanish ? "dddd, d 'de' MMMM 'de' yyyy" : "dddd, MMMM d, yyyy", language.Culture);

    /// <summary>"March 12, 2026".</summary>
    public static string Of(Language language, DateOnly day) =>
        day.ToString(language == Language.Spanish ? "d 'de' MMMM 'de' yyyy" : "MMMM d, yyyy", language.Culture);

    /// <summary>One day, or from one to another.</summary>
    public static string Span(Language language, DateOnly first, DateOnly last) =>
        first == last ? Of(language, first) : Of(language, first) + " – " + Of(language, last);

    /// <summary>As a browser's date field has it: "2026-03-12".</summary>
    public static string Field(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads a day as a date field sends it, or as Americans type it (3/12/2026); false also for a year that nobody means (before 1900, after 2199).</summary>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), Typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1900 and <= 2199;
}
