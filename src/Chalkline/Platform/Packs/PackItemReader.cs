using System.Globalization;
using System.Text;

namespace Chalkline.Platform.Packs;

/// <summary>Reads the items of a pack by the keys of its kind.</summary>
internal sealed class PackItemReader(YamlSection top, IPackKind kind, PackTranslations say, YamlNotes notes)
{
    private readonly UniqueIds _ids = new(notes);
    private readonly PackSource? _source = top.Section("source", PackKeys.Source) is { } source ? Source(source, notes) : null;
    private readonly string? _license = License(top, notes);

    public List<PackItem> Read()
    {
        var nodes = top.Items("items");
        if (top.Node("items") is YamlSequence { Items: [] } none) notes.Fault(none, "needs at least one item");
        if (nodes.Count > PackKeys.MostItems) notes.Fault(top.Node("items")!, $"has more than {PackKeys.MostItems} items; split the pack");
        var items = new List<PackItem>();
        foreach (var node in nodes)
        {
            if (node is not YamlMapping mapping) notes.Fault(node, "expected an item: keys with values");
            else if (Item(mapping) is { } item) items.Add(item);
        }
        return items;
    }

    private PackItem? Item(YamlMapping mapping)
    {
        var section = new YamlSection(mapping, PackKeys.Item(kind), notes);
        var id = _ids.Take(section);
        var source = section.Section("source", PackKeys.Source) is { } own ? Source(own, notes) : _source;
        var license = License(section, notes) ?? _license;
        if (source is null && !section.Has("source")) notes.Fault(mapping, "has no source, and the pack has none for all");
        if (license is null && !section.Has("license")) notes.Fault(mapping, "has no license, and the pack has none for all");
        var translations = id is null ? [] : PackKeys.Languages.ToDictionary(l => l, l => say.Item(l, id, kind.Keys));
        var fields = Fields(section, kind.Keys, translations);
        if (id is null) return null;
        return new()
        {
            Id = id,
            Group = section.Text("group"),
            BuildsOn = [.. section.Items("builds_on").Select(n => YamlSection.TextOf(n, notes)).OfType<string>()],
            Source = source ?? new("", new("about:blank"), default),
            License = license ?? "",
            MapsTo = MapsTo(section),
            Fields = fields,
            Place = mapping.Path,
            Parts = Parts(mapping, id, source, license),
        };
    }

    private PackFields Fields(YamlSection section, IReadOnlyList<PackKey> keys, Dictionary<string, YamlSection?> translations)
    {
        var fields = new PackFields();
        foreach (var key in keys.Where(k => section.Has(k.Name))) fields[key.Name] = Field(section, key, translations);
        return fields;
    }

    private object? Field(YamlSection section, PackKey key, Dictionary<string, YamlSection?> translations)
    {
        switch (key.Shape)
        {
            case PackShape.Text when key.Translated: return say.Text(section, key.Name, PackKeys.MostText, translations.GetValueOrDefault);
            case PackShape.Text:
                var code = section.Text(key.Name);
                if (code is null) return null;
                say.Bound(section.Node(key.Name)!, code, PackKeys.MostText);
                return new LocalText(code, new Dictionary<string, string>());
            case PackShape.Texts: return say.Texts(section, key.Name, key.Translated, translations.GetValueOrDefault);
            case PackShape.Word: return Word(section.Node(key.Name)!, key);
            case PackShape.Words: return section.Items(key.Name).Select(n => Word(n, key)).OfType<string>().ToList();
            case PackShape.Day: return section.Date(key.Name);
            case PackShape.Whole: return section.Whole(key.Name);
            default: return Rows(section, key, translations);
        }
    }

    private string? Word(YamlValue node, PackKey key)
    {
        if (YamlSection.TextOf(node, notes) is not { } word) return null;
        if (key.Choice.Contains(word)) return word;
        notes.Fault(node, $"\"{word}\" is not known{YamlKeySet.Hint(word, key.Choice)}");
        return null;
    }

    private List<PackFields> Rows(YamlSection section, PackKey key, Dictionary<string, YamlSection?> translations)
    {
        var nodes = section.Items(key.Name);
        var others = key.Speaks
            ? translations.ToDictionary(t => t.Key, t => say.List(section, key.Name, nodes.Count, t.Key, t.Value)) : [];
        return [.. nodes.Select(Row).OfType<PackFields>()];

        PackFields? Row(YamlValue node, int index)
        {
            if (node is not YamlMapping mapping)
            {
                notes.Fault(node, $"expected keys with values ({string.Join(", ", key.Keys.Select(k => k.Name))})");
                return null;
            }
            var row = new YamlSection(mapping, PackKeys.Row(key), notes);
            return Fields(row, key.Keys, others.ToDictionary(o => o.Key, o => o.Value?[index] is YamlMapping translated
                ? new YamlSection(translated, PackKeys.Translated($"translations{{}}.items{{}}.{key.Name}[]", key.Keys), notes) : null));
        }
    }

    private Dictionary<string, IReadOnlyList<string>> MapsTo(YamlSection section)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (framework, node) in section.Entries("maps_to"))
        {
            if (!kind.Frameworks.Contains(framework)) notes.Fault(node, $"\"{framework}\" is no framework of {kind.Name}{YamlKeySet.Hint(framework, kind.Frameworks)}");
            else if (node is YamlSequence list) all[framework] = [.. list.Items.Select(n => YamlSection.TextOf(n, notes)).OfType<string>()];
            else notes.Fault(node, "expected a list, such as [a, b]");
        }
        return all;
    }

    /// <summary>Every key of the item and of its translations in one spelling.</summary>
    private Dictionary<string, string> Parts(YamlMapping mapping, string id, PackSource? source, string? license)
    {
        var parts = mapping.Entries.ToDictionary(e => e.Key, e => Spelled(e.Value), StringComparer.Ordinal);
        parts["source"] = source is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{source.Title}\0{source.Url}\0{source.AsOf:O}");
        parts["license"] = license ?? "";
        foreach (var language in PackKeys.Languages)
        {
            if (say.Top(language)?.Node("items") is not YamlMapping all || all.Entries.FirstOrDefault(e => e.Key == id)?.Value is not YamlMapping translated) continue;
            foreach (var (key, value) in translated.Entries) parts[key] = $"{parts.GetValueOrDefault(key)}\0{language}{Spelled(value)}";
        }
        return parts;
    }

    private static string Spelled(YamlValue value)
    {
        var text = new StringBuilder();
        Spell(value, text);
        return text.ToString();
    }

    /// <summary>Lengths stand before texts, so that no two values are spelled alike.</summary>
    private static void Spell(YamlValue value, StringBuilder to)
    {
        switch (value)
        {
            case YamlScalar scalar: to.Append('t').Append(scalar.Text.Length).Append(':').Append(scalar.Text); break;
            case YamlSequence list:
                to.Append('l').Append(list.Items.Count).Append(':');
                foreach (var item in list.Items) Spell(item, to);
                break;
            case YamlMapping mapping:
                to.Append('m').Append(mapping.Entries.Count).Append(':');
                foreach (var (key, part) in mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
                {
                    to.Append(key.Length).Append(':').Append(key);
                    Spell(part, to);
                }
                break;
        }
    }

    private static string? License(YamlSection section, YamlNotes notes)
    {
        var license = section.Text("license");
        if (license?.Length > PackKeys.MostShort) notes.Fault(section.Node("license")!, $"is longer than {PackKeys.MostShort} characters");
        return license;
    }

    private static PackSource Source(YamlSection section, YamlNotes notes)
    {
        var url = section.Text("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            if (url is not null) notes.Fault(section.Node("url")!, "expected an address that begins with https://");
            address = new("about:blank");
        }
        return new(section.Text("title") ?? "", address, section.Date("as_of") ?? default);
    }
}
