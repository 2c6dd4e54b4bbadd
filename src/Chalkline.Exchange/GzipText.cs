using System.IO.Compression;

namespace Chalkline.Exchange;

/// <summary>
/// The text of gzip members, one after the other, that does not end early. <see cref="GZipStream"/> takes the end of a cut-off file for
/// the end of its text, so a member with a mark of our own is put after the file's last byte: only if every byte before belonged
/// to whole members does the mark come out at the end (it is left away); else it is taken for damaged data, or does not come out.
/// </summary>
internal sealed class GzipText : IDisposable
{
    private static readonly byte[] Mark = "\u0001end of the file"u8.ToArray();

    private readonly GZipStream text;
    private readonly byte[] held = new byte[64 << 10];
    private int from;
    private int to;
    private bool ended;

    public GzipText(byte[] start, Stream rest)
    {
        text = new GZipStream(new Chain(start, rest, Packed(Mark)), CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged, cut off, or followed by something else.</exception>
    public int Read(Span<byte> buffer)
    {
        while (!ended && to - from <= Mark.Length) More();
        var count = Math.Min(buffer.Length, to - from - (ended ? 0 : Mark.Length));
        held.AsSpan(from, count).CopyTo(buffer);
        from += count;
        return count;
    }

    public void Dispose() => text.Dispose();

    private void More()
    {
        held.AsSpan(from, to - from).CopyTo(held);
        to -= from;
        from = 0;
        var got = text.Read(held.AsSpan(to));
        to += got;
        if (got > 0) return;
        ended = true;
        if (!held.AsSpan(0, to).EndsWith(Mark)) throw new InvalidDataException("The last gzip member is not whole.");
        to -= Mark.Length;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>What was read already (a pipe cannot be wound back), the rest of the file, and the mark.</summary>
    private sealed class Chain(byte[] start, Stream rest, byte[] end) : Stream
    {
        private int given;
        private bool restEnded;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (!restEnded && given < start.Length) return Give(start, buffer);
            if (!restEnded && rest.Read(buffer) is > 0 and var got) return got;
            if (!restEnded) given = 0;
            restEnded = true;
            return Give(end, buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Give(byte[] bytes, Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, bytes.Length - given);
            bytes.AsSpan(given, count).CopyTo(buffer);
            given += count;
            return count;
        }
    }
}
