using Chalkline.Platform;
using Chalkline.Records;

namespace Chalkline.Tools.Requests;

/// <summary>How far a request has come. Words: <c>RequestState_…</c>.</summary>
public enum RequestState
{
    /// <summary>Nobody has read it: nobody else sees anything of it.</summary>
    New,

    /// <summary>It is tied to a tool of the register, which goes its way.</summary>
    Open,
    Answered,
    Declined,

    /// <summary>It asks the same as another one, whose answer is its own.</summary>
    Merged,
}

/// <summary>A tool that somebody asks for.</summary>
public sealed class ToolRequest : IVersioned
{
    public const int LongestName = 120, LongestMaker = 300, LongestText = 2000, LongestContact = 200;

    public ToolRequestId Id { get; init; }
    public Asker Asker { get; init; }

    /// <summary>Of the staff; null for the public form.</summary>
    public AccountId? AskedBy { get; init; }

    /// <summary>SHA-256 of the secret in the asker's private link; null for the staff, who sign in.</summary>
    public string? LinkHash { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The tool, in the asker's words; "" once those were removed.</summary>
    public required string Name { get; set; }
    public required string NameFolded { get; set; }

    /// <summary>Who makes it, or its address; "": not said.</summary>
    public string Maker { get; set; } = "";

    /// <summary>The host's name, where the maker was given as an address; "": it was not.</summary>
    public string Host { get; set; } = "";

    /// <summary>What it is to be used for.</summary>
    public required string Purpose { get; set; }

    /// <summary>As <see cref="GradeSet"/> writes them.</summary>
    public string GradeCodes { get; init; } = "";
    public SchoolId? School { get; init; }

    /// <summary>Where the answer may be sent to; "": nowhere, or erased with the answer.</summary>
    public string Contact { get; set; } = "";
    public RequestState State { get; set; }

    /// <summary>The request that asks the same, which itself belongs to none.</summary>
    public ToolRequestId? MergedInto { get; set; }
    public ToolId? Tool { get; set; }
    public string Answer { get; set; } = "";
    public DateTimeOffset? AnsweredAt { get; set; }
    public AccountId? AnsweredBy { get; set; }

    /// <summary>The asker's words are gone for good.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }

    public bool IsClosed => State is RequestState.Answered or RequestState.Declined;
}
