namespace Chalkline.Design;

/// <summary>What stands around every chart, in the page's language.</summary>
/// <param name="Table">What opens the table of its figures.</param>
/// <param name="Csv">The link to them as a file.</param>
/// <param name="Empty">In place of a chart without figures.</param>
/// <param name="Label">Over the table's first column.</param>
/// <param name="Low">Over the lower ends of intervals.</param>
/// <param name="High">Over the upper ends.</param>
public sealed record ChartWords(string Table, string Csv, string Empty, string Label, string Low, string High);
