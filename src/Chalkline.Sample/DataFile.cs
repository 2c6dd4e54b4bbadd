using System.IO.Compression;
using System.Text;

namespace Chalkline.Sample;

/// <summary>Where the rows go: straight to the file, or line by line through the plan's faults.</summary>
internal abstract class DataFile : IDisposable
{
    public abstract long Bytes { get; }

    public static DataFile Open(string path, IReadOnlyList<SampleFault> faults)
    {
        var stream = new FileStream(path, new FileStreamOptions
        { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
        return faults.Count == 0 ? new CleanFile(stream) : new FaultyFile(stream, faults);
    }

    /// <summary>Takes whole lines, in order.</summary>
    public abstract void Write(ReadOnlySpan<byte> lines);

    /// <summary>What follows the last line.</summary>
    public abstract void Complete();

    /// <summary>The lines that faults touched alone.</summary>
    public virtual IReadOnlyList<TouchedLine> Touched => [];

    public abstract void Dispose();
}

internal sealed class CleanFile(FileStream file) : DataFile
{
    public override long Bytes => file.Length;

    public override void Write(ReadOnlySpan<byte> lines) => file.Write(lines);

    public override void Complete() => file.Flush();

    public override void Dispose() => file.Dispose();
}

internal sealed class FaultyFile : DataFile
{
    private readonly FileStream _file;
    private readonly Stream _out;
    private readonly bool _gzip, _semicolons;
    private readonly (SampleFault Fault, RowEdit Edit)[] _edits;
    private readonly StringBuilder _text = new();
    private long _line;

    public FaultyFile(FileStream file, IReadOnlyList<SampleFault> faults)
    {
        _file = file;
        _edits = [.. faults.Select(f => (f, f.Edit()))];
        _gzip = faults.Any(f => f.Wrapping == Wrapping.TruncatedGzip);
        _semicolons = faults.Any(f => f.Wrapping == Wrapping.SemicolonsAndBom);
        _out = _gzip ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : file;
        if (_semicolons)
            _out.Write(Encoding.UTF8.Preamble);
    }

    public override long Bytes => _file.Length;

    public override IReadOnlyList<TouchedLine> Touched =>
        [.. _edits.Where(e => e.Edit.Touched is not null).Select(e => new TouchedLine(e.Fault, e.Edit.Touched!.Value))];

    public override void Write(ReadOnlySpan<byte> lines)
    {
        while (lines.Length > 0)
        {
            var end = lines.IndexOf((byte)'\n');
            Append(Encoding.ASCII.GetString(lines[..end]));
            lines = lines[(end + 1)..];
        }
        _out.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        _text.Clear();
    }

    public override void Complete()
    {
        if (!_gzip)
            return;
        _out.Dispose();
        _file.SetLength(_file.Length * 3 / 4);
    }

    public override void Dispose()
    {
        _out.Dispose();
        _file.Dispose();
    }

    private void Append(string row)
    {
        _line++;
        var clean = row.Split(',');
        var fields = clean.ToList();
        var kept = true;
        foreach (var (_, edit) in _edits)
            kept &= edit.Keep(_line, clean, fields);
        if (kept)
            _text.AppendJoin(_semicolons ? ';' : ',', fields.Select(Quoted)).Append(_semicolons ? "\r\n" : "\n");
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny("\",;\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
