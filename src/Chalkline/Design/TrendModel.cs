namespace Chalkline.Design;

/// <summary>A value of a day.</summary>
public sealed record TrendPoint(DateOnly Day, double Value);

/// <summary>What a trend shows: values over time, and the line that leads to a target where there is one.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Sentence">What it shows, in words.</param>
/// <param name="Axis">What is measured, with its unit.</param>
/// <param name="Points">In order of days; at least one, or a line.</param>
/// <param name="Line">From the baseline to the target; null: none.</param>
/// <param name="LineWord">What stands at the target.</param>
/// <param name="Today">Marked where it lies between the ends; null: not.</param>
/// <param name="DayText">A day as the page has it.</param>
public sealed record TrendModel(string Id, string Title, string Sentence, string Axis, IReadOnlyList<TrendPoint> Points, (TrendPoint From, TrendPoint To)? Line, string LineWord,
    DateOnly? Today, string TodayWord, Func<DateOnly, string> DayText, ChartWords Words, string? CsvAddress = null)
{
    public IReadOnlyList<DataColumn> Columns => [new(Words.Label), new(Axis, true)];

    public IReadOnlyList<IReadOnlyList<string>> Table => [.. Points.Select(p => (string[])[DayText(p.Day), Math.Round(p.Value, 4).ToString("#,0.####", Language.Numbers)])];

    private IEnumerable<TrendPoint> All => Line is { } line ? [.. Points, line.From, line.To] : Points;

    public DateOnly First => All.Min(p => p.Day);

    public DateOnly Last => All.Max(p => p.Day);

    public IEnumerable<double> Values => All.Select(p => p.Value);
}
