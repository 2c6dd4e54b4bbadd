namespace Chalkline.Platform.Hosting;

/// <summary>Says at the start which districts cannot be served, and why: their pages answer 503 until someone acts.</summary>
internal sealed partial class StoreReport(DistrictDirectory directory, IHostApplicationLifetime lifetime, ILogger<StoreReport> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            foreach (var district in await directory.All(stoppingToken)) await Report(district, stoppingToken);
        }
        catch (Exception e) when (e is StoreUnavailableException || Storage.StoreFaults.Trouble(e) is not null)
        {
            Unknown(e.Message);
        }
    }

    private async Task Report(DistrictSlug district, CancellationToken ct)
    {
        try
        {
            var state = await directory.StateOf(district, ct);
            if (state != StoreState.Current) NotServed(district.Text, state, Remedy(state));
        }
        catch (StoreRefusalException e)
        {
            Refused(district.Text, e.Message);
        }
    }

    private static string Remedy(StoreState state) => state switch
    {
        StoreState.Behind => "finish its upgrade by: chalkline upgrade",
        StoreState.Newer => "it was opened by a newer version of the program; install that one again",
        _ => "its store is gone; bring it back by: chalkline restore",
    };

    [LoggerMessage(1, LogLevel.Warning, "District {District} is not served, its store is {State}: {Remedy}")]
    private partial void NotServed(string district, StoreState state, string remedy);

    [LoggerMessage(3, LogLevel.Error, "District {District} is not served: {Reason}")]
    private partial void Refused(string district, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The state of the districts' stores is not known: {Reason}")]
    private partial void Unknown(string reason);
}
