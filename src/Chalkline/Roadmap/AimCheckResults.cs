using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>Check results about goals and measures. Pure.</summary>
internal static class AimCheckResults
{
    /// <summary>A parameter is not filled in, or names what is not there any more.</summary>
    public static CheckResult NotSaid(Language language, string what, string path) =>
        new(CheckState.InsufficientInformation, what, AimText.Say(language, nameof(AimWords.CheckNotSaid))) { Path = path };

    /// <param name="kind">Null: of any.</param>
    public static CheckResult OfGoals(Language language, AimKind? kind, int count)
    {
        var what = kind is { } one ? AimText.Say(language, nameof(AimWords.CheckGoalSetFor), AimText.Of(language, one)) : AimText.Say(language, nameof(AimWords.CheckGoalSet));
        return count > 0 ? new(CheckState.Met, what, AimText.Say(language, nameof(AimWords.CheckGoals), count)) { Path = "/goals" }
            : new(CheckState.NotMet, what, AimText.Say(language, nameof(AimWords.CheckNoGoal))) { Path = "/goals/new", Needs = RoadmapRights.GoalsManage };
    }

    public static CheckResult OfAge(Language language, LatestOfMeasures.Found found, int days, DateOnly today)
    {
        var (what, path) = (AimText.Say(language, nameof(AimWords.CheckCurrentFor), found.Measure.Name, days), "/measures/" + found.Measure.Id);
        if (found.Measure.RetiredOn is not null) return new(CheckState.InsufficientInformation, what, AimText.Say(language, nameof(AimWords.CheckRetired))) { Path = path };
        if (found.Value is not { } value) return new(CheckState.NotMet, what, AimText.Say(language, nameof(AimWords.NoValueYet))) { Path = path + "/value" };
        var isCurrent = today.DayNumber - value.Day.DayNumber <= days;
        return new(isCurrent ? CheckState.Met : CheckState.NotMet, what, AimText.Say(language, nameof(AimWords.CheckLatestOf), DayText.Of(language, value.Day))) { Path = isCurrent ? path : path + "/value" };
    }

    public static CheckResult OfNumber(Language language, LatestOfMeasures.Found found, decimal number, bool atLeast)
    {
        var (measure, path) = (found.Measure, "/measures/" + found.Measure.Id);
        var what = AimText.Say(language, atLeast ? nameof(AimWords.CheckNumberLeast) : nameof(AimWords.CheckNumberMost), measure.Name, AimText.Number(number, measure.Unit));
        if (found.Value is not { } value) return new(CheckState.InsufficientInformation, what, AimText.Say(language, nameof(AimWords.NoValueYet))) { Path = path + "/value" };
        // Who reads a plan need not be somebody who may see a value of few students.
        if (SmallCells.IsSmall(value.Students)) return new(CheckState.InsufficientInformation, what, AimText.Say(language, nameof(AimWords.TooFew), SmallCells.Fewest)) { Path = path };
        var isReached = atLeast ? value.Amount >= number : value.Amount <= number;
        var reason = AimText.Say(language, nameof(AimWords.ValueOn), AimText.Number(value.Amount, measure.Unit), DayText.Of(language, value.Day));
        return new(isReached ? CheckState.Met : CheckState.NotMet, what, reason) { Path = path };
    }
}
