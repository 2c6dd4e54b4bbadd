using Chalkline.Platform.Storage;

namespace Chalkline.Platform.Hosting;

/// <summary>
/// What a balancer or a service manager asks. Live: the process answers. Ready: its host store does, too. One district that cannot be served
/// makes the program no less ready for the others.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Answer(null)).ForAnyone("whether the program runs");
        routes.MapGet("/health/ready", Ready).ForAnyone("whether the program can serve");
    }

    public static bool IsFor(HttpContext http) => http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static async Task<IResult> Ready(DistrictStores stores, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var state = await stores.HostState(patience.Token);
            return Answer(state == StoreState.Current ? null : $"Host store: {state}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Answer($"The host store did not answer within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (StoreFaults.Trouble(e) is { } trouble)
        {
            return Answer("Host store: " + new StoreUnavailableException(trouble, e).Message);
        }
    }

    private static IResult Answer(string? reason) => reason is null ? Results.Json(new Health("ok", []))
        : Results.Json(new Health("unavailable", [reason]), statusCode: StatusCodes.Status503ServiceUnavailable);

    private sealed record Health(string Status, IReadOnlyList<string> Reasons);
}
