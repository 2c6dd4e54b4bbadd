using System.Text.Json;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Auditing;

public sealed class The_log
{
    private const int Entries = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Database, string, LogVerification.Broken> Forgeries
    {
        get
        {
            var data = new TheoryData<Database, string, LogVerification.Broken>();
            foreach (var database in Enum.GetValues<Database>())
                foreach (var (sql, broken) in Of(database)) data.Add(database, sql, broken);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Tells_what_was_done_to_it(Database database, string sql, LogVerification.Broken expected)
    {
        await using var installation = await WithEntries(database);
        await using var db = installation.Open();
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
        Assert.Equal(expected, await VerifyLog.Of(db, null, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tells_two_entries_that_were_swapped(Database database)
    {
        await using var installation = await WithEntries(database);
        await using var db = installation.Open();
        foreach (var (from, to) in new[] { (3, 100), (4, 3), (100, 4) }) await db.Database.ExecuteSqlAsync($"UPDATE audit_record SET sequence = {to} WHERE sequence = {from}", Ct);
        Assert.Equal(new LogVerification.Broken(3, LogFault.Misplaced, "its number is 4"), await VerifyLog.Of(db, null, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tells_an_entry_that_was_forged_with_its_hash(Database database)
    {
        await using var installation = await WithEntries(database);
        await Forge(installation, 3, 3);
        await using var db = installation.Open();
        Assert.Equal(new LogVerification.Broken(4, LogFault.DoesNotFollow), await VerifyLog.Of(db, null, Ct));
        await Forge(installation, Entries, Entries);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM audit_record WHERE sequence BETWEEN 3 AND 5", Ct);
        Assert.Equal(new LogVerification.Broken(3, LogFault.Missing), await VerifyLog.Of(db, null, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_was_made_anew_to_its_end_shows_beside_a_hash_that_was_kept(Database database)
    {
        await using var installation = await WithEntries(database);
        LogHead kept;
        await using (var db = installation.Open()) kept = Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, null, Ct)).Head;
        await Add(installation, 2);
        await using (var db = installation.Open()) Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, kept, Ct));
        await Forge(installation, 3, Entries + 2);
        await using var forged = installation.Open();
        Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(forged, null, Ct));
        Assert.Equal(new LogVerification.Broken(Entries, LogFault.NotTheOneKept), await VerifyLog.Of(forged, kept, Ct));
        Assert.Equal(new LogVerification.Broken(Entries + 3, LogFault.Missing), await VerifyLog.Of(forged, new(99, kept.Hash), Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Holds_what_sealed_values_meant_and_survives_the_key(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var key = SubjectKey.New(Guid.CreateVersion7(installation.Stores.Time.Now()));
        var value = new JsonObject { ["reading"] = 412, ["on"] = "2026-09-01" };
        await using (var db = installation.Open())
        {
            db.Add(key);
            await db.Commit(new(Actor.System, "result.recorded", new("student", key.Subject), new JsonObject { ["sealed"] = key.Seal(value) }), Ct);
        }
        await using (var db = installation.Open())
        {
            var again = await db.Set<SubjectKey>().SingleAsync(Ct);
            var body = JsonNode.Parse(await db.Set<AuditRecord>().Select(r => r.Body).SingleAsync(Ct))!;
            var seal = (string)body["change"]!["sealed"]!;
            Assert.True(again.Sealed(seal, new JsonObject { ["on"] = "2026-09-01", ["reading"] = 412 }));
            Assert.False(again.Sealed(seal, new JsonObject { ["on"] = "2026-09-01", ["reading"] = 413 }));
            Assert.False(SubjectKey.New(key.Subject).Sealed(seal, value));
            Assert.DoesNotContain("412", body["change"]!.ToJsonString());
            db.Remove(again);
            await db.Commit(new(Actor.System, "student.erased", new("student", key.Subject), []), Ct);
        }
        await using var after = installation.Open();
        Assert.Empty(await after.Set<SubjectKey>().ToListAsync(Ct));
        Assert.Equal(2, Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(after, null, Ct)).Head.Sequence);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_whatever_an_entry_says(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var texts = ArbMap.Default.GeneratorFor<string>().Where(t => t is not null && !t.Contains('\0') && IsText(t));
        var changes = from name in texts
                      from text in texts
                      from number in ArbMap.Default.GeneratorFor<long>()
                      from money in ArbMap.Default.GeneratorFor<decimal>()
                      select new JsonObject { [name] = new JsonArray(text, number, money, null, true) };
        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            using var db = installation.Open();
            db.Commit(new(Actor.System, "any.thing", new("any", Guid.Empty), change), Ct).GetAwaiter().GetResult();
        }).Check(Fuzz.Of(60));
        await using var after = installation.Open();
        Assert.True(Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(after, null, Ct)).Head.Sequence >= 60);
        using var lines = new MemoryStream();
        await ExportLog.To(lines, after, Ct);
        foreach (var line in System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(json.RootElement.GetProperty("hash").GetString(), AuditRecord.HashOf(json.RootElement.GetProperty("entry").GetRawText()));
        }
    }

    private static IEnumerable<(string Sql, LogVerification.Broken)> Of(Database database)
    {
        LogVerification.Broken Column(string name) => new(3, LogFault.ColumnDiffers, name);
        var later = database == Database.Sqlite ? "at + 10000" : "at + interval '1 millisecond'";
        var id = database == Database.Sqlite ? "replace(subject_id, '7', '8')" : "replace(subject_id::text, '7', '8')::uuid";
        yield return ($"UPDATE audit_record SET at = {later} WHERE sequence = 3", Column("at"));
        yield return ("UPDATE audit_record SET actor_kind = 'operator' WHERE sequence = 3", Column("actor_kind"));
        yield return ($"UPDATE audit_record SET actor_id = {id} WHERE sequence = 3", Column("actor_id"));
        yield return ("UPDATE audit_record SET actor_id = NULL WHERE sequence = 3", Column("actor_id"));
        yield return ("UPDATE audit_record SET action = 'thing.addeD' WHERE sequence = 3", Column("action"));
        yield return ("UPDATE audit_record SET subject_kind = 'Thing' WHERE sequence = 3", Column("subject_kind"));
        yield return ($"UPDATE audit_record SET subject_id = {id} WHERE sequence = 3", Column("subject_id"));
        yield return ("UPDATE audit_record SET body = replace(body, 'number', 'numbeR') WHERE sequence = 3", new(3, LogFault.Changed));
        yield return ("UPDATE audit_record SET body = body || ' ' WHERE sequence = 3", new(3, LogFault.Changed));
        yield return ("UPDATE audit_record SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = 3", new(3, LogFault.Changed));
        yield return ("DELETE FROM audit_record WHERE sequence = 3", new(3, LogFault.Missing));
        yield return ("DELETE FROM audit_record WHERE sequence = 1", new(1, LogFault.Missing));
        yield return ("DELETE FROM audit_record WHERE sequence > 4", new(5, LogFault.Missing));
        yield return ("UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_record WHERE sequence = 4)", new(5, LogFault.AfterTheEnd, "entry 4 is its last"));
        yield return ("UPDATE audit_head SET hash = (SELECT hash FROM audit_record WHERE sequence = 4)", new(Entries, LogFault.EndDiffers));
        yield return ("DELETE FROM audit_head", new(1, LogFault.AfterTheEnd, "entry 0 is its last"));
        if (database == Database.Sqlite) yield return ("UPDATE audit_record SET subject_id = lower(subject_id) WHERE sequence = 3", Column("subject_id"));
    }

    private static async Task<Installation> WithEntries(Database database)
    {
        var installation = await Installation.Copied(database);
        await Add(installation, Entries);
        return installation;
    }

    private static async Task Add(Installation installation, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await using var db = installation.Open();
            var id = installation.Stores.Time.NewId<AccountId>();
            await db.Commit(new(Actor.Person(id), "thing.added", new("thing", new Guid(7, 0, 0, 10, 11, 12, 13, 14, 15, 0, (byte)i)), AuditEntry.Fields(("number", null, i))), Ct);
        }
    }

    /// <summary>Rewrites entries so that each has the hash of its text and follows on the one before, and the end with them where they reach it.</summary>
    private static async Task Forge(Installation installation, long first, long last)
    {
        await using var db = installation.Open();
        var rows = await db.Set<AuditRecord>().AsNoTracking().OrderBy(r => r.Sequence).ToListAsync(Ct);
        var previous = rows.Where(r => r.Sequence == first - 1).Select(r => r.Hash).SingleOrDefault();
        foreach (var row in rows.Where(r => r.Sequence >= first && r.Sequence <= last))
        {
            var body = JsonNode.Parse(row.Body)!;
            body["change"] = new JsonObject { ["forged"] = true };
            if (previous is not null) body["previous"] = previous;
            var text = CanonicalJson.Text(body);
            previous = AuditRecord.HashOf(text);
            await db.Database.ExecuteSqlInterpolatedAsync($"UPDATE audit_record SET body = {text}, hash = {previous} WHERE sequence = {row.Sequence}", Ct);
        }
        await db.Database.ExecuteSqlInterpolatedAsync($"UPDATE audit_head SET hash = {previous} WHERE sequence = {last}", Ct);
    }

    /// <summary>Halves of surrogate pairs are no text: UTF-8 has no form for them.</summary>
    private static bool IsText(string text) => text == System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
