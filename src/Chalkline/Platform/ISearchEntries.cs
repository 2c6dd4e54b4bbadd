using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A record as search finds it.</summary>
/// <param name="Id">The record's own, which no record of another kind has.</param>
/// <param name="Title">What it is called, at most 400 characters; it is found by the beginning of each of its words.</param>
/// <param name="Path">Its page within the district.</param>
public sealed record SearchRecord(Guid Id, string Title, string Path)
{
    /// <summary>By what it is found beside, each as a whole: an e-mail address, a number.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The schools whose people may find it; who has the right for the whole district finds it anyway.</summary>
    public IReadOnlyList<SchoolId> Schools { get; init; } = [];
}

/// <summary>
/// Records of one kind that can be searched for, contributed with the mapping of their tables. A commit that changes one writes its entry anew, in the same
/// transaction; nobody finds what they may not see, because the right and the schools are part of the query.
/// </summary>
public interface ISearchEntries
{
    /// <summary>As in the audit log: <c>school</c>. At most 40 characters.</summary>
    string Kind { get; }

    /// <summary>The right to see such records.</summary>
    Right Right { get; }

    /// <summary>What such a record is: "School".</summary>
    string Says(Language language);

    /// <summary>The ids of the records whose entries a changed row (of whatever table) belongs to; none for rows of others.</summary>
    IEnumerable<Guid> Touched(object row);

    /// <summary>The records that can be found, as the store has them now.</summary>
    /// <param name="only">These alone, where they are still there; null: all.</param>
    IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only);
}

/// <summary>Something found that is no record of the store.</summary>
public sealed record FoundText(string Title, string Path);

/// <summary>Content that stands in the program's memory and is searched there: places of the navigation, items of packs.</summary>
public interface ISearchContent
{
    /// <summary>The heading over what is found.</summary>
    string Says(Language language);

    /// <summary>What all of the words are found in and the person may see, the best first; at most 25.</summary>
    Task<IReadOnlyList<FoundText>> Find(DistrictDb db, Person person, Language language, SearchWords words, CancellationToken ct);
}
