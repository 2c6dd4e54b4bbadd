using System.Data.Common;
using System.IO.Compression;
using System.Reflection;
using Chalkline.Platform.Backups;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chalkline.Platform;

/// <summary>What a backup holds.</summary>
public sealed record BackupReport(string File, int Tables, long Rows, long Bytes, long LogEntries);

/// <summary>
/// Writes a district's store to one file, as it is at one moment, while it is used: a zip with a manifest and each table as JSON lines, in a form
/// that is the same whatever the database. Secrets and sessions are not in it. It takes the memory of a row, however large the store is.
/// </summary>
public sealed class StoreBackup(DistrictStores stores)
{
    /// <summary>Version of the program, as in the manifest.</summary>
    public static string Product { get; } = typeof(StoreBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where a backup goes for which no file was named.</summary>
    /// <param name="prefix">Before the slug: what the backup was made for.</param>
    public string FileFor(DistrictSlug slug, string prefix = "") => Path.Combine(stores.Settings.DataFolder, "backups",
        $"{prefix}{slug}-{stores.Time.Now().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", System.Globalization.CultureInfo.InvariantCulture)}.zip");

    /// <summary>Writes the file; it is there whole or not at all.</summary>
    /// <exception cref="StoreRefusalException">There is no such district, or its store is of a newer version than this program.</exception>
    public async Task<BackupReport> Write(DistrictSlug slug, string file, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var entry = await host.Districts.AsNoTracking().SingleOrDefaultAsync(d => d.Slug == slug.Text && d.OpenedAt != null, ct)
            ?? throw new StoreRefusalException($"there is no district {slug}. Those that there are: chalkline district list");
        var deletions = await host.Deletions.AsNoTracking().Where(d => d.District == entry.Id).OrderBy(d => d.Kind).ThenBy(d => d.Subject).ToListAsync(ct);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var writing = file + ".writing";
        try
        {
            BackupManifest manifest;
            await using (var to = new FileStream(writing, FileMode.Create, FileAccess.ReadWrite))
            {
                using (var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true)) manifest = await WriteTo(archive, entry, deletions, ct);
                await BackupSeal.Put(to, ct);
            }
            File.Move(writing, file, overwrite: true);
            return new(file, manifest.Tables.Count, manifest.Tables.Sum(t => t.Part.Rows), new FileInfo(file).Length, manifest.Log.Sequence);
        }
        finally
        {
            File.Delete(writing);
        }
    }

    private async Task<BackupManifest> WriteTo(ZipArchive archive, DistrictEntry entry, IReadOnlyList<Deletion> deletions, CancellationToken ct)
    {
        BackupSeal.Reserve(archive);
        await using var db = stores.Open(InstallationSlug(entry));
        await using var snapshot = await StoreSnapshot.Of(db, ct);
        var migrations = await snapshot.Migrations(ct);
        if (migrations.Except(db.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            throw new StoreRefusalException($"the store of {entry.Slug} is of a newer version than this program ({unknown}). Back it up with the version that it is of.");
        var tables = new List<BackupTable>();
        foreach (var table in StoreShape.After(db, migrations).Tables)
            if (Kept(db.Model, table) is { } kept) tables.Add(await WriteTable(archive, snapshot, kept, ct));
        var parts = await WriteDeletions(archive, deletions, ct);
        var head = await Auditing.AuditLog.Head(snapshot, ct);
        var manifest = new BackupManifest(BackupManifest.FormatName, Product, entry.Id, entry.Slug, migrations[^1], stores.Time.Now(), new(head.Sequence, head.Hash), tables, parts);
        await using var to = archive.CreateEntry(BackupManifest.Entry).Open();
        manifest.Write(to);
        return manifest;
    }

    private static DistrictSlug InstallationSlug(DistrictEntry entry) =>
        DistrictSlug.TryParse(entry.Slug, out var slug) ? slug : throw new InvalidOperationException($"{entry.Slug} is no slug.");

    /// <summary>The table without its secrets; null where it is not for backups. What the model does not know any more is kept.</summary>
    private static StoreTable? Kept(IModel model, StoreTable table)
    {
        var entities = model.GetEntityTypes().Where(e => e.GetTableName() == table.Name).ToList();
        if (entities.Any(BackupMarks.IsOut)) return null;
        var secrets = entities.SelectMany(e => e.GetProperties()).Where(p => p.IsSecret()).Select(p => p.GetColumnName()).ToHashSet(StringComparer.Ordinal);
        return table with { Columns = [.. table.Columns.Where(c => !secrets.Contains(c.Name))] };
    }

    private static async Task<BackupTable> WriteTable(ZipArchive archive, StoreSnapshot snapshot, StoreTable table, CancellationToken ct)
    {
        // Bytes are files, most of them packed already; and one that is not must not look like a part that is made to fill the disk of whoever restores it.
        var packed = table.Columns.Any(c => c.Kind == ColumnKind.Bytes) ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
        await using var to = archive.CreateEntry(BackupManifest.TableEntry(table.Name), packed).Open();
        using var lines = new BackupLines(to);
        await using var select = snapshot.Command(
            $"SELECT {string.Join(", ", table.Columns.Select(c => Sql.Name(c.Name)))} FROM {Sql.Name(table.Name)} ORDER BY {string.Join(", ", table.Key.Select(Sql.Name))}");
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) await lines.Write(json => WriteRow(json, table, rows, snapshot.IsPostgreSql), ct);
        return new(table.Name, [.. table.Columns.Select(c => new BackupColumn(c.Name, c.Kind))], await lines.Complete(ct));
    }

    private static void WriteRow(System.Text.Json.Utf8JsonWriter to, StoreTable table, DbDataReader row, bool postgreSql)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            to.WritePropertyName(column.Name);
            if (row.IsDBNull(i)) to.WriteNullValue();
            else ColumnValues.Write(to, column.Kind, ColumnValues.Read(row, i, column.Kind, postgreSql));
        }
    }

    private static async Task<BackupPart> WriteDeletions(ZipArchive archive, IReadOnlyList<Deletion> deletions, CancellationToken ct)
    {
        await using var to = archive.CreateEntry(BackupManifest.DeletionsEntry).Open();
        using var lines = new BackupLines(to);
        foreach (var deletion in deletions)
        {
            await lines.Write(json =>
            {
                json.WriteString("kind", deletion.Kind);
                json.WriteString("subject", deletion.Subject.ToString());
                json.WriteString("at", Auditing.AuditRecord.Instant(deletion.At));
            }, ct);
        }
        return await lines.Complete(ct);
    }
}
