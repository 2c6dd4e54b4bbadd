using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Chalkline.Platform.Files;

/// <summary>
/// Looks into a zip: which document it is, whether it holds programs, and whether it would fill a disk when it is unpacked. Sizes are counted by unpacking,
/// because what an archive says of itself may be untrue; nothing is kept of what is unpacked.
/// </summary>
internal static class CheckArchive
{
    private const int MostEntries = 5000, MostLevels = 3;
    private const long MostUnpacked = 512L << 20, RatioCountsFrom = 16L << 20;

    /// <summary>The densest office documents, large sheets of equal cells, come to a fiftieth.</summary>
    private const int MostRatio = 150;

    private const uint EndMark = 0x06054b50, EntryMark = 0x02014b50;
    private const int EndLength = 22, EntryLength = 46, LongestComment = ushort.MaxValue;

    private static readonly FileFault Bomb = new(nameof(FileWords.FaultBomb)), Damaged = new(nameof(FileWords.FaultDamaged)), Macros = new(nameof(FileWords.FaultMacros));

    /// <returns>The document that it is (null: none of ours), or what is against it.</returns>
    public static async Task<(FileType? Type, FileFault? Fault)> Run(Stream content, CancellationToken ct)
    {
        try
        {
            var room = new Room(content.Length);
            if (await Fault(content, 1, room, ct) is { } fault) return (null, fault);
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return (await TypeOf(archive, ct), null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return (null, Damaged);
        }
    }

    private static async Task<FileType?> TypeOf(ZipArchive archive, CancellationToken ct)
    {
        bool Has(string name) => archive.GetEntry(name) is not null;
        if (Has("[Content_Types].xml"))
            return Has("word/document.xml") ? FileType.Docx : Has("xl/workbook.xml") ? FileType.Xlsx : Has("ppt/presentation.xml") ? FileType.Pptx : null;
        if (archive.GetEntry("mimetype") is not { Length: < 100 } entry) return null;
        await using var text = entry.Open();
        using var reader = new StreamReader(text, Encoding.ASCII);
        return (await reader.ReadToEndAsync(ct)).Trim() == FileType.Odt.MediaType ? FileType.Odt : null;
    }

    private static async Task<FileFault?> Fault(Stream zip, int level, Room room, CancellationToken ct)
    {
        // Before anything reads the list of entries into memory.
        if (!await HasFewEntries(zip, ct)) return Bomb;
        zip.Position = 0;
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries)
        {
            if (Path.GetFileName(entry.FullName).StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)) return Macros;
            if (await Unpack(entry, level, room, ct) is { } fault) return fault;
        }
        return null;
    }

    /// <summary>Counts what an entry has; one that is a zip itself is looked into.</summary>
    private static async Task<FileFault?> Unpack(ZipArchiveEntry entry, int level, Room room, CancellationToken ct)
    {
        await using var from = entry.Open();
        var block = new byte[1 << 16];
        var read = await from.ReadAtLeastAsync(block, 4, throwOnEndOfStream: false, ct);
        var nested = read >= 4 && block.AsSpan(0, 4).SequenceEqual("PK\x03\x04"u8);
        if (nested && level == MostLevels) return Bomb;
        await using var inner = nested ? new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose) : null;
        for (; read > 0; read = await from.ReadAsync(block, ct))
        {
            if (!room.Take(read)) return Bomb;
            if (inner is not null) await inner.WriteAsync(block.AsMemory(0, read), ct);
        }
        return inner is null ? null : await Fault(inner, level + 1, room, ct);
    }

    /// <summary>Walks the list of entries where the zip's end says that it is, without keeping any of it.</summary>
    private static async Task<bool> HasFewEntries(Stream zip, CancellationToken ct)
    {
        var tail = new byte[Math.Min(zip.Length, EndLength + LongestComment)];
        zip.Position = zip.Length - tail.Length;
        await zip.ReadExactlyAsync(tail, ct);
        var end = EndOf(tail);
        if (end < 0) throw new InvalidDataException("The zip has no end.");
        // The marks of a larger form, which no file of this size needs, would lead a reader elsewhere.
        var (disk, count16, offset) = (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 4)), BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)),
            BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)));
        if (disk == ushort.MaxValue || count16 == ushort.MaxValue || offset == uint.MaxValue) return false;
        zip.Position = offset;
        var entry = new byte[EntryLength];
        for (var count = 0; await zip.ReadAtLeastAsync(entry, EntryLength, throwOnEndOfStream: false, ct) == EntryLength; count++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntryMark) return true;
            if (count == MostEntries) return false;
            zip.Position += Sixteen(28) + Sixteen(30) + Sixteen(32);
        }
        return true;

        int Sixteen(int at) => BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(at));
    }

    private static int EndOf(byte[] tail)
    {
        for (var at = tail.Length - EndLength; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndMark) return at;
        return -1;
    }

    /// <summary>How much may still be unpacked, of the file and of all that is in it together.</summary>
    private sealed class Room(long packed)
    {
        private long _unpacked;

        public bool Take(int bytes) => (_unpacked += bytes) <= MostUnpacked && (_unpacked <= RatioCountsFrom || _unpacked / MostRatio <= packed);
    }
}
