namespace Chalkline.Platform.Jobs;

/// <summary>
/// Does jobs as long as the program serves: at once where this process was told, and every half minute where the host's store says that a district has some.
/// When the program stops, what runs is given back.
/// </summary>
internal sealed partial class JobService(JobQueue queue, JobWorker worker, DistrictStores stores, DistrictDirectory directory, ILogger<JobService> log) : BackgroundService
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([Look(stoppingToken), .. Enumerable.Range(0, AtOnce).Select(_ => Work(stoppingToken))]);

    private async Task Look(CancellationToken stopping)
    {
        // What the start itself has to do comes first.
        await Task.Yield();
        using var timer = new PeriodicTimer(Sweep, TimeProvider.System);
        do await Guarded(null, async () =>
        {
            foreach (var (district, touched) in await JobHints.Due(stores, stopping))
            {
                queue.Ring(district);
                await Settle(district, touched, stopping);
            }
        }, stopping);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    /// <summary>While a job of the district is due or runs, the hint stays due; else it says when the next one is.</summary>
    private async Task Settle(DistrictSlug district, DateTimeOffset touched, CancellationToken ct)
    {
        if (await directory.StateOf(district, ct) != StoreState.Current) return;
        var next = await worker.NextDue(district, ct);
        if (next is null || next > stores.Time.Now()) await JobHints.Settle(stores, district, touched, next, ct);
    }

    private async Task Work(CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var district in queue.Rung(stopping))
            await Guarded(district, async () =>
            {
                if (await directory.StateOf(district, stopping) != StoreState.Current) return;
                while (!stopping.IsCancellationRequested && await worker.RunNext(district, stopping)) await Task.Yield();
            }, stopping);
    }

    private async Task Guarded(DistrictSlug? district, Func<Task> act, CancellationToken stopping)
    {
        try
        {
            await act();
        }
#pragma warning disable CA1031 // Whatever it is, the other districts' jobs go on, and this one's are looked at again.
        catch (Exception e) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotDone(e, district?.Text ?? "the installation");
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Jobs of {District} could not be looked at; they are looked at again within half a minute")]
    private partial void NotDone(Exception error, string district);
}
