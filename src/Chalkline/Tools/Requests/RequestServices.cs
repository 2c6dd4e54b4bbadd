using Chalkline.Platform;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Requests;

/// <summary>Requests as services and endpoints.</summary>
internal static class RequestServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddKeyedSingleton(PublicRequestPages.Limits, (_, _) => new PublicLimits(PublicRequestPages.PerAddress, PublicRequestPages.InTotal));
        services.AddScoped<AnswerRequest>();
        services.AddSingleton<IEraser, EraseRequestContact>();
        services.AddSingleton<IEraser, EraseRequestWords>();
        services.AddSingleton<INavigation, RequestNavigation>();
        services.AddSingleton<IWorkItems, RequestWork>();
        services.AddSingleton<IBriefingSection, RequestBriefing>();
        services.AddSingleton<IToolSection, RequestSection>();
        services.AddSingleton<IToolPeople, RequestPeople>();
        services.AddSingleton<IRecordKind>(RequestRecords.Requests);
        services.AddAuditWords(RequestWords.ResourceManager);
        services.AddSingleton<IDemonstration, RequestDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        RequestPages.Map(routes);
        PublicRequestPages.Map(routes);
    }
}
