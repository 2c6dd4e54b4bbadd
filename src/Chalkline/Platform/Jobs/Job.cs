namespace Chalkline.Platform.Jobs;

/// <summary>Where a job stands in the store. What it means now, <see cref="JobRules.StandingOf"/> says.</summary>
internal enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>A job: queued in the transaction of whoever asked for it, run by whichever node takes it.</summary>
internal sealed class Job : IVersioned
{
    public JobId Id { get; init; }

    /// <summary><see cref="IJobKind.Name"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required string Arguments { get; init; }

    /// <summary>Null: nobody with an account.</summary>
    public AccountId? RequestedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public JobState State { get; set; }

    /// <summary>When a node should take it: of one that waits, when it should begin; of one that runs, when the lease on it ends.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Tries { get; set; }

    /// <summary>The node that holds the lease, a number of its own that it draws when it starts.</summary>
    public Guid? Node { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public long Done { get; set; }
    public long? Total { get; set; }

    /// <summary>Canonical JSON: where another go would begin.</summary>
    public string? Cursor { get; set; }

    /// <summary>Canonical JSON of what <see cref="IJobKind.Run"/> returned.</summary>
    public string? Result { get; set; }

    /// <summary>Why the last go failed.</summary>
    public JobFailure? Failure { get; set; }

    /// <summary>What the reason's sentence is about: an English sentence (<see cref="JobFailure.Refused"/>) or a number in the program's log.</summary>
    public string? FailureDetail { get; set; }

    /// <summary>Counted up by whoever takes the job and by whoever ends it, and by nobody else: the right to write for the job is of one version.</summary>
    public int Version { get; set; }

    public bool IsOpen => State is JobState.Waiting or JobState.Running;
}

/// <summary>Why a go failed. Words: <c>Failure…</c>.</summary>
internal enum JobFailure
{
    /// <summary>The store did not answer.</summary>
    Unreachable,
    Full,

    /// <summary>It cannot be done as things stand.</summary>
    Refused,

    /// <summary>The node that ran it ended in the middle of it.</summary>
    Ended,

    /// <summary>Ours to mend.</summary>
    Unexpected,
}

/// <summary>The job was cancelled, or another node has taken it: what this one does for it counts no more.</summary>
internal sealed class JobLostException() : OperationCanceledException("The job is not this run's any more.");
