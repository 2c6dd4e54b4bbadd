using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Governance.Holds;
using Chalkline.Governance.OpenRecords;
using Chalkline.Platform;

namespace Chalkline.Governance.Decisions;

/// <summary>Decisions, delegation, the board and conflicts of interest as services and endpoints.</summary>
internal static class DecisionServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<MakeDecision>();
        services.AddScoped<EnterVote>();
        services.AddScoped<ReadProposal>();
        services.AddSingleton<IDecidable, DelegationIsDecided>();
        services.AddSingleton<IPackKind, DelegationPacks>();
        services.AddSingleton<INavigation, DecisionNavigation>();
        services.AddSingleton<IRecordKind, ProposalRecord>();
        services.AddAuditWords(DecisionWords.ResourceManager);
        services.AddHoldable(DecisionWords.ResourceManager, "account", "challenge", "comment", "file", "meeting", "proposal", "school", "seat", "goal", "measure", "use-case", "milestone", "policy");
        services.AddSingleton<IWorkItems, DecisionWork>();
        services.AddSingleton<IAgendaItems, DecisionAgenda>();
        services.AddSingleton<ICheckKind, BoardActed>();
        services.AddSingleton<IPacketSection, ActionPacket>();
        services.AddSingleton<IPacketSection, DecisionPacket>();
        services.AddSingleton<IPacketSection, SeatPacket>();
        services.AddSingleton<IOpenRecords, OpenDecisions>();
        services.AddSingleton<IDemonstration, DecisionDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        DecisionPages.Map(routes);
        DelegationPages.Map(routes);
        BoardPages.Map(routes);
        ConflictPages.Map(routes);
        HoldPages.Map(routes);
        OpenRecordsFile.Map(routes);
    }
}
