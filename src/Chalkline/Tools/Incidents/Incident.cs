using Chalkline.Platform;

namespace Chalkline.Tools.Incidents;

/// <summary>How far an incident has come. Words: <c>IncidentState_…</c>.</summary>
public enum IncidentState
{
    /// <summary>Somebody reported it, and nobody has looked at it: nothing has begun.</summary>
    Reported,
    Open,

    /// <summary>It does no more harm.</summary>
    Contained,
    Closed,

    /// <summary>The report is no incident.</summary>
    SetAside,
}

/// <summary>How bad it is. Words: <c>Severity_…</c>.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Severe,
}

/// <summary>Something that went wrong with a tool: as it was reported, and as the district took it up.</summary>
public sealed class Incident : IVersioned
{
    public const int LongestTool = 120, LongestText = 4000, LongestContact = 200, LongestKind = 400, MostStudents = 5_000_000;

    public IncidentId Id { get; init; }
    public IncidentState State { get; set; }
    public Asker Asker { get; init; }

    /// <summary>Of the staff; null for the public form.</summary>
    public AccountId? ReportedBy { get; init; }

    /// <summary>SHA-256 of the secret in the reporter's private link; null for the staff, who sign in.</summary>
    public string? LinkHash { get; init; }
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>The tool, and what happened, in the reporter's words: for those alone who handle incidents. "" once they were removed.</summary>
    public required string ToolNamed { get; set; }
    public required string What { get; set; }
    public SchoolId? School { get; init; }

    /// <summary>Where the answer may be sent to; "": nowhere, or erased with the answer.</summary>
    public string Contact { get; set; } = "";
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>From when on somebody in the district knew: what most of the law's times run from.</summary>
    public DateTimeOffset KnownAt { get; set; }
    public ToolId? Tool { get; set; }

    /// <summary>The id of the pack's item; "": nobody has said.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What the pack called it when it was taken up, in the language of whoever did.</summary>
    public string KindName { get; set; } = "";

    /// <summary>Null: nobody has judged it.</summary>
    public Severity? Severity { get; set; }

    /// <summary>Null: unknown.</summary>
    public int? Students { get; set; }
    public DateTimeOffset? TakenUpAt { get; set; }
    public AccountId? TakenUpBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public DateTimeOffset? ContainedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public AccountId? ClosedBy { get; set; }
    public string Learned { get; set; } = "";
    public string Changes { get; set; } = "";

    /// <summary>For whoever reported it.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The reason for review that it raised.</summary>
    public ToolConcernId? Concern { get; set; }
    public int Version { get; set; }

    public bool IsRunning => State is IncidentState.Open or IncidentState.Contained;

    /// <summary>It closes the gates of its tool.</summary>
    public bool ClosesGates => IsRunning && Severity is Incidents.Severity.High or Incidents.Severity.Severe;
}

/// <summary>Something to be done about an incident.</summary>
public sealed class IncidentStep
{
    public const int LongestText = 1000;

    public Guid Id { get; init; }
    public IncidentId Incident { get; init; }
    public int Place { get; init; }
    public required string Text { get; init; }

    /// <summary>Not of the pack.</summary>
    public bool IsOwn { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public AccountId? DoneBy { get; set; }
    public string Note { get; set; } = "";
}

/// <summary>What starts a clock, as packs name it. Words: <c>ClockStart_…</c>.</summary>
public enum ClockStart
{
    Known,
    Reported,
    Confirmed,
}

/// <summary>In what a clock counts, as packs name it.</summary>
public enum ClockUnit
{
    Hours,
    Days,
    SchoolDays,
}

/// <summary>A time within which somebody must be told, as it stood in the pack when the incident was taken up.</summary>
public sealed class IncidentClock
{
    public const int LongestText = 1000;

    public Guid Id { get; init; }
    public IncidentId Incident { get; init; }
    public int Place { get; init; }

    /// <summary>The id of a rule of law; "": an agreement sets it.</summary>
    public required string Rule { get; init; }
    public required string Jurisdiction { get; init; }
    public ClockStart Start { get; init; }
    public int Count { get; init; }
    public ClockUnit Unit { get; init; }

    /// <summary>Who must be told, and what must be done.</summary>
    public required string ToWhom { get; init; }
    public required string What { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public AccountId? DoneBy { get; set; }
    public string Note { get; set; } = "";
}

/// <summary>A letter about an incident in one edition; a later one stands beside it.</summary>
public sealed class IncidentNotice
{
    public const int LongestSubject = 300, LongestBody = 8000, LongestName = 120;

    public Guid Id { get; init; }
    public IncidentId Incident { get; init; }

    /// <summary>Of the pack's letter.</summary>
    public required string Name { get; init; }

    /// <summary>From 1.</summary>
    public int Edition { get; init; }
    public required string ToWhom { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public AccountId MadeBy { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public AccountId? SentBy { get; set; }
    public string SentTo { get; set; } = "";
}
