using System.Diagnostics;
using System.Globalization;
using Chalkline.Platform;

namespace Chalkline.Load;

/// <summary>Chained commits a second with 8 writers: each changes a record of its own and appends its entry to the one log.</summary>
internal static class CommitRate
{
    private const int Writers = 8;
    // The runtime compiles what runs often a second time, over some seconds: that is the start of a server, and not its rate.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(6), Long = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(string folder, string? database)
    {
        await using var stores = Seed.Stores(folder, database);
        await Write(stores, Before);
        var clock = Stopwatch.StartNew();
        var commits = await Write(stores, Long);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{commits / clock.Elapsed.TotalSeconds:0} chained commits a second, {Writers} writers"));
        return 0;
    }

    private static async Task<int> Write(DistrictStores stores, TimeSpan time)
    {
        var (done, until) = (0, Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < until)
            {
                await using var db = stores.Open(Seed.Slug);
                db.FormKey = Guid.CreateVersion7().ToString("N");
                await db.Commit(new(Actor.System, "load.written", new("load", Guid.Empty), new() { ["writer"] = w }), default);
                Interlocked.Increment(ref done);
            }
        })));
        return done;
    }
}
