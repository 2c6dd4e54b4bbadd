namespace Chalkline.Design;

/// <summary>A value of a series in time.</summary>
public sealed record ControlPoint(string Label, double Value);

/// <summary>What a control chart shows: a series, what it usually is, and between which limits it varies by chance.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Axis">What is measured, with its unit.</param>
/// <param name="Centre">The usual value.</param>
/// <param name="Low">What is below it is no chance any more.</param>
/// <param name="High">What is above it neither.</param>
/// <param name="Lines">Words at the three lines: usual, lower limit, upper limit.</param>
/// <param name="Out">Said in the table of a point beyond the limits.</param>
public sealed record ControlChartModel(string Id, string Title, string Sentence, string Axis, int Decimals, IReadOnlyList<ControlPoint> Points, double Centre, double Low, double High,
    (string Centre, string Low, string High) Lines, string Out, ChartWords Words, string? CsvAddress = null)
{
    public IReadOnlyList<DataColumn> Columns => [new(Words.Label), new(Axis, true), new(Out)];

    public IReadOnlyList<IReadOnlyList<string>> Table => [.. Points.Select(p => (string[])[p.Label, Drawn.Figure(p.Value, Decimals), IsOut(p) ? "●" : ""])];

    public bool IsOut(ControlPoint point) => point.Value < Low || point.Value > High;
}
