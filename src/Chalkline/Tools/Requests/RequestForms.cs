namespace Chalkline.Tools.Requests;

/// <summary>A request as it is typed.</summary>
public sealed record AskForm
{
    public string? Name { get; init; }
    public string? Maker { get; init; }
    public string? Purpose { get; init; }
    public string? Asker { get; init; }
    public string? Grades { get; init; }
    public string? School { get; init; }
    public string? Contact { get; init; }

    /// <summary>Nobody sees this field; what fills it in is a program.</summary>
    public string? Website { get; init; }
}

/// <summary>What can be done with a request. Words: <c>RequestAct_…</c>.</summary>
public enum RequestAct
{
    /// <summary>It belongs to a tool of the register.</summary>
    Tie,

    /// <summary>The tool is entered in the register as requested, and the request tied to it.</summary>
    Enter,
    Merge,
    Answer,
    Decline,

    /// <summary>Its words are removed for good: it is abuse, or names somebody.</summary>
    Remove,

    /// <summary>It does not ask the same after all.</summary>
    Split,
}

/// <summary>What is done with a request, as it is typed.</summary>
public sealed record AnswerForm
{
    public string? Act { get; init; }
    public string? Tool { get; init; }

    /// <summary>Of a tool that is entered.</summary>
    public string? Name { get; init; }
    public string? Vendor { get; init; }
    public string? Into { get; init; }
    public string? Answer { get; init; }
    public string? Version { get; init; }
}
