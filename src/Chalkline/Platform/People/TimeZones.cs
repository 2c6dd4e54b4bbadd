namespace Chalkline.Platform.People;

/// <summary>Time zones of the United States, and whether any other name is one.</summary>
internal static class TimeZones
{
    /// <summary>The IANA name, and the key of its words.</summary>
    public static IReadOnlyList<(string Name, string Word)> OfTheStates { get; } =
    [
        ("America/New_York", nameof(SignInWords.ZoneEastern)), ("America/Chicago", nameof(SignInWords.ZoneCentral)), ("America/Denver", nameof(SignInWords.ZoneMountain)),
        ("America/Phoenix", nameof(SignInWords.ZoneArizona)), ("America/Los_Angeles", nameof(SignInWords.ZonePacific)), ("America/Anchorage", nameof(SignInWords.ZoneAlaska)),
        ("America/Adak", nameof(SignInWords.ZoneAleutian)), ("Pacific/Honolulu", nameof(SignInWords.ZoneHawaii)), ("America/Puerto_Rico", nameof(SignInWords.ZoneAtlantic)), ("Pacific/Guam", nameof(SignInWords.ZoneChamorro)),
        ("Pacific/Pago_Pago", nameof(SignInWords.ZoneSamoa)),
    ];

    /// <summary>An IANA name that this machine knows; not one of Windows' names, which it may know as well.</summary>
    public static bool IsOne(string name) => name.Length is > 0 and <= 64 && (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
