using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chalkline.Platform.Storage;

namespace Chalkline.Platform.Backups;

/// <summary>
/// The file of a backup, read. It comes from outside: nothing in it is believed before it was checked, nothing is unpacked to a path, and no part is
/// read further than the manifest says it goes.
/// </summary>
internal sealed class BackupFile : IAsyncDisposable
{
    private const int LargestManifest = 16 << 20, LongestLine = 64 << 20;

    /// <summary>Rows of a district pack to a tenth or a fortieth; a part that grows more than this is made to fill the disk.</summary>
    private const int MostGrowth = 400, GrowthMattersFrom = 16 << 20;

    private readonly FileStream _file;
    private readonly ZipArchive _archive;

    private BackupFile(FileStream file, ZipArchive archive, BackupManifest manifest) => (_file, _archive, Manifest) = (file, archive, manifest);

    public BackupManifest Manifest { get; }

    /// <summary>Bytes that the parts have when they are unpacked.</summary>
    public long Unpacked => Manifest.Tables.Sum(t => t.Part.Bytes) + Manifest.Deletions.Bytes;

    /// <summary>Opens the file and checks all of it but the rows.</summary>
    /// <exception cref="StoreRefusalException">With the reason.</exception>
    public static async Task<BackupFile> Open(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new StoreRefusalException($"there is no file {path}");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            await BackupSeal.Check(file, ct);
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = BackupManifest.Read(await ManifestOf(archive, ct));
            CheckParts(archive, manifest);
            return new(file, archive, manifest);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            await file.DisposeAsync();
            throw new StoreRefusalException($"the file is no zip that can be read: {e.Message}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows of a table, by the names and kinds of its columns in the manifest; the part's size, count and hash are checked as it goes by.</summary>
    public IAsyncEnumerable<object?[]> Rows(BackupTable table, CancellationToken ct) => Lines(BackupManifest.TableEntry(table.Name), table.Part, table.Columns, ct);

    public async Task<IReadOnlyList<(string Kind, Guid Subject, DateTimeOffset At)>> Deletions(CancellationToken ct)
    {
        var found = new List<(string, Guid, DateTimeOffset)>();
        BackupColumn[] columns = [new("kind", ColumnKind.Text), new("subject", ColumnKind.Uuid), new("at", ColumnKind.Instant)];
        await foreach (var row in Lines(BackupManifest.DeletionsEntry, Manifest.Deletions, columns, ct)) found.Add(((string)row[0]!, (Guid)row[1]!, (DateTimeOffset)row[2]!));
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        _archive.Dispose();
        await _file.DisposeAsync();
    }

    private static async Task<byte[]> ManifestOf(ZipArchive archive, CancellationToken ct)
    {
        var entry = archive.GetEntry(BackupManifest.Entry) ?? throw new StoreRefusalException("the file is no backup of Chalkline: it has no manifest.json");
        if (entry.Length > LargestManifest) throw new StoreRefusalException("the file's manifest is larger than any that this program writes");
        await using var from = entry.Open();
        var text = new byte[entry.Length];
        var length = await from.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
        return length == text.Length && from.ReadByte() < 0 ? text : throw new StoreRefusalException("the file's manifest has another length than the file says");
    }

    private static void CheckParts(ZipArchive archive, BackupManifest manifest)
    {
        var expected = manifest.Tables.ToLookup(t => BackupManifest.TableEntry(t.Name), t => t.Part);
        foreach (var entry in archive.Entries.Where(e => e.FullName != BackupManifest.Entry))
        {
            var part = entry.FullName == BackupManifest.DeletionsEntry ? manifest.Deletions
                : expected[entry.FullName].FirstOrDefault() ?? throw new StoreRefusalException($"the file holds '{entry.FullName}', which its manifest does not name");
            if (entry.Length != part.Bytes) throw new StoreRefusalException($"{entry.FullName} has {entry.Length} bytes; the manifest says {part.Bytes}");
            if (part.Bytes > GrowthMattersFrom && part.Bytes / MostGrowth > entry.CompressedLength)
                throw new StoreRefusalException($"{entry.FullName} would grow from {entry.CompressedLength} to {part.Bytes} bytes, as no backup of Chalkline does");
        }
        var names = archive.Entries.Select(e => e.FullName).ToList();
        if (names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new StoreRefusalException($"the file holds {twice.Key} more than once");
        if (expected.FirstOrDefault(t => t.Count() > 1) is { } named) throw new StoreRefusalException($"the manifest names {named.Key} more than once");
        if (expected.Select(t => t.Key).Append(BackupManifest.DeletionsEntry).Except(names).FirstOrDefault() is { } missing)
            throw new StoreRefusalException($"{missing} is missing from the file");
    }

    private async IAsyncEnumerable<object?[]> Lines(string name, BackupPart part, IReadOnlyList<BackupColumn> columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var from = new SummedStream(_archive.GetEntry(name)!.Open(), part.Bytes, name);
        long rows = 0;
        using var reader = new StreamReader(from, new UTF8Encoding(false, throwOnInvalidBytes: true), false, 1 << 16, leaveOpen: true);
        while (await Line(reader, name, ct) is { } line)
        {
            rows++;
            yield return Row(line, columns, name, rows);
        }
        if (rows != part.Rows) throw new StoreRefusalException($"{name} has {rows} rows; the manifest says {part.Rows}");
        if (from.Bytes != part.Bytes || from.Sum() != part.Sha256) throw new StoreRefusalException($"{name} is not what the manifest says: its checksum is another one");
    }

    private static async Task<string?> Line(StreamReader reader, string name, CancellationToken ct)
    {
        try
        {
            return await reader.ReadLineAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or DecoderFallbackException)
        {
            throw new StoreRefusalException($"{name} cannot be unpacked: {e.Message}");
        }
    }

    private static object?[] Row(string line, IReadOnlyList<BackupColumn> columns, string name, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                var value = document.RootElement.GetProperty(columns[i].Name);
                values[i] = value.ValueKind == JsonValueKind.Null ? null : ColumnValues.Parse(value, columns[i].Kind);
            }
            return values;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StoreRefusalException($"{name}, line {number}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Sums up what is read, and ends where more comes than was said.</summary>
    private sealed class SummedStream(Stream from, long most, string name) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _line;

        public long Bytes { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Bytes; set => throw new NotSupportedException(); }

        public string Sum() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override int Read(byte[] buffer, int offset, int count) => Summed(from.Read(buffer, offset, count), buffer.AsSpan(offset));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Summed(await from.ReadAsync(buffer, cancellationToken), buffer.Span);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            from.Dispose();
            base.Dispose(disposing);
        }

        private int Summed(int read, ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer[..read]);
            Bytes += read;
            var end = buffer[..read].LastIndexOf((byte)'\n');
            _line = end < 0 ? _line + read : read - end - 1;
            if (_line > LongestLine) throw new StoreRefusalException($"{name} has a line that is longer than any that this program writes");
            return Bytes > most ? throw new StoreRefusalException($"{name} goes on after the {most} bytes that the manifest says it has") : read;
        }
    }
}
