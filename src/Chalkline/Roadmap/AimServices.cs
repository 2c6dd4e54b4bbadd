using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;

namespace Chalkline.Roadmap;

/// <summary>Challenges, measures, goals and use cases as services and endpoints.</summary>
internal static class AimServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SayLimits>();
        services.AddSingleton<INavigation, AimNavigation>();
        services.AddAuditWords(AimWords.ResourceManager);
        services.AddSingleton<IEraser, EraseChallenge>();
        services.AddSingleton<IWorkItems, AimWork>();
        services.AddSingleton<IRecordKind, ChallengeRecord>();
        services.AddSingleton<IRecordKind>(AimRecords.Measures);
        services.AddSingleton<IRecordKind>(AimRecords.Goals);
        services.AddSingleton<IRecordKind>(AimRecords.UseCases);
        services.AddSingleton<ICheckKind, GoalIsSet>();
        services.AddSingleton<ICheckKind, MeasureIsCurrent>();
        services.AddSingleton<ICheckKind, NumberIsReached>();
        services.AddSingleton<IAgendaItems, ChallengeAgenda>();
        services.AddSingleton<IDemonstration, AimDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ChallengePages.Map(routes);
        PublicSayPages.Map(routes);
        MeasurePages.Map(routes);
        ImportValuesPages.Map(routes);
        GoalPages.Map(routes);
        UseCasePages.Map(routes);
    }
}

/// <summary>The places in the navigation, in the order in which one comes of the other.</summary>
internal sealed class AimNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        string Say(string key) => AimText.Say(language, key);
        if (person.May(RoadmapRights.ChallengesRead)) yield return new(Say(nameof(AimWords.ChallengesTitle)), "/challenges", Say(nameof(AimWords.ChallengesSentence)), NavigationGroup.Roadmap);
        if (person.May(RoadmapRights.MeasuresRead)) yield return new(Say(nameof(AimWords.MeasuresTitle)), "/measures", Say(nameof(AimWords.MeasuresSentence)), NavigationGroup.Roadmap);
        if (person.May(RoadmapRights.GoalsRead)) yield return new(Say(nameof(AimWords.GoalsTitle)), "/goals", Say(nameof(AimWords.GoalsSentence)), NavigationGroup.Roadmap);
        if (person.May(RoadmapRights.UseCasesRead)) yield return new(Say(nameof(AimWords.UseCasesTitle)), "/use-cases", Say(nameof(AimWords.UseCasesSentence)), NavigationGroup.Roadmap);
    }
}
