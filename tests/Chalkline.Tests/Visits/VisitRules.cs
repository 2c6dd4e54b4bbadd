namespace Chalkline.Tests.Visits;

/// <summary>Why a visit cannot be planned. Words: <c>Fault…</c>.</summary>
public enum VisitFault
{
    NoSchool,
    NoPurpose,
    NoDay,
    DayPast,
}

/// <summary>What a visit must be. Pure: the day on which it is asked is an argument.</summary>
public static class VisitRules
{
    public const int LongestPurpose = 100;

    /// <summary>A visit waits for its visitor from a week before.</summary>
    private const int DaysBefore = 7;

    /// <summary>Everything that is in the way; none: it can be planned.</summary>
    public static IReadOnlyList<VisitFault> Against(bool knownSchool, string? purpose, DateOnly? day, DateOnly today)
    {
        var faults = new List<VisitFault>();
        if (!knownSchool) faults.Add(VisitFault.NoSchool);
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Trim().Length > LongestPurpose) faults.Add(VisitFault.NoPurpose);
        if (day is null) faults.Add(VisitFault.NoDay);
        else if (day < today) faults.Add(VisitFault.DayPast);
        return faults;
    }

    public static bool Waits(Visit visit, DateOnly today) => visit.DoneAt is null && visit.Day <= today.AddDays(DaysBefore);
}
