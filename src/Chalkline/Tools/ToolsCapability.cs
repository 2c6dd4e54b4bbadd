using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Blocking;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Imports;
using Chalkline.Tools.Incidents;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Lookup;
using Chalkline.Tools.Packs;
using Chalkline.Tools.Procurement;
using Chalkline.Tools.PublicPage;
using Chalkline.Tools.Register;
using Chalkline.Tools.Requests;
using Chalkline.Tools.Vetting;

namespace Chalkline.Tools;

/// <summary>The governance of tools: the register, the life of a tool through its gates, and what everybody may ask of it. Each part adds a line to the two lists.</summary>
public static class ToolsCapability
{
    public static Capability Capability { get; } = new(new ToolsMapping(), AddTools, MapTools);

    private static void AddTools(IServiceCollection services)
    {
        services.AddToolPacks();
        RegisterServices.Add(services);
        RequestServices.Add(services);
        AgreementServices.Add(services);
        DataMapServices.Add(services);
        PurchaseServices.Add(services);
        VettingServices.Add(services);
        // What the demonstration decides rests on reviews and agreements; what it tells families, on what was decided.
        services.AddSingleton<IDemonstration, LivesDemonstration>();
        PublicPageServices.Add(services);
        services.AddSingleton<IDemonstration, RetiringDemonstration>();
        IncidentServices.Add(services);
        BlockServices.Add(services);
    }

    private static void MapTools(IEndpointRouteBuilder routes)
    {
        RegisterServices.Map(routes);
        PublicPages.Map(routes);
        AgreementServices.Map(routes);
        DataMapServices.Map(routes);
        PurchaseServices.Map(routes);
        VettingServices.Map(routes);
        RequestServices.Map(routes);
        IncidentServices.Map(routes);
        BlockServices.Map(routes);
    }
}

/// <summary>The register and the lives of tools as services and endpoints.</summary>
internal static class RegisterServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReadGates>();
        services.AddScoped<MoveTool>();
        services.AddScoped<ReadToolPage>();
        services.AddSingleton<IDecidable, ToolMoveIsDecided>();
        services.AddSingleton<IToolCheck, HasOwner>();
        services.AddSingleton<IToolCheck, HasBackup>();
        services.AddSingleton<IToolCheck, ServesUseCase>();
        services.AddSingleton<IToolCheck, TierIsSet>();
        services.AddSingleton<IToolCheck, FundingIsNamed>();
        services.AddSingleton<IToolCheck, ConflictsAreDeclared>();
        services.AddSingleton<IToolCheck, ReplacementIsNamed>();
        services.AddSingleton<INavigation, ToolNavigation>();
        services.AddAuditWords(ToolWords.ResourceManager);
        services.AddAuditWords(ToolImportWords.ResourceManager);
        services.AddHoldable(ToolWords.ResourceManager, "tool", "vendor", "agreement", VettingRecords.EvidenceKind, PurchaseRecord.KindName, IncidentRecord.KindName, AnswerRequest.WordsKind);
        services.AddSingleton<IWorkItems, ToolWork>();
        services.AddSingleton<IMustDeclare, OwnersDeclare>();
        services.AddSingleton<IDates, ToolDates>();
        services.AddSingleton<ICheckKind, ToolsAreReviewed>();
        services.AddSingleton<IBriefingSection, ToolBriefing>();
        services.AddSingleton<IBriefingSection, ToolMoney>();
        services.AddSingleton<IPacketSection, ToolPacket>();
        services.AddSingleton<IRecordKind>(ToolRecords.Tools);
        services.AddSingleton<IRecordKind>(ToolRecords.Vendors);
        services.AddSingleton<IDemonstration, RegisterDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ToolPages.Map(routes);
        AssignPages.Map(routes);
        ComparePages.Map(routes);
        ImportToolsPages.Map(routes);
        VendorPages.Map(routes);
        LifePages.Map(routes);
        LookupPages.Map(routes);
    }
}
