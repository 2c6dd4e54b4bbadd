using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chalkline.Governance;

/// <summary>A heading of a text, with the id by which a link leads to it.</summary>
public sealed record TextHeading(string Id, string Title);

/// <summary>
/// Markdown that people wrote, as HTML that is safe whatever they wrote: HTML stays text, links lead to <c>https</c>, <c>http</c>, <c>mailto</c> or within the text, pictures become
/// the words that describe them. Headings begin at the second level and skip none, because the page has the first.
/// </summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoIdentifiers(AutoIdentifierOptions.AutoLink).Build();
    private static readonly string[] Schemes = ["https", "http", "mailto"];

    public static string Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        Level(document);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsSafe(l.Url)).ToList()) link.ReplaceBy(new LiteralInline(link.Url));
        return document.ToHtml(Pipeline);
    }

    /// <summary>The sections of a text: its headings of the second level, as <see cref="Html"/> has them.</summary>
    public static IReadOnlyList<TextHeading> Sections(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        Level(document);
        return [.. document.Descendants<HeadingBlock>().Where(h => h.Level == 2)
            .Select(h => new TextHeading(Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(h).Id ?? "", Words(h.Inline)))];
    }

    private static void Level(MarkdownDocument document)
    {
        var last = 1;
        foreach (var heading in document.Descendants<HeadingBlock>()) last = heading.Level = Math.Clamp(heading.Level, 2, Math.Min(last + 1, 4));
    }

    private static void Tame(LinkInline link)
    {
        if (link is { IsImage: false, Url: { } url } && IsSafe(url)) return;
        link.ReplaceBy(new LiteralInline(Words(link)));
    }

    private static bool IsSafe(string url) => url.StartsWith('#') || Uri.TryCreate(url, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme);

    private static string Words(ContainerInline? inline) =>
        string.Concat((inline ?? new ContainerInline()).Descendants().Select(i => i switch { LiteralInline l => l.Content.ToString(), CodeInline c => c.Content, LineBreakInline => " ", _ => "" }));
}
