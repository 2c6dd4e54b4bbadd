using Chalkline.Platform;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Incidents;

/// <summary>Incidents as services and endpoints.</summary>
internal static class IncidentServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddKeyedSingleton(PublicIncidentPages.Limits, (_, _) => new PublicLimits(PublicIncidentPages.PerAddress, PublicIncidentPages.InTotal));
        services.AddScoped<TriageIncident>();
        services.AddScoped<HandleIncident>();
        services.AddScoped<CloseIncident>();
        services.AddScoped<WriteNotice>();
        services.AddSingleton<IEraser, EraseIncidentContact>();
        services.AddSingleton<IEraser, EraseIncidentWords>();
        services.AddSingleton<INavigation, IncidentNavigation>();
        services.AddSingleton<IToolCheck, NoOpenSevereIncident>();
        services.AddSingleton<IWorkItems, IncidentWork>();
        services.AddSingleton<IBriefingSection, IncidentBriefing>();
        services.AddSingleton<IToolSection, IncidentSection>();
        services.AddSingleton<IPacketSection, IncidentPacket>();
        services.AddSingleton<IRecordKind, IncidentRecord>();
        services.AddAuditWords(IncidentWords.ResourceManager);
        services.AddSingleton<IDemonstration, IncidentDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        IncidentPages.Map(routes);
        PublicIncidentPages.Map(routes);
    }
}
