namespace Chalkline.Platform.Districts;

/// <summary>Which clocks run in the United States.</summary>
internal static class UnitedStates
{
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Adak", "Pacific/Honolulu",
        "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
    ];
}
