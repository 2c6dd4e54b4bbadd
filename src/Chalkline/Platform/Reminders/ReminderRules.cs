namespace Chalkline.Platform.Reminders;

/// <summary>When mail goes. Pure: times are the district's own.</summary>
internal static class ReminderRules
{
    /// <summary>Somebody whose mail was refused for good is tried again after this long: an address may be mended where we do not see it.</summary>
    public static readonly TimeSpan AfterRefusal = TimeSpan.FromDays(7);

    /// <summary>How long a node has for one message before another may try.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    public static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The hour at which a plan's mail goes: its own, or where that has become a quiet one, when the quiet ends.</summary>
    public static int HourOf(ReminderPlan plan, QuietHours quiet) => quiet.Includes(plan.Hour) ? quiet.To : plan.Hour;

    /// <summary>Whether mail may go at all.</summary>
    /// <param name="free">The day is a holiday of the district.</param>
    public static bool MayMail(DateTime local, QuietHours quiet, bool free) => !free && IsWeekday(DateOnly.FromDateTime(local)) && !quiet.Includes(local.Hour);

    /// <summary>
    /// Whether somebody's digest is due. A day that passed without mail is not made up for: the next one has all that waits by then, so there is one and
    /// not several. A weekly one that could not go on its day goes on the next on which it can.
    /// </summary>
    /// <param name="doneFor">The last day that was done; null: none was.</param>
    public static bool IsDue(ReminderPlan plan, QuietHours quiet, DateOnly? doneFor, DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        if (plan.Frequency == ReminderFrequency.Off || local.Hour < HourOf(plan, quiet)) return false;
        if (plan.Frequency == ReminderFrequency.Daily) return doneFor is null || doneFor < today;
        var day = today.AddDays(-(((int)today.DayOfWeek - (int)plan.Weekday + 7) % 7));
        return doneFor is { } done ? done < day : day == today;
    }

    /// <summary>When somebody may be due next; null: never, as all have it off.</summary>
    public static DateTime? NextLook(IEnumerable<ReminderPlan> plans, QuietHours quiet, DateTime local)
    {
        var hours = plans.Where(p => p.Frequency != ReminderFrequency.Off).Select(p => HourOf(p, quiet)).Distinct().Order().ToList();
        if (hours.Count == 0) return null;
        for (var day = DateOnly.FromDateTime(local); ; day = day.AddDays(1))
        {
            if (!IsWeekday(day)) continue;
            foreach (var at in hours.Select(h => day.ToDateTime(new(h, 0))))
                if (at > local) return at;
        }
    }

    /// <summary>The same time, or where it is quiet then or a weekend, the first hour after that.</summary>
    public static DateTime OutOfQuiet(DateTime local, QuietHours quiet)
    {
        while (!MayMail(local, quiet, free: false)) local = local.Date.AddHours(local.Hour + 1);
        return local;
    }

    /// <summary>How long after a failure it is tried again: five minutes, three times longer each time, four hours at most.</summary>
    public static TimeSpan Pause(int tries) => TimeSpan.FromMinutes(Math.Min(240, 5 * Math.Pow(3, Math.Clamp(tries - 1, 0, 6))));
}
