using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>
/// The report as one file: stylesheet inside, allowed by its hash and nothing else; it asks for nothing from anywhere.
/// </summary>
public static class EvaluationHtml
{
    /// <summary>Writes the answer as it is; for the public, give what <see cref="PublicAudience.Of"/> made of it.</summary>
    public static async Task WriteAsync(Answer answer, TextWriter to, Language language, CancellationToken ct = default)
    {
        var view = new EvaluationView(answer, language, new());
        await using var pages = new PageRenderer();
        var html = await pages.RenderAsync<EvaluationPage>(new() { [nameof(EvaluationPage.View)] = view });
        await to.WriteAsync(html.AsMemory(), ct);
    }
}
