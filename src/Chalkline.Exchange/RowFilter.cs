using System.Text;

namespace Chalkline.Exchange;

/// <summary>
/// Which rows to keep, as in a study file's <c>where</c>: <c>column op value { and column op value }</c> with =, !=, &lt;, &lt;=, &gt;,
/// &gt;=, in (a, b), is missing, is not missing. Two numbers compare by value (0 = 0.0 = 0e5), anything else as text, character by
/// character; an order needs numbers on both sides. A missing field satisfies <c>is missing</c> and nothing else, not even !=: what is
/// not known differs from nothing.
/// </summary>
public sealed class RowFilter
{
    private readonly Condition[] conditions;

    internal RowFilter(Condition[] conditions, IReadOnlyList<string> columns)
    {
        this.conditions = conditions;
        Columns = columns;
    }

    internal enum Operator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In, Missing, NotMissing }

    /// <param name="Column">Position in the header.</param>
    internal sealed record Condition(int Column, Operator Operator, byte[][] Values);

    /// <summary>The columns that are looked at, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Reads the text. Column names may hold spaces (the longest name of the header that fits is meant); names and values may stand in
    /// single or double quotes, written twice inside; a value with " and ", a comma or a bracket has to. Keywords in either case.
    /// </summary>
    /// <exception cref="ExchangeException">What is wrong, at which character, with the nearest column names.</exception>
    public static RowFilter Parse(string text, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(header);
        return new RowFilterReader(text, header).Read();
    }

    /// <summary>Says for each of the block's records whether every condition holds. The block's file must have the header that was parsed with.</summary>
    /// <param name="keep">At least <see cref="RecordBlock.Count"/> long; overwritten.</param>
    /// <exception cref="ExchangeException">Text where an order is asked for, with its line. Later conditions see only rows that are still kept.</exception>
    public void Keep(RecordBlock block, Span<bool> keep)
    {
        ArgumentNullException.ThrowIfNull(block);
        keep = keep[..block.Count];
        keep.Fill(true);
        foreach (var condition in conditions)
        {
            if (condition.Operator is Operator.Equal or Operator.NotEqual or Operator.In) KeepAmong(block, condition, keep);
            else if (condition.Operator is Operator.Missing or Operator.NotMissing) KeepMissing(block, condition, keep);
            else KeepInOrder(block, condition, keep);
        }
    }

    private static void KeepMissing(RecordBlock block, Condition condition, Span<bool> keep)
    {
        for (var row = 0; row < keep.Length; row++)
        {
            if (keep[row]) keep[row] = RecordBlock.IsMissing(block.Cell(row, condition.Column)) == (condition.Operator == Operator.Missing);
        }
    }

    private static void KeepAmong(RecordBlock block, Condition condition, Span<bool> keep)
    {
        for (var row = 0; row < keep.Length; row++)
        {
            if (!keep[row]) continue;
            var field = block.Cell(row, condition.Column);
            keep[row] = !RecordBlock.IsMissing(field) && Among(field, condition.Values) == (condition.Operator != Operator.NotEqual);
        }
    }

    private static bool Among(ReadOnlySpan<byte> field, byte[][] values)
    {
        foreach (var value in values)
        {
            if (field.SequenceEqual(value)) return true;
        }
        // Two digits that differ are two numbers: the flags that most filters look at need no more.
        if (field.Length == 1 && values.Length == 1 && values[0].Length == 1) return false;
        if (!DecimalText.TryRead(field, out var number)) return false;
        foreach (var value in values)
        {
            if (DecimalText.TryRead(value, out var other) && number.CompareTo(other) == 0) return true;
        }
        return false;
    }

    private static void KeepInOrder(RecordBlock block, Condition condition, Span<bool> keep)
    {
        DecimalText.TryRead(condition.Values[0], out var bound);
        for (var row = 0; row < keep.Length; row++)
        {
            if (!keep[row]) continue;
            var field = block.Cell(row, condition.Column);
            if (RecordBlock.IsMissing(field))
            {
                keep[row] = false;
                continue;
            }
            if (!DecimalText.TryRead(field, out var number))
                throw block.Fault(row, condition.Column, NumberScale.NotANumber(field) + ", and where compares it with " + Encoding.UTF8.GetString(condition.Values[0]));
            var order = number.CompareTo(bound);
            keep[row] = condition.Operator switch
            {
                Operator.Less => order < 0,
                Operator.LessOrEqual => order <= 0,
                Operator.Greater => order > 0,
                _ => order >= 0,
            };
        }
    }
}
