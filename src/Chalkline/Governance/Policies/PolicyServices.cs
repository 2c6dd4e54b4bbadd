using Chalkline.Design;
using Chalkline.Governance.OpenRecords;
using Chalkline.Platform;

namespace Chalkline.Governance.Policies;

/// <summary>Policies as services and endpoints.</summary>
internal static class PolicyServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<PolicyTemplates>();
        services.AddScoped<WritePolicy>();
        services.AddScoped<MovePolicy>();
        services.AddScoped<SetPolicyAudience>();
        services.AddScoped<AcknowledgePolicy>();
        services.AddSingleton<IPackKind, PolicyTemplateKind>();
        services.AddSingleton<IRecordKind, PolicyRecord>();
        services.AddAuditWords(RuleWords.ResourceManager);
        services.AddSingleton<INavigation, PolicyNavigation>();
        services.AddSingleton<IWorkItems, PolicyWork>();
        services.AddSingleton<IDecidable, PolicyIsDecided>();
        services.AddSingleton<IAgendaItems, PolicyAgenda>();
        services.AddSingleton<IOpenRecords, OpenPolicies>();
        services.AddSingleton<IDemonstration, PolicyDemonstration>();
        services.AddSingleton<ICheckKind, DocumentIsAdopted>();
        services.AddSingleton<ICheckKind, DocumentIsAcknowledged>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        AcknowledgePages.Map(routes);
        PolicyPages.Map(routes);
        WritePolicyPages.Map(routes);
    }
}

/// <summary>The places of policies in the navigation.</summary>
internal sealed class PolicyNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        string Say(string key) => RuleText.Say(language, key);
        if (person.May(PolicyRights.Read)) yield return new(Say(nameof(RuleWords.PoliciesTitle)), "/policies", Say(nameof(RuleWords.PoliciesSentence)), NavigationGroup.District);
        yield return new(Say(nameof(RuleWords.MineTitle)), "/acknowledgements", Say(nameof(RuleWords.MineSentence)), NavigationGroup.District);
        if (person.May(PolicyRights.Acknowledgements))
            yield return new(Say(nameof(RuleWords.WhoTitle)), "/policies/acknowledgements", Say(nameof(RuleWords.WhoSentence)), NavigationGroup.District);
    }
}
