using System.Diagnostics.CodeAnalysis;
using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A pack as it was read and checked: content of one kind, in all its languages, of one version that never changes.</summary>
public sealed record Pack
{
    public required PackId Id { get; init; }

    /// <summary>The name of its <see cref="IPackKind"/>.</summary>
    public required string Kind { get; init; }
    public required PackVersion Version { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText Description { get; init; }

    /// <summary>What the items are grouped by, in order.</summary>
    public required IReadOnlyList<PackGroup> Groups { get; init; }
    public required IReadOnlyList<PackItem> Items { get; init; }

    /// <summary>The text that it was read from.</summary>
    public required string Yaml { get; init; }

    /// <summary>SHA-256 of the text in lower-case hexadecimal, however its lines end.</summary>
    public required string Hash { get; init; }
}

/// <summary>A heading that items stand under.</summary>
public sealed record PackGroup(string Id, LocalText Title);

/// <summary>One item. Its id stays the same from version to version: that is what answers are kept by.</summary>
public sealed record PackItem
{
    public required string Id { get; init; }

    /// <summary>The id of its <see cref="PackGroup"/>; null where the pack has none.</summary>
    public required string? Group { get; init; }

    /// <summary>Ids of items that this one takes for granted; without a cycle.</summary>
    public required IReadOnlyList<string> BuildsOn { get; init; }
    public required PackSource Source { get; init; }

    /// <summary>Under which the item's words may be used; an SPDX identifier where there is one.</summary>
    public required string License { get; init; }

    /// <summary>References into outside frameworks, by framework: <c>oneroster</c> → <c>users.givenName</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> MapsTo { get; init; }

    /// <summary>What the item says, by the keys of its kind.</summary>
    public required PackFields Fields { get; init; }

    /// <summary>Where it stands in the file: <c>items[3]</c>.</summary>
    internal string Place { get; init; } = "";

    /// <summary>Each key with all that stands under it in every language, in one spelling: what tells a changed item from one that was kept.</summary>
    internal IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where an item comes from, and when somebody last looked there.</summary>
public sealed record PackSource(string Title, Uri Url, DateOnly AsOf);

/// <summary>A text in English and the other languages.</summary>
public sealed record LocalText(string English, IReadOnlyDictionary<string, string> Others)
{
    public string In(Language language) => Others.GetValueOrDefault(language.Code, English);

    /// <summary>In every language.</summary>
    public IEnumerable<string> All => Others.Values.Prepend(English);
}

/// <summary>The values of an item (or of a row within it) by the keys of its kind. A key that is absent is null, or an empty list.</summary>
public sealed class PackFields
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    internal object? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set
        {
            if (value is null) _values.Remove(key);
            else _values[key] = value;
        }
    }

    /// <summary>Every text of it, those of rows too.</summary>
    internal IEnumerable<LocalText> AllTexts => _values.Values.SelectMany(v => v switch
    {
        LocalText text => [text],
        IReadOnlyList<LocalText> texts => texts,
        IReadOnlyList<PackFields> rows => rows.SelectMany(r => r.AllTexts),
        _ => Enumerable.Empty<LocalText>(),
    });

    public LocalText? Text(string key) => (LocalText?)this[key];

    public IReadOnlyList<LocalText> Texts(string key) => (IReadOnlyList<LocalText>?)this[key] ?? [];

    public string? Word(string key) => (string?)this[key];

    public IReadOnlyList<string> Words(string key) => (IReadOnlyList<string>?)this[key] ?? [];

    public DateOnly? Day(string key) => (DateOnly?)this[key];

    public int? Whole(string key) => (int?)this[key];

    public IReadOnlyList<PackFields> Rows(string key) => (IReadOnlyList<PackFields>?)this[key] ?? [];
}

/// <summary>What came of reading a pack.</summary>
public abstract record PackReading
{
    private PackReading()
    {
    }

    public sealed record Good(Pack Pack) : PackReading;

    /// <param name="Faults">All of them, in the order of the lines.</param>
    public sealed record Faulty(IReadOnlyList<YamlFault> Faults) : PackReading;

    public bool IsGood([NotNullWhen(true)] out Pack? pack)
    {
        pack = (this as Good)?.Pack;
        return pack is not null;
    }
}
