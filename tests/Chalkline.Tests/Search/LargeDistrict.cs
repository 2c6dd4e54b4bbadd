using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Search;

/// <summary>Fills a store with many people and a long log, past change tracking.</summary>
internal static class LargeDistrict
{
    private static readonly string[] First = ["Ana", "Ben", "Carla", "Dai", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jun", "Kofi", "Lena", "Mateo", "Nadia", "Omar", "Pia"];
    private static readonly string[] Last = ["Ruiz", "Lee", "Smith", "Ñúñez", "O'Neil", "Garcia", "Okafor", "Ivanova", "Chen", "Haddad", "Novak", "Silva"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What PostgreSQL does by itself within a minute: it looks at what came.</summary>
    public static async Task Settle(DistrictStores stores)
    {
        await using var db = stores.Open(Installation.Cedar);
        await db.Database.ExecuteSqlRawAsync("ANALYZE", Ct);
    }

    /// <summary>People with names that are common and names that are rare, a teacher's role each, found by search.</summary>
    public static async Task AddPeople(DistrictStores stores, int people, IReadOnlyList<SchoolId>? schools = null)
    {
        await using var db = stores.Open(Installation.Cedar);
        var now = stores.Time.Now();
        await db.Commit(new(Actor.System, "accounts.added", new("account", Guid.Empty), new() { ["people"] = people }), async scope =>
        {
            var ids = Enumerable.Range(0, people).Select(i => Guid.CreateVersion7(now.AddMilliseconds(-i))).ToList();
            await using (var accounts = await BulkWriter.Into(scope, "account", [new("id", ColumnKind.Uuid), new("name", ColumnKind.Text), new("name_folded", ColumnKind.Text),
                new("created_at", ColumnKind.Instant), new("version", ColumnKind.Whole), new("user_name", ColumnKind.Text), new("normalized_user_name", ColumnKind.Text),
                new("email", ColumnKind.Text), new("normalized_email", ColumnKind.Text), new("email_confirmed", ColumnKind.Flag), new("lockout_enabled", ColumnKind.Flag),
                new("access_failed_count", ColumnKind.Whole)], Ct))
            {
                for (var i = 0; i < people; i++)
                {
                    var (name, email) = ($"{First[i % First.Length]} {Last[i / First.Length % Last.Length]} Crowd{i / 192:000}", $"crowd{i}@example.org");
                    await accounts.Write([ids[i], name, StoreConventions.Fold(name), now, 0, email, email.ToUpperInvariant(), email, email.ToUpperInvariant(), true, true, 0], Ct);
                }
                await accounts.Complete(Ct);
            }
            if (schools is { Count: > 0 })
            {
                await using var grants = await BulkWriter.Into(scope, "role_grant", [new("id", ColumnKind.Uuid), new("account", ColumnKind.Uuid), new("role", ColumnKind.Text),
                    new("school", ColumnKind.Uuid), new("source", ColumnKind.Text), new("granted_at", ColumnKind.Instant), new("needs_countersignature", ColumnKind.Flag),
                    new("version", ColumnKind.Whole)], Ct);
                for (var i = 0; i < people; i++) await grants.Write([Guid.CreateVersion7(now), ids[i], "teacher", schools[i % schools.Count].Value, "setup", now, false, 0], Ct);
                await grants.Complete(Ct);
            }
            await db.Reindex("account", scope, Ct);
        }, Ct);
    }

    /// <summary>Entries of the audit log, without the chain: for reading, not for verifying.</summary>
    /// <param name="of">Something that every five thousandth entry is about.</param>
    public static async Task AddEntries(DistrictStores stores, int entries, AccountId by, (string Kind, Guid Id)? of = null)
    {
        await using var db = stores.Open(Installation.Cedar);
        var (now, subject) = (stores.Time.Now(), Guid.CreateVersion7());
        await db.Derive(async scope =>
        {
            await using var log = await BulkWriter.Into(scope, "audit_record", [new("sequence", ColumnKind.Counter), new("at", ColumnKind.Instant), new("actor_kind", ColumnKind.Text),
                new("actor_id", ColumnKind.Uuid), new("action", ColumnKind.Text), new("subject_kind", ColumnKind.Text), new("subject_id", ColumnKind.Uuid), new("body", ColumnKind.Text), new("hash", ColumnKind.Text)], Ct);
            for (var i = 0; i < entries; i++)
            {
                var about = of is { } one && i % 5000 == 0 ? one : ("thing", subject);
                await log.Write([1_000_000L + i, now.AddMilliseconds(i - entries), "person", i % 7 == 0 ? by.Value : Guid.CreateVersion7(now.AddMilliseconds(-i)), "thing." + i % 9, about.Item1, about.Item2, "{}", new string('0', 64)], Ct);
            }
            await log.Complete(Ct);
        }, Ct);
    }
}
