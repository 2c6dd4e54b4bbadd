using System.Security.Cryptography;
using System.Text;
using Chalkline.Platform.Packs;

namespace Chalkline.Platform;

/// <summary>Reads packs (YAML; docs/packs.md) of the kinds that there are, or tells everything that is wrong with them.</summary>
public sealed class PackReader(IEnumerable<IPackKind> kinds)
{
    /// <summary>The largest pack, in bytes.</summary>
    public const int MostBytes = YamlText.MostBytes;

    private const string TooLarge = "is larger than 1 MiB, which no pack is; split it";

    private static readonly YamlDialect Dialect = new("a pack", "packs", "id, kind, version and items", "id: urn:chalkline:pack:local:our-codes", _ => "; write the text again");

    /// <summary>In the order in which they were contributed.</summary>
    public IReadOnlyList<IPackKind> Kinds { get; } = [.. kinds];

    public IPackKind KindOf(Pack pack) => Kinds.First(k => k.Name == pack.Kind);

    public PackReading ReadFile(string path)
    {
        var (text, fault) = YamlText.Read(path, "is a folder", TooLarge);
        return text is null ? new PackReading.Faulty([fault!]) : Read(text);
    }

    public PackReading Read(byte[] bytes)
    {
        var (text, fault) = YamlText.Decode(bytes, TooLarge);
        return text is null ? new PackReading.Faulty([fault!]) : Read(text);
    }

    public PackReading Read(string yaml)
    {
        if (YamlText.HiddenBreak(yaml) is { } hidden) return new PackReading.Faulty([hidden]);
        var text = yaml.ReplaceLineEndings("\n");
        var notes = new YamlNotes(PackKeys.Top);
        var pack = new YamlReader(text, Dialect, notes.Faults).Read() is { } root ? Top(root, text, notes) : null;
        if (notes.Faults.Count == 0) KindOf(pack!).Check(pack!, new(notes));
        return notes.Faults.Count == 0 ? new PackReading.Good(pack!) : new PackReading.Faulty([.. notes.Faults.OrderBy(f => f.Line)]);
    }

    /// <summary>What is absent or wrong has been noted, and nobody sees the record.</summary>
    private Pack? Top(YamlMapping root, string text, YamlNotes notes)
    {
        var top = new YamlSection(root, PackKeys.Top, notes);
        if (Kind(top, notes) is not { } kind) return null;
        var say = new PackTranslations(top, notes);
        var groups = Groups(top, say, notes);
        var items = new PackItemReader(top, kind, say, notes).Read();
        PackReferences.Check(items, groups, notes);
        say.CheckThatAllAreOfSomething([.. groups.Select(g => g.Id)], [.. items.Select(i => i.Id)]);
        if (top.Text("locale") is { } locale && locale != "en") notes.Fault(top.Node("locale")!, "packs are written in English (locale: en) and translated under `translations`");
        return new()
        {
            Id = Id(top, notes),
            Kind = kind.Name,
            Version = Version(top, notes),
            Title = say.Text(top, "title", PackKeys.MostShort, l => say.Top(l)),
            Description = say.Text(top, "description", PackKeys.MostText, l => say.Top(l)),
            Groups = groups,
            Items = items,
            Yaml = text,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
    }

    private IPackKind? Kind(YamlSection top, YamlNotes notes)
    {
        if (top.Text("kind") is not { } name) return null;
        var kind = Kinds.FirstOrDefault(k => k.Name == name);
        if (kind is null) notes.Fault(top.Node("kind")!, $"\"{name}\" is not known{YamlKeySet.Hint(name, [.. Kinds.Select(k => k.Name)])}");
        return kind;
    }

    private static PackId Id(YamlSection top, YamlNotes notes)
    {
        if (top.Text("id") is not { } urn) return PackId.Parse("urn:chalkline:pack:none");
        if (PackId.TryParse(urn, out var id)) return id;
        notes.Fault(top.Node("id")!, "is no pack's id; it looks like urn:chalkline:pack:local:our-codes, in small letters, digits and hyphens");
        return PackId.Parse("urn:chalkline:pack:none");
    }

    private static PackVersion Version(YamlSection top, YamlNotes notes)
    {
        if (top.Text("version") is not { } text) return default;
        if (!PackVersion.TryParse(text, out var version)) notes.Fault(top.Node("version")!, "is no version; it is three whole numbers, such as 1.0.0");
        return version;
    }

    private static List<PackGroup> Groups(YamlSection top, PackTranslations say, YamlNotes notes)
    {
        var groups = new List<PackGroup>();
        var ids = new UniqueIds(notes);
        foreach (var node in top.Items("groups"))
        {
            if (node is not YamlMapping mapping)
            {
                notes.Fault(node, "expected a group, such as { id: attendance, title: Attendance }");
                continue;
            }
            var section = new YamlSection(mapping, PackKeys.Group, notes);
            if (ids.Take(section) is { } id) groups.Add(new(id, say.Text(section, "title", PackKeys.MostShort, l => say.Group(l, id))));
        }
        return groups;
    }
}

/// <summary>Ids of one list, each once.</summary>
internal sealed class UniqueIds(YamlNotes notes)
{
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    /// <summary>The id of an entry; null where it has none that can be used, and then that is noted.</summary>
    public string? Take(YamlSection section)
    {
        if (section.Text("id") is not { } id) return null;
        var node = section.Node("id")!;
        if (!PackKeys.IsItemId(id)) notes.Fault(node, "is no id; it has small letters, digits, and single hyphens and points between them, 80 at most");
        else if (_first.TryAdd(id, node.Line)) return id;
        else notes.Fault(node, $"\"{id}\" is given twice; the first is in line {_first[id]}");
        return null;
    }
}
