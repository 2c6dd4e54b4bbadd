using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

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
            await using var host = stores.OpenHost();
            // In plain SQL: the first answer, which a service manager waits for, is there before Entity Framework has made its model.
            await host.Database.OpenConnectionAsync(patience.Token);
            await using var command = host.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT count(*) FROM migration_history";
            await command.ExecuteScalarAsync(patience.Token);
            return Answer(null);
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
