using Microsoft.Data.Sqlite;

namespace Chalkline.Platform.Storage;

/// <summary>
/// The turn to migrate a SQLite file. Entity Framework leaves a row behind in the store when it is killed, and would then wait for it for ever.
/// A lock on a file beside the store ends with its process: whoever has that lock knows that a row in the store is nobody's any more.
/// </summary>
internal static class MigrationTurn
{
    private const string LockTable = "__EFMigrationsLock";

    /// <exception cref="StoreRefusalException">Another process is migrating the store.</exception>
    public static FileStream Take(string file)
    {
        try
        {
            return new(file + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new StoreRefusalException($"{file}: another process is migrating this store. Try again when it is done.");
        }
    }

    /// <summary>Whether a killed migration left its row; to be asked by whoever has the turn.</summary>
    public static async Task<bool> IsLeftBehind(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(StoreConnections.FileConnection(file));
        await connection.OpenAsync(ct);
        if (await Count(connection, $"SELECT count(*) FROM sqlite_master WHERE name = '{LockTable}'", ct) == 0) return false;
        return await Count(connection, $"SELECT count(*) FROM \"{LockTable}\"", ct) > 0;
    }

    /// <summary>Takes the row out.</summary>
    public static async Task Clear(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(StoreConnections.FileConnection(file));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM \"{LockTable}\"";
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> Count(SqliteConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
