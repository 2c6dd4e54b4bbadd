using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chalkline.Platform.Backups;

/// <summary>Writes one part of a backup as JSON lines, a block at a time, and sums it up on the way.</summary>
internal sealed class BackupLines(Stream to) : IDisposable
{
    private const int Block = 1 << 16;

    // The text is read by this program, not by a browser: nothing needs escaping but what JSON asks for.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _buffer = new(Block * 2);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);
    private long _rows, _bytes;

    public async ValueTask Write(Action<Utf8JsonWriter> members, CancellationToken ct)
    {
        _json.Reset(_buffer);
        _json.WriteStartObject();
        members(_json);
        _json.WriteEndObject();
        await _json.FlushAsync(ct);
        _buffer.Write("\n"u8);
        _rows++;
        if (_buffer.WrittenCount >= Block) await Flush(ct);
    }

    public async Task<BackupPart> Complete(CancellationToken ct)
    {
        await Flush(ct);
        return new(_rows, _bytes, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        _hash.Dispose();
        _json.Dispose();
    }

    private async Task Flush(CancellationToken ct)
    {
        _hash.AppendData(_buffer.WrittenSpan);
        _bytes += _buffer.WrittenCount;
        await to.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }
}
