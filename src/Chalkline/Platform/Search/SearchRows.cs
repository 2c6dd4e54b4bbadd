namespace Chalkline.Platform.Search;

/// <summary>A record that can be found. Made of the records themselves, and made anew from them where it is not there.</summary>
internal sealed class SearchEntry
{
    /// <summary>The record's id.</summary>
    public Guid Record { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>What results are sorted by.</summary>
    public required string TitleFolded { get; init; }
    public required string Path { get; init; }
}

/// <summary>A word that it is found by.</summary>
internal sealed class SearchToken
{
    public Guid Record { get; init; }
    public required string Kind { get; init; }
    public required string Token { get; init; }
}

/// <summary>A school whose people may find it.</summary>
internal sealed class SearchPlace
{
    public Guid Record { get; init; }
    public SchoolId School { get; init; }
}

/// <summary>That the entries of a kind are there, and by which version of the rules they were made.</summary>
internal sealed class SearchState
{
    public required string Kind { get; init; }
    public int Rules { get; init; }
}
