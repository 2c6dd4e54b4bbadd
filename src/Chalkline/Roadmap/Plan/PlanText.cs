using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Plan;

/// <summary>Sentences about the roadmap.</summary>
internal static class PlanText
{
    private const int PushesNamed = 2;

    public static string Say(Language language, string key, params object[] values) => Wording.Say(PlanWords.ResourceManager, language, key, values);

    public static Faults Of(Language language, IEnumerable<PlanFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
        return said;
    }

    public static string Phase(Language language, RoadmapPhase phase) => Say(language, "Phase" + phase);

    /// <summary>The word of a state; how long or since when stands beside it.</summary>
    public static (StatusKind Kind, string Word, string? Since) Status(Language language, MilestoneState state) => state switch
    {
        MilestoneState.Done done => (StatusKind.Good, Say(language, nameof(PlanWords.StateDone)), Say(language, nameof(PlanWords.StateDoneOn), DayText.Of(language, done.On))),
        MilestoneState.Late { Days: 1 } => (StatusKind.Stopped, Say(language, nameof(PlanWords.StateLate)), Say(language, nameof(PlanWords.StateLateOne))),
        MilestoneState.Late late => (StatusKind.Stopped, Say(language, nameof(PlanWords.StateLate)), Say(language, nameof(PlanWords.StateLateBy), late.Days)),
        MilestoneState.Waits => (StatusKind.Waits, Say(language, nameof(PlanWords.StateWaits)), null),
        MilestoneState.NotStarted from => (StatusKind.Past, Say(language, nameof(PlanWords.StateNotStarted)), Say(language, nameof(PlanWords.StateFrom), DayText.Of(language, from.From))),
        _ => (StatusKind.Waits, Say(language, nameof(PlanWords.StateOpen)), null),
    };

    public static (StatusKind Kind, string Word) Status(Language language, CheckState state) => state switch
    {
        CheckState.Met => (StatusKind.Good, Say(language, nameof(PlanWords.CheckMet))),
        CheckState.NotMet => (StatusKind.Stopped, Say(language, nameof(PlanWords.CheckNotMet))),
        _ => (StatusKind.Unknown, Say(language, nameof(PlanWords.CheckUnknown))),
    };

    /// <summary>By how much the date was moved since it was first planned; null where it was not.</summary>
    public static string? Slip(Language language, int days) => days switch
    {
        0 => null,
        1 => Say(language, nameof(PlanWords.SlipOne)),
        > 1 => Say(language, nameof(PlanWords.SlipDays), days),
        _ => Say(language, nameof(PlanWords.SlipEarlier), -days),
    };

    /// <summary>What is pushed, the first few by name.</summary>
    public static string Pushes(Language language, IReadOnlyList<PushedMilestone> pushed)
    {
        var named = Say(language, nameof(PlanWords.PushesWhich), string.Join("; ", pushed.Take(PushesNamed).Select(p => Say(language, nameof(PlanWords.PushedTo), p.Name, DayText.Of(language, p.To)))));
        return pushed.Count > PushesNamed ? named + " " + Say(language, nameof(PlanWords.AndMore), pushed.Count - PushesNamed) : named;
    }
}
