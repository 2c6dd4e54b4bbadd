using Chalkline.Platform;
using Chalkline.Records.Calendar;
using Chalkline.Records.Imports;
using Chalkline.Records.Schools;

namespace Chalkline.Records;

/// <summary>Schools and the calendar.</summary>
public static class RecordsCapability
{
    public static Capability Capability { get; } = new(new RecordsMapping(), AddRecords, MapRecords);

    private static void AddRecords(IServiceCollection services)
    {
        services.AddSingleton<ISchools, OpenSchools>();
        services.AddSingleton<INavigation, RecordsNavigation>();
        services.AddAuditWords(RecordsWords.ResourceManager);
        services.AddSingleton<IWorkItems, SetupWork>();
        services.AddSingleton<IToday, CalendarToday>();
        services.AddSingleton<IDates, CalendarDays>();
        services.AddSingleton<ICheckKind, SchoolRecordIsComplete>();
        services.AddSingleton<ICheckKind, CalendarYearIsEntered>();
        services.AddSingleton<IDemonstration, RecordsDemonstration>();
        services.AddSingleton<IDemonstration, CommentsDemonstration>();
        services.AddSingleton<IRecordKind, SchoolRecord>();
    }

    private static void MapRecords(IEndpointRouteBuilder routes)
    {
        SchoolPages.Map(routes);
        ImportPages.Map(routes);
        CalendarPages.Map(routes);
    }
}
