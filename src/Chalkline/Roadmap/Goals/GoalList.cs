using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Goals;

/// <summary>What an address asks of the list of goals.</summary>
public sealed record GoalFilter(AimKind? Kind, PaceVerdict? Pace)
{
    public static ListKind List { get; } = new(["kind", "pace"], ["due", "name", "pace"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static GoalFilter Read(ListView view) => new(view.Value<AimKind>("kind", Codes.Find<AimKind>), view.Value<PaceVerdict>("pace", Codes.Find<PaceVerdict>));
}

/// <summary>Goals as a list. Whether the pace is enough is computed and no column: so all of them are judged, in three queries, and the list is cut after.</summary>
internal static class GoalList
{
    public static IReadOnlyList<GoalStanding> Of(IReadOnlyList<GoalStanding> all, GoalFilter filter, ListView view)
    {
        var goals = all.Where(g => (filter.Kind is null || g.Kind == filter.Kind) && (filter.Pace is null || g.Verdict == filter.Pace));
        // They come by the day of their target; sorting keeps that order among equals.
        goals = view.Sort switch
        {
            "name" => goals.OrderBy(g => StoreConventions.Fold(g.Name), StringComparer.Ordinal),
            // What is behind is what people look for.
            "pace" => goals.OrderBy(g => g.Verdict switch { PaceVerdict.Behind => 0, PaceVerdict.Unknown => 1, _ => 2 }),
            _ => goals,
        };
        return [.. view.Descending ? goals.Reverse() : goals];
    }

    public static IResult File(Language language, IReadOnlyList<GoalStanding> goals)
    {
        string Say(string key) => AimText.Say(language, key);
        return CsvFile.Of("goals", [Say(nameof(AimWords.Goal)), Say(nameof(AimWords.Domain)), Say(nameof(AimWords.Pace)), Say(nameof(AimWords.Unit)), Say(nameof(AimWords.Baseline)), Say(nameof(AimWords.Latest)),
            Say(nameof(AimWords.Day)), Say(nameof(AimWords.Target)), Say(nameof(AimWords.By)), Say(nameof(AimWords.Owner))], goals.Select(g => (IReadOnlyList<string?>)[g.Name, AimText.Of(language, g.Kind),
            g.Word(language), g.Unit, g.Baseline.ToString(Language.Numbers), g.Latest?.ToString(Language.Numbers), DayText.Field(g.LatestDay), g.Target.ToString(Language.Numbers), DayText.Field(g.TargetDay), g.Owner]).ToAsyncEnumerable());
    }
}
