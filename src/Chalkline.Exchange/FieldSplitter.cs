using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Chalkline.Exchange;

/// <summary>
/// Finds the ends of all fields of a block, 64 bytes at a step: each step compares to the delimiter, the line break and the quote into
/// three masks of 64 bits. Vectors of 128 bits on purpose: they are compiled ahead of time, where wider ones would cost a fresh process
/// more in compilation than they save.
/// </summary>
internal static unsafe class FieldSplitter
{
    private const byte Quote = (byte)'"';
    private const byte Break = (byte)'\n';

    /// <summary>Finds the fields of a block and counts its records.</summary>
    /// <exception cref="ExchangeException">A wrong number of fields, or quotes out of place: whichever comes first.</exception>
    public static int Split(RecordBlock block, byte delimiter, int width, string path)
    {
        block.Ends[0] = RecordBlock.Front - 1;
        block.EndCount = 1;
        block.Buffer.AsSpan(block.End, RecordBlock.Back - 8).Clear();
        ExchangeException? fault = null;
        if (block.HasQuotes) fault = SplitQuoted(block, delimiter, path, out _);
        else SplitPlain(block, delimiter);
        // The records before the fault come first.
        var count = CountRecords(block, width, path);
        return fault is null ? count : throw fault;
    }

    /// <summary>The first quote out of place in a record that is too long to be one; null where there is none.</summary>
    public static ExchangeException? StrayQuote(RecordBlock block, byte delimiter, string path)
    {
        block.EndCount = 1;
        block.Buffer.AsSpan(block.End, RecordBlock.Back - 8).Clear();
        var fault = SplitQuoted(block, delimiter, path, out var unclosed);
        return unclosed ? null : fault;
    }

    /// <summary>Fields of a block that is one record: the header.</summary>
    public static int CountFields(RecordBlock block, byte delimiter, string path)
    {
        block.Ends[0] = RecordBlock.Front - 1;
        block.EndCount = 1;
        return SplitQuoted(block, delimiter, path, out _) is { } fault ? throw fault : block.EndCount - 1;
    }

    /// <summary>
    /// Records of the block, each checked to have the header's number of fields. Lines that are blank are taken out of
    /// <see cref="RecordBlock.Ends"/>, unless there is one column only: there they are missing values.
    /// </summary>
    private static int CountRecords(RecordBlock block, int width, string path)
    {
        var fields = block.EndCount - 1;
        if (fields == (long)block.LineBreaks * width)
        {
            // As many line breaks outside quotes as records: if one stands at each record's end, none is left to stand elsewhere.
            var at = width;
            while (at <= fields && block.Buffer[block.Ends[at]] == Break) at += width;
            if (at > fields) return fields / width;
        }
        return Repair(block, width, path);
    }

    private static int Repair(RecordBlock block, int width, string path)
    {
        var ends = block.Ends;
        int kept = 1, first = 1;
        for (var at = 1; at < block.EndCount; at++)
        {
            if (block.Buffer[ends[at]] != Break) continue;
            var fields = at - first + 1;
            if (fields == width)
            {
                Array.Copy(ends, first, ends, kept, fields);
                kept += fields;
            }
            else
            {
                var start = ends[first - 1] + 1;
                if (fields > 1 || !block.Buffer.AsSpan(start, ends[at] - start).Trim(" \t\r"u8).IsEmpty)
                    throw WrongWidth(block, start, fields, width, path);
            }
            first = at + 1;
        }
        block.EndCount = kept;
        return (kept - 1) / width;
    }

    private static ExchangeException WrongWidth(RecordBlock block, int start, int fields, int width, string path) =>
        new($"{fields} field{(fields == 1 ? "" : "s")} where the header has {width}", path, block.LineAt(start));

    private static void SplitPlain(RecordBlock block, byte delimiter)
    {
        fixed (byte* text = block.Buffer)
        {
            for (var at = RecordBlock.Front; at < block.End;)
            {
                // Room for 256 fields more; as many steps as are sure to stay within it need no look at the length.
                if (block.Ends.Length - block.EndCount < 256) Array.Resize(ref block.Ends, block.Ends.Length * 2);
                fixed (int* ends = block.Ends)
                {
                    var to = ends + block.EndCount;
                    var full = ends + block.Ends.Length - 128;
                    for (; at < block.End && to <= full; at += 64) to = Emit(to, at, Separators(text + at, delimiter));
                    block.EndCount = (int)(to - ends);
                }
            }
        }
    }

    /// <summary>Null, or the first fault of the quotes; then the fields found are those before it.</summary>
    private static ExchangeException? SplitQuoted(RecordBlock block, byte delimiter, string path, out bool unclosed)
    {
        unclosed = false;
        var checker = new QuoteChecker(block, delimiter);
        var inside = 0UL;
        var lineBreaks = 0;
        fixed (byte* text = block.Buffer)
        {
            for (var at = RecordBlock.Front; at < block.End; at += 64)
            {
                if (block.Ends.Length - block.EndCount < 256) Array.Resize(ref block.Ends, block.Ends.Length * 2);
                var separators = Separators(text + at, delimiter);
                var marks = Mask(text + at, Quote);
                // A bit is inside if an odd number of quotes stands at or before it: the prefix exclusive-or of the marks.
                var within = PrefixXor(marks) ^ inside;
                inside = (ulong)((long)within >> 63);
                separators &= ~within;
                checker.Step(at, separators, marks, within, path);
                if (checker.Fault is not null) separators &= (1UL << (checker.FaultPlace - at)) - 1;
                lineBreaks += BitOperations.PopCount(Mask(text + at, Break) & ~within);
                fixed (int* ends = block.Ends)
                {
                    block.EndCount = (int)(Emit(ends + block.EndCount, at, separators) - ends);
                }
                if (checker.Fault is not null) return checker.Fault;
            }
        }
        block.LineBreaks = lineBreaks;
        unclosed = inside != 0;
        return unclosed ? checker.Unclosed(path) : null;
    }

    /// <summary>Writes the position of every set bit. Writes in runs of eight, past the last: cheaper than asking after each.</summary>
    private static int* Emit(int* to, int at, ulong bits)
    {
        var count = BitOperations.PopCount(bits);
        var end = to + count;
        while (to < end)
        {
            to[0] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[1] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[2] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[3] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[4] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[5] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[6] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to[7] = at + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            to += 8;
        }
        return end;
    }

    // No vector in a signature and every one made where it is used: only then is the code compiled ahead of time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Separators(byte* text, byte delimiter)
    {
        var delimiters = Vector128.Create(delimiter);
        var breaks = Vector128.Create(Break);
        Vector128<byte> a = Vector128.Load(text), b = Vector128.Load(text + 16), c = Vector128.Load(text + 32), d = Vector128.Load(text + 48);
        a = Vector128.Equals(a, delimiters) | Vector128.Equals(a, breaks);
        b = Vector128.Equals(b, delimiters) | Vector128.Equals(b, breaks);
        c = Vector128.Equals(c, delimiters) | Vector128.Equals(c, breaks);
        d = Vector128.Equals(d, delimiters) | Vector128.Equals(d, breaks);
        return a.ExtractMostSignificantBits() | ((ulong)b.ExtractMostSignificantBits() << 16)
            | ((ulong)c.ExtractMostSignificantBits() << 32) | ((ulong)d.ExtractMostSignificantBits() << 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(byte* text, byte wanted)
    {
        var all = Vector128.Create(wanted);
        return Vector128.Equals(Vector128.Load(text), all).ExtractMostSignificantBits()
            | ((ulong)Vector128.Equals(Vector128.Load(text + 16), all).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(Vector128.Load(text + 32), all).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(Vector128.Load(text + 48), all).ExtractMostSignificantBits() << 48);
    }

    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
