using Chalkline.Platform;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Agreements;

/// <summary>Agreements as services and endpoints.</summary>
internal static class AgreementServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IToolCheck, AgreementIsInForce>();
        services.AddSingleton<ICheckKind, ToolsHaveAgreements>();
        services.AddSingleton<INavigation, AgreementNavigation>();
        services.AddSingleton<IToolSection, AgreementsOfTool>();
        services.AddSingleton<IVendorSection, AgreementsOfVendor>();
        services.AddSingleton<IWorkItems, AgreementWork>();
        services.AddSingleton<IDates, AgreementDates>();
        services.AddSingleton<IBriefingSection, AgreementBriefing>();
        services.AddSingleton<IRecordKind>(AgreementRecords.Agreements);
        services.AddAuditWords(AgreementWords.ResourceManager);
        services.AddSingleton<IDemonstration, AgreementDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes) => AgreementPages.Map(routes);
}
