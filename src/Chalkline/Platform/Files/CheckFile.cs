using System.Text;

namespace Chalkline.Platform.Files;

/// <summary>What looking at a file found.</summary>
internal abstract record CheckFileResult
{
    private CheckFileResult()
    {
    }

    public sealed record Good(FileType Type) : CheckFileResult;

    public sealed record Refused(FileFault Fault) : CheckFileResult;
}

/// <summary>
/// Decides by its content what a file is, and whether its name says the same. Only what cannot run by itself is taken: no programs, scripts, pages or
/// pictures that hold scripts (HTML, SVG), no macros.
/// </summary>
internal static class CheckFile
{
    private const int Block = 1 << 16;

    /// <param name="content">Can be sought in; is read from its beginning.</param>
    public static async Task<CheckFileResult> Run(Stream content, string name, CancellationToken ct)
    {
        if (FileType.OfName(name) is not { } named) return Refused(nameof(FileWords.FaultType), AllEndings);
        var head = new byte[16];
        content.Position = 0;
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var (found, fault) = await TypeOf(head.AsMemory(0, length), content, named, ct);
        if (fault is not null) return new CheckFileResult.Refused(fault);
        return found == named ? new CheckFileResult.Good(named)
            : found is null ? Refused(nameof(FileWords.FaultNotWhatItSays), named.Code.ToUpperInvariant())
            : Refused(nameof(FileWords.FaultOtherType), named.Code.ToUpperInvariant(), found.Code.ToUpperInvariant());
    }

    /// <summary>The endings that are taken, for people.</summary>
    public static string AllEndings { get; } = string.Join(", ", FileType.All.Select(t => t.Code.ToUpperInvariant()));

    private static async Task<(FileType? Type, FileFault? Fault)> TypeOf(ReadOnlyMemory<byte> head, Stream content, FileType named, CancellationToken ct)
    {
        if (Begins(head, "%PDF-"u8)) return (FileType.Pdf, null);
        if (Begins(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return (FileType.Png, null);
        if (Begins(head, [0xFF, 0xD8, 0xFF])) return (FileType.Jpeg, null);
        if (Begins(head, "RIFF"u8) && head.Length >= 12 && head.Span[8..12].SequenceEqual("WEBP"u8)) return (FileType.Webp, null);
        if (Begins(head, "PK\x03\x04"u8)) return await CheckArchive.Run(content, ct);
        return await TextFault(content, ct) is { } fault ? (null, fault == NotText ? null : fault) : (named == FileType.Csv ? FileType.Csv : FileType.Text, null);
    }

    private static readonly FileFault NotText = new(nameof(FileWords.FaultNotWhatItSays));

    /// <summary>Text is UTF-8 without controls, and does not begin as a page, a drawing or a script does.</summary>
    private static async Task<FileFault?> TextFault(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var (bytes, chars, decoder) = (new byte[Block], new char[Block], new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder());
        var first = true;
        while (true)
        {
            var read = await content.ReadAsync(bytes, ct);
            int decoded;
            try
            {
                decoded = decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0);
            }
            catch (DecoderFallbackException)
            {
                return NotText;
            }
            foreach (var c in chars.AsSpan(0, decoded))
                if (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f')) return NotText;
            if (read == 0) return null;
            if (first && BeginsAsCode(chars.AsSpan(0, decoded))) return new(nameof(FileWords.FaultCode));
            first = false;
        }
    }

    private static bool BeginsAsCode(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\uFEFF').TrimStart();
        return text.StartsWith("#!", StringComparison.Ordinal) || text.Length > 1 && text[0] == '<' && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?' or '%');
    }

    private static bool Begins(ReadOnlyMemory<byte> head, ReadOnlySpan<byte> with) => head.Span.StartsWith(with);

    private static CheckFileResult.Refused Refused(string word, params object[] values) => new(new FileFault(word, values));
}
