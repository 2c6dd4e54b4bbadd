using Chalkline.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Chalkline.Tests.Visits;

/// <summary>Visits to schools.</summary>
public static class VisitsCapability
{
    public static Capability Capability { get; } = new(new VisitMapping(), AddVisits, VisitPages.Map);

    private static void AddVisits(IServiceCollection services)
    {
        services.AddScoped<PlanVisit>();
        services.AddSingleton<INavigation, VisitNavigation>();
        services.AddSingleton<IWorkItems, VisitWork>();
        services.AddSingleton<ICheckKind, VisitsWereMade>();
        services.AddAuditWords(VisitWords.ResourceManager);
        services.AddSingleton<IDemonstration, VisitDemonstration>();
    }
}
