using System.Data.Common;
using Chalkline.Platform.Storage;
using Npgsql;

namespace Chalkline.Platform;

/// <summary>A column that rows are written to, and what it holds.</summary>
public sealed record BulkColumn(string Name, ColumnKind Kind);

/// <summary>
/// Writes rows past change tracking, in the transaction of a commit (<see cref="DistrictDb.Commit(AuditEntry, Func{DbTransactionScope, Task}, CancellationToken)"/>):
/// a binary COPY on PostgreSQL, one prepared statement on SQLite. Nothing is there before <see cref="Complete"/>.
/// </summary>
public sealed class BulkWriter : IAsyncDisposable
{
    private readonly IReadOnlyList<BulkColumn> _columns;
    private readonly NpgsqlBinaryImporter? _copy;
    private readonly DbCommand? _insert;

    private BulkWriter(IReadOnlyList<BulkColumn> columns, NpgsqlBinaryImporter? copy, DbCommand? insert) => (_columns, _copy, _insert) = (columns, copy, insert);

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    /// <param name="table">As it is called in the store: <c>role_grant</c>.</param>
    /// <param name="columns">Named once; each row has their values in this order. Columns that are not named get null.</param>
    public static async Task<BulkWriter> Into(DbTransactionScope scope, string table, IReadOnlyList<BulkColumn> columns, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(c => Sql.Name(c.Name)));
        if (scope.Connection is NpgsqlConnection postgreSql)
        {
            var copy = await postgreSql.BeginBinaryImportAsync($"COPY {Sql.Name(table)} ({names}) FROM STDIN (FORMAT BINARY)", ct);
            return new(columns, copy, null);
        }
        var insert = scope.Connection.CreateCommand();
        insert.Transaction = scope.Transaction;
        insert.CommandText = $"INSERT INTO {Sql.Name(table)} ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            insert.Parameters.Add(parameter);
        }
        return new(columns, null, insert);
    }

    /// <summary>One row: values of the types that the columns' kinds stand for (an id as its UUID), or null.</summary>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public async ValueTask Write(IReadOnlyList<object?> row, CancellationToken ct)
    {
        if (row.Count != _columns.Count) throw new ArgumentException($"A row has {_columns.Count} values, not {row.Count}.", nameof(row));
        if (_copy is not null) await Copy(_copy, row, ct);
        else Insert(_insert!, row, ct);
        Rows++;
    }

    /// <summary>Ends the writing; without it PostgreSQL keeps nothing.</summary>
    public async Task Complete(CancellationToken ct)
    {
        if (_copy is not null) await _copy.CompleteAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_copy is not null) await _copy.DisposeAsync();
        if (_insert is not null) await _insert.DisposeAsync();
    }

    private async Task Copy(NpgsqlBinaryImporter copy, IReadOnlyList<object?> row, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is { } value) await copy.WriteAsync(value, ColumnValues.PostgreSqlType(_columns[i].Kind), ct);
            else await copy.WriteNullAsync(ct);
        }
    }

    private void Insert(DbCommand insert, IReadOnlyList<object?> row, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        for (var i = 0; i < row.Count; i++) insert.Parameters[i].Value = row[i] is { } value ? ColumnValues.ForSqlite(_columns[i].Kind, value) : DBNull.Value;
        insert.ExecuteNonQuery();
    }
}
