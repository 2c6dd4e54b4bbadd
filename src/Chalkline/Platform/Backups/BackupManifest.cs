using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chalkline.Platform.Backups;

/// <summary>What stands first in mind and last in the file of a backup: what is in it, and how to tell that it is whole.</summary>
/// <param name="Product">The version of the program that wrote it.</param>
/// <param name="District">The district's id, which stays the same under another slug.</param>
/// <param name="Migration">The newest migration of the store.</param>
/// <param name="Tables">In an order in which foreign keys hold.</param>
/// <param name="Deletions">What was deleted for good in this district, so that a restore of an older backup elsewhere can replay it.</param>
internal sealed record BackupManifest(
    string Format, string Product, Guid District, string Slug, string Migration, DateTimeOffset At, BackupLogHead Log, IReadOnlyList<BackupTable> Tables,
    BackupPart Deletions)
{
    public const string FormatName = "chalkline.backup/1", Entry = "manifest.json", DeletionsEntry = "deletions.jsonl";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string TableEntry(string table) => $"tables/{table}.jsonl";

    public void Write(Stream to) => JsonSerializer.Serialize(to, this, Json);

    /// <exception cref="StoreRefusalException">It is none of this format.</exception>
    public static BackupManifest Read(ReadOnlySpan<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.ToArray());
            var format = document.RootElement.GetProperty("format").GetString();
            if (format != FormatName) throw new StoreRefusalException($"the file is of the format '{format}'; this program reads {FormatName}. Restore it with the program that wrote it.");
            return document.Deserialize<BackupManifest>(Json) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StoreRefusalException($"the file's manifest cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }
}

/// <summary>The end of the audit log.</summary>
internal sealed record BackupLogHead(long Sequence, string Hash);

/// <summary>One part of the file.</summary>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Sha256">Of the unpacked bytes, in lower-case hexadecimal.</param>
internal sealed record BackupPart(long Rows, long Bytes, string Sha256);

/// <summary>A table, as JSON lines: an object a row, with the columns' names.</summary>
internal sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, BackupPart Part);

internal sealed record BackupColumn(string Name, ColumnKind Kind);
