using Chalkline.Platform.Backups;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>What was restored.</summary>
/// <param name="Deletions">Records that were erased again because they had been deleted for good.</param>
/// <param name="Former">The backup that was made of the store that was replaced; null where there was none.</param>
public sealed record RestoreReport(DistrictSlug Slug, string FromVersion, DateTimeOffset At, long Rows, int Deletions, long LogEntries, string? Former);

/// <summary>
/// Makes a district's store from the file of a backup, of this version or an older one, from either database: all of the file is checked first, the
/// rows are loaded into an empty store of the backup's own version, the store is upgraded, what was deleted for good is deleted again, the audit log
/// is verified, and only then the district opens.
/// </summary>
public sealed class StoreRestore(DistrictStores stores, IEnumerable<IEraser> erasers)
{
    /// <param name="slug">Null: the backup's own.</param>
    /// <param name="replace">A district that is there under this slug is backed up, then replaced.</param>
    /// <exception cref="StoreRefusalException">The file is not whole, or cannot be restored here; nothing was made.</exception>
    public async Task<RestoreReport> Run(string file, DistrictSlug? slug, bool replace, CancellationToken ct)
    {
        await using var backup = await BackupFile.Open(file, ct);
        slug ??= DistrictSlug.TryParse(backup.Manifest.Slug, out var own) ? own : throw new StoreRefusalException($"'{backup.Manifest.Slug}' is no slug; name one: --as SLUG");
        await CheckAgainstProgram(backup, slug, ct);
        CheckRoom(backup);
        await using var host = stores.OpenHost();
        await CheckPlace(host, backup.Manifest, slug, replace, ct);
        // The long part, before anything is made: every row, every sum.
        var rows = 0L;
        foreach (var table in backup.Manifest.Tables) await foreach (var _ in backup.Rows(table, ct)) rows++;
        var deletions = await backup.Deletions(ct);
        var former = await MakeRoom(host, slug, ct);
        try
        {
            var entry = new DistrictEntry { Slug = slug.Text, Id = backup.Manifest.District, CreatedAt = stores.Time.Now() };
            host.Add(entry);
            await host.SaveChangesAsync(ct);
            await Load(backup, slug, ct);
            await stores.Prepare(slug, null, ct);
            var erased = await Replay(host, entry.Id, slug, deletions, ct);
            var entries = await Finish(backup.Manifest, slug, ct);
            entry.OpenedAt = stores.Time.Now();
            await host.SaveChangesAsync(ct);
            return new(slug, backup.Manifest.Product, backup.Manifest.At, rows, erased, entries, former);
        }
        catch
        {
            await Undo(slug);
            throw;
        }
    }

    private async Task CheckAgainstProgram(BackupFile backup, DistrictSlug slug, CancellationToken ct)
    {
        var manifest = backup.Manifest;
        await using var db = stores.Open(slug);
        var known = db.Database.GetMigrations().ToList();
        if (!known.Contains(manifest.Migration))
            throw new StoreRefusalException(string.CompareOrdinal(manifest.Migration, known[^1]) > 0
                ? $"the backup was made by a newer version of Chalkline ({manifest.Product}, store {manifest.Migration}); this is {StoreBackup.Product}. Install that version, then restore."
                : $"the backup's store is of a version that this program does not know ({manifest.Migration}). Was it made by a changed program?");
        var shape = StoreShape.After(db, UpTo(known, manifest.Migration)).Tables.ToDictionary(t => t.Name);
        foreach (var table in manifest.Tables)
        {
            if (!shape.TryGetValue(table.Name, out var there)) throw new StoreRefusalException($"the backup has a table '{table.Name}', which a store of {manifest.Migration} does not have");
            foreach (var column in table.Columns)
                if (!there.Columns.Any(c => c.Name == column.Name && c.Kind == column.Kind))
                    throw new StoreRefusalException($"the backup has a column '{table.Name}.{column.Name}' of the kind {column.Kind}, which a store of {manifest.Migration} does not have");
        }
        ct.ThrowIfCancellationRequested();
    }

    private void CheckRoom(BackupFile backup)
    {
        if (stores.Settings.IsPostgreSql) return;
        var free = new DriveInfo(Path.GetFullPath(stores.Settings.DataFolder)).AvailableFreeSpace;
        // Rows take less room in a store than as JSON lines; indexes make up for some of it.
        if (backup.Unpacked > free) throw new StoreRefusalException($"the backup needs up to {backup.Unpacked >> 20} MiB; {stores.Settings.DataFolder} has {free >> 20} MiB left");
    }

    private static async Task CheckPlace(HostDb host, BackupManifest manifest, DistrictSlug slug, bool replace, CancellationToken ct)
    {
        var other = await host.Districts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == manifest.District && d.Slug != slug.Text && d.OpenedAt != null, ct);
        if (other is not null)
            throw new StoreRefusalException($"this district is here already, as {other.Slug}; a district is in an installation once. To put it back to the backup: chalkline restore FILE --as {other.Slug} --replace");
        if (!replace && await host.Districts.AnyAsync(d => d.Slug == slug.Text && d.OpenedAt != null, ct))
            throw new StoreRefusalException($"there is a district {slug} already. To replace it (it is backed up first) add --replace; another district than that is restored beside it by --as ANOTHER-SLUG");
    }

    /// <summary>What is there under the slug, or is left of a restore that was cut off, makes room; an open district not without a backup of it.</summary>
    private async Task<string?> MakeRoom(HostDb host, DistrictSlug slug, CancellationToken ct)
    {
        string? former = null;
        if (await host.Districts.AnyAsync(d => d.Slug == slug.Text && d.OpenedAt != null, ct))
        {
            var backup = new StoreBackup(stores);
            former = (await backup.Write(slug, backup.FileFor(slug, "before-restore-"), ct)).File;
        }
        await stores.Drop(slug, ct);
        await host.Districts.Where(d => d.Slug == slug.Text).ExecuteDeleteAsync(ct);
        return former;
    }

    private async Task Load(BackupFile backup, DistrictSlug slug, CancellationToken ct)
    {
        await stores.Prepare(slug, backup.Manifest.Migration, ct);
        await using var db = stores.Open(slug);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Rows of one table may point to each other in any order; all is checked when the transaction ends.
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON", ct);
        var scope = new DbTransactionScope(db.Database.GetDbConnection(), Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction));
        var order = StoreShape.After(db, UpTo(db.Database.GetMigrations(), backup.Manifest.Migration)).Tables.Select(t => t.Name).ToList();
        var tables = backup.Manifest.Tables.OrderBy(t => order.IndexOf(t.Name)).ToList();
        foreach (var table in tables.AsEnumerable().Reverse()) await Empty(scope, table.Name, ct);
        foreach (var table in tables)
        {
            await using var writer = await BulkWriter.Into(scope, table.Name, [.. table.Columns.Select(c => new BulkColumn(c.Name, c.Kind))], ct);
            await foreach (var row in backup.Rows(table, ct)) await writer.Write(row, ct);
            await writer.Complete(ct);
        }
        await transaction.CommitAsync(ct);
    }

    /// <summary>A migration may have put rows of its own into the new store; the backup has them as they became.</summary>
    private static async Task Empty(DbTransactionScope scope, string table, CancellationToken ct)
    {
        await using var delete = scope.Connection.CreateCommand();
        (delete.Transaction, delete.CommandText) = (scope.Transaction, "DELETE FROM " + Sql.Name(table));
        await delete.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What the host and the backup know to be deleted is deleted again, and the host knows it from now on.</summary>
    private async Task<int> Replay(HostDb host, Guid district, DistrictSlug slug, IReadOnlyList<(string Kind, Guid Subject, DateTimeOffset At)> carried, CancellationToken ct)
    {
        var known = await host.Deletions.Where(d => d.District == district).ToListAsync(ct);
        foreach (var (kind, subject, at) in carried.Where(c => !known.Any(k => k.Kind == c.Kind && k.Subject == c.Subject)))
        {
            var deletion = new Deletion { District = district, Kind = kind, Subject = subject, At = at };
            host.Add(deletion);
            known.Add(deletion);
        }
        await host.SaveChangesAsync(ct);
        var erased = 0;
        foreach (var deletion in known)
        {
            var eraser = erasers.FirstOrDefault(e => e.Kind == deletion.Kind)
                ?? throw new StoreRefusalException($"records of the kind '{deletion.Kind}' were deleted for good, and this program does not know how to delete them again. Restore with the version that did.");
            await using var db = stores.Open(slug);
            await eraser.Erase(db, deletion.Subject, ct);
            if (!db.ChangeTracker.HasChanges()) continue;
            await db.Commit(new(Actor.Operator, deletion.Kind + ".erased-again", new(deletion.Kind, deletion.Subject), []), ct);
            erased++;
        }
        return erased;
    }

    private async Task<long> Finish(BackupManifest manifest, DistrictSlug slug, CancellationToken ct)
    {
        await using var db = stores.Open(slug);
        var restored = AuditEntry.Fields(("backup-of", null, Auditing.AuditRecord.Instant(manifest.At)), ("log-entries", null, manifest.Log.Sequence), ("version", null, manifest.Product));
        await db.Commit(new(Actor.Operator, "district.restored", new("district", manifest.District), restored), ct);
        return await VerifyLog.Of(db, new(manifest.Log.Sequence, manifest.Log.Hash), ct) switch
        {
            LogVerification.Whole whole => whole.Head.Sequence,
            LogVerification.Broken broken => throw new StoreRefusalException($"the audit log in the backup does not hold: {broken.Describe()}"),
            _ => throw new StoreRefusalException("the audit log in the backup does not end as its manifest says"),
        };
    }

    private async Task Undo(DistrictSlug slug)
    {
        await stores.Drop(slug, CancellationToken.None);
        await using var host = stores.OpenHost();
        await host.Districts.Where(d => d.Slug == slug.Text && d.OpenedAt == null).ExecuteDeleteAsync(CancellationToken.None);
    }

    private static List<string> UpTo(IEnumerable<string> migrations, string last) => [.. migrations.Where(m => string.CompareOrdinal(m, last) <= 0)];
}
