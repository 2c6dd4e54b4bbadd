namespace Chalkline.Platform.Files;

/// <summary>A type of file that is taken, known by its content.</summary>
/// <param name="Code">As in the store; also its commonest ending.</param>
/// <param name="MediaType">As which it is served.</param>
internal sealed record FileType(string Code, string MediaType, IReadOnlyList<string> Endings)
{
    public static FileType Pdf { get; } = Of("pdf", "application/pdf");
    public static FileType Png { get; } = Of("png", "image/png");
    public static FileType Jpeg { get; } = new("jpg", "image/jpeg", ["jpg", "jpeg"]);
    public static FileType Webp { get; } = Of("webp", "image/webp");
    public static FileType Docx { get; } = Of("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static FileType Xlsx { get; } = Of("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    public static FileType Pptx { get; } = Of("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    public static FileType Odt { get; } = Of("odt", "application/vnd.oasis.opendocument.text");
    public static FileType Csv { get; } = Of("csv", "text/csv; charset=utf-8");
    public static FileType Text { get; } = Of("txt", "text/plain; charset=utf-8");

    public static IReadOnlyList<FileType> All { get; } = [Pdf, Docx, Xlsx, Pptx, Odt, Csv, Text, Png, Jpeg, Webp];

    public static FileType? Find(string code) => All.FirstOrDefault(t => t.Code == code);

    /// <summary>The type that a name's ending stands for; null for none of ours.</summary>
    public static FileType? OfName(string name)
    {
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return All.FirstOrDefault(t => t.Endings.Contains(ending));
    }

    private static FileType Of(string code, string mediaType) => new(code, mediaType, [code]);
}
