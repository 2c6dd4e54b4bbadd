using System.Text;

namespace Chalkline.Exchange;

/// <summary>What stands at the start of a file: its packing, its encoding, its delimiter, its columns.</summary>
internal sealed class HeaderReader(ByteSource source, string path)
{
    private const int Chunk = 64 << 10;

    private byte[] buffer = [];
    private int length;
    private bool atEnd;
    private long line = 1;

    /// <param name="Names">At least one.</param>
    /// <param name="Rest">Text that was read beyond the header.</param>
    /// <param name="NextLine">Physical line at which <paramref name="Rest"/> begins.</param>
    internal sealed record Start(string[] Names, byte Delimiter, byte[] Rest, long NextLine);

    public Start Read()
    {
        More(Chunk);
        if (length >= 2 && buffer[0] == 0x1F && buffer[1] == 0x8B)
        {
            source.Unpack(buffer[..length]);
            length = 0;
            atEnd = false;
            More(Chunk);
        }
        else if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && length > 0)
        {
            throw new ExchangeException("the name ends in .gz, but this is no gzip data", path);
        }
        var start = SkipMark();
        start = SkipBlankLines(start);
        var end = FindEnd(start);
        var header = buffer.AsSpan(start, end - start);
        if (header.IndexOf((byte)0) >= 0) throw new ExchangeException("this is not text (the header holds zero bytes); UTF-16 must be saved as UTF-8", path, line);
        var delimiter = FindDelimiter(header);
        var names = Names(header, delimiter);
        return new Start(names, delimiter, buffer[end..length], line + header.Count((byte)'\n'));
    }

    /// <summary>UTF-8's byte order mark is passed over; UTF-16, UTF-32 and workbooks are refused by name.</summary>
    private int SkipMark()
    {
        var text = buffer.AsSpan(0, length);
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return 3;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new ExchangeException("the text is UTF-16; save the file as UTF-8 (in Excel: \"CSV UTF-8\")", path);
        if (text.StartsWith("PK\u0003\u0004"u8))
            throw new ExchangeException("this is a zip file or an Excel workbook; save the sheet as \"CSV UTF-8\"", path);
        return 0;
    }

    private int SkipBlankLines(int start)
    {
        while (true)
        {
            var at = start;
            while (at < length && RecordBlock.IsSpace(buffer[at])) at++;
            if (at < length || atEnd)
            {
                if (at == length) throw new ExchangeException("the file is empty: there is no header", path);
                var breaks = buffer.AsSpan(start, at - start).LastIndexOf((byte)'\n');
                line += buffer.AsSpan(start, at - start).Count((byte)'\n');
                return start + breaks + 1;
            }
            if (length > DelimitedFile.LongestRecord) throw DelimitedFile.TooLong(path, line);
            More(length);
        }
    }

    /// <summary>The position after the header's line break, or the end of the file.</summary>
    private int FindEnd(int start)
    {
        var at = start;
        var open = false;
        while (true)
        {
            for (; at < length; at++)
            {
                if (buffer[at] == (byte)'"') open = !open;
                else if (buffer[at] == (byte)'\n' && !open) return at + 1;
            }
            if (atEnd)
            {
                return open ? throw new ExchangeException("a quote in the header is opened and never closed", path, line) : length;
            }
            if (length - start > DelimitedFile.LongestRecord) throw DelimitedFile.TooLong(path, line);
            More(length);
        }
    }

    /// <summary>The one of tab, comma and semicolon that stands most often outside quotes; comma where none does.</summary>
    private static byte FindDelimiter(ReadOnlySpan<byte> header)
    {
        int tabs = 0, commas = 0, semicolons = 0;
        var open = false;
        foreach (var c in header)
        {
            if (c == (byte)'"') open = !open;
            else if (open) continue;
            else if (c == (byte)'\t') tabs++;
            else if (c == (byte)',') commas++;
            else if (c == (byte)';') semicolons++;
        }
        return commas >= tabs && commas >= semicolons ? (byte)',' : tabs >= semicolons ? (byte)'\t' : (byte)';';
    }

    private string[] Names(ReadOnlySpan<byte> header, byte delimiter)
    {
        var block = new RecordBlock();
        block.Buffer = new byte[RecordBlock.Front + header.Length + 1 + RecordBlock.Back];
        header.CopyTo(block.Buffer.AsSpan(RecordBlock.Front));
        block.End = RecordBlock.Front + header.Length;
        if (header[^1] != (byte)'\n') block.Buffer[block.End++] = (byte)'\n';
        block.FirstLine = line;
        block.HasQuotes = true;
        var count = FieldSplitter.CountFields(block, delimiter, path);
        var names = new string[count];
        for (var i = 0; i < count; i++) names[i] = Name(block, i);
        Check(names, block);
        return names;
    }

    private string Name(RecordBlock block, int column)
    {
        try
        {
            return RecordBlock.Strict.GetString(block.Cell(0, column));
        }
        catch (DecoderFallbackException e)
        {
            throw new ExchangeException($"the name of column {column + 1} is not UTF-8; save the file as UTF-8", path, line, inner: e);
        }
    }

    private void Check(string[] names, RecordBlock block)
    {
        var seen = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        var numbers = 0;
        for (var i = 0; i < names.Length; i++)
        {
            // A spreadsheet leaves blank names behind; nobody can ask for such a column.
            if (names[i].Length > 0 && !seen.TryAdd(names[i], i))
                throw new ExchangeException($"the header has '{ExchangeException.Show(names[i])}' twice (columns {seen[names[i]] + 1} and {i + 1})", path, line);
            if (DecimalText.TryRead(block.Cell(0, i), out _)) numbers++;
        }
        if (seen.Count == 0) throw new ExchangeException("there is no header: the first line names no column", path, line);
        if (numbers == seen.Count) throw new ExchangeException("there is no header: the first line holds numbers, not names", path, line);
        if (names[0].Contains('\r', StringComparison.Ordinal))
            throw new ExchangeException("lines end in carriage returns alone; save the file with the line ends of Windows or Unix", path, line);
    }

    private void More(int count)
    {
        Array.Resize(ref buffer, length + count);
        var got = source.Fill(buffer.AsSpan(length, count), line);
        length += got;
        atEnd = got < count;
    }
}
