namespace Chalkline.Platform.Jobs;

/// <summary>Where a job stands at one moment. Words: <c>State…</c>.</summary>
internal enum JobStanding
{
    Waiting,

    /// <summary>For a later day, or until it is tried again.</summary>
    Later,
    Running,

    /// <summary>The node that ran it does not answer; another one takes it.</summary>
    Interrupted,
    Done,
    Failed,
    Cancelled,
}

/// <summary>Rules of jobs.</summary>
internal static class JobRules
{
    /// <summary>How long a node may be silent before another one takes its job; it renews the lease every <see cref="Renewal"/>.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30), Renewal = TimeSpan.FromSeconds(3);

    public static JobStanding StandingOf(JobState state, DateTimeOffset dueAt, DateTimeOffset now) => state switch
    {
        JobState.Waiting => dueAt > now ? JobStanding.Later : JobStanding.Waiting,
        JobState.Running => dueAt > now ? JobStanding.Running : JobStanding.Interrupted,
        JobState.Done => JobStanding.Done,
        JobState.Failed => JobStanding.Failed,
        _ => JobStanding.Cancelled,
    };

    /// <summary>How long after a go that failed the next one begins: 15 seconds, and four times longer each time, to an hour.</summary>
    public static TimeSpan Pause(int tries) => TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(4, Math.Max(0, tries - 1))));

    /// <summary>What an exception from a job's work means to people.</summary>
    /// <param name="number">By which the program's log has it.</param>
    public static (JobFailure Reason, string? Detail) Meaning(Exception error, string number) => error switch
    {
        StoreRefusalException => (JobFailure.Refused, error.Message),
        StoreUnavailableException { Trouble: StoreTrouble.Full } => (JobFailure.Full, null),
        StoreUnavailableException => (JobFailure.Unreachable, null),
        _ => DistrictStores.TroubleOf(error) switch
        {
            StoreTrouble.Full => (JobFailure.Full, null),
            not null => (JobFailure.Unreachable, null),
            null => (JobFailure.Unexpected, number),
        },
    };

    /// <summary>Whether another go may help.</summary>
    public static bool IsWorthAnother(JobFailure reason, int tries, int most) => reason != JobFailure.Refused && tries < most;

    /// <summary>Who may see a job: whoever asked for it, and those who see all.</summary>
    public static bool MaySee(Person person, AccountId? requestedBy) => requestedBy == person.Id || person.May(PlatformRights.JobsRead);

    /// <summary>Who may cancel a job or have it tried again.</summary>
    public static bool MayChange(Person person, AccountId? requestedBy) => requestedBy == person.Id || person.May(PlatformRights.JobsManage);
}
