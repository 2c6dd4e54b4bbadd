using System.Text;

namespace Chalkline.Platform;

/// <summary>The text of a file that people write: bounded in size, UTF-8 (or UTF-16 with its mark), without line breaks that no editor shows.</summary>
internal static class YamlText
{
    /// <summary>More than any file that people write needs.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <param name="tooLarge">Said of a file of more than <see cref="MostBytes"/>.</param>
    /// <returns>The text, or why there is none.</returns>
    public static (string? Text, YamlFault? Fault) Read(string path, string isFolder, string tooLarge)
    {
        if (Directory.Exists(path)) return Refused(isFolder);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var bytes = new byte[MostBytes + 1];
            return Decode(bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)], tooLarge);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused("there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Refused("cannot be read: " + e.Message);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static (string? Text, YamlFault? Fault) Decode(byte[] bytes, string tooLarge)
    {
        if (bytes.Length > MostBytes) return Refused(tooLarge);
        try
        {
            var text = bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes, 3, bytes.Length - 3),
                _ => StrictUtf8.GetString(bytes),
            };
            return text.Contains('\0') ? Refused("is no text file") : (text, null);
        }
        catch (DecoderFallbackException e)
        {
            return Refused("is not UTF-8 text; save it as UTF-8", 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n'));
        }
    }

    /// <summary>YAML 1.1 breaks lines where no editor does: lines would be misnumbered and text cut apart unseen.</summary>
    public static YamlFault? HiddenBreak(string text)
    {
        var hidden = text.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029');
        return hidden < 0 ? null : new(1 + text.AsSpan(0, hidden).Count('\n'), "", "holds an invisible line break (U+0085 or the like); type the line anew");
    }

    private static (string? Text, YamlFault? Fault) Refused(string text, int line = 0) => (null, new(line, "", text));
}
