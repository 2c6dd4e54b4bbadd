using Chalkline.Platform;
using Chalkline.Roadmap.Risks;
using Chalkline.Roadmap.SetUp;
using Chalkline.Roadmap.Templates;

namespace Chalkline.Roadmap.Plan;

/// <summary>Milestones and what becomes of them, as services and endpoints.</summary>
internal static class PlanServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<PlanStore>();
        services.AddScoped<ReadPlan>();
        services.AddScoped<ChangeMilestone>();
        services.AddScoped<ChangeWaits>();
        services.AddScoped<ChangeCriteria>();
        services.AddScoped<MoveMilestone>();
        services.AddScoped<AdoptRoadmap>();
        services.AddScoped<ReadRisks>();
        services.AddScoped<ChangeRisk>();
        services.AddSingleton<INavigation, PlanNavigation>();
        services.AddSingleton<IRecordKind, MilestoneRecord>();
        services.AddAuditWords(PlanWords.ResourceManager);
        services.AddSingleton<IWorkItems, PlanWork>();
        services.AddSingleton<IDates, MilestoneDates>();
        services.AddSingleton<IJobKind, WatchMilestones>();
        services.AddSingleton<IPackKind, RoadmapTemplates>();
        services.AddSingleton<IBriefingSection, PlanBriefing>();
        services.AddSingleton<IPacketSection, PlanPacket>();
        services.AddSingleton<IPacketSection, RiskPacket>();
        services.AddSingleton<IDemonstration, PlanDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        PlanPages.Map(routes);
        MilestonePages.Map(routes);
        PlanChangePages.Map(routes);
        CheckPages.Map(routes);
        PlanSettingsPages.Map(routes);
        SetUpPages.Map(routes);
        RoadmapFilePages.Map(routes);
        RiskPages.Map(routes);
    }
}
