using System.Runtime.Intrinsics;
using System.Text;

namespace Chalkline.Exchange;

/// <summary>
/// A run of whole records, split into fields: what one worker holds at a time. Made once a worker and filled again and again by
/// <see cref="DelimitedFile.Read"/>; not for use by two threads. Spans taken from it hold until it is filled again.
/// </summary>
public sealed class RecordBlock
{
    /// <summary>What <see cref="Numbers(int, in NumberScale, Span{long})"/> stores for a missing value.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Bytes before the text that may be read (never used): eight for <see cref="ScaledParser.Run"/>.</summary>
    internal const int Front = 16;

    /// <summary>Bytes after the text: a line break that the last line may lack, then zeros to a whole step of the splitter.</summary>
    internal const int Back = 72;

    internal static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private DelimitedFile? file;
    private int[] columns = [];
    private int stride = 1;
    private byte[] unescaped = [];
    private int unescapedLength;

    /// <summary>The raw text stands in [<see cref="Front"/>, <see cref="End"/>).</summary>
    internal byte[] Buffer = [];
    internal int End;

    /// <summary>
    /// Positions in <see cref="Buffer"/> of every field's end, record after record, after one that stands before the first field:
    /// field c of record r is what lies between entries r·width + c and the next.
    /// </summary>
    internal int[] Ends = new int[1024];
    internal int EndCount;
    internal int LineBreaks;
    internal bool HasQuotes;

    /// <summary>Records in the block.</summary>
    public int Count { get; internal set; }

    /// <summary>Position of the block in the file, from 0; blocks are the same whatever the number of workers.</summary>
    public long Number { get; internal set; }

    /// <summary>Physical line of the block's first byte.</summary>
    public long FirstLine { get; internal set; }

    /// <summary>Whether a field is missing: blank, NA, N/A or a dot, quoted or not, in capitals only.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> field)
    {
        if (field.Length == 0) return true;
        switch (field.Length)
        {
            case 1 when field[0] == (byte)'.':
            case 2 when field[0] == (byte)'N' && field[1] == (byte)'A':
            case 3 when field[0] == (byte)'N' && field[1] == (byte)'/' && field[2] == (byte)'A':
                return true;
        }
        if (field[0] > (byte)' ') return false;
        foreach (var c in field)
        {
            if (!IsSpace(c)) return false;
        }
        return true;
    }

    /// <summary>The physical line where a record starts. Counts from the block's start: for messages, not for every row.</summary>
    public long LineOf(int row)
    {
        var start = Ends[row * stride] + 1;
        var end = Ends[row * stride + 1];
        // Blank lines before a record were left in front of its first field.
        var text = start;
        while (text < end && IsSpace(Buffer[text])) text++;
        var breaks = Buffer.AsSpan(start, text - start).LastIndexOf((byte)'\n');
        return LineAt(breaks < 0 ? start : start + breaks + 1);
    }

    /// <summary>The field's text without its quotes and the spaces around it or them; empty where there is nothing.</summary>
    /// <param name="slot">Index into the columns chosen with <see cref="DelimitedFile.Select"/>.</param>
    public ReadOnlySpan<byte> Field(int row, int slot) => Cell(row, columns[slot]);

    /// <summary>
    /// The first row behind <paramref name="row"/> whose field has other bytes than that row's: what a file repeats from row to row need be
    /// looked up only once. <see cref="Count"/> if there is none; the next row where the field is longer than 16 bytes and so not compared.
    /// </summary>
    public unsafe int SameUntil(int row, int slot)
    {
        fixed (byte* text = Buffer)
        fixed (int* ends = Ends)
        {
            var entry = ends + (nint)row * stride + columns[slot];
            var length = entry[1] - entry[0];
            row++;
            if (length > Vector128<byte>.Count + 1) return row;
            // What stands behind the last field may be read as well (Back).
            var first = Vector128.Load(text + entry[0] + 1);
            var within = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)(length - 1)));
            for (entry += stride; row < Count && entry[1] - entry[0] == length; row++, entry += stride)
            {
                if (((Vector128.Load(text + entry[0] + 1) ^ first) & within) != Vector128<byte>.Zero) break;
            }
            return row;
        }
    }

    /// <summary>The field as a string.</summary>
    /// <exception cref="ExchangeException">Bytes that are not UTF-8, with line and column.</exception>
    public string Text(int row, int slot)
    {
        try
        {
            return Strict.GetString(Field(row, slot));
        }
        catch (DecoderFallbackException e)
        {
            throw Fault(row, columns[slot], "the text is not UTF-8; save the file as UTF-8", e);
        }
    }

    /// <summary>A column's numbers as scaled integers, one a record, <see cref="Missing"/> where there is none.</summary>
    /// <param name="into">At least <see cref="Count"/> long.</param>
    /// <exception cref="ExchangeException">Text that is no number, or one that does not fit, with line, column and value.</exception>
    public void Numbers(int slot, in NumberScale scale, Span<long> into) => Numbers(slot, scale, into, default);

    /// <summary>As <see cref="Numbers(int, in NumberScale, Span{long})"/>, but rows that are not kept are not looked at and come out missing.</summary>
    /// <param name="keep">Empty for all, else at least <see cref="Count"/> long.</param>
    public unsafe void Numbers(int slot, in NumberScale scale, Span<long> into, ReadOnlySpan<bool> keep)
    {
        var count = Count;
        into = into[..count];
        if (keep.Length > 0) keep = keep[..count];
        var column = columns[slot];
        var last = column == stride - 1;
        var parser = new ScaledParser(scale);
        fixed (byte* text = Buffer)
        fixed (int* ends = Ends)
        fixed (long* to = into)
        {
            for (var row = 0; row < count; row++)
            {
                // In one run up to the next row that is left out or out of the ordinary.
                var until = keep.Length == 0 ? count : Next(keep, row);
                row = parser.Run(text, ends + column, stride, last, to, row, until);
                if (row < count) to[row] = row == until ? Missing : Unusual(row, column, scale, parser);
            }
        }
    }

    /// <summary>An error at a record, to be thrown by whoever reads something into its fields.</summary>
    public ExchangeException Fault(int row, int column, string fault, Exception? inner = null) =>
        new(fault, file!.Path, LineOf(row), file.Header[column], inner);

    /// <summary>A field by its position in the header, chosen or not.</summary>
    internal ReadOnlySpan<byte> Cell(int row, int column)
    {
        var at = row * stride + column;
        int start = Ends[at] + 1, end = Ends[at + 1];
        // Letters and digits are above all spaces: mostly there is nothing to trim.
        while (start < end && Buffer[start] <= (byte)' ' && IsSpace(Buffer[start])) start++;
        while (start < end && Buffer[end - 1] <= (byte)' ' && IsSpace(Buffer[end - 1])) end--;
        if (!HasQuotes || start == end || Buffer[start] != (byte)'"') return Buffer.AsSpan(start, end - start);
        var inner = Buffer.AsSpan(start + 1, end - start - 2);
        return inner.IndexOf((byte)'"') >= 0 ? Unescape(inner) : inner;
    }

    internal static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t';

    internal void Begin(DelimitedFile owner, int[] chosen, int width)
    {
        file = owner;
        columns = chosen;
        stride = width;
        Count = 0;
        unescapedLength = 0;
    }

    /// <summary>Records into fields, outside of the file's lock.</summary>
    /// <summary>Records into fields, outside of the file's lock.</summary>
    internal void Split() => Count = FieldSplitter.Split(this, (byte)file!.Delimiter, stride, file.Path);

    internal long LineAt(int position) => FirstLine + Buffer.AsSpan(Front, position - Front).Count((byte)'\n');

    private long Unusual(int row, int column, in NumberScale scale, in ScaledParser parser)
    {
        var field = Cell(row, column);
        if (IsMissing(field)) return Missing;
        return parser.Parse(field, out var stored) switch
        {
            NumberOutcome.Stored => stored,
            NumberOutcome.Text => throw Fault(row, column, NumberScale.NotANumber(field)),
            _ => throw Fault(row, column, scale.DoesNotFit(field, file!.Header[column])),
        };
    }

    private static int Next(ReadOnlySpan<bool> keep, int row)
    {
        var gap = keep[row..].IndexOf(false);
        return gap < 0 ? keep.Length : row + gap;
    }

    /// <summary>"" is one quote. Each text gets a place of its own, so that spans given out before stay as they are.</summary>
    private Span<byte> Unescape(ReadOnlySpan<byte> quoted)
    {
        if (unescaped.Length - unescapedLength < quoted.Length)
        {
            unescaped = new byte[Math.Max(4096, 2 * quoted.Length)];
            unescapedLength = 0;
        }
        var start = unescapedLength;
        for (var i = 0; i < quoted.Length; i++)
        {
            unescaped[unescapedLength++] = quoted[i];
            if (quoted[i] == (byte)'"') i++;
        }
        return unescaped.AsSpan(start, unescapedLength - start);
    }
}
