using System.Globalization;
using Chalkline.Exchange;

namespace Chalkline.Platform;

/// <summary>
/// One mapping of a file, read key by key. Each method notes a fault where the value is not of its kind and returns what stands for
/// "absent", so that reading goes on and every fault is found.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlNotes _notes;
    private readonly YamlMapping _mapping;
    private readonly YamlKeySet _keys;

    /// <summary>Notes keys that are not known and those that are needed and absent.</summary>
    public YamlSection(YamlMapping mapping, YamlKeySet keys, YamlNotes notes)
    {
        (_mapping, _keys, _notes) = (mapping, keys, notes);
        var meant = new HashSet<string>();
        foreach (var (key, value) in mapping.Entries)
        {
            notes.Lines.TryAdd(value.Path, value.Line);
            if (value is not YamlScalar { IsNull: true }) notes.Given.Add(value.Path);
            if (!keys.Known.Contains(key)) Unknown(key, value, meant);
        }
        foreach (var key in keys.Required)
        {
            // One slip is one fault: a key that was misspelt is not missing as well.
            if (!Has(key) && !meant.Contains(key)) notes.Faults.Add(new(LineFor(key), PathOf(key), "required, and not given"));
        }
    }

    public bool Has(string key) => Node(key) is not null;

    public string PathOf(string key) => _mapping.Path.Length == 0 ? key : _mapping.Path + "." + key;

    /// <summary>Where the key is written, be it with null, or else the mapping's line.</summary>
    private int LineFor(string key) => _notes.Lines.GetValueOrDefault(PathOf(key), _mapping.Line);

    /// <summary>The value of a key; null where it is absent or null.</summary>
    public YamlValue? Node(string key)
    {
        if (!_keys.Known.Contains(key)) throw new ArgumentException($"{key} is no key of {_keys.Place}", nameof(key));
        foreach (var (name, value) in _mapping.Entries)
        {
            if (name == key) return value is YamlScalar { IsNull: true } ? null : value;
        }
        return null;
    }

    /// <summary>Text as it stands, without its quotes; not empty.</summary>
    public string? Text(string key) => Node(key) is { } node ? TextOf(node, _notes) : null;

    public static string? TextOf(YamlValue node, YamlNotes notes)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } scalar when !string.IsNullOrWhiteSpace(scalar.Text): return scalar.Text;
            case YamlScalar: notes.Fault(node, "is empty"); break;
            case YamlSequence: notes.Fault(node, "expected one text, and found a list"); break;
            case YamlMapping: notes.Fault(node, "expected one text, and found keys with values"); break;
        }
        return null;
    }

    public double? Number(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalar { Plain: true } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)) return value;
        NotOfKind(node, "a number, such as 0.05");
        return null;
    }

    public int? Whole(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalar { Plain: true } scalar
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        NotOfKind(node, "a whole number, such as 6");
        return null;
    }

    public decimal? Decimal(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalar { Plain: true } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
        NotOfKind(node, "a number, such as 2500");
        return null;
    }

    public DateOnly? Date(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalar scalar
            && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        NotOfKind(node, "a day, such as 2026-01-31");
        return null;
    }

    public T? Choice<T>(YamlChoice<T> choice, string key) where T : struct, Enum
    {
        if (Text(key) is not { } text) return null;
        var index = Array.IndexOf(choice.Words, text);
        if (index >= 0) return choice.Values[index];
        _notes.Fault(Node(key)!, $"\"{Short(text)}\" is not known{YamlKeySet.Hint(text, choice.Words)}");
        return null;
    }

    /// <summary>A mapping with its own keys; null where the key is absent or holds something else.</summary>
    public YamlSection? Section(string key, YamlKeySet keys)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlMapping mapping) return new(mapping, keys, _notes);
        NotOfKind(node, $"keys with values ({string.Join(", ", keys.Known)})");
        return null;
    }

    /// <summary>The entries of a list, a fault noted for each that is null; empty where the key is absent.</summary>
    public IReadOnlyList<YamlValue> Items(string key)
    {
        if (Node(key) is not { } node) return [];
        if (node is not YamlSequence sequence)
        {
            NotOfKind(node, "a list, such as [a, b]");
            return [];
        }
        foreach (var item in sequence.Items)
        {
            _notes.Lines.TryAdd(item.Path, item.Line);
            if (item is YamlScalar { IsNull: true }) _notes.Fault(item, "is empty");
        }
        // Entries keep their places, so that a fault found later names the right one.
        return [.. sequence.Items.Select(i => i is YamlScalar { IsNull: true } ? new YamlUnreadable(i.Path, i.Line) : i)];
    }

    /// <summary>Each entry of a mapping whose keys are the user's own (arm values, columns).</summary>
    public IReadOnlyList<YamlEntry> Entries(string key)
    {
        if (Node(key) is not { } node) return [];
        if (node is YamlMapping mapping)
        {
            foreach (var (_, value) in mapping.Entries) _notes.Lines.TryAdd(value.Path, value.Line);
            return mapping.Entries;
        }
        NotOfKind(node, "keys with values, such as { a: b }");
        return [];
    }

    private void NotOfKind(YamlValue node, string expected)
    {
        var found = node switch
        {
            YamlScalar { Plain: true } scalar => $"\"{Short(scalar.Text)}\"",
            YamlScalar scalar => $"the text \"{Short(scalar.Text)}\" in quotes",
            YamlSequence => "a list",
            YamlMapping => "keys with values",
            _ => null,
        };
        if (found is not null) _notes.Fault(node, $"expected {expected}, and found {found}");
    }

    private void Unknown(string key, YamlValue value, HashSet<string> meant)
    {
        var owner = _notes.Sought.FirstOrDefault(s => s.Known.Contains(key));
        if (owner is not null)
        {
            _notes.Fault(value, $"unknown key here; it stands {(owner.Place.Length == 0 ? "at the top, without indentation" : "under " + owner.Place)}");
            return;
        }
        if (Nearest.To(key, _keys.Known, 1) is [var nearest]) meant.Add(nearest);
        _notes.Fault(value, "unknown key" + YamlKeySet.Hint(key, _keys.Known));
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
