using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>Where the figures of a report are; null where there is nothing to link to, as in a file that stands alone.</summary>
public sealed record EvaluationLinks(string? Json = null, string? Csv = null);

/// <summary>All that the report of an evaluation is drawn from.</summary>
public sealed record EvaluationView(Answer Answer, Language Language, EvaluationLinks Links)
{
    public AnswerSentences Sentences { get; } = new(Answer, Language);

    /// <summary>Nothing but the page's own stylesheet, known by its hash, can be loaded or run.</summary>
    public static string ContentSecurityPolicy => $"default-src 'none'; style-src {Stylesheet.Hash}; base-uri 'none'; form-action 'none'";
}
