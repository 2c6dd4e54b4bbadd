using System.Text;

namespace Chalkline.Design;

/// <summary>
/// Where everything of a forest plot stands: each label on lines of its own above its mark, the axis below. There are two of them, for a
/// wide page and for a phone, because a drawing that is only scaled down cannot be read.
/// </summary>
public sealed class ForestPlotLayout
{
    private const double Top = 44;
    private const double LineHeight = 18;
    private const double Margin = 18;

    // Of the characters that stand in a line; a bit less than what fits.
    private readonly int _labelLength;
    private readonly bool _figureBelow;
    private readonly int _labelLines;

    private ForestPlotLayout(ForestPlotModel model, string name, double width, int labelLength, bool figureBelow, int ticks)
    {
        Name = name;
        Width = width;
        _labelLength = labelLength;
        _figureBelow = figureBelow;
        Rows = [.. model.Rows.Where(r => r.IsDrawn)];
        _labelLines = Rows.Select(r => Lines(r.Label).Count).DefaultIfEmpty(1).Max();
        // Zero and the reference are always in the picture, and a little air on both sides of them.
        Axis = Axis.Over([.. Rows.SelectMany(r => new[] { r.Low!.Value, r.High!.Value }), -0.1, 0.1, model.Reference ?? 0],
            Margin, width - Margin, ticks);
        Reference = model.Reference is { } at && double.IsFinite(at) && at != 0 ? Axis.Place(at) : null;
    }

    public static ForestPlotLayout Wide(ForestPlotModel model) => new(model, "wide", 680, 64, false, 7);

    public static ForestPlotLayout Narrow(ForestPlotModel model) => new(model, "narrow", 300, 36, true, 4);

    /// <summary>"wide" or "narrow": the class of the drawing and a part of its ids.</summary>
    public string Name { get; }
    public bool IsNarrow => _figureBelow;
    public double Width { get; }
    public IReadOnlyList<ForestPlotRow> Rows { get; }
    public Axis Axis { get; }
    public double? Reference { get; }

    public double Zero => Axis.Place(0);
    public double Left => Margin;
    public double Right => Width - Margin;
    public double LinesTop => Top - 6;
    public double Bottom => Top + Rows.Count * RowHeight + 4;
    public double Height => Bottom + 70;

    /// <summary>The words over the two lines stand apart: each on the outer side of its line.</summary>
    public bool ReferenceIsRight => Reference is { } at && at >= Zero;

    private double RowHeight => (_labelLines + (_figureBelow ? 1 : 0)) * LineHeight + 30;

    public double LabelY(int row, int line) => Top + row * RowHeight + 16 + line * LineHeight;

    /// <summary>On the label's line at the right end, or on a line of its own at the left.</summary>
    public (double X, double Y, string Anchor) Figure(int row) =>
        _figureBelow ? (Left, LabelY(row, _labelLines), "start") : (Right, LabelY(row, 0), "end");

    public double MarkY(int row) => Top + (row + 1) * RowHeight - 13;

    /// <summary>A label broken at spaces.</summary>
    public IReadOnlyList<string> Lines(string label)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in label.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > _labelLength)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        return lines;
    }
}
