using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>What every page of a district has around its own content.</summary>
/// <param name="SiteName">The district's name; of the installation's pages and where nobody has set the district up: the program's.</param>
/// <param name="PathBase">The district's address, before every link: "/cedar-valley".</param>
/// <param name="Here">The page's own path and query within it.</param>
/// <param name="FormToken">For the forms of the page.</param>
/// <param name="FormKey">What tells this form's second submission from a new one.</param>
public sealed record PageFrame(
    Language Language, string SiteName, string PathBase, string Here, Person? Person, IReadOnlyList<PageLink> Navigation, string FormToken, string FormKey)
{
    /// <summary>A colour and a picture of the district's own; null: ours.</summary>
    public DistrictLook? Look { get; init; }

    /// <summary>"light" or "dark", as the person chose; null: as the device is set.</summary>
    public string? Theme { get; init; }

    /// <summary>A sentence across the top of every page; null where there is none.</summary>
    public string? Ribbon { get; init; }

    /// <summary>What the reader is told before the page itself, such as that it is in another language than was asked for; null: nothing.</summary>
    public string? Notice { get; init; }

    public string At(string path) => PathBase + path;

    /// <summary>The path without what the address asks.</summary>
    public string Path => Here.Split('?')[0];

    /// <summary>The same page in the other language.</summary>
    public string OtherLanguage => With(("lang", Language.Other.Code));

    /// <summary>The same page, asked for something else.</summary>
    /// <param name="changes">Names with the values that they get; null: left out.</param>
    public string With(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var parts = Here.Split('?', 2) is [_, var query] ? query.Split('&').Where(p => p.Length > 0).ToList() : [];
        foreach (var (name, value) in changes)
        {
            parts.RemoveAll(p => p == name || p.StartsWith(name + "=", StringComparison.Ordinal));
            if (value is not null) parts.Add(name + "=" + Uri.EscapeDataString(value));
        }
        return PathBase + Path + (parts.Count > 0 ? "?" + string.Join('&', parts) : "");
    }
}

/// <summary>A link of the navigation.</summary>
/// <param name="Sentence">What one finds there, for the first page; null where the link's text says it.</param>
public sealed record PageLink(string Text, string Path, string? Sentence = null, NavigationGroup Group = NavigationGroup.Administration);

/// <summary>A page above the present one, on the way to it.</summary>
public sealed record Crumb(string Text, string Path);
