namespace Chalkline.Exchange;

/// <summary>Where a run of bytes that begins with a record can be cut so that only whole records stand before the cut.</summary>
internal static class RecordCut
{
    /// <summary>
    /// The position after the last line break outside quotes; 0 if there is none. At the end of the file everything is taken, an
    /// unclosed quote, too, for the splitter to find.
    /// </summary>
    /// <param name="blanksCount">A blank line is a record (one column): those at the end wait for the next block, since they may be the file's end.</param>
    public static int Find(ReadOnlySpan<byte> text, bool atEnd, bool blanksCount, out bool hasQuotes)
    {
        var quotes = text.Count((byte)'"');
        hasQuotes = quotes > 0;
        if (atEnd) return blanksCount ? Solid(text, text.Length) : text.Length;
        var open = (quotes & 1) != 0;
        var end = text.Length;
        while (true)
        {
            var at = text[..end].LastIndexOf((byte)'\n');
            if (at < 0) return 0;
            if (hasQuotes) open ^= (text[(at + 1)..end].Count((byte)'"') & 1) != 0;
            if (!open) return blanksCount ? Solid(text, at + 1) : at + 1;
            end = at;
        }
    }

    /// <summary>Leaves the blank lines before <paramref name="end"/> out, but not the break of the line before them.</summary>
    private static int Solid(ReadOnlySpan<byte> text, int end)
    {
        var solid = end;
        while (solid > 0 && RecordBlock.IsSpace(text[solid - 1])) solid--;
        if (solid == 0) return 0;
        var atBreak = text[solid..end].IndexOf((byte)'\n');
        return atBreak < 0 ? end : solid + atBreak + 1;
    }
}
