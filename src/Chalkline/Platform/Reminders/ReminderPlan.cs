namespace Chalkline.Platform.Reminders;

/// <summary>How often somebody is reminded by mail. Words: <c>Frequency…</c>.</summary>
internal enum ReminderFrequency
{
    Off,

    /// <summary>On days from Monday to Friday that are no holidays.</summary>
    Daily,
    Weekly,
}

/// <summary>When somebody is reminded by mail.</summary>
/// <param name="Hour">Of the district's own time, 0 to 23.</param>
/// <param name="Weekday">Of a weekly one: Monday to Friday.</param>
internal sealed record ReminderPlan(ReminderFrequency Frequency, int Hour, DayOfWeek Weekday)
{
    /// <summary>What holds where a district has decided nothing.</summary>
    public static ReminderPlan Initial { get; } = new(ReminderFrequency.Daily, 7, DayOfWeek.Monday);
}

/// <summary>The hours in which no mail goes out, whatever is late: from the first until before the second; none where both are the same.</summary>
internal sealed record QuietHours(int From, int To)
{
    public static QuietHours Initial { get; } = new(18, 6);

    public bool Includes(int hour) => From < To ? hour >= From && hour < To : From > To && (hour >= From || hour < To);
}

/// <summary>What the district's administrator decided about reminders: one row, or none.</summary>
internal sealed class ReminderDefaults : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;
    public ReminderFrequency Frequency { get; set; } = ReminderPlan.Initial.Frequency;
    public int Hour { get; set; } = ReminderPlan.Initial.Hour;

    /// <summary>1 (Monday) to 5 (Friday).</summary>
    public int Weekday { get; set; } = (int)ReminderPlan.Initial.Weekday;
    public int QuietFrom { get; set; } = QuietHours.Initial.From;
    public int QuietTo { get; set; } = QuietHours.Initial.To;
    public int Version { get; set; }

    public ReminderPlan Plan => new(Frequency, Hour, (DayOfWeek)Weekday);

    public QuietHours Quiet => new(QuietFrom, QuietTo);
}

/// <summary>What a person chose.</summary>
internal sealed class ReminderChoice : IVersioned
{
    public AccountId Account { get; init; }

    /// <summary>Null: as the district has it, and the rest does not count.</summary>
    public ReminderFrequency? Frequency { get; set; }
    public int Hour { get; set; }
    public int Weekday { get; set; }
    public int Version { get; set; }

    public ReminderPlan? Plan => Frequency is { } frequency ? new(frequency, Hour, (DayOfWeek)Weekday) : null;
}

/// <summary>Why mail did not go. Words: <c>Fault…</c>.</summary>
internal enum MailFault
{
    /// <summary>The server does not answer, or not in time.</summary>
    NotReached,

    /// <summary>The server offers no encryption, or a certificate that is not to be trusted.</summary>
    NotEncrypted,
    SignInRefused,

    /// <summary>The server does not take mail from our sender.</summary>
    SenderRefused,

    /// <summary>The server will not take this one person's mail, for good.</summary>
    Refused,

    /// <summary>The server does not take this one person's mail now.</summary>
    NotNow,
}

/// <summary>How one person's reminders stand: no change of the record of decision, and nothing of what was sent.</summary>
internal sealed class MailDigest
{
    public AccountId Account { get; init; }

    /// <summary>The last day whose digest is done with: sent, not needed, or refused.</summary>
    public DateOnly? DoneFor { get; init; }

    /// <summary>Nobody tries before: a node is at it, or it is tried again then.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>In a row without success.</summary>
    public int Tries { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public MailFault? Fault { get; init; }

    /// <summary>The server's three digits; its words may hold an address and are not kept.</summary>
    public int? Reply { get; init; }
}

/// <summary>How the mail server stands towards this district: one row.</summary>
internal sealed class MailState
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>Goes in a row that found it not usable.</summary>
    public int Tries { get; init; }
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? HeldUntil { get; init; }
    public MailFault? Fault { get; init; }
    public int? Reply { get; init; }
    public DateTimeOffset? SentAt { get; init; }
}
