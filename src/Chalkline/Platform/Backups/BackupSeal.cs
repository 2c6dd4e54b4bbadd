using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Platform.Backups;

/// <summary>
/// The last 64 bytes of the file of a backup: the SHA-256 of all before them, in hexadecimal. They stand in the comment of the zip, so that it is
/// an ordinary zip all the same; and one bit that is changed anywhere, in what no reader of zips looks at too, is told.
/// </summary>
internal static class BackupSeal
{
    private const string Prefix = "chalkline sha256 ";
    private const int Digits = 64;

    /// <summary>Leaves room for the seal.</summary>
    public static void Reserve(ZipArchive archive) => archive.Comment = Prefix + new string('0', Digits);

    public static async Task Put(FileStream file, CancellationToken ct)
    {
        var hash = await HashBefore(file, ct);
        file.Position = file.Length - Digits;
        await file.WriteAsync(Encoding.ASCII.GetBytes(hash), ct);
        await file.FlushAsync(ct);
    }

    /// <exception cref="StoreRefusalException">The file is no backup, or was cut off or changed.</exception>
    public static async Task Check(FileStream file, CancellationToken ct)
    {
        var tail = new byte[Math.Min(file.Length, Prefix.Length + Digits)];
        file.Position = file.Length - tail.Length;
        await file.ReadExactlyAsync(tail, ct);
        var text = Encoding.ASCII.GetString(tail);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new StoreRefusalException("the file is no backup of Chalkline, or its end is cut off. Use another copy of it.");
        if (text[Prefix.Length..] != await HashBefore(file, ct))
            throw new StoreRefusalException("the file was changed or damaged since it was written: its checksum is not that of its content. Use another copy of it.");
        file.Position = 0;
    }

    private static async Task<string> HashBefore(FileStream file, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        file.Position = 0;
        for (var left = file.Length - Digits; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (read == 0) throw new EndOfStreamException();
            hash.AppendData(buffer.AsSpan(0, read));
            left -= read;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
