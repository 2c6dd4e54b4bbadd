using System.Text.RegularExpressions;
using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>The keys that packs of every kind have. The published schema is made of them and of those of the kinds.</summary>
internal static partial class PackKeys
{
    public const int MostItems = 2000, MostText = 4000, MostShort = 200;

    public static readonly YamlKeySet Top = new("",
        ["id", "kind", "version", "locale", "title", "description", "license", "source", "groups", "items", "translations"],
        "id", "kind", "version", "locale", "title", "description", "items", "translations");

    public static readonly YamlKeySet Group = new("groups[]", ["id", "title"], "id", "title");

    public static readonly YamlKeySet Source = new("source", ["title", "url", "as_of"], "title", "url", "as_of");

    /// <summary>What every item may have.</summary>
    public static readonly IReadOnlyList<string> OfEveryItem = ["id", "group", "builds_on", "source", "license", "maps_to"];

    public static readonly YamlKeySet Translation = new("translations{}", ["title", "description", "groups", "items"]);

    /// <summary>What a pack must be translated to.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Language.All.Where(l => l != Language.English).Select(l => l.Code)];

    public static YamlKeySet Item(IPackKind kind) => new("items[]", [.. OfEveryItem, .. kind.Keys.Select(k => k.Name)], ["id", .. Required(kind.Keys)]);

    public static YamlKeySet Row(PackKey rows) => new($"items[].{rows.Name}[]", [.. rows.Keys.Select(k => k.Name)], [.. Required(rows.Keys)]);

    /// <summary>Of the translation of an item or row: what is missing is told by its text, not by its key.</summary>
    public static YamlKeySet Translated(string place, IReadOnlyList<PackKey> keys) => new(place, [.. keys.Where(k => k.Speaks).Select(k => k.Name)]);

    public static bool IsItemId(string text) => text.Length <= 80 && ItemId().IsMatch(text);

    private static IEnumerable<string> Required(IReadOnlyList<PackKey> keys) => keys.Where(k => k.Required).Select(k => k.Name);

    [GeneratedRegex(@"\A[a-z0-9]+([.-][a-z0-9]+)*\z")]
    private static partial Regex ItemId();
}
