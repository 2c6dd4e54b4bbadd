using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Auditing;

/// <summary>What a reader of the log asks for, as it stands in the address.</summary>
/// <param name="Person">An account's id, e-mail address, or the beginning of its name.</param>
/// <param name="From">First day, in the district's time zone; as <c>2026-09-01</c>.</param>
/// <param name="Before">Only entries before this number: the way to older ones.</param>
/// <param name="Subject">The id of one record: what its own page leads to as its history.</param>
public sealed record AuditQuery(string? Person, string? Kind, string? Action, string? From, string? To, string? Before, string? Subject)
{
    public bool IsNarrowed => Subject is not null || Person is not null || Kind is not null || Action is not null || From is not null || To is not null;

    public static ListKind ListKind { get; } = new(["person", "kind", "action", "from", "to", "before", "subject"], ["number"]);

    internal static AuditQuery Of(IQueryCollection query) =>
        new(Text(query["person"]), Text(query["kind"]), Text(query["action"]), Text(query["from"]), Text(query["to"]), Text(query["before"]), Text(query["subject"]));

    private static string? Text(string? asked) => string.IsNullOrWhiteSpace(asked) ? null : asked.Trim();
}

/// <summary>An entry as the list shows it.</summary>
internal sealed record AuditLine(long Sequence, DateTimeOffset At, string ActorKind, Guid? Actor, string? ActorName, string Action, string SubjectKind, Guid Subject);

/// <summary>A page of the log.</summary>
/// <param name="Older">Where the older ones begin; null where there are none.</param>
internal sealed record AuditLines(IReadOnlyList<AuditLine> Lines, long? Older);

/// <summary>Reads the log for people: newest first, by the indexes, so that a million entries are read as fast as a hundred.</summary>
internal sealed class ReadAuditLog(DistrictDb db)
{
    private const int MostPeople = 100, Block = 500;

    public async Task<AuditLines> Page(AuditQuery query, Faults faults, Func<string, string> say, CancellationToken ct)
    {
        var entries = await Narrowed(query, faults, say, ct);
        if (!faults.None || entries is null) return new([], null);
        if (long.TryParse(query.Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before)) entries = entries.Where(e => e.Sequence < before);
        var rows = await Lines(entries, Paging.Size + 1, ct);
        return new([.. rows.Take(Paging.Size)], rows.Count > Paging.Size ? rows[Paging.Size - 1].Sequence : null);
    }

    /// <summary>All entries that are asked for, newest first, in blocks, so that no cursor is held open while a browser reads slowly.</summary>
    public async IAsyncEnumerable<AuditLine> All(AuditQuery query, Faults faults, Func<string, string> say, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var entries = await Narrowed(query, faults, say, ct);
        for (var before = long.MaxValue; entries is not null;)
        {
            var (here, last) = (entries, before);
            var rows = await Lines(here.Where(e => e.Sequence < last), Block, ct);
            foreach (var row in rows) yield return row;
            if (rows.Count < Block) break;
            before = rows[^1].Sequence;
        }
    }

    /// <summary>One entry; null where there is none of this number.</summary>
    public async Task<(AuditRecord Entry, string? ActorName, bool HasNext)?> Entry(long sequence, CancellationToken ct)
    {
        var found = await db.Set<AuditRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Sequence == sequence, ct);
        if (found is null) return null;
        var names = await Names([found.ActorId], ct);
        return (found, NameOf(found.ActorId, names), await db.Set<AuditRecord>().AnyAsync(r => r.Sequence == sequence + 1, ct));
    }

    /// <summary>The kinds of records and the actions that the log has, each found by one step in an index.</summary>
    public async Task<IReadOnlyList<string>> Codes(string column, CancellationToken ct)
    {
        var sql = $"""
            WITH RECURSIVE code(value) AS (
                SELECT min({column}) FROM audit_record
                UNION ALL SELECT (SELECT min({column}) FROM audit_record WHERE {column} > value) FROM code WHERE value IS NOT NULL)
            SELECT value AS "Value" FROM code WHERE value IS NOT NULL
            """;
        return await db.Database.SqlQueryRaw<string>(sql).ToListAsync(ct);
    }

    public async Task<TimeZoneInfo> Zone(CancellationToken ct)
    {
        return TimeZoneInfo.TryFindSystemTimeZoneById(await DistrictTime.Zone(db, ct), out var zone) ? zone : TimeZoneInfo.Utc;
    }

    private async Task<IQueryable<AuditRecord>?> Narrowed(AuditQuery query, Faults faults, Func<string, string> say, CancellationToken ct)
    {
        var entries = db.Set<AuditRecord>().AsNoTracking();
        if (query.Kind is { } kind) entries = entries.Where(e => e.SubjectKind == kind);
        if (query.Subject is { } text)
        {
            if (!Guid.TryParse(text, out var subject)) return null;
            entries = entries.Where(e => e.SubjectId == subject);
        }
        if (query.Action is { } action) entries = entries.Where(e => e.Action == action);
        if (query.Person is { } person)
        {
            var people = await People(person, ct);
            if (people.Count == 0) faults.Add("person", say(nameof(AuditWords.NoSuchPerson)));
            entries = entries.Where(e => people.Contains(e.ActorId));
        }
        var (from, to) = (Day(query.From, "from", faults, say), Day(query.To, "to", faults, say));
        if (from is not null && to < from) faults.Add("to", say(nameof(AuditWords.DaysTurnedRound)));
        if (!faults.None) return null;
        var zone = await Zone(ct);
        // Entries stand in the order of their time, to within a commit's length: the days become numbers by the index of times, and all else goes by number.
        if (from is { } first)
        {
            var begin = Start(first, zone);
            var least = await db.Set<AuditRecord>().Where(e => e.At >= begin).OrderBy(e => e.At).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(ct);
            if (least is null) return null;
            entries = entries.Where(e => e.Sequence >= least);
        }
        if (to is { } last)
        {
            var end = Start(last.AddDays(1), zone);
            var most = await db.Set<AuditRecord>().Where(e => e.At < end).OrderByDescending(e => e.At).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(ct);
            if (most is null) return null;
            entries = entries.Where(e => e.Sequence <= most);
        }
        return entries;
    }

    private async Task<List<AuditLine>> Lines(IQueryable<AuditRecord> entries, int most, CancellationToken ct)
    {
        var rows = await entries.OrderByDescending(e => e.Sequence).Take(most)
            .Select(e => new AuditLine(e.Sequence, e.At, e.ActorKind, e.ActorId, null, e.Action, e.SubjectKind, e.SubjectId)).ToListAsync(ct);
        var names = await Names(rows.Select(r => r.Actor), ct);
        return [.. rows.Select(r => r with { ActorName = NameOf(r.Actor, names) })];
    }

    private async Task<List<Guid?>> People(string asked, CancellationToken ct)
    {
        if (Guid.TryParse(asked, out var id)) return [id];
        var (folded, email) = (StoreConventions.Fold(asked), asked.ToUpperInvariant());
        var found = await db.Users.AsNoTracking().Where(a => a.NameFolded.StartsWith(folded) || a.NormalizedEmail == email)
            .OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Take(MostPeople).Select(a => a.Id).ToListAsync(ct);
        return [.. found.Select(a => (Guid?)a.Value)];
    }

    private async Task<Dictionary<AccountId, string>> Names(IEnumerable<Guid?> actors, CancellationToken ct)
    {
        var ids = actors.OfType<Guid>().Distinct().Select(AccountId.From).ToList();
        return await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    private static string? NameOf(Guid? actor, Dictionary<AccountId, string> names) => actor is { } id ? names.GetValueOrDefault(new(id)) : null;

    private static DateOnly? Day(string? text, string field, Faults faults, Func<string, string> say)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200) return day;
        faults.Add(field, say(nameof(AuditWords.NoDay)));
        return null;
    }

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
