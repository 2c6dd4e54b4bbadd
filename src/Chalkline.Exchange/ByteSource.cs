namespace Chalkline.Exchange;

/// <summary>The bytes of a delimited file, unpacked if they are gzip, with every fault of the medium told as one of the input.</summary>
internal sealed class ByteSource : IDisposable
{
    private readonly Stream disk;
    private readonly string name;
    private GzipText? packed;
    private long read;

    public ByteSource(Stream stream, string name)
    {
        disk = stream;
        this.name = name;
        Length = stream.CanSeek ? stream.Length : 0;
    }

    /// <summary>Size on disk; 0 where it cannot be known (a pipe).</summary>
    public long Length { get; }

    public long BytesRead => disk.CanSeek && packed is not null ? Position() : Volatile.Read(ref read);

    public static ByteSource Open(string path)
    {
        try
        {
            // Blocks are large and read in one go: a buffer in between would only copy them once more.
            return new ByteSource(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExchangeException("there is no such file" + Neighbours(path), path, inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ExchangeException(Directory.Exists(path) ? "this is a folder, not a file" : "the file cannot be opened: " + e.Message, path, inner: e);
        }
    }

    /// <summary>From here on, what is read is what the gzip members hold. <paramref name="start"/> was read already and belongs to them.</summary>
    public void Unpack(byte[] start) => packed = new GzipText(start, disk);

    /// <summary>Fills the buffer; less than its length only at the end.</summary>
    public int Fill(Span<byte> buffer, long line)
    {
        var filled = 0;
        try
        {
            while (filled < buffer.Length)
            {
                var got = packed is null ? disk.Read(buffer[filled..]) : packed.Read(buffer[filled..]);
                if (got == 0) break;
                filled += got;
            }
        }
        catch (InvalidDataException e)
        {
            throw new ExchangeException("the gzip data is damaged or cut off, at about this line", name, line, inner: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeException("the file cannot be read: " + e.Message, name, line, inner: e);
        }
        Volatile.Write(ref read, read + filled);
        return filled;
    }

    public void Dispose()
    {
        packed?.Dispose();
        disk.Dispose();
    }

    private long Position()
    {
        try
        {
            return disk.Position;
        }
        catch (ObjectDisposedException)
        {
            return Length;
        }
    }

    private static string Neighbours(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (!Directory.Exists(folder)) return $" (nor a folder '{folder}')";
            var names = new List<string>();
            foreach (var file in Directory.EnumerateFiles(folder)) names.Add(Path.GetFileName(file));
            return Nearest.Ask(Path.GetFileName(path), names);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
