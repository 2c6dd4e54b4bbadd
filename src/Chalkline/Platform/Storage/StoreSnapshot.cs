using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Storage;

/// <summary>A store as it is at one moment: whatever is read through it is of that moment, and nobody who writes waits for it.</summary>
internal sealed class StoreSnapshot : IAsyncDisposable
{
    private readonly DbContext _db;
    private readonly DbTransaction _transaction;

    private StoreSnapshot(DbContext db, DbTransaction transaction) => (_db, _transaction) = (db, transaction);

    public bool IsPostgreSql => _db.Database.IsNpgsql();

    public static async Task<StoreSnapshot> Of(DbContext db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        // Deferred, the one time that it is right: it only reads, and must not take the lock of whoever writes.
        DbTransaction transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return new(db, transaction);
    }

    public DbCommand Command(string sql)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        (command.Transaction, command.CommandText, command.CommandTimeout) = (_transaction, sql, 0);
        return command;
    }

    /// <summary>The migrations that have made the store, in order.</summary>
    public async Task<IReadOnlyList<string>> Migrations(CancellationToken ct)
    {
        await using var command = Command($"SELECT \"MigrationId\" FROM {StoreConnections.History} ORDER BY \"MigrationId\"");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<string>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetString(0));
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _db.Database.CloseConnectionAsync();
    }
}
