using Chalkline.Design;
using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>Writes an answer as text for a terminal: the recommendation first, then every figure it rests on, in aligned columns.</summary>
public sealed class AnswerText
{
    private const string Indent = "  ";
    private readonly Answer _answer;
    private readonly TextWriter _to;
    private readonly AnswerSentences _sentences;
    private readonly Figures _figures;
    private readonly bool _colour;
    private readonly int _width;

    private AnswerText(Answer answer, TextWriter to, Language language, bool colour, int width)
    {
        _answer = answer;
        _to = to;
        _sentences = new(answer, language);
        _figures = _sentences.Figures;
        _colour = colour;
        _width = width;
    }

    /// <summary>
    /// Writes the answer as it is; for the public, give what <see cref="PublicAudience.Of"/> made of it.
    /// </summary>
    /// <param name="colour">With ANSI colours, which only add to what the words say.</param>
    /// <param name="width">Columns of the terminal. Sentences and labels wrap; figures are never cut.</param>
    public static void Write(Answer answer, TextWriter to, Language language, bool colour = false, int width = 120) =>
        new AnswerText(answer, to, language, colour, Math.Max(40, width)).Write();

    private void Write()
    {
        Recommendations();
        Line(Bold(_answer.Study.Title));
        Effects();
        Robustness();
        JointAndIcc();
        Subgroups();
        Adjustment();
        Excluded();
        Lines(nameof(AnswerWords.Notices), _answer.Notices.Select(_sentences.Notice));
        Lines(nameof(AnswerWords.RestsOn), _sentences.RestsOn());
    }

    private void Recommendations()
    {
        if (_answer.Recommendations.Count == 0)
        {
            Paragraph(Bold(Say(nameof(AnswerWords.NoCriteria))), "");
            Paragraph(Say(nameof(AnswerWords.NoCriteriaNext)), Indent);
            Line();
        }
        foreach (var r in _answer.Recommendations)
        {
            foreach (var line in TextTable.Wrap(_sentences.Headline(r), _width))
                Line(Coloured(line, r.Recommendation.Verdict));
            Paragraph(_sentences.Sentence(r), Indent);
            foreach (var reason in _sentences.ReasonLines(r))
                Paragraph(reason, Indent, "- ");
            Paragraph(_sentences.Next(r.Recommendation.Verdict), Indent);
            Line();
        }
    }

    private void Effects()
    {
        var interval = Say(nameof(AnswerWords.IntervalColumn), Figures.Percent(_answer.Study.Confidence));
        var table = new TextTable((Say(nameof(AnswerWords.Outcome)), false), (Say(nameof(AnswerWords.ArmAgainst)), false),
            (Say(nameof(AnswerWords.EstimateColumn)), true), (Say(nameof(AnswerWords.StandardErrorColumn)), true),
            (Say(nameof(AnswerWords.DegreesOfFreedomColumn)), true), (Say(nameof(AnswerWords.P)), true), (interval, true),
            (Say(nameof(AnswerWords.G)), true), (Say(nameof(AnswerWords.GInterval)), true),
            (Say(nameof(AnswerWords.Improvement)), true), (Say(nameof(AnswerWords.AdjustedP)), true));
        foreach (var e in _answer.Effects)
        {
            var decimals = _figures.Decimals(e.Effect.StandardError);
            table.Add(e.Outcome.Label, Contrast(e), Figures.Fixed(e.Effect.Value, decimals),
                Figures.Fixed(e.Effect.StandardError, decimals), _figures.DegreesOfFreedom(e.Effect.DegreesOfFreedom),
                _figures.P(e.Effect.P), Figures.Bracketed(e.Effect.Interval, decimals), Figures.G(e.HedgesG?.Value),
                Figures.Bracketed(e.HedgesG?.Interval, 2), Figures.Fixed(e.ImprovementIndex, 1), _figures.P(e.AdjustedP));
        }
        Section(nameof(AnswerWords.Effects), table);
    }

    private void Robustness()
    {
        var table = new TextTable((Say(nameof(AnswerWords.Outcome)), false), (Say(nameof(AnswerWords.ArmAgainst)), false),
            (Say(nameof(AnswerWords.CR3Label)), false), (Say(nameof(AnswerWords.PermutationLabel)), false),
            (Say(nameof(AnswerWords.CR1SLabel)), false));
        foreach (var e in _answer.Effects)
        {
            var r = e.Robustness;
            var decimals = _figures.Decimals(e.Effect.StandardError);
            var cr3 = r.CR3 is { } se ? ErrorAndP(se, r.CR3P, decimals) : Figures.None;
            table.Add(e.Outcome.Label, Contrast(e), cr3, _sentences.Permutation(r.Permutation),
                ErrorAndP(r.CR1S, r.ConventionalP, decimals));
        }
        Section(nameof(AnswerWords.Robustness), table);
        Paragraph(Say(nameof(AnswerWords.CR1SNote)), Indent);
    }

    private string ErrorAndP(double standardError, double? p, int decimals) =>
        Say(nameof(AnswerWords.RobustnessStandardErrorAndP), Figures.Fixed(standardError, decimals), _figures.P(p));

    private void JointAndIcc()
    {
        Lines(nameof(AnswerWords.Joint), _answer.Outcomes.Where(o => o.Joint is not null)
            .Select(o => Say(nameof(AnswerWords.IccLine), o.Outcome.Label, _sentences.Joint(o))));
        Lines(nameof(AnswerWords.Icc), _answer.Outcomes.Where(o => o.Icc is not null)
            .Select(o => Say(nameof(AnswerWords.IccLine), o.Outcome.Label, Figures.Fixed(o.Icc!.Rho, _answer.Audience == Audience.Public ? 2 : 3))));
    }

    private void Subgroups()
    {
        var groups = _answer.Outcomes.SelectMany(o => o.Subgroups.Select(s => (o.Outcome, Subgroup: s))).ToList();
        if (groups.Count == 0)
            return;
        var table = new TextTable((Say(nameof(AnswerWords.Outcome)), false), (Say(nameof(AnswerWords.Group)), false),
            (Say(nameof(AnswerWords.ArmAgainst)), false), (Say(nameof(AnswerWords.EstimateColumn)), true),
            (Say(nameof(AnswerWords.IntervalColumn), Figures.Percent(_answer.Study.Confidence)), true), (Say(nameof(AnswerWords.G)), true),
            (Say(nameof(AnswerWords.DifferenceColumn)), true), (Say(nameof(AnswerWords.AdjustedP)), true));
        foreach (var (outcome, g) in groups.Where(g => g.Subgroup.Effect is not null))
        {
            var decimals = _figures.Decimals(g.Effect!.StandardError);
            table.Add(outcome.Label, $"{g.Column} = {g.Level}", _sentences.Contrast(g.Arm, g.Against), Figures.Fixed(g.Effect.Value, decimals),
                Figures.Bracketed(g.Effect.Interval, decimals), Figures.G(g.HedgesG?.Value), Figures.Fixed(g.Difference?.Value, decimals),
                _figures.P(g.AdjustedP));
        }
        Section(nameof(AnswerWords.Subgroups), table);
        foreach (var (outcome, g) in groups.Where(g => g.Subgroup.Effect is null))
            Paragraph($"{outcome.Label}, {g.Column} = {g.Level}, {_sentences.Contrast(g.Arm, g.Against)}: "
                + _sentences.Refusal(g.Refusal ?? SubgroupRefusal.NotEstimable), Indent);
    }

    private void Adjustment()
    {
        foreach (var outcome in _answer.Outcomes.Where(o => o.Adjustment.Count > 0))
        {
            var table = new TextTable((Say(nameof(AnswerWords.Term)), false), (Say(nameof(AnswerWords.EstimateColumn)), true),
                (Say(nameof(AnswerWords.StandardErrorColumn)), true), (Say(nameof(AnswerWords.DegreesOfFreedomColumn)), true),
                (Say(nameof(AnswerWords.P)), true));
            foreach (var term in outcome.Adjustment)
            {
                var e = term.Estimate;
                var decimals = _figures.Decimals(e.StandardError);
                table.Add(term.Term, Figures.Fixed(e.Value, decimals), Figures.Fixed(e.StandardError, decimals),
                    _figures.DegreesOfFreedom(e.DegreesOfFreedom), _figures.P(e.P));
            }
            Heading($"{Say(nameof(AnswerWords.Adjustment))}: {outcome.Outcome.Label}");
            Table(table);
        }
    }

    private void Excluded()
    {
        Heading(Say(nameof(AnswerWords.Excluded)));
        if (_answer.Excluded.Count == 0)
            Paragraph(Say(nameof(AnswerWords.ExcludedNone)), Indent);
        foreach (var rows in _answer.Excluded)
        {
            var byArm = string.Join(", ", rows.ByArm.Select(a => $"{a.Arm.Label} {_figures.Count(a.Rows)}"));
            Paragraph($"{_sentences.Rows(rows.Rows)}: {_sentences.Exclusion(rows)}{(byArm.Length == 0 ? "" : $" ({byArm})")}", Indent);
        }
    }

    private string Contrast(EffectAnswer e) => _sentences.Contrast(e.Arm, e.Against);

    private void Section(string key, TextTable table)
    {
        Heading(Say(key));
        Table(table);
    }

    private void Table(TextTable table)
    {
        foreach (var line in table.Lines(_width - Indent.Length))
            Line(Indent + line);
    }

    private void Lines(string key, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        Heading(Say(key));
        foreach (var line in all)
            Paragraph(line, Indent);
    }

    private void Heading(string text)
    {
        Line();
        Line(Bold(text));
    }

    private void Paragraph(string text, string indent, string bullet = "")
    {
        var lead = bullet;
        foreach (var line in TextTable.Wrap(text, _width - indent.Length - bullet.Length))
        {
            Line(indent + lead + line);
            lead = new string(' ', bullet.Length);
        }
    }

    private void Line(string text = "") => _to.WriteLine(text);

    private string Bold(string text) => _colour ? $"\u001b[1m{text}\u001b[0m" : text;

    private string Coloured(string text, Verdict verdict)
    {
        var code = verdict switch { Verdict.Scale => 32, Verdict.Stop => 31, Verdict.InsufficientInformation => 35, _ => 33 };
        return _colour ? $"\u001b[1;{code.ToString(Language.Numbers)}m{text}\u001b[0m" : text;
    }

    private string Say(string key, params object[] values) => _sentences.Say(key, values);
}
