using System.Data.Common;

namespace Chalkline.Platform.Auditing;

/// <summary>Appends to the log: in plain commands, because this is what every commit waits for, holding the head's lock.</summary>
internal static class AuditLog
{
    private const string Insert = """
        INSERT INTO audit_record (sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, body, hash)
        VALUES (@sequence, @at, @actor_kind, @actor_id, @action, @subject_kind, @subject_id, @body, @hash);
        UPDATE audit_head SET sequence = @sequence, hash = @hash WHERE id = 1
        """;

    public static async Task Append(DbConnection connection, DbTransaction transaction, AuditEntry entry, DateTimeOffset at, bool postgreSql, CancellationToken ct)
    {
        var head = await LockHead(connection, transaction, postgreSql, ct);
        var record = AuditRecord.After(head, entry, at);
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = Insert;
        Add(insert, "sequence", record.Sequence);
        Add(insert, "at", postgreSql ? record.At : record.At.UtcTicks);
        Add(insert, "actor_kind", record.ActorKind);
        Add(insert, "actor_id", Id(record.ActorId, postgreSql));
        Add(insert, "action", record.Action);
        Add(insert, "subject_kind", record.SubjectKind);
        Add(insert, "subject_id", Id(record.SubjectId, postgreSql));
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

    private static async Task<AuditHead> LockHead(DbConnection connection, DbTransaction transaction, bool postgreSql, CancellationToken ct)
    {
        await using var select = connection.CreateCommand();
        select.Transaction = transaction;
        select.CommandText = "SELECT sequence, hash FROM audit_head WHERE id = 1" + (postgreSql ? " FOR UPDATE" : "");
        await using var reader = await select.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) throw new InvalidOperationException("The audit log has no head: the store is damaged.");
        return new() { Sequence = reader.GetInt64(0), Hash = reader.GetString(1) };
    }

    // As Entity Framework writes a UUID on SQLite: upper-case text.
    private static object Id(Guid? id, bool postgreSql) => id is not { } value ? DBNull.Value : postgreSql ? value : value.ToString().ToUpperInvariant();

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
