using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>Where the links of a report lead; null where there is nothing to link to, as in a file that stands alone.</summary>
public sealed record EvaluationLinks(string? Home = null, string? OtherLanguage = null, string? Json = null, string? Csv = null);

/// <summary>All that the page of an evaluation is drawn from.</summary>
/// <param name="Invented">Whether the data are invented, which every such page says first.</param>
/// <param name="StandsAlone">Whether the stylesheet goes into the page itself.</param>
public sealed record EvaluationView(Answer Answer, Language Language, EvaluationLinks Links, bool Invented = false, bool StandsAlone = false)
{
    public AnswerSentences Sentences { get; } = new(Answer, Language);

    /// <summary>Nothing but the page's own stylesheet, known by its hash, can be loaded or run.</summary>
    public static string ContentSecurityPolicy => $"default-src 'none'; style-src {Stylesheet.Hash}; base-uri 'none'; form-action 'none'";
}

/// <summary>An evaluation of the demonstration, at <c>/evaluations/{slug}</c>.</summary>
public sealed record DemoEvaluation(string Slug, Answer Answer);
