using System.Globalization;
using System.Text;

namespace Chalkline.Pilots;

/// <summary>Lines up columns of plain text: labels to the left, figures to the right, by the width that a terminal gives each character.</summary>
internal sealed class TextTable(params (string Title, bool Figures)[] columns)
{
    private const int Gap = 2;
    private const int NarrowestLabel = 10;
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>
    /// The lines, head first. Where the table would be wider than <paramref name="width"/>, labels are wrapped, and figures that still do
    /// not fit go into a second table below, with the labels again. A figure is never cut.
    /// </summary>
    public IReadOnlyList<string> Lines(int width)
    {
        var widths = Widths(width);
        var fitting = columns.Length;
        while (Total(widths.AsSpan(0, fitting)) > width && columns[fitting - 1].Figures && columns[fitting - 2].Figures)
            fitting--;
        if (fitting < columns.Length)
            return [.. Only(i => i < fitting).Lines(width), "", .. Only(i => i >= fitting || !columns[i].Figures).Lines(width)];
        List<string> lines = [.. Row([.. columns.Select(c => c.Title)], widths, true)];
        foreach (var row in _rows)
            lines.AddRange(Row(row, widths, false));
        return lines;
    }

    /// <summary>Cells that text takes on a terminal: two for wide characters of East Asia, none for combining ones.</summary>
    public static int WidthOf(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
                continue;
            width += IsWide(rune.Value) ? 2 : 1;
        }
        return width;
    }

    /// <summary>Text broken at spaces into lines no wider than <paramref name="width"/>; a longer word stands alone.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            var wide = WidthOf(word);
            if (line.Length > 0 && used + 1 + wide > width)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }
            if (line.Length > 0)
            {
                line.Append(' ');
                used++;
            }
            line.Append(word);
            used += wide;
        }
        yield return line.ToString();
    }

    // Unicode 16, East Asian Width W and F, in blocks.
    private static bool IsWide(int c) => c is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);

    private int[] Widths(int width)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => WidthOf(r[i])).Prepend(c.Title.Split(' ').Max(WidthOf)).Max()).ToArray();
        while (Total(widths) > width)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(i => !columns[i].Figures && widths[i] > NarrowestLabel)
                .OrderByDescending(i => widths[i]).DefaultIfEmpty(-1).First();
            if (widest < 0)
                break;
            widths[widest]--;
        }
        return widths;
    }

    private static int Total(ReadOnlySpan<int> widths)
    {
        var total = Gap * (widths.Length - 1);
        foreach (var width in widths)
            total += width;
        return total;
    }

    private TextTable Only(Func<int, bool> chosen)
    {
        var table = new TextTable([.. columns.Where((_, i) => chosen(i))]);
        foreach (var row in _rows)
            table.Add([.. row.Where((_, i) => chosen(i))]);
        return table;
    }

    private IEnumerable<string> Row(string[] cells, int[] widths, bool head)
    {
        var wrapped = cells.Select((c, i) => columns[i].Figures && !head ? [c] : Wrap(c, widths[i]).ToArray()).ToArray();
        for (var line = 0; line < wrapped.Max(w => w.Length); line++)
        {
            var text = new StringBuilder();
            for (var i = 0; i < cells.Length; i++)
            {
                var cell = line < wrapped[i].Length ? wrapped[i][line] : "";
                var space = new string(' ', Math.Max(0, widths[i] - WidthOf(cell)));
                text.Append(i == 0 ? "" : new string(' ', Gap)).Append(columns[i].Figures ? space + cell : cell + space);
            }
            yield return text.ToString().TrimEnd();
        }
    }
}
