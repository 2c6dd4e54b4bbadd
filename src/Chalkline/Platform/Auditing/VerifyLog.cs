using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Storage;

namespace Chalkline.Platform;

/// <summary>An end of the log: to be kept where whoever can change the store cannot reach it.</summary>
public sealed record LogHead(long Sequence, string Hash)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");

    /// <summary>Reads <c>SEQUENCE:HASH</c>; null for what is none.</summary>
    public static LogHead? Parse(string text) =>
        text.Split(':') is [var sequence, var hash] && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? new(number, hash) : null;
}

/// <summary>What is wrong with the first entry that does not hold.</summary>
public enum LogFault
{
    /// <summary>Its text is not the one that was hashed: one of the two was changed.</summary>
    Changed,

    /// <summary>There is none with this number.</summary>
    Missing,

    /// <summary>Another entry stands in its place.</summary>
    Misplaced,

    /// <summary>It follows on another entry than the one before it: that one was changed along with its hash, or this one was put in.</summary>
    DoesNotFollow,

    /// <summary>A column says something else than the text that was hashed.</summary>
    ColumnDiffers,

    /// <summary>It stands after the end of the log: it was put there past the program, or the end was changed.</summary>
    AfterTheEnd,

    /// <summary>The log ends with it, with another hash than its own.</summary>
    EndDiffers,

    /// <summary>It is not the entry whose hash was kept elsewhere.</summary>
    NotTheOneKept,
}

/// <summary>What verifying the log found.</summary>
public abstract record LogVerification
{
    private LogVerification()
    {
    }

    public sealed record Whole(LogHead Head) : LogVerification;

    /// <param name="Sequence">The first entry that does not hold; those before it do.</param>
    /// <param name="Detail">The column that differs; null for other faults.</param>
    public sealed record Broken(long Sequence, LogFault Fault, string? Detail = null) : LogVerification
    {
        /// <summary>One line for whoever operates the installation.</summary>
        public string Describe() => Fault switch
        {
            LogFault.Changed => $"entry {Sequence} was changed: its hash is not that of its text",
            LogFault.Missing => $"entry {Sequence} is missing",
            LogFault.Misplaced => $"another entry stands in the place of entry {Sequence} ({Detail})",
            LogFault.DoesNotFollow => $"entry {Sequence} does not follow on the one before it: entry {Sequence - 1} was changed or replaced, or entry {Sequence} was put in",
            LogFault.ColumnDiffers => $"entry {Sequence} was changed: its column {Detail} says something else than the text that was hashed",
            LogFault.AfterTheEnd => $"entry {Sequence} stands after the log's end ({Detail})",
            LogFault.EndDiffers => $"the log's end has another hash than entry {Sequence}, which is its last",
            _ => $"entry {Sequence} is not the one whose hash was kept: the log was written anew, or is that of another district",
        };
    }
}

/// <summary>
/// Walks the audit log from its first entry to its end: every text has its hash, holds the hash of the entry before, its own number, and the values of
/// the other columns. What was made anew from some entry to the end shows only beside a hash that was kept elsewhere.
/// </summary>
public static class VerifyLog
{
    private const int Told = 1000;

    /// <param name="kept">An entry's number and hash as they were seen before; the log must have it. Null: none was kept.</param>
    public static Task<LogVerification> Of(DistrictDb db, LogHead? kept, CancellationToken ct) => Of(db, kept, null, null, ct);

    /// <summary>The same, from an entry on up to which the log was walked before.</summary>
    /// <param name="from">The last entry that was found whole; null: from the first.</param>
    /// <param name="walked">Told now and then of the last entry that holds, and of the log's last number.</param>
    public static async Task<LogVerification> Of(DistrictDb db, LogHead? kept, LogHead? from, Action<LogHead, long>? walked, CancellationToken ct)
    {
        await using var snapshot = await StoreSnapshot.Of(db, ct);
        var head = await AuditLog.Head(snapshot, ct);
        var last = from ?? new LogHead(0, AuditHead.Origin);
        await using var select = snapshot.Command(string.Create(CultureInfo.InvariantCulture,
            $"SELECT sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, body, hash FROM audit_record WHERE sequence > {last.Sequence} ORDER BY sequence"));
        await using var row = await select.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var here = new LogHead(row.GetInt64(0), Text(row, 8));
            if (Fault(row, last, here, snapshot.IsPostgreSql) is { } fault) return fault;
            if (here.Sequence > head.Sequence) return new LogVerification.Broken(here.Sequence, LogFault.AfterTheEnd, $"entry {head.Sequence} is its last");
            if (kept?.Sequence == here.Sequence && kept.Hash != here.Hash) return new LogVerification.Broken(here.Sequence, LogFault.NotTheOneKept);
            last = here;
            if (last.Sequence % Told == 0) walked?.Invoke(last, head.Sequence);
        }
        if (last.Sequence < head.Sequence) return new LogVerification.Broken(last.Sequence + 1, LogFault.Missing);
        if (last.Hash != head.Hash) return new LogVerification.Broken(last.Sequence, LogFault.EndDiffers);
        return kept?.Sequence > last.Sequence ? new LogVerification.Broken(last.Sequence + 1, LogFault.Missing) : new LogVerification.Whole(last);
    }

    private static LogVerification.Broken? Fault(DbDataReader row, LogHead last, LogHead here, bool postgreSql)
    {
        if (here.Sequence != last.Sequence + 1) return new(last.Sequence + 1, LogFault.Missing);
        var body = Text(row, 7);
        if (AuditRecord.HashOf(body) != here.Hash) return new(here.Sequence, LogFault.Changed);
        using var json = JsonDocument.Parse(body);
        var entry = json.RootElement;
        var own = entry.GetProperty("sequence").GetInt64();
        if (own != here.Sequence) return new(here.Sequence, LogFault.Misplaced, $"its number is {own}");
        if (entry.GetProperty("previous").GetString() != last.Hash) return new(here.Sequence, LogFault.DoesNotFollow);
        return ColumnThatDiffers(row, entry, postgreSql) is { } column ? new(here.Sequence, LogFault.ColumnDiffers, column) : null;
    }

    private static string? ColumnThatDiffers(DbDataReader row, JsonElement entry, bool postgreSql)
    {
        var (actor, subject) = (entry.GetProperty("actor"), entry.GetProperty("subject"));
        var at = DateTimeOffset.Parse(entry.GetProperty("at").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks;
        var stored = row.GetValue(1) switch { long ticks => ticks, DateTime time => time.Ticks, _ => -1 };
        return stored != at ? "at"
            : Text(row, 2) != actor.GetProperty("kind").GetString() ? "actor_kind"
            : Text(row, 3) != Id(actor, postgreSql) ? "actor_id"
            : Text(row, 4) != entry.GetProperty("action").GetString() ? "action"
            : Text(row, 5) != subject.GetProperty("kind").GetString() ? "subject_kind"
            : Text(row, 6) != Id(subject, postgreSql) ? "subject_id"
            : null;
    }

    /// <summary>An id as the database gives it, whatever stands there: what is no UUID any more is a difference, not an error.</summary>
    private static string Text(DbDataReader row, int at) => row.IsDBNull(at) ? "" : Convert.ToString(row.GetValue(at), CultureInfo.InvariantCulture)!;

    private static string Id(JsonElement of, bool postgreSql) => of.GetProperty("id").GetString() is not { } id ? "" : postgreSql ? id : id.ToUpperInvariant();
}
