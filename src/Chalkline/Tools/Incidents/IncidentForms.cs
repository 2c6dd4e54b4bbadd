namespace Chalkline.Tools.Incidents;

/// <summary>A report as it is typed.</summary>
public sealed record ReportForm
{
    public string? Tool { get; init; }
    public string? What { get; init; }
    public string? Asker { get; init; }
    public string? School { get; init; }
    public string? Contact { get; init; }

    /// <summary>Nobody sees this field; what fills it in is a program.</summary>
    public string? Website { get; init; }
}

/// <summary>What is decided on a report or an incident. Words: <c>TriageAct_…</c>.</summary>
public enum TriageAct
{
    TakeUp,

    /// <summary>Of one that was taken up: its kind, severity, tool.</summary>
    Judge,
    SetAside,

    /// <summary>Its words are removed for good: it is abuse, or names somebody.</summary>
    Remove,
}

/// <summary>A decision on a report or an incident, as it is typed.</summary>
public sealed record TriageForm
{
    public string? Act { get; init; }
    public string? Kind { get; init; }
    public string? Severity { get; init; }
    public string? Tool { get; init; }

    /// <summary>A number; "": unknown.</summary>
    public string? Students { get; init; }

    /// <summary>A day, and a time as clocks of the district show it.</summary>
    public string? KnownDay { get; init; }
    public string? KnownTime { get; init; }
    public string? Answer { get; init; }
    public string? Version { get; init; }
}

/// <summary>What is done about an incident, one thing at a time. Words: <c>IncidentAct_…</c>.</summary>
public enum IncidentAct
{
    StepDone,
    StepAdd,
    ClockDone,
    Confirm,
    Contain,
    NoticeSent,
}

/// <summary>One thing that was done.</summary>
public sealed record IncidentActForm
{
    public string? Act { get; init; }

    /// <summary>The id of the step, the clock or the letter.</summary>
    public string? Target { get; init; }

    /// <summary>A note; of a new step what is to be done, of a letter to whom it was sent.</summary>
    public string? Note { get; init; }
}

/// <summary>The end of an incident, as it is typed.</summary>
public sealed record CloseForm
{
    public string? Learned { get; init; }
    public string? Changes { get; init; }
    public string? Answer { get; init; }
    public string? Version { get; init; }
}

/// <summary>A letter as it is typed.</summary>
public sealed record NoticeForm
{
    public string? Subject { get; init; }
    public string? Body { get; init; }

    /// <summary>The edition that it was written on top of; 0: none.</summary>
    public string? Edition { get; init; }
}
