namespace Chalkline.Platform;

/// <summary>A day, or some days in a row, that stands in a person's calendar. Its words are in the language of whoever asked.</summary>
/// <param name="Key">The same for as long as the thing is there, of ids alone; where a <see cref="WorkItem"/> is about the same thing, that one's key. At most 200 characters.</param>
/// <param name="Title">What is on that day. Calendars leave the site: it names no person, and no student's value is in it.</param>
/// <param name="Path">Where there is more of it, within the district.</param>
public sealed record DatedEntry(string Key, string Title, DateOnly First, DateOnly Last, string Path);

/// <summary>Days that people should have in their calendars, as a capability knows them.</summary>
public interface IDates
{
    /// <summary>Those that the person may see, and that touch the days asked for.</summary>
    Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct);
}
