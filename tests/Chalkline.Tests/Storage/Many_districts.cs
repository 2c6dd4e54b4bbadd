using System.Text.Json.Nodes;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Chalkline.Tests.Storage;

/// <summary>Twenty districts in one installation: one pool for all of them, and nobody reads or writes anything but its own store.</summary>
public sealed class Many_districts
{
    private const int Count = 20, Connections = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Share_a_pool_and_nothing_else(Database database)
    {
        await using var installation = await Installation.On(database, poolSize: Connections);
        var directory = new DistrictDirectory(installation.Stores);
        var slugs = Enumerable.Range(1, Count).Select(n => Installation.Slug($"invented-{n:00}")).ToList();
        foreach (var slug in slugs) await directory.Add(slug, Ct);
        using var stop = new CancellationTokenSource();
        var watch = Watch(installation, stop.Token);
        // In turns over all of them, eight times, many at once: whoever got a connection with another's search path would write there.
        await Parallel.ForEachAsync(Enumerable.Repeat(slugs, 8).SelectMany(s => s), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Ct }, async (slug, ct) =>
        {
            await using var db = installation.Stores.Open(slug);
            await db.Commit(new(Actor.System, "test.written", new("test", Guid.Empty), new JsonObject { ["in"] = slug.Text }), ct);
            Assert.Empty(await Strangers(db, slug, ct));
        });
        await stop.CancelAsync();
        Assert.InRange(await watch, database == Database.PostgreSql ? 1 : 0, Connections);
        foreach (var slug in slugs)
        {
            await using var db = installation.Stores.Open(slug);
            Assert.Equal(8, await db.Set<Chalkline.Platform.Auditing.AuditRecord>().CountAsync(r => r.Action == "test.written", Ct));
            Assert.Empty(await Strangers(db, slug, Ct));
        }
        await using var any = installation.Stores.Open(slugs[0]);
        // What was asked in turns was prepared, so each statement above was one that another district's turn had left on the connection.
        if (database == Database.PostgreSql) Assert.NotEqual(0, await any.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM pg_prepared_statements").SingleAsync(Ct));
    }

    /// <summary>Entries that another district wrote into this one's log.</summary>
    private static Task<List<string>> Strangers(DistrictDb db, DistrictSlug slug, CancellationToken ct)
    {
        var own = $"\"{slug.Text}\"";
        return db.Set<Chalkline.Platform.Auditing.AuditRecord>().AsNoTracking().Where(r => r.Action == "test.written" && !r.Body.Contains(own)).Select(r => r.Body).ToListAsync(ct);
    }

    /// <summary>The most connections that the server saw of this installation until it is told to stop; on SQLite there are none.</summary>
    private static async Task<int> Watch(Installation installation, CancellationToken stop)
    {
        if (installation.Settings.ConnectionString is not { } text) return 0;
        // Without a pool, and under a name of its own, so that it does not count itself.
        await using var own = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false, ApplicationName = "watch" }.ConnectionString);
        await own.OpenAsync(Ct);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'chalkline' AND datname = current_database()", own);
        var most = 0;
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, (int)(long)(await count.ExecuteScalarAsync(Ct))!);
            await Task.Delay(10, Ct);
        }
        return most;
    }
}
