using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class Commits
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Form_one_chain_however_many_write_at_once(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await using var db = installation.Open();
                await db.Commit(Entry($"writer {w}", i), Ct);
            }
        }, Ct)));
        await using var read = installation.Open();
        var log = await read.Set<AuditRecord>().AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Ct);
        Assert.Equal(200, log.Count);
        var previous = AuditHead.Origin;
        foreach (var (entry, n) in log.Select((e, n) => (e, n)))
        {
            var body = JsonNode.Parse(entry.Body)!;
            Assert.Equal(n + 1, (long)body["sequence"]!);
            Assert.Equal(previous, (string)body["previous"]!);
            Assert.Equal(entry.Hash, AuditRecord.HashOf(entry.Body));
            Assert.Equal(CanonicalJson.Text(body), entry.Body);
            previous = entry.Hash;
        }
        Assert.Equal(previous, (await read.Set<AuditHead>().SingleAsync(Ct)).Hash);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuse_a_record_that_was_changed_since_it_was_read(Database database)
    {
        await using var installation = await WithProfile(database);
        await using var first = installation.Open();
        await using var second = installation.Open();
        var (one, two) = (await first.Set<DistrictProfile>().SingleAsync(Ct), await second.Set<DistrictProfile>().SingleAsync(Ct));
        one.Name = "First";
        two.Name = "Second";
        await first.Commit(Entry("first", 1), Ct);
        await Assert.ThrowsAsync<StaleWriteException>(() => second.Commit(Entry("second", 1), Ct));
        await using var read = installation.Open();
        Assert.Equal("First", (await read.Set<DistrictProfile>().SingleAsync(Ct)).Name);
        Assert.Equal(2, await read.Set<AuditRecord>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Act_once_on_a_form_that_is_sent_twice(Database database)
    {
        await using var installation = await WithProfile(database);
        async Task Send()
        {
            await using var db = installation.Open();
            db.FormKey = "the-same";
            var profile = await db.Set<DistrictProfile>().SingleAsync(Ct);
            profile.Students++;
            await db.Commit(Entry("form", 1), Ct);
        }
        await Send();
        await Assert.ThrowsAsync<FormAlreadySubmittedException>(Send);
        await using var read = installation.Open();
        Assert.Equal(101, (await read.Set<DistrictProfile>().SingleAsync(Ct)).Students);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tell_of_two_who_send_a_form_at_once_the_second_so(Database database)
    {
        await using var installation = await WithProfile(database);
        await using var first = installation.Open();
        await using var second = installation.Open();
        foreach (var db in new[] { first, second })
        {
            // Both have read the record: by its version alone the second would be told that someone else has changed it.
            db.FormKey = "the-same";
            (await db.Set<DistrictProfile>().SingleAsync(Ct)).Students++;
        }
        var sent = new[] { first, second }.Select(db => Record.ExceptionAsync(() => db.Commit(Entry("form", 1), Ct)).AsTask()).ToList();
        Assert.IsType<FormAlreadySubmittedException>(Assert.Single(await Task.WhenAll(sent), e => e is not null));
        await using var read = installation.Open();
        Assert.Equal(101, (await read.Set<DistrictProfile>().SingleAsync(Ct)).Students);
        Assert.Equal(2, await read.Set<AuditRecord>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Write_the_key_of_a_form_with_the_first_of_its_changes(Database database)
    {
        await using var installation = await WithProfile(database);
        await using var db = installation.Open();
        db.FormKey = "the-same";
        var profile = await db.Set<DistrictProfile>().SingleAsync(Ct);
        for (var i = 0; i < 2; i++)
        {
            profile.Students++;
            await db.Commit(Entry("form", i), Ct);
        }
        Assert.Equal(102, (await db.Set<DistrictProfile>().AsNoTracking().SingleAsync(Ct)).Students);
        Assert.Equal("the-same", (await db.Set<FormKey>().AsNoTracking().SingleAsync(Ct)).Key);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Save_nothing_where_the_log_has_no_head(Database database)
    {
        await using var installation = await WithProfile(database);
        await using var db = installation.Open();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM audit_head", Ct);
        (await db.Set<DistrictProfile>().SingleAsync(Ct)).Students++;
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Commit(Entry("no head", 1), Ct));
        Assert.Contains("no head", thrown.Message);
        await using var read = installation.Open();
        Assert.Equal(100, (await read.Set<DistrictProfile>().SingleAsync(Ct)).Students);
        Assert.Equal(1, await read.Set<AuditRecord>().CountAsync(Ct));
    }

    [Fact]
    public async Task Leave_the_connection_to_nobodys_schema()
    {
        await using var installation = await WithProfile(Database.PostgreSql);
        await using var connection = await installation.Stores.Connections.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_current_xact_id_if_assigned() IS NULL, current_schema()";
        await using var row = await command.ExecuteReaderAsync(Ct);
        Assert.True(await row.ReadAsync(Ct));
        Assert.True(row.GetBoolean(0));
        Assert.True(row.IsDBNull(1));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leave_nothing_behind_when_one_part_fails(Database database)
    {
        await using var installation = await WithProfile(database);
        await using var db = installation.Open();
        var profile = await db.Set<DistrictProfile>().SingleAsync(Ct);
        profile.Name = new('x', 300);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.Commit(Entry("too long", 1), Ct));
        await using var read = installation.Open();
        Assert.Equal("Invented", (await read.Set<DistrictProfile>().SingleAsync(Ct)).Name);
        Assert.Equal(1, await read.Set<AuditRecord>().CountAsync(Ct));
    }

    [Fact]
    public async Task Say_that_the_disk_is_full_and_save_nothing()
    {
        await using var installation = await WithProfile(Database.Sqlite);
        await using var db = installation.Open();
        await db.Database.OpenConnectionAsync(Ct);
        // The store may not grow: to SQLite the same as a disk without room.
        await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", Ct);
        var change = new JsonObject { ["long"] = new string('x', 3_000_000) };
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => db.Commit(new(Actor.System, "test.done", new("test", Guid.Empty), change), Ct));
        Assert.Equal(StoreTrouble.Full, thrown.Trouble);
        await db.Database.CloseConnectionAsync();
        await using var read = installation.Open();
        Assert.Equal(1, await read.Set<AuditRecord>().CountAsync(Ct));
    }

    [Fact]
    public async Task Go_on_when_the_database_comes_back()
    {
        using var server = new PostgreSqlServer();
        await using var stores = new DistrictStores(new(Path.GetTempPath(), server.NewDatabase()), [], TimeProvider.System);
        await stores.PrepareHost(Ct);
        await stores.Prepare(Installation.Cedar, null, Ct);
        await Commit();
        await using (var open = stores.Open(Installation.Cedar))
        {
            // In the middle of a request: the connection is open, then the server is gone for ten seconds.
            await open.Database.OpenConnectionAsync(Ct);
            var interruption = server.Interrupt(TimeSpan.FromSeconds(10));
            var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => open.Commit(Entry("away", 1), Ct));
            Assert.Equal(StoreTrouble.Unreachable, thrown.Trouble);
            await interruption;
        }
        await Commit();
        await using var read = stores.Open(Installation.Cedar);
        Assert.Equal(2, await read.Set<AuditRecord>().CountAsync(Ct));

        async Task Commit()
        {
            await using var db = stores.Open(Installation.Cedar);
            await db.Commit(Entry("there", 1), Ct);
        }
    }

    private static AuditEntry Entry(string who, int n) => new(Actor.System, "test.done", new("test", Guid.Empty), new() { ["n"] = n, ["who"] = who });

    private static async Task<Installation> WithProfile(Database database)
    {
        var installation = await Installation.Copied(database);
        await using var db = installation.Open();
        db.Add(new DistrictProfile { Name = "Invented", State = "CO", Students = 100, TimeZone = "America/Denver", CreatedAt = installation.Stores.Time.Now() });
        await db.Commit(Entry("set up", 0), Ct);
        return installation;
    }
}
