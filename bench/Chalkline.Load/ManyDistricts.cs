using System.Diagnostics;
using System.Globalization;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chalkline.Load;

/// <summary>Districts on one PostgreSQL: how long they take to make, how many connections serve them all, and what a backend that has seen them weighs.</summary>
internal static class ManyDistricts
{
    private const int Readers = 32, Rounds = 3;

    public static async Task<int> Run(int count, string database)
    {
        var folder = Directory.CreateTempSubdirectory("chalkline-load-").FullName;
        await using var stores = Seed.Stores(folder, database);
        await stores.PrepareHost(default);
        var directory = new DistrictDirectory(stores);
        var slugs = Enumerable.Range(1, count).Select(n => DistrictSlug.TryParse(string.Create(CultureInfo.InvariantCulture, $"invented-{n:0000}"), out var s) ? s : null).OfType<DistrictSlug>().ToList();
        var clock = Stopwatch.StartNew();
        foreach (var slug in slugs) await directory.Add(slug, default);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} districts made in {clock.Elapsed.TotalSeconds:0} s"));
        var most = 0;
        using var stop = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            await using var own = new NpgsqlConnection(database);
            await own.OpenAsync();
            while (!stop.IsCancellationRequested)
            {
                most = Math.Max(most, (int)await Scalar(own, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'chalkline'"));
                await Task.Delay(50);
            }
        });
        clock.Restart();
        var reads = 0;
        await Parallel.ForEachAsync(Enumerable.Repeat(slugs, Rounds).SelectMany(s => s), new ParallelOptions { MaxDegreeOfParallelism = Readers }, async (slug, ct) =>
        {
            await using var db = stores.Open(slug);
            await db.Users.AsNoTracking().CountAsync(ct);
            await db.Commit(new(Actor.System, "load.written", new("load", Guid.Empty), []), ct);
            Interlocked.Increment(ref reads);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reads} reads and commits over {count} districts in {clock.Elapsed.TotalSeconds:0.0} s"));
        await using (var own = new NpgsqlConnection(database))
        {
            await own.OpenAsync();
            var heaviest = Directory.Exists("/proc") ? await HeaviestBackend(own) : 0;
            var size = await Scalar(own, "SELECT pg_database_size(current_database())");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"connections at most {most}, heaviest backend {heaviest / 1048576.0:0} MB of its own, database {size / 1048576.0:0} MB"));
        }
        await stop.CancelAsync();
        await watch;
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    /// <summary>Private memory (without the shared buffers that every backend maps) of the largest backend.</summary>
    private static async Task<long> HeaviestBackend(NpgsqlConnection own)
    {
        var pids = new List<int>();
        await using (var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE application_name = 'chalkline'", own))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) pids.Add(reader.GetInt32(0));
        return pids.Select(p => File.ReadLines($"/proc/{p}/smaps_rollup").Where(l => l.StartsWith("Private_", StringComparison.Ordinal) && !l.StartsWith("Private_Hugetlb", StringComparison.Ordinal))
            .Sum(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)).DefaultIfEmpty().Max();
    }

    private static async Task<long> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
