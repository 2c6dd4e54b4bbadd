using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Schools and the calendar.</summary>
public static class RecordsCapability
{
    public static Capability Capability { get; } = new(new RecordsMapping(), AddRecords, MapRecords);

    private static void AddRecords(IServiceCollection services) => services.AddSingleton<ISchools, OpenSchools>();

    private static void MapRecords(IEndpointRouteBuilder routes)
    {
    }
}
