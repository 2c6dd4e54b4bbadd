using System.Text.RegularExpressions;

namespace Chalkline.Platform.Packs;

/// <summary>The texts of a pack in its other languages, found beside the English ones; what is missing is noted.</summary>
internal sealed partial class PackTranslations
{
    private readonly YamlNotes _notes;
    private readonly Dictionary<string, YamlSection> _languages = new(StringComparer.Ordinal);

    public PackTranslations(YamlSection top, YamlNotes notes)
    {
        _notes = notes;
        foreach (var (language, node) in top.Entries("translations"))
        {
            if (!PackKeys.Languages.Contains(language)) notes.Fault(node, $"\"{language}\" is not known; known are {string.Join(", ", PackKeys.Languages)}");
            else if (node is YamlMapping mapping) _languages[language] = new(mapping, PackKeys.Translation, notes);
            else notes.Fault(node, "expected keys with values (title, description, groups, items)");
        }
        if (top.Node("translations") is YamlMapping all)
        {
            foreach (var missing in PackKeys.Languages.Where(l => !all.Entries.Any(e => e.Key == l)))
                notes.Faults.Add(new(all.Line, "translations." + missing, "required, and not given"));
        }
    }

    public YamlSection? Top(string language) => _languages.GetValueOrDefault(language);

    public YamlSection? Group(string language, string id) => Within(language, "groups", id, new("translations{}.groups{}", ["title"]));

    public YamlSection? Item(string language, string id, IReadOnlyList<PackKey> keys) =>
        Within(language, "items", id, PackKeys.Translated("translations{}.items{}", keys));

    /// <summary>The text of a key in all languages.</summary>
    /// <param name="most">Characters.</param>
    /// <param name="translation">Where a language's text stands; null: nowhere.</param>
    public LocalText Text(YamlSection section, string key, int most, Func<string, YamlSection?> translation)
    {
        if (section.Text(key) is not { } english) return new("", new Dictionary<string, string>());
        Bound(section.Node(key)!, english, most);
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in _languages.Keys)
        {
            var there = translation(language);
            if (there?.Node(key) is not { } node) Missing(language, section.Node(key)!);
            else if (YamlSection.TextOf(node, _notes) is { } text) others[language] = Compare(node, english, text, most);
        }
        return new(english, others);
    }

    /// <summary>A list of texts, each in all languages: translations have as many.</summary>
    public IReadOnlyList<LocalText> Texts(YamlSection section, string key, bool translated, Func<string, YamlSection?> translation)
    {
        var nodes = section.Items(key);
        var lists = translated ? _languages.Keys.ToDictionary(l => l, l => List(section, key, nodes.Count, l, translation(l))) : [];
        return [.. nodes.Select(One)];

        LocalText One(YamlValue node, int index)
        {
            var english = YamlSection.TextOf(node, _notes) ?? "";
            Bound(node, english, PackKeys.MostText);
            var others = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (language, list) in lists)
            {
                if (list is not null && YamlSection.TextOf(list[index], _notes) is { } text) others[language] = Compare(list[index], english, text, PackKeys.MostText);
            }
            return new(english, others);
        }
    }

    /// <summary>The translation's list under a key; null where it is not there or has another length, and then that is noted.</summary>
    public IReadOnlyList<YamlValue>? List(YamlSection section, string key, int count, string language, YamlSection? translation)
    {
        if (count == 0) return null;
        if (translation?.Node(key) is not { } node)
        {
            Missing(language, section.Node(key)!);
            return null;
        }
        var list = translation.Items(key);
        if (list.Count == count) return list;
        if (node is YamlSequence) _notes.Fault(node, $"has {list.Count} entries, and {count} are to be translated");
        return null;
    }

    /// <summary>A translation of nothing is a slip in an id.</summary>
    public void CheckThatAllAreOfSomething(IReadOnlyList<string> groups, IReadOnlyList<string> items)
    {
        foreach (var language in _languages.Values)
        {
            foreach (var (id, node) in language.Entries("groups").Where(e => !groups.Contains(e.Key)))
                _notes.Fault(node, $"translates a group that is not there{YamlKeySet.Hint(id, groups)}");
            var known = items.ToHashSet(StringComparer.Ordinal);
            foreach (var (id, node) in language.Entries("items").Where(e => !known.Contains(e.Key)))
                _notes.Fault(node, $"translates an item that is not there{Exchange.Nearest.Ask(id, items)}");
        }
    }

    public void Bound(YamlValue node, string text, int most)
    {
        if (text.Length > most) _notes.Fault(node, $"is longer than {most} characters");
    }

    private YamlSection? Within(string language, string list, string id, YamlKeySet keys)
    {
        if (Top(language)?.Node(list) is not YamlMapping all || all.Entries.FirstOrDefault(e => e.Key == id) is not { } entry) return null;
        if (entry.Value is YamlMapping mapping) return new(mapping, keys, _notes);
        _notes.Fault(entry.Value, $"expected keys with values ({string.Join(", ", keys.Known)})");
        return null;
    }

    private void Missing(string language, YamlValue english) =>
        _notes.Faults.Add(new(english.Line, english.Path, $"has no translation into {language}"));

    private string Compare(YamlValue node, string english, string text, int most)
    {
        Bound(node, text, most);
        var (wanted, found) = (Placeholders(english), Placeholders(text));
        if (wanted != found) _notes.Fault(node, $"has the placeholders {Shown(found)}, and the English text has {Shown(wanted)}");
        return text;
    }

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    private static string Shown(string placeholders) => placeholders.Length == 0 ? "none" : placeholders;

    [GeneratedRegex(@"\{[A-Za-z0-9_]+\}")]
    private static partial Regex Placeholder();
}
