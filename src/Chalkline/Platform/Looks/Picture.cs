namespace Chalkline.Platform.Looks;

/// <summary>Pictures that a browser shows and that can carry no script, told by their content and never by their name.</summary>
internal static class Picture
{
    /// <summary>The media type; null for what is none of PNG, JPEG and WebP.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] when content[^8..^4].SequenceEqual("IEND"u8) => "image/png",
        [0xff, 0xd8, 0xff, .., 0xff, 0xd9] => "image/jpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] when BitConverter.ToUInt32(content[4..8]) == content.Length - 8 => "image/webp",
        _ => null,
    };
}
