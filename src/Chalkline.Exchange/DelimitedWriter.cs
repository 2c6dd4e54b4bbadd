using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Chalkline.Exchange;

/// <summary>
/// Writes delimited text as <see cref="DelimitedFile"/> reads it: UTF-8 without byte order mark, lines that end in LF, quotes only where
/// they are needed, gzip if the name ends in .gz. Fields come one by one; every row must have as many as the first, the header.
/// </summary>
public sealed class DelimitedWriter : IDisposable
{
    private const int LongestNumber = 64;

    private readonly Stream stream;
    private readonly byte delimiter;
    private readonly byte[] buffer = new byte[64 << 10];
    private int length;
    private int fields;
    private int width = -1;
    private bool quotedBlank;

    /// <param name="stream">Disposed with the writer.</param>
    public DelimitedWriter(Stream stream, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (delimiter is not (',' or ';' or '\t')) throw new ArgumentOutOfRangeException(nameof(delimiter));
        this.stream = stream;
        this.delimiter = (byte)delimiter;
    }

    /// <summary>Makes the file, or empties the one that is there.</summary>
    public static DelimitedWriter Create(string path, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(path);
        Stream file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file, delimiter);
    }

    public DelimitedWriter Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Write(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <param name="text">UTF-8.</param>
    public DelimitedWriter Write(ReadOnlySpan<byte> text)
    {
        Separate();
        if (NeedsQuotes(text)) PutQuoted(text);
        else Put(text);
        return this;
    }

    public DelimitedWriter Write(long number)
    {
        Separate();
        Room(LongestNumber);
        Utf8Formatter.TryFormat(number, buffer.AsSpan(length), out var written);
        length += written;
        return this;
    }

    /// <summary>Rounded to <paramref name="decimals"/>, always with that many, and never as −0.</summary>
    public DelimitedWriter Write(double number, int decimals)
    {
        if (!double.IsFinite(number)) throw new ArgumentOutOfRangeException(nameof(number), number, "Only finite numbers can be written.");
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 15);
        Span<char> format = ['F', (char)('0' + decimals / 10), (char)('0' + decimals % 10)];
        // The longest double has 309 digits before the point.
        Span<byte> digits = stackalloc byte[400];
        number.TryFormat(digits, out var written, format, CultureInfo.InvariantCulture);
        var text = digits[..written];
        if (text[0] == (byte)'-' && text.IndexOfAnyInRange((byte)'1', (byte)'9') < 0) text = text[1..];
        Separate();
        Put(text);
        return this;
    }

    /// <summary><paramref name="scaled"/> · 10^−<paramref name="decimals"/>, exactly, with that many decimals.</summary>
    public DelimitedWriter WriteScaled(long scaled, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 18);
        Separate();
        Room(LongestNumber);
        if (scaled < 0) buffer[length++] = (byte)'-';
        var magnitude = scaled < 0 ? 0UL - (ulong)scaled : (ulong)scaled;
        var unit = DecimalText.Powers[decimals];
        Utf8Formatter.TryFormat(magnitude / unit, buffer.AsSpan(length), out var written);
        length += written;
        if (decimals == 0) return this;
        buffer[length++] = (byte)'.';
        var rest = magnitude % unit;
        for (var i = decimals - 1; i >= 0; i--, rest /= 10) buffer[length + i] = (byte)('0' + rest % 10);
        length += decimals;
        return this;
    }

    /// <summary>A blank field.</summary>
    public DelimitedWriter WriteMissing() => Write(default(ReadOnlySpan<byte>));

    /// <exception cref="InvalidOperationException">The row has not as many fields as the first one.</exception>
    public void EndRow()
    {
        if (width < 0) width = fields;
        if (fields != width || fields == 0) throw new InvalidOperationException($"The row has {fields} fields, the header {width}.");
        // A row of one blank field would read as no row at the file's end.
        if (fields == 1 && quotedBlank) Put("\"\""u8);
        Room(1);
        buffer[length++] = (byte)'\n';
        fields = 0;
    }

    public void Flush()
    {
        Drain();
        stream.Flush();
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private void Separate()
    {
        quotedBlank = false;
        if (fields++ == 0) return;
        Room(1);
        buffer[length++] = delimiter;
    }

    /// <summary>Spaces at either end would be lost without quotes.</summary>
    private bool NeedsQuotes(ReadOnlySpan<byte> text)
    {
        quotedBlank = text.Length == 0;
        return text.Length > 0
            && (text.IndexOfAny((byte)'"', (byte)'\n', (byte)'\r') >= 0 || text.IndexOf(delimiter) >= 0
                || RecordBlock.IsSpace(text[0]) || RecordBlock.IsSpace(text[^1]));
    }

    private void PutQuoted(ReadOnlySpan<byte> text)
    {
        Put("\""u8);
        while (text.IndexOf((byte)'"') is >= 0 and var quote)
        {
            Put(text[..(quote + 1)]);
            Put("\""u8);
            text = text[(quote + 1)..];
        }
        Put(text);
        Put("\""u8);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - length < bytes.Length) Drain();
        if (bytes.Length > buffer.Length)
        {
            stream.Write(bytes);
            return;
        }
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (buffer.Length - length < bytes) Drain();
    }

    private void Drain()
    {
        stream.Write(buffer, 0, length);
        length = 0;
    }
}
