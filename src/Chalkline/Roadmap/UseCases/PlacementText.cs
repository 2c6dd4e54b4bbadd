using Chalkline.Design;

namespace Chalkline.Roadmap.UseCases;

/// <summary>Sentences about where a use case stands.</summary>
internal static class PlacementText
{
    /// <summary>"Good first pilot", or what speaks against it.</summary>
    public static string Verdict(Language language, Placement placement) => placement.IsGoodFirst ? AimText.Say(language, nameof(AimWords.GoodFirst))
        : AimText.Say(language, nameof(AimWords.NotFirst), string.Join("; ", placement.Obstacles.Select(o => AimText.Say(language, "PilotObstacle_" + o, Placement.LeastImpact, Placement.MostRisk))));

    /// <summary>What the number of classes stands on.</summary>
    public static string Assumptions(Language language)
    {
        var usual = ClassesNeeded.Usual;
        return AimText.Say(language, nameof(AimWords.ClassesAssume), Figure(usual.Worthwhile), usual.Students, Figure(usual.Intraclass), Percent(usual.ClassesExplained),
            Percent(usual.StudentsExplained), Percent(usual.Power), usual.Smallest() ?? 0);
    }

    private static string Figure(double value) => value.ToString("0.00", Language.Numbers);

    private static string Percent(double share) => (100 * share).ToString("0", Language.Numbers);
}
