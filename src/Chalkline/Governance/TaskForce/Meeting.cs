using Chalkline.Platform;

namespace Chalkline.Governance.TaskForce;

/// <summary>A meeting of the task force: planned, then with minutes.</summary>
public sealed class Meeting : IVersioned
{
    public MeetingId Id { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>Where and at what hour, as people say it.</summary>
    public required string Place { get; init; }

    /// <summary>"" until somebody writes them.</summary>
    public string Minutes { get; set; } = "";
    public List<AgendaItem> Agenda { get; init; } = [];
    public List<MeetingAttendance> Present { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its minutes were first written; null: not yet.</summary>
    public DateTimeOffset? HeldAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A line of an agenda.</summary>
public sealed class AgendaItem
{
    public AgendaItemId Id { get; init; }
    public MeetingId Meeting { get; init; }

    /// <summary>From 1, without a gap.</summary>
    public int Place { get; set; }
    public required string Title { get; init; }

    /// <summary>The <see cref="AgendaSuggestion.Key"/> that it came from; "": somebody typed it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where it is looked into; "": nowhere.</summary>
    public string Path { get; init; } = "";
}

/// <summary>Somebody on a seat was there.</summary>
public sealed class MeetingAttendance
{
    public MeetingId Meeting { get; init; }
    public SeatTermId Term { get; init; }
}

/// <summary>What somebody took on at a meeting: it waits in the person's own work until it is done.</summary>
public sealed class ActionItem : IVersioned
{
    public ActionItemId Id { get; init; }
    public MeetingId Meeting { get; init; }
    public required string Text { get; init; }
    public AccountId Owner { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public string DoneNote { get; set; } = "";
    public int Version { get; set; }
}

/// <summary>What meetings must be. Pure.</summary>
internal static class MeetingRules
{
    public const int LongestPlace = 200, LongestTitle = 200, LongestMinutes = 20_000, LongestAction = 500, MostAgendaItems = 40;

    /// <summary>The agenda with one line moved by one place up or down; a line at the end stays where it is.</summary>
    public static void Move(IReadOnlyList<AgendaItem> agenda, AgendaItemId id, bool up)
    {
        var ordered = agenda.OrderBy(a => a.Place).ToList();
        var at = ordered.FindIndex(a => a.Id == id);
        var other = at + (up ? -1 : 1);
        if (at < 0 || other < 0 || other >= ordered.Count) return;
        (ordered[at].Place, ordered[other].Place) = (ordered[other].Place, ordered[at].Place);
    }

    /// <summary>Minutes are of a meeting that was: not of one that is to come.</summary>
    public static bool MayHaveMinutes(Meeting meeting, DateOnly today) => meeting.Day <= today;
}
