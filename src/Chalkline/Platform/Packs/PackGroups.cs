using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Items under the headings of their pack.</summary>
internal static class PackGroups
{
    /// <summary>In the pack's order, without headings that have nothing under them; a pack without groups is one under its own title.</summary>
    public static IEnumerable<(string Id, string Title, IReadOnlyList<PackItem> Items)> Of(Pack pack, IReadOnlyList<PackItem> items, Language language)
    {
        if (pack.Groups.Count == 0) return [("all", pack.Title.In(language), items)];
        return pack.Groups.Select(g => (g.Id, g.Title.In(language), (IReadOnlyList<PackItem>)[.. items.Where(i => i.Group == g.Id)])).Where(g => g.Item3.Count > 0);
    }
}
