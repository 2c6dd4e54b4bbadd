using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Where a part of the superintendent's page stands: the order in which it is read.</summary>
public enum BriefingPlace
{
    Phase,
    Goals,
    Decisions,
    Late,
    Tools,
    Pilots,
    Risks,
    Money,
}

/// <summary>For whom the page is made, and when.</summary>
/// <param name="Today">Where the district is.</param>
public sealed record BriefingQuestion(DistrictDb Db, Person Person, Language Language, DateTimeOffset Now, DateOnly Today);

/// <summary>One line of a part.</summary>
/// <param name="Text">What, with its because.</param>
/// <param name="Path">Where it is looked into, within the district; null: nowhere.</param>
/// <param name="More">A few words after it, such as since when.</param>
public sealed record BriefingLine(string Text, string? Path = null, string? More = null)
{
    /// <summary>How it stands; null: it is only said.</summary>
    public StatusKind? Kind { get; init; }

    /// <summary>The word of the status.</summary>
    public string? Status { get; init; }
}

/// <summary>A part of the superintendent's page. All of them go on one screen and one sheet: few lines, the rest is behind the link.</summary>
/// <param name="Lead">One sentence that says how it stands.</param>
/// <param name="Path">Where all of it is seen; null: nowhere yet.</param>
public sealed record BriefingPart(BriefingPlace Place, string Heading, string Lead, IReadOnlyList<BriefingLine> Lines, string? Path = null);

/// <summary>Parts of the superintendent's page, contributed by the capability that knows of them.</summary>
public interface IBriefingSection
{
    /// <summary>The most lines that a part may have.</summary>
    const int Most = 6;

    /// <summary>None where there is nothing that this person may see.</summary>
    Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct);
}
