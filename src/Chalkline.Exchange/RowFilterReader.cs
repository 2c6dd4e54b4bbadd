using System.Globalization;
using System.Text;

namespace Chalkline.Exchange;

/// <summary>Reads the text of a <see cref="RowFilter"/>, with the header at hand: names are found, not delimited.</summary>
internal sealed class RowFilterReader(string text, IReadOnlyList<string> header)
{
    private int at;

    public RowFilter Read()
    {
        var conditions = new List<RowFilter.Condition>();
        var columns = new List<string>();
        do
        {
            var condition = ReadCondition();
            conditions.Add(condition);
            if (!columns.Contains(header[condition.Column])) columns.Add(header[condition.Column]);
        }
        while (TakeWord("and"));
        SkipSpaces();
        if (at < text.Length) throw Fault($"'and' or the end was expected, not '{Rest()}'");
        return new RowFilter([.. conditions], columns);
    }

    private RowFilter.Condition ReadCondition()
    {
        var column = ReadColumn();
        if (TakeWord("is"))
        {
            var not = TakeWord("not");
            if (!TakeWord("missing")) throw Fault("'missing' was expected after 'is'");
            return new(column, not ? RowFilter.Operator.NotMissing : RowFilter.Operator.Missing, []);
        }
        if (TakeWord("in")) return new(column, RowFilter.Operator.In, ReadList());
        var kind = ReadOperator();
        var start = at;
        var value = ReadValue(inList: false);
        if (kind >= RowFilter.Operator.Less && !DecimalText.TryRead(value, out _))
        {
            at = start;
            SkipSpaces();
            throw Fault($"a number was expected after <, <=, > or >=, not '{ExchangeException.Show(Encoding.UTF8.GetString(value))}'");
        }
        return new(column, kind, [value]);
    }

    private int ReadColumn()
    {
        SkipSpaces();
        if (at == text.Length) throw Fault("a column name was expected");
        var start = at;
        if (text[at] is '"' or '\'')
        {
            var name = ReadQuoted();
            for (var i = 0; i < header.Count; i++)
            {
                if (header[i] == name) return i;
            }
            at = start;
            throw NoColumn(name);
        }
        int found = -1, length = 0;
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i];
            if (name.Length <= length || string.CompareOrdinal(text, at, name, 0, name.Length) != 0 || !OperatorAt(at + name.Length)) continue;
            found = i;
            length = name.Length;
        }
        if (found < 0) throw NoColumn(Attempt());
        at += length;
        return found;
    }

    /// <summary>What stands where a column should, up to what looks like an operator.</summary>
    private string Attempt()
    {
        var end = at + 1;
        while (end < text.Length && !OperatorAt(end)) end++;
        return text[at..end].Trim();
    }

    private ExchangeException NoColumn(string name) => Fault($"there is no column '{ExchangeException.Show(name)}'{Nearest.Ask(name, header)}");

    private bool OperatorAt(int place)
    {
        var next = place;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        if (next == text.Length) return true;
        if (text[next] is '=' or '<' or '>') return true;
        if (text[next] == '!') return next + 1 < text.Length && text[next + 1] == '=';
        return next > place && (WordAt(next, "in") || WordAt(next, "is"));
    }

    private RowFilter.Operator ReadOperator()
    {
        SkipSpaces();
        foreach (var (sign, kind) in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) continue;
            at += sign.Length;
            return kind;
        }
        throw Fault("one of =, !=, <, <=, >, >=, in (…), is missing, is not missing was expected");
    }

    private static readonly (string, RowFilter.Operator)[] Signs =
    [
        ("!=", RowFilter.Operator.NotEqual), ("<=", RowFilter.Operator.LessOrEqual), (">=", RowFilter.Operator.GreaterOrEqual),
        ("=", RowFilter.Operator.Equal), ("<", RowFilter.Operator.Less), (">", RowFilter.Operator.Greater),
    ];

    private byte[][] ReadList()
    {
        SkipSpaces();
        if (at == text.Length || text[at] != '(') throw Fault("'(' was expected after 'in'");
        at++;
        var values = new List<byte[]>();
        while (true)
        {
            values.Add(ReadValue(inList: true));
            SkipSpaces();
            if (at == text.Length) throw Fault("')' is missing at the end of the list");
            if (text[at++] == ')') return [.. values];
        }
    }

    private byte[] ReadValue(bool inList)
    {
        SkipSpaces();
        var start = at;
        if (at < text.Length && text[at] is '"' or '\'')
        {
            var value = ReadQuoted();
            SkipSpaces();
            var ended = at == text.Length || (inList ? text[at] is ',' or ')' : WordAt(at, "and"));
            return ended ? Encoding.UTF8.GetBytes(value) : throw Fault($"'{Rest()}' stands after a closing quote");
        }
        if (at < text.Length && text[at] is '=' or '<' or '>' or '!' or '(') throw Fault($"a value was expected, not '{text[at]}'");
        if (!inList && WordAt(at, "and")) throw Fault("a value is missing");
        while (at < text.Length && (inList ? text[at] is not (',' or ')') : !(char.IsWhiteSpace(text[at]) && WordAt(at + 1, "and")))) at++;
        var raw = text[start..at].Trim();
        if (raw.Length == 0) throw Fault("a value is missing");
        if (inList && at == text.Length) throw Fault("')' is missing at the end of the list");
        return Encoding.UTF8.GetBytes(raw);
    }

    private string ReadQuoted()
    {
        var start = at;
        var quote = text[at++];
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != quote) value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == quote) value.Append(text[at++]);
            else
            {
                at++;
                return value.ToString();
            }
        }
        at = start;
        throw Fault("a quote is opened and never closed");
    }

    private bool TakeWord(string word)
    {
        SkipSpaces();
        if (!WordAt(at, word)) return false;
        at += word.Length;
        return true;
    }

    /// <summary>The keyword in either case, and no letter or digit after it.</summary>
    private bool WordAt(int place, string word) =>
        string.Compare(text, place, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (place + word.Length >= text.Length || !(char.IsLetterOrDigit(text[place + word.Length]) || text[place + word.Length] == '_'));

    private void SkipSpaces()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private string Rest() => ExchangeException.Show(text[at..]);

    private ExchangeException Fault(string fault) =>
        new(string.Create(CultureInfo.InvariantCulture, $"where, character {at + 1}: {fault}"));
}
