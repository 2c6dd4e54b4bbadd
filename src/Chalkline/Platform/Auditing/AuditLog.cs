using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Chalkline.Platform.Auditing;

/// <summary>Appends to the log: in plain commands, because this is what every commit waits for, holding the head's lock.</summary>
internal static class AuditLog
{
    private const string NoHead = "The audit log has no head: the store is damaged.";

    private const string Insert = """
        INSERT INTO audit_record (sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, body, hash)
        VALUES (@sequence, @at, @actor_kind, @actor_id, @action, @subject_kind, @subject_id, @body, @hash);
        UPDATE audit_head SET sequence = @sequence, hash = @hash WHERE id = 1
        """;

    // FOR UPDATE waits for whoever has the head, and then reads it as they left it; the update meets the row that is locked by then. Where there is no head, the number is null, which the
    // column refuses. In three statements the lock was held for longer: two thirds as many commits.
    private const string Chain = $"""
        WITH h AS (SELECT sequence + 1 AS sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE),
            e AS (SELECT h.sequence, $7 || h.hash || '{OpenEntry.Between}' || h.sequence || $8 AS body FROM (SELECT 1) AS one LEFT JOIN h ON true),
            r AS (INSERT INTO audit_record (sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, body, hash)
                SELECT e.sequence, $1, $2, $3, $4, $5, $6, e.body, encode(sha256(convert_to(e.body, 'UTF8')), 'hex') FROM e
                RETURNING sequence, hash)
        UPDATE audit_head AS a SET sequence = r.sequence, hash = r.hash FROM r WHERE a.id = 1
        """;

    /// <summary>Locks the head, appends the entry, commits.</summary>
    /// <exception cref="InvalidOperationException">The log has no head; nothing is committed.</exception>
    public static async Task AppendAndCommit(DbTransactionScope scope, AuditEntry entry, DateTimeOffset at, CancellationToken ct)
    {
        if (scope.Connection is NpgsqlConnection postgreSql)
        {
            await ChainAndCommit(postgreSql, entry, at, ct);
            return;
        }
        await Append(scope, entry, at, ct);
        await scope.Transaction.CommitAsync(ct);
    }

    /// <summary>
    /// In one round trip, hashed by the server: others who write wait for the head, and would wait for this process to wake up, too, if it were asked in between.
    /// </summary>
    private static async Task ChainAndCommit(NpgsqlConnection connection, AuditEntry entry, DateTimeOffset at, CancellationToken ct)
    {
        var open = OpenEntry.Of(entry, at);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Chain)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<DateTimeOffset> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                        Text(entry.Actor.Kind),
                        new NpgsqlParameter { Value = (object?)entry.Actor.Account?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                        Text(entry.Action),
                        Text(entry.Subject.Kind),
                        new NpgsqlParameter<Guid> { TypedValue = entry.Subject.Id, NpgsqlDbType = NpgsqlDbType.Uuid },
                        Text(open.Before),
                        Text(open.After),
                    },
                },
                new("COMMIT"),
            },
        };
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.NotNullViolation)
        {
            throw new InvalidOperationException(NoHead, e);
        }
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static async Task Append(DbTransactionScope scope, AuditEntry entry, DateTimeOffset at, CancellationToken ct)
    {
        var record = AuditRecord.After(await Head(scope, ct), entry, at);
        await using var insert = scope.Connection.CreateCommand();
        insert.Transaction = scope.Transaction;
        insert.CommandText = Insert;
        Add(insert, "sequence", record.Sequence);
        Add(insert, "at", record.At.UtcTicks);
        Add(insert, "actor_kind", record.ActorKind);
        Add(insert, "actor_id", Id(record.ActorId));
        Add(insert, "action", record.Action);
        Add(insert, "subject_kind", record.SubjectKind);
        Add(insert, "subject_id", Id(record.SubjectId));
        Add(insert, "body", record.Body);
        Add(insert, "hash", record.Hash);
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The end of the log in a snapshot of the store.</summary>
    public static async Task<LogHead> Head(Storage.StoreSnapshot snapshot, CancellationToken ct)
    {
        await using var select = snapshot.Command("SELECT sequence, hash FROM audit_head WHERE id = 1");
        await using var reader = await select.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetInt64(0), reader.GetString(1)) : new(0, "");
    }

    private static async Task<AuditHead> Head(DbTransactionScope scope, CancellationToken ct)
    {
        await using var select = scope.Connection.CreateCommand();
        select.Transaction = scope.Transaction;
        select.CommandText = "SELECT sequence, hash FROM audit_head WHERE id = 1";
        await using var reader = await select.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) throw new InvalidOperationException(NoHead);
        return new() { Sequence = reader.GetInt64(0), Hash = reader.GetString(1) };
    }

    // As Entity Framework writes a UUID on SQLite: upper-case text.
    private static object Id(Guid? id) => id is { } value ? value.ToString().ToUpperInvariant() : DBNull.Value;

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
