using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>Pilots: what they showed.</summary>
public static class PilotsCapability
{
    public static Capability Capability { get; } = new(null, AddPilots, EvaluationPages.Map);

    private static void AddPilots(IServiceCollection services)
    {
        services.AddSingleton<Evaluations>();
        services.AddSingleton<INavigation, PilotsNavigation>();
        services.AddSingleton<IDemonstration, PilotsDemonstration>();
    }
}

/// <summary>Evaluations in the navigation, where there are some.</summary>
internal sealed class PilotsNavigation(Evaluations evaluations) : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (evaluations.Any && person.May(PilotRights.EvaluationsRead))
            yield return new(Wording.Say(language, nameof(AnswerWords.EvaluationsTitle)), "/evaluations", Wording.Say(language, nameof(AnswerWords.EvaluationsLead)), NavigationGroup.Evidence);
    }
}
