using System.Text.Encodings.Web;
using System.Text.Json;
using Chalkline.Design;
using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// Writes an answer as JSON, format "chalkline.evaluation/1" (docs/schemas/answer.schema.json): figures at full precision, values as they
/// stand in the file with their labels beside them. Written field by field, without reflection, for the sake of start-up time.
/// </summary>
public sealed partial class AnswerJson
{
    public const string Format = "chalkline.evaluation/1";

    // Readable in a terminal; the answer is a file, never a part of a page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Answer _answer;
    private readonly Utf8JsonWriter _json;
    private readonly AnswerSentences _sentences;

    private AnswerJson(Answer answer, Utf8JsonWriter json, Language language)
    {
        _answer = answer;
        _json = json;
        _sentences = new(answer, language);
    }

    /// <summary>
    /// Writes the answer as it is; for the public, give what <see cref="PublicAudience.Of"/> made of it: counts are tens then or null,
    /// <c>p</c> is null and <c>pClass</c> stands beside it.
    /// </summary>
    /// <param name="language">Of the sentences (<c>text</c>); codes and names of fields are the same in every language.</param>
    public static void Write(Answer answer, Stream to, Language language)
    {
        using var json = new Utf8JsonWriter(to, Options);
        new AnswerJson(answer, json, language).Write();
        json.Flush();
        to.WriteByte((byte)'\n');
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("format", Format);
        if (_answer.Audience == Audience.Public)
            _json.WriteString("audience", "public");
        _json.WriteString("study", _answer.Study.Title);
        _json.WriteString("design", _answer.Study.Design switch
        {
            DesignKind.StudentRandomized => "student-randomized",
            DesignKind.ClusterRandomized => "cluster-randomized",
            DesignKind.MatchedComparison => "matched-comparison",
            _ => "difference-in-differences",
        });
        _json.WriteString("standardErrors", _answer.Study.Variance == VarianceKind.CR2 ? "CR2" : "HC2");
        _json.WriteNumber("confidence", _answer.Study.Confidence);
        Count("students", _answer.Students);
        Count("observations", _answer.Observations);
        Count("clusters", _answer.Clusters);
        List("excluded", _answer.Excluded, Excluded);
        List("effects", _answer.Effects, Effect);
        List("jointTests", _answer.Outcomes.Where(o => o.Joint is not null), Joint);
        List("intraclusterCorrelation", _answer.Outcomes.Where(o => o.Icc is not null), Icc);
        List("adjustment", _answer.Outcomes.Where(o => o.Adjustment.Count > 0), Adjustment);
        List("subgroups", _answer.Outcomes.SelectMany(o => o.Subgroups.Select(s => (o.Outcome, s))), x => Subgroup(x.Outcome, x.s));
        List("recommendations", _answer.Recommendations, Recommendation);
        List("notices", _answer.Notices, Notice);
        Moments();
        _json.WriteEndObject();
    }

    private void Excluded(ExcludedRows rows)
    {
        _json.WriteString("reason", Code(rows.Reason.ToString()));
        _json.WriteString("column", rows.Column);
        Count("rows", rows.Rows);
        List("byArm", rows.ByArm, a =>
        {
            _json.WriteString("arm", a.Arm.Value);
            _json.WriteString("label", a.Arm.Label);
            Count("rows", a.Rows);
        });
    }

    private void Joint(OutcomeAnswer outcome)
    {
        var test = outcome.Joint!;
        _json.WriteString("outcome", outcome.Outcome.Value);
        Number("f", test.F);
        _json.WriteNumber("numeratorDegreesOfFreedom", test.NumeratorDegreesOfFreedom);
        Number("denominatorDegreesOfFreedom", test.DenominatorDegreesOfFreedom);
        P("p", test.P);
    }

    private void Icc(OutcomeAnswer outcome)
    {
        var icc = outcome.Icc!;
        _json.WriteString("outcome", outcome.Outcome.Value);
        Number("rho", icc.Rho);
        Number("cluster", icc.Cluster);
        Number("unit", icc.Unit);
        Number("residual", icc.Residual);
    }

    private void Adjustment(OutcomeAnswer outcome)
    {
        _json.WriteString("outcome", outcome.Outcome.Value);
        List("terms", outcome.Adjustment, term =>
        {
            _json.WriteString("term", term.Term);
            Number("estimate", term.Estimate.Value);
            Number("standardError", term.Estimate.StandardError);
            Number("degreesOfFreedom", term.Estimate.DegreesOfFreedom);
            P("p", term.Estimate.P);
        });
    }

    private void Recommendation(RecommendationAnswer answer)
    {
        var r = answer.Recommendation;
        _json.WriteString("arm", answer.Arm.Value);
        _json.WriteString("label", answer.Arm.Label);
        _json.WriteString("verdict", Code(r.Verdict.ToString()));
        _json.WriteString("text", _sentences.Headline(answer));
        Number("g", r.G);
        Interval("bounds", r.Bounds);
        Number("level", r.Level);
        List("reasons", r.Reasons, reason =>
        {
            _json.WriteString("code", Code(reason.Code.ToString()));
            Number("figure", reason.Figure);
            Number("threshold", reason.Threshold);
            _json.WriteString("measure", reason.Measure);
            _json.WriteString("subgroup", reason.Subgroup is "" ? null : reason.Subgroup);
            _json.WriteString("text", _sentences.Reason(reason, r));
        });
        if (r.Posterior is { } p)
        {
            _json.WriteStartObject("posterior");
            Number("aboveZero", p.AboveZero);
            Number("aboveWorthwhile", p.AboveWorthwhile);
            Number("priorMean", p.PriorMean);
            Number("priorStandardDeviation", p.PriorStandardDeviation);
            _json.WriteEndObject();
        }
        else
        {
            _json.WriteNull("posterior");
        }
        Number("clustersToSettle", r.ClustersToSettle);
    }

    private void Notice(Notice notice)
    {
        _json.WriteString("kind", Code(notice.Kind.ToString()));
        _json.WriteString("subject", notice.Subject);
        Number("figure", notice.Figure);
        _json.WriteString("text", _sentences.Notice(notice));
    }

    private void Moments()
    {
        if (_answer.Moments.Hash.Length == 0)
        {
            _json.WriteNull("moments");
            return;
        }
        _json.WriteStartObject("moments");
        _json.WriteString("hash", _answer.Moments.Hash);
        _json.WriteString("key", _answer.Moments.SecretKey ? "secret" : "public");
        _json.WriteEndObject();
    }

    private void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    /// <summary>A count; null where it may not be shown.</summary>
    private void Count(string name, long value)
    {
        if (_answer.Audience == Audience.Public && value <= 0)
            _json.WriteNull(name);
        else
            _json.WriteNumber(name, value);
    }

    /// <summary>The shortest digits that read back as the same double; null for what is not a finite number.</summary>
    private void Number(string name, double? value)
    {
        if (value is { } v && double.IsFinite(v))
            _json.WriteNumber(name, v);
        else
            _json.WriteNull(name);
    }

    private void P(string name, double? value)
    {
        if (_answer.Audience == Audience.Analyst)
        {
            Number(name, value);
            return;
        }
        _json.WriteNull(name);
        if (value is { } p && double.IsFinite(p))
            _json.WriteString(name == "p" ? "pClass" : name + "Class", PublicAudience.PClass(p));
    }

    private void Interval(string name, Interval? interval)
    {
        if (interval is { } i && double.IsFinite(i.Low) && double.IsFinite(i.High))
        {
            _json.WriteStartArray(name);
            _json.WriteNumberValue(i.Low);
            _json.WriteNumberValue(i.High);
            _json.WriteEndArray();
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    private static string Code(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
