using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>What every page of a district has around its own content.</summary>
/// <param name="PathBase">The district's address, before every link: "/cedar-valley".</param>
/// <param name="Here">The page's own path and query within it.</param>
/// <param name="FormToken">For the forms of the page.</param>
/// <param name="FormKey">What tells this form's second submission from a new one.</param>
public sealed record PageFrame(
    Language Language, string SiteName, string PathBase, string Here, Person? Person, IReadOnlyList<PageLink> Navigation, string FormToken, string FormKey)
{
    /// <summary>A sentence across the top of every page; null where there is none.</summary>
    public string? Ribbon { get; init; }

    /// <summary>What the reader is told before the page itself, such as that it is in another language than was asked for; null: nothing.</summary>
    public string? Notice { get; init; }

    public string At(string path) => PathBase + path;

    /// <summary>The same page in the other language.</summary>
    public string OtherLanguage
    {
        get
        {
            var (path, query) = Here.Split('?', 2) is [var p, var q] ? (p, q.Split('&').Where(s => !s.StartsWith("lang=", StringComparison.Ordinal)).ToList()) : (Here, []);
            return PathBase + path + "?" + string.Join('&', query.Append("lang=" + Language.Other.Code));
        }
    }
}

/// <summary>A link of the navigation.</summary>
/// <param name="Sentence">What one finds there, for the first page; null where the link's text says it.</param>
public sealed record PageLink(string Text, string Path, string? Sentence = null);
