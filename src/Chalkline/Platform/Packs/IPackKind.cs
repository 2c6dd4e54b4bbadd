using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>
/// A kind of packs: which keys an item has, what must hold between them, and how readers see the items. Contributed by the capability that works with
/// them; needs no service.
/// </summary>
public interface IPackKind
{
    /// <summary>As in a file: <c>data-elements</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for the schema.</summary>
    string Description { get; }

    /// <summary>An item's keys beside those that every item has.</summary>
    IReadOnlyList<PackKey> Keys { get; }

    /// <summary>The outside frameworks that items may refer to under <c>maps_to</c>.</summary>
    IReadOnlyList<string> Frameworks { get; }

    /// <summary>A component that shows items: parameters <c>Pack</c>, <c>Items</c> (those that were asked for) and <c>Language</c>.</summary>
    Type View { get; }

    /// <summary>The kind's name for readers.</summary>
    string Says(Language language);

    /// <summary>What no key can say alone; asked only where every key is well.</summary>
    void Check(Pack pack, PackFaults faults);
}

/// <summary>What kind of value stands under a key.</summary>
public enum PackShape
{
    Text,
    Texts,

    /// <summary>One of the key's words.</summary>
    Word,
    Words,
    Day,
    Whole,

    /// <summary>A list of mappings with keys of their own.</summary>
    Rows,
}

/// <summary>A key of an item.</summary>
/// <param name="Description">One sentence for whoever writes a pack: it stands in the schema.</param>
public sealed record PackKey(string Name, PackShape Shape, string Description)
{
    public bool Required { get; init; } = true;

    /// <summary>Text for readers: every translation has it.</summary>
    public bool Translated { get; init; }

    /// <summary>The closed choice of a <see cref="PackShape.Word"/>.</summary>
    public IReadOnlyList<string> Choice { get; init; } = [];

    /// <summary>The keys of each of the <see cref="PackShape.Rows"/>.</summary>
    public IReadOnlyList<PackKey> Keys { get; init; } = [];

    public PackKey Optional() => this with { Required = false };

    /// <summary>Whether something of it is translated.</summary>
    public bool Speaks => Translated || Keys.Any(k => k.Speaks);

    /// <summary>Text that is the same in every language.</summary>
    public static PackKey Code(string name, string description) => new(name, PackShape.Text, description);

    public static PackKey Text(string name, string description) => new(name, PackShape.Text, description) { Translated = true };

    public static PackKey Texts(string name, string description) => new(name, PackShape.Texts, description) { Translated = true };

    public static PackKey Word(string name, string description, params IReadOnlyList<string> choice) => new(name, PackShape.Word, description) { Choice = choice };

    public static PackKey Words(string name, string description, params IReadOnlyList<string> choice) => new(name, PackShape.Words, description) { Choice = choice };

    public static PackKey Day(string name, string description) => new(name, PackShape.Day, description);

    public static PackKey Whole(string name, string description) => new(name, PackShape.Whole, description);

    public static PackKey Rows(string name, string description, params IReadOnlyList<PackKey> keys) => new(name, PackShape.Rows, description) { Keys = keys };
}

/// <summary>Where a kind's check puts what it finds.</summary>
public sealed class PackFaults
{
    private readonly YamlNotes _notes;

    internal PackFaults(YamlNotes notes) => _notes = notes;

    /// <param name="key">Of the item, under which the fault is shown.</param>
    public void Add(PackItem item, string key, string text)
    {
        var path = $"{item.Place}.{key}";
        _notes.Faults.Add(new(_notes.Lines.GetValueOrDefault(path, _notes.Lines.GetValueOrDefault(item.Place)), path, text));
    }
}

/// <summary>How many answers a district has to the items of a pack: contributed by the capabilities that keep answers, and shown before an upgrade.</summary>
public interface IPackAnswers
{
    /// <returns>The number of answers by the item's id; an item without any may be left out.</returns>
    Task<IReadOnlyDictionary<string, int>> CountByItem(DistrictDb db, PackId pack, PackVersion version, CancellationToken ct);
}
