namespace Chalkline.Exchange;

/// <summary>
/// A file of delimited text with a header (RFC 4180; UTF-8 with or without byte order mark; LF or CRLF; tab, comma or semicolon, found
/// from the header; gzip or not), read as a stream by as many threads as ask. Memory is a block a thread, whatever the file's size.
/// Every row has the header's number of fields; blank lines are passed over, but in a file of one column they are missing values
/// (at the end of the file they are nothing).
/// </summary>
public sealed class DelimitedFile : IDisposable
{
    /// <summary>A record that is longer is refused: it is a quote that was never closed, or no delimited text at all.</summary>
    public const int LongestRecord = 16 << 20;

    /// <summary>Large enough that taking turns at the file costs nothing, small enough to stay in a core's cache while it is split.</summary>
    internal const int DefaultBlockSize = 128 << 10;

    private readonly Lock turn = new();
    private readonly ByteSource source;
    private readonly int blockSize;
    private int[] selected;
    private byte[] carried;
    private int carriedLength;
    private long line;
    private long blocks;
    private bool ended;

    private DelimitedFile(ByteSource source, string path, int blockSize)
    {
        this.source = source;
        this.blockSize = blockSize;
        Path = path;
        var start = new HeaderReader(source, path).Read();
        Header = start.Names;
        Delimiter = (char)start.Delimiter;
        carried = start.Rest;
        carriedLength = start.Rest.Length;
        line = start.NextLine;
        selected = new int[Header.Count];
        for (var i = 0; i < selected.Length; i++) selected[i] = i;
    }

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The columns' names in the order of the file: unique, but for blank ones.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Tab, comma or semicolon.</summary>
    public char Delimiter { get; }

    /// <summary>Bytes of the file on disk that were read so far; may be asked for while others read.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>Bytes of the file on disk; 0 where that cannot be known (a pipe).</summary>
    public long Length => source.Length;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ExchangeException">No such file; no header; a name twice; UTF-16; a workbook; a damaged gzip.</exception>
    public static DelimitedFile Open(string path) => Open(ByteSource.Open(path), path, DefaultBlockSize);

    /// <summary>Reads from a stream, which is disposed with the file; <paramref name="name"/> stands in messages.</summary>
    public static DelimitedFile Open(Stream stream, string name) => Open(stream, name, DefaultBlockSize);

    internal static DelimitedFile Open(Stream stream, string name, int blockSize) => Open(new ByteSource(stream, name), name, blockSize);

    private static DelimitedFile Open(ByteSource source, string name, int blockSize)
    {
        try
        {
            return new DelimitedFile(source, name, blockSize);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The column's position in the header, compared exactly; −1 where there is none.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == name) return i;
        }
        return -1;
    }

    /// <summary>The column's position in the header.</summary>
    /// <exception cref="ExchangeException">There is none: with the nearest names.</exception>
    public int Need(string name)
    {
        var column = Find(name);
        return column >= 0 ? column
            : throw new ExchangeException($"there is no column '{ExchangeException.Show(name)}'{Nearest.Ask(name, Header)}", Path);
    }

    /// <summary>Chooses the columns to be looked at, by position in the header: a block's slot is an index into this list. Before reading.</summary>
    public void Select(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var chosen = new int[columns.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = columns[i];
            if ((uint)chosen[i] >= (uint)Header.Count) throw new ArgumentOutOfRangeException(nameof(columns));
        }
        selected = chosen;
    }

    /// <summary>
    /// Fills the block with the next whole records. Threads may call it at once, each with a block of its own; only the reading of bytes
    /// is done in turn, splitting into fields is not.
    /// </summary>
    /// <returns>False at the end, and after a fault of the medium was thrown to another thread.</returns>
    /// <exception cref="ExchangeException">A fault, with its line. Blocks before it were all handed out already.</exception>
    public bool Read(RecordBlock block, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(block);
        ct.ThrowIfCancellationRequested();
        block.Begin(this, selected, Header.Count);
        lock (turn)
        {
            if (ended) return false;
            try
            {
                if (!Take(block)) return false;
            }
            catch
            {
                ended = true;
                throw;
            }
        }
        block.Split();
        return true;
    }

    public void Dispose() => source.Dispose();

    /// <summary>Bytes up to the last record's end; what is left over is carried to the next block.</summary>
    private bool Take(RecordBlock block)
    {
        var size = Math.Max(blockSize, carriedLength + Math.Min(blockSize, 4096));
        Reserve(block, size, 0);
        carried.AsSpan(0, carriedLength).CopyTo(block.Buffer.AsSpan(RecordBlock.Front));
        var length = carriedLength;
        while (true)
        {
            var got = source.Fill(block.Buffer.AsSpan(RecordBlock.Front + length, size - length), line);
            length += got;
            var atEnd = length < size;
            var cut = RecordCut.Find(block.Buffer.AsSpan(RecordBlock.Front, length), atEnd, Header.Count == 1, out block.HasQuotes);
            if (cut > 0 || atEnd) return Hand(block, length, cut, atEnd);
            if (length > LongestRecord) return HandTooLong(block, length);
            size = Math.Min(2 * size, LongestRecord + 1);
            Reserve(block, size, length);
        }
    }

    private bool Hand(RecordBlock block, int length, int cut, bool atEnd)
    {
        var text = block.Buffer.AsSpan(RecordBlock.Front, length);
        if (atEnd)
        {
            ended = true;
            if (cut == 0) return false;
        }
        if (cut < length)
        {
            var rest = text[cut..];
            if (carried.Length < rest.Length) carried = new byte[Math.Max(rest.Length, 4096)];
            rest.CopyTo(carried);
        }
        carriedLength = atEnd ? 0 : length - cut;
        block.End = RecordBlock.Front + cut;
        block.FirstLine = line;
        block.Number = blocks++;
        // The last line may lack its break.
        if (atEnd && block.Buffer[block.End - 1] != (byte)'\n') block.Buffer[block.End++] = (byte)'\n';
        block.LineBreaks = block.Buffer.AsSpan(RecordBlock.Front, block.End - RecordBlock.Front).Count((byte)'\n');
        line += block.LineBreaks;
        return true;
    }

    /// <summary>Whoever opened a quote without need is told of the quote, all others of the length.</summary>
    private bool HandTooLong(RecordBlock block, int length)
    {
        block.End = RecordBlock.Front + length;
        block.FirstLine = line;
        if (block.HasQuotes && FieldSplitter.StrayQuote(block, (byte)Delimiter, Path) is { } fault) throw fault;
        throw TooLong(Path, line);
    }

    internal static ExchangeException TooLong(string path, long line) =>
        new($"the line is longer than {LongestRecord >> 20} MiB, so this is no table of text, or a quote is not closed", path, line);

    private static void Reserve(RecordBlock block, int size, int keep)
    {
        var needed = RecordBlock.Front + size + RecordBlock.Back;
        if (block.Buffer.Length >= needed) return;
        var larger = GC.AllocateUninitializedArray<byte>(needed);
        block.Buffer.AsSpan(0, keep == 0 ? 0 : RecordBlock.Front + keep).CopyTo(larger);
        block.Buffer = larger;
    }
}
