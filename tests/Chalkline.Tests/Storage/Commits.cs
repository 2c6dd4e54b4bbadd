using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
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
