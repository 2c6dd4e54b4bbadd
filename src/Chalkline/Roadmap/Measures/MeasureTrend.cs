using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Measures;

/// <summary>A measure's values as a chart has them.</summary>
internal static class MeasureTrend
{
    /// <param name="values">Of one place and group, from the oldest on, none of them hidden; at least one, or a line.</param>
    /// <param name="line">From a goal's baseline to its target.</param>
    public static TrendModel Of(Language language, Measure measure, IReadOnlyList<SeenValue> values, (TrendPoint From, TrendPoint To)? line, DateOnly? today, string? csv)
    {
        var points = values.Select(v => new TrendPoint(v.Day, (double)(v.Amount ?? 0))).ToList();
        return new("trend", AimText.Say(language, nameof(AimWords.TrendTitle), measure.Name), Sentence(language, measure, values), measure.Unit, points, line,
            AimText.Say(language, nameof(AimWords.Target)), today, AimText.Say(language, nameof(AimWords.Today)), day => DayText.Of(language, day),
            ChartText.Of(language) with { Label = AimText.Say(language, nameof(AimWords.Day)) }, csv);
    }

    private static string Sentence(Language language, Measure measure, IReadOnlyList<SeenValue> values)
    {
        if (values.Count == 0) return AimText.Say(language, nameof(AimWords.NoValueYet));
        var (first, last) = (values[0], values[^1]);
        return AimText.Say(language, nameof(AimWords.TrendSentence), AimText.Number(first.Amount ?? 0, measure.Unit), DayText.Of(language, first.Day),
            AimText.Number(last.Amount ?? 0, measure.Unit), DayText.Of(language, last.Day), AimText.Of(language, measure.Direction));
    }
}
