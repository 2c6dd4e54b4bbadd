using Chalkline.Briefing.Packet;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Briefing;

/// <summary>The superintendent's page: what the capabilities contribute to it, on one screen and one sheet.</summary>
public static class BriefingCapability
{
    public static Capability Capability { get; } = new(new PacketMapping(), AddBriefing, MapBriefing);

    private static void AddBriefing(IServiceCollection services)
    {
        services.AddSingleton<INavigation, BriefingNavigation>();
        services.AddScoped<ComposePacket>();
        services.AddScoped<ChangeTemplate>();
        services.AddScoped<TakeLetterhead>();
        services.AddSingleton<IPackKind, PacketPacks>();
        services.AddSingleton<IPacketSection, GoalPacket>();
        services.AddSingleton<INavigation, PacketNavigation>();
        services.AddAuditWords(PacketWords.ResourceManager);
        services.AddSingleton<IBriefingSection, GoalSection>();
        services.AddSingleton<IBriefingSection, DecisionSection>();
    }

    private static void MapBriefing(IEndpointRouteBuilder routes)
    {
        BriefingPages.Map(routes);
        PacketPages.Map(routes);
    }

    private sealed class BriefingNavigation : INavigation
    {
        public IEnumerable<PageLink> LinksFor(Person person, Language language) =>
            person.May(BriefingRights.Read) ? [new(BriefingText.Say(language, nameof(BriefingWords.Title)), "/briefing", BriefingText.Say(language, nameof(BriefingWords.Sentence)), NavigationGroup.Roadmap)] : [];
    }
}

/// <summary>Rights over the superintendent's page.</summary>
public static class BriefingRights
{
    public static Right Read { get; } = Right.Of("briefing.read", Role.Superintendent, Role.AiLead, Role.Auditor);
}

/// <summary>Sentences of the page.</summary>
internal static class BriefingText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(BriefingWords.ResourceManager, language, key, values);
}
