namespace Chalkline.Design;

/// <summary>A row of a forest plot: an effect with its interval, or (without figures) a heading over the rows below it.</summary>
/// <param name="Strong">What the decision rests on: drawn with a full mark, the others with an open one.</param>
public sealed record ForestPlotRow(string Label, double? Value, double? Low, double? High, bool Strong = false)
{
    public bool IsDrawn => Value is { } v && Low is { } l && High is { } h && double.IsFinite(v) && double.IsFinite(l) && double.IsFinite(h);
}

/// <summary>What a forest plot shows, with its words: it knows nothing of what the rows are about.</summary>
/// <param name="Id">Unique on the page; the title's and description's ids are made of it.</param>
/// <param name="Reference">A second line, at what is worth having; null where there is none.</param>
/// <param name="CsvAddress">Where the figures are as CSV; null in a page that stands alone.</param>
public sealed record ForestPlotModel(string Id, string Title, string Description, IReadOnlyList<ForestPlotRow> Rows, double? Reference,
    ForestPlotWords Words, string? CsvAddress);

public sealed record ForestPlotWords(string Zero, string Reference, string Axis, string Lower, string Higher, string Table, string Label,
    string Value, string Low, string High, string Csv, string Empty);
