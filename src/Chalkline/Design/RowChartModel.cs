namespace Chalkline.Design;

/// <summary>A row of bars, or of dots with intervals.</summary>
/// <param name="Low">The interval's lower end; null: the row has no interval.</param>
/// <param name="Soft">What the others are held against, or what counts less: drawn paler.</param>
public sealed record ChartRow(string Label, double Value, double? Low = null, double? High = null, bool Soft = false);

/// <summary>What a chart of rows shows: values that are read along one axis.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Sentence">What it shows, in words.</param>
/// <param name="Axis">What is measured, with its unit.</param>
/// <param name="Decimals">Of the figures beside the marks.</param>
public sealed record RowChartModel(string Id, string Title, string Sentence, string Axis, int Decimals, IReadOnlyList<ChartRow> Rows, ChartWords Words, string? CsvAddress = null)
{
    public IReadOnlyList<DataColumn> Columns => HasIntervals ? [new(Words.Label), new(Axis, true), new(Words.Low, true), new(Words.High, true)] : [new(Words.Label), new(Axis, true)];

    public IReadOnlyList<IReadOnlyList<string>> Table =>
        [.. Rows.Select(r => HasIntervals ? (string[])[r.Label, Figure(r.Value), Figure(r.Low), Figure(r.High)] : [r.Label, Figure(r.Value)])];

    public string Figure(double? value) => value is { } v ? Drawn.Figure(v, Decimals) : "–";

    private bool HasIntervals => Rows.Any(r => r.Low is not null);
}
