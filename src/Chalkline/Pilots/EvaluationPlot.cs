using System.Text;
using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>The effects of an answer as a forest plot, and the same figures as CSV.</summary>
public static class EvaluationPlot
{
    public static ForestPlotModel Of(EvaluationView view)
    {
        var s = view.Sentences;
        var answer = view.Answer;
        var rows = Rows(answer, s);
        var described = string.Join(" ", rows.Where(r => r.IsDrawn).Select(r =>
            s.Say(nameof(AnswerWords.PlotRow), r.Label, Figures.G(r.Value), Figures.G(r.Low), Figures.G(r.High))));
        var sentence = answer.Study.Criteria is { } criteria
            ? s.Say(nameof(AnswerWords.PlotSentence), Figures.G(criteria.Worthwhile))
            : s.Say(nameof(AnswerWords.PlotSentenceNoCriteria));
        return new("effects", s.Say(nameof(AnswerWords.PlotTitle), Figures.Percent(answer.Study.Confidence)), sentence, $"{sentence} {described}", rows,
            answer.Study.Criteria?.Worthwhile, Lines(s), Words(s), view.Links.Csv);
    }

    /// <summary>Outcome, arm, against, group, g, low, high: a line a mark of the plot, figures at the precision of the answer (RFC 4180).</summary>
    public static string Csv(Answer answer)
    {
        var csv = new StringBuilder("outcome,arm,against,group,g,low,high\r\n");
        foreach (var e in answer.Effects)
            Line(e.Outcome.Value, e.Arm.Value, e.Against.Value, "", e.HedgesG);
        foreach (var outcome in answer.Outcomes)
            foreach (var g in outcome.Subgroups)
                Line(outcome.Outcome.Value, g.Arm.Value, g.Against.Value, $"{g.Column} = {g.Level}", g.HedgesG);
        return csv.ToString();

        void Line(string outcome, string arm, string against, string group, Evidence.HedgesG? g)
        {
            if (g is null)
                return;
            csv.AppendJoin(',', Quoted(outcome), Quoted(arm), Quoted(against), Quoted(group), Plain(g.Value), Plain(g.Interval.Low),
                Plain(g.Interval.High)).Append("\r\n");
        }
    }

    private static List<ForestPlotRow> Rows(Answer answer, AnswerSentences s)
    {
        var many = answer.Effects.Select(e => (e.Arm.Value, e.Against.Value)).Distinct().Count() > 1;
        var rows = new List<ForestPlotRow>();
        foreach (var outcome in answer.Outcomes)
        {
            var strong = outcome.Role == OutcomeRole.Confirmatory;
            rows.AddRange(outcome.Effects.Select(e => Row(Label(e.Arm, e.Against, ""), e.HedgesG, strong)));
            rows.AddRange(outcome.Subgroups.Select(g => Row(Label(g.Arm, g.Against, $", {g.Column} = {g.Level}"), g.HedgesG, false)));

            string Label(Named arm, Named against, string group) =>
                outcome.Outcome.Label + group + (many ? ": " + s.Contrast(arm, against) : "");
        }
        return rows;
    }

    private static ForestPlotRow Row(string label, Evidence.HedgesG? g, bool strong) =>
        new(label, g?.Value, g?.Interval.Low, g?.Interval.High, strong);

    private static ForestPlotLines Lines(AnswerSentences s) => new(s.Say(nameof(AnswerWords.PlotZero)), s.Say(nameof(AnswerWords.PlotWorthwhile)),
        s.Say(nameof(AnswerWords.PlotAxis)), s.Say(nameof(AnswerWords.PlotLower)), s.Say(nameof(AnswerWords.PlotHigher)), s.Say(nameof(AnswerWords.G)));

    private static ChartWords Words(AnswerSentences s) => new(s.Say(nameof(AnswerWords.PlotTable)), s.Say(nameof(AnswerWords.FiguresCsv)), s.Say(nameof(AnswerWords.PlotEmpty)),
        s.Say(nameof(AnswerWords.Measure)), s.Say(nameof(AnswerWords.LowColumn)), s.Say(nameof(AnswerWords.HighColumn)));

    private static string Plain(double value) => double.IsFinite(value) ? value.ToString("R", Language.Numbers) : "";

    // A cell that a spreadsheet would take for a formula gets an apostrophe.
    private static string Quoted(string value)
    {
        var safe = value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
