using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Whether something waits for the person who reads of it, or for somebody else.</summary>
public enum WaitsFor
{
    Us,
    Others,
}

/// <summary>One thing that is to be done. Its words are in the language of whoever asked.</summary>
/// <param name="Key">The same for as long as it waits, of ids alone (<c>role:0198…</c>): what it is handed over by. At most 200 characters.</param>
/// <param name="Title">What is to be done, as a person would write it on a list.</param>
/// <param name="Why">How it came to wait, or what hangs on it; a few words.</param>
/// <param name="Path">Where it is done, within the district.</param>
/// <param name="Action">The word on its button.</param>
public sealed record WorkItem(string Key, string Title, string Why, string Path, string Action, WaitsFor Waits)
{
    /// <summary>Null where nobody could say.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last day on which it is in time; null where no day was set. What has one stands in calendars, which leave the site: its title names no person.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whom it waits on, where that is somebody else.</summary>
    public string? OnWhom { get; init; }

    /// <summary>The right that doing it takes; null: it cannot be handed over.</summary>
    public Right? Needs { get; init; }

    /// <summary>The school that it is about; null: the district.</summary>
    public SchoolId? School { get; init; }

    /// <summary>Who may not do it though they hold the right, because they asked for it themselves.</summary>
    public AccountId? NotBy { get; init; }
}

/// <summary>Whose work is asked for, and when.</summary>
/// <param name="Person">Whose it is, which is not always who reads it: work is handed over.</param>
/// <param name="Today">Where the district is.</param>
public sealed record WorkQuestion(DistrictDb Db, Person Person, Language Language, DateTimeOffset Now, DateOnly Today);

/// <summary>What waits for people, as a capability knows it. <em>My work</em> puts all of them together.</summary>
public interface IWorkItems
{
    /// <summary>The most that one contribution gives; whoever has more ends with an item that leads to the whole list.</summary>
    const int Most = 25;

    /// <summary>The items of the person, for whom they wait and for whom they wait on others; each only where its right reaches.</summary>
    Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct);
}
