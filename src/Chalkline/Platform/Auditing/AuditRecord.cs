using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Chalkline.Platform.Auditing;

/// <summary>
/// One row of the audit log. <see cref="Body"/> is the very text that was hashed, and holds the hash of the entry before it; the other columns
/// repeat parts of it, so that the log can be asked for them, and verifying compares them with it.
/// </summary>
internal sealed class AuditRecord
{
    /// <summary>1, 2, 3, … without a gap.</summary>
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string ActorKind { get; init; }
    public required Guid? ActorId { get; init; }
    public required string Action { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>Canonical JSON of the whole entry.</summary>
    public required string Body { get; init; }

    /// <summary>SHA-256 of the body's UTF-8, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The entry that follows on <paramref name="head"/>.</summary>
    public static AuditRecord After(AuditHead head, AuditEntry entry, DateTimeOffset at)
    {
        var (sequence, open) = (head.Sequence + 1, OpenEntry.Of(entry, at));
        var body = string.Create(CultureInfo.InvariantCulture, $"{open.Before}{head.Hash}{OpenEntry.Between}{sequence}{open.After}");
        return new()
        {
            Sequence = sequence,
            At = at,
            ActorKind = entry.Actor.Kind,
            ActorId = entry.Actor.Account?.Value,
            Action = entry.Action,
            SubjectKind = entry.Subject.Kind,
            SubjectId = entry.Subject.Id,
            Body = body,
            Hash = HashOf(body),
        };
    }

    public static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>
/// The canonical JSON of an entry whose place in the log is not known yet: its body is <paramref name="Before"/>, the hash of the entry before it, <see cref="Between"/>, its number,
/// <paramref name="After"/>. So whoever holds the log's head has only to join and to hash.
/// </summary>
internal readonly record struct OpenEntry(string Before, string After)
{
    public const string Between = "\",\"sequence\":";

    public static OpenEntry Of(AuditEntry entry, DateTimeOffset at)
    {
        // Members stand in ordinal order: action, actor, at, change, then the previous hash and the number, then the subject.
        var before = CanonicalJson.Text(new JsonObject
        {
            ["action"] = entry.Action,
            ["actor"] = new JsonObject { ["id"] = entry.Actor.Account?.Value.ToString(), ["kind"] = entry.Actor.Kind },
            ["at"] = AuditRecord.Instant(at),
            ["change"] = entry.Change.DeepClone(),
        });
        var subject = CanonicalJson.Text(new JsonObject { ["id"] = entry.Subject.Id.ToString(), ["kind"] = entry.Subject.Kind });
        return new(before[..^1] + ",\"previous\":\"", ",\"subject\":" + subject + "}");
    }
}

/// <summary>The end of the log: one row, locked last by every commit, so that entries form one chain.</summary>
internal sealed class AuditHead
{
    /// <summary>What the first entry follows on.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    public int Id { get; init; } = 1;
    public long Sequence { get; init; }
    public string Hash { get; init; } = Origin;
}
