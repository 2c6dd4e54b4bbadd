namespace Chalkline.Design;

/// <summary>Words for what is stored beside what was typed.</summary>
/// <param name="Says">"Stored now: {0}".</param>
/// <param name="Nothing">For what is empty.</param>
public sealed record StoredWords(string Says, string Ticked, string NotTicked, string Nothing);

/// <summary>
/// A form as the record fills it now, beside what somebody typed on top of an older version of it: a <c>Field</c> whose value differs says what is stored.
/// </summary>
public sealed class StoredForm
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values;
    private readonly StoredWords _words;

    private StoredForm(Dictionary<string, IReadOnlyList<string>> values, StoredWords words) => (_values, _words) = (values, words);

    /// <param name="form">A form record: its properties are its fields, as they are for whoever reads a post.</param>
    public static StoredForm Of(object form, StoredWords words)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var field in form.GetType().GetProperties())
        {
            switch (field.GetValue(form))
            {
                case string text: values[field.Name] = [text]; break;
                case IEnumerable<string> several: values[field.Name] = [.. several]; break;
                case null: values[field.Name] = []; break;
            }
        }
        return new(values, words);
    }

    /// <summary>What is stored, where it is not what the field shows; null where both are the same.</summary>
    /// <param name="shown">As it was typed, chosen or ticked.</param>
    /// <param name="isTick">It is a single box: that it is ticked is all that it says.</param>
    /// <param name="options">Of a choice: its texts.</param>
    public string? Beside(string field, IEnumerable<string> shown, bool isTick, IReadOnlyList<(string Value, string Text)>? options)
    {
        if (!_values.TryGetValue(field, out var stored)) return null;
        var (now, here) = (Plain(stored), Plain(shown));
        if (isTick ? now.Count == here.Count : now.SequenceEqual(here, StringComparer.Ordinal)) return null;
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, _words.Says, isTick ? now.Count > 0 ? _words.Ticked : _words.NotTicked : Text(now, options));
    }

    private string Text(List<string> values, IReadOnlyList<(string Value, string Text)>? options)
    {
        if (options is null) return values.Count == 0 ? _words.Nothing : string.Join(", ", values);
        var chosen = options.Where(o => values.Contains(o.Value) || values.Count == 0 && o.Value.Length == 0).Select(o => o.Text).ToList();
        return chosen.Count == 0 ? _words.Nothing : string.Join(", ", chosen);
    }

    private static List<string> Plain(IEnumerable<string> values) => [.. values.Select(v => v.ReplaceLineEndings("\n").Trim()).Where(v => v.Length > 0)];
}
