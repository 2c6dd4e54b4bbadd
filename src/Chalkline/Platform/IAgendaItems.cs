using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Something that a meeting of the task force could talk about. Its words are in the language of whoever asked.</summary>
/// <param name="Key">The same for as long as it waits, of ids alone (<c>challenge:0198…</c>); at most 200 characters.</param>
/// <param name="Title">As a line of an agenda; at most 200 characters.</param>
/// <param name="Why">How it came to wait, in a few words.</param>
/// <param name="Path">Where it is looked into, within the district.</param>
public sealed record AgendaSuggestion(string Key, string Title, string Why, string Path);

/// <summary>For which store an agenda is made, and when.</summary>
/// <param name="Person">Who makes it: nothing is suggested that this person may not see.</param>
/// <param name="Today">Where the district is.</param>
public sealed record AgendaQuestion(DistrictDb Db, Person Person, Language Language, DateTimeOffset Now, DateOnly Today);

/// <summary>What waits for the task force, as a capability knows it: the agenda of a meeting is made of it.</summary>
public interface IAgendaItems
{
    /// <summary>The most that one contribution gives.</summary>
    const int Most = 10;

    Task<IReadOnlyList<AgendaSuggestion>> Of(AgendaQuestion asked, CancellationToken ct);
}
