using Chalkline.Design;

namespace Chalkline.Platform.Parts;

/// <summary>One chart of each kind, of invented figures.</summary>
internal static class PartsCharts
{
    private static readonly int[] Weeks = [61, 64, 58, 66, 63, 60, 62, 41, 59, 65, 64, 61];

    public static ForestPlotModel Forest(Language language) => new("forest", Say(language, nameof(PartsWords.ForestTitle)), Say(language, nameof(PartsWords.ForestSentence)), Say(language, nameof(PartsWords.ForestSentence)),
        [new("Aspen", 0.21, 0.04, 0.38, true), new("Birch", -0.08, -0.3, 0.14), new("Cedar", 0.05, -0.02, 0.12)], 0.1,
        new(Say(language, nameof(PartsWords.ForestZero)), Say(language, nameof(PartsWords.ForestReference)), Say(language, nameof(PartsWords.ForestAxis)),
            Say(language, nameof(PartsWords.ForestLower)), Say(language, nameof(PartsWords.ForestHigher)), Say(language, nameof(PartsWords.ForestAxis))), Words(language), null);

    public static TrendModel Trend(Language language) => new("trend", Say(language, nameof(PartsWords.TrendTitle)), Say(language, nameof(PartsWords.TrendSentence)),
        Say(language, nameof(PartsWords.TrendAxis)), [new(new(2026, 9, 1), 48), new(new(2026, 10, 6), 52), new(new(2026, 11, 10), 51)], (new(new(2026, 9, 1), 48), new(new(2027, 6, 11), 60)),
        Say(language, nameof(PartsWords.TrendTarget)), new(2026, 11, 24), Say(language, nameof(PartsWords.Today)), day => DayText.Of(language, day), Words(language));

    public static RowChartModel Dots(Language language, string csv) => new("dots", Say(language, nameof(PartsWords.DotsTitle)), Say(language, nameof(PartsWords.DotsSentence)),
        Say(language, nameof(PartsWords.DotsAxis)), 1, [new("Aspen", 3.9, 3.6, 4.2), new("Birch", 3.1, 2.5, 3.7), new("Cedar", 4.4, 4.3, 4.5), new("Juniper", 3.6, Soft: true)], Words(language), csv);

    public static RowChartModel Bars(Language language, string csv) => new("bars", Say(language, nameof(PartsWords.BarsTitle)), Say(language, nameof(PartsWords.BarsSentence)),
        Say(language, nameof(PartsWords.Students)), 0, [.. PartsPage.Sample.Select(s => new ChartRow(s.Name, s.Students, Soft: !s.Open))], Words(language), csv);

    public static ControlChartModel Control(Language language) => new("control", Say(language, nameof(PartsWords.ControlTitle)), Say(language, nameof(PartsWords.ControlSentence)),
        Say(language, nameof(PartsWords.ControlAxis)), 0, [.. Weeks.Select((v, i) => new ControlPoint(Say(language, nameof(PartsWords.Week), i + 1), v))],
        62, 50, 74, (Say(language, nameof(PartsWords.ControlCentre)), Say(language, nameof(PartsWords.ControlLow)), Say(language, nameof(PartsWords.ControlHigh))),
        Say(language, nameof(PartsWords.ControlOut)), Words(language));

    public static TimelineModel Time(Language language) => new("time", Say(language, nameof(PartsWords.TimeTitle)), Say(language, nameof(PartsWords.TimeSentence)),
        [new("1", new(2026, 9, 1), new(2026, 12, 18)), new("2", new(2027, 1, 11), new(2027, 5, 28), true), new("3", new(2027, 4, 14), new(2027, 4, 14))],
        new(2026, 11, 24), Say(language, nameof(PartsWords.Today)), Words(language).Low, Words(language).High, language, Words(language));

    private static ChartWords Words(Language language) => ChartText.Of(language);

    private static string Say(Language language, string key, params object[] values) => Wording.Say(PartsWords.ResourceManager, language, key, values);
}
