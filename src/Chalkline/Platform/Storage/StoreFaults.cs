using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Chalkline.Platform.Storage;

/// <summary>What a database's error means to us, on both databases.</summary>
internal static class StoreFaults
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteIo = 10, SqliteFull = 13, SqliteCannotOpen = 14, SqliteConstraint = 19, SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// <summary>Another transaction was in the way; the same one may go through.</summary>
    public static bool IsContention(Exception e) => Root(e) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        _ => false,
    };

    public static StoreTrouble? Trouble(Exception e) => Root(e) switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => StoreTrouble.Full,
        SqliteException { SqliteErrorCode: SqliteIo or SqliteCannotOpen } => StoreTrouble.Unreachable,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StoreTrouble.Full,
        PostgresException { SqlState: var state } when state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal)
            || state is PostgresErrorCodes.TooManyConnections => StoreTrouble.Unreachable,
        PostgresException => IsContention(e) ? StoreTrouble.Busy : null,
        NpgsqlException => StoreTrouble.Unreachable,
        _ => IsContention(e) ? StoreTrouble.Busy : null,
    };

    public static bool IsMissingTable(DbException e) => e switch
    {
        PostgresException p => p.SqlState == PostgresErrorCodes.UndefinedTable,
        SqliteException s => s.Message.Contains("no such table", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The table whose unique key is taken; null where that is not what happened.</summary>
    public static bool IsTaken(Exception e, string table) => Root(e) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } p => p.TableName == table,
        SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } s =>
            s.Message.Contains($" {table}.", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Some unique key is taken.</summary>
    public static bool IsTaken(Exception e) => Root(e) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
        or SqliteException { SqliteErrorCode: SqliteConstraint, SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey };

    private static Exception Root(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
            if (inner is DbException) return inner;
        return e;
    }
}
