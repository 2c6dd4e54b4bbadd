namespace Chalkline.Design;

/// <summary>A row of a forest plot: an effect with its interval, or (without figures) a heading over the rows below it.</summary>
/// <param name="Strong">What the decision rests on: drawn with a full mark, the others with an open one.</param>
public sealed record ForestPlotRow(string Label, double? Value, double? Low, double? High, bool Strong = false)
{
    public bool IsDrawn => Value is { } v && Low is { } l && High is { } h && double.IsFinite(v) && double.IsFinite(l) && double.IsFinite(h);
}

/// <summary>What a forest plot shows, with its words: it knows nothing of what the rows are about.</summary>
/// <param name="Id">Unique on the page; the title's and description's ids are made of it.</param>
/// <param name="Sentence">How it is read, or what it shows.</param>
/// <param name="Description">For whoever does not see the drawing: the sentence, and each row in words.</param>
/// <param name="Reference">A second line, at what is worth having; null where there is none.</param>
/// <param name="CsvAddress">Where the figures are as CSV; null in a page that stands alone.</param>
public sealed record ForestPlotModel(string Id, string Title, string Sentence, string Description, IReadOnlyList<ForestPlotRow> Rows, double? Reference,
    ForestPlotLines Lines, ChartWords Words, string? CsvAddress)
{
    public IReadOnlyList<DataColumn> Columns => [new(Words.Label), new(Lines.Value, true), new(Words.Low, true), new(Words.High, true)];

    public IReadOnlyList<IReadOnlyList<string>> Table =>
        [.. Rows.Where(r => r.IsDrawn).Select(r => (string[])[r.Label, Figure(r.Value), Figure(r.Low), Figure(r.High)])];

    public static string Figure(double? value) => Drawn.Figure(value ?? 0, 2);
}

/// <summary>Words in the drawing: at its lines, at the ends of its axis, and over the effects in its table.</summary>
public sealed record ForestPlotLines(string Zero, string Reference, string Axis, string Lower, string Higher, string Value);
