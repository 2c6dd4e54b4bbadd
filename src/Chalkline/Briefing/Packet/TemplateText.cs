using System.Text.RegularExpressions;
using Chalkline.Platform;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Chalkline.Briefing.Packet;

/// <summary>A piece of a template: what stands there, or a slot that a capability fills.</summary>
internal abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    public sealed record Block(PacketBlock Content) : TemplatePart;

    public sealed record Slot(string Name) : TemplatePart;
}

/// <summary>What is wrong with a template.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Word">The name of its sentence in <see cref="PacketWords"/>.</param>
internal sealed record TemplateFault(int Line, string Word, string Name);

/// <summary>
/// Reads a template: headings, paragraphs with emphasis, lists, and slots in braces. A slot of a section stands alone on its line; the others (<c>{district}</c>,
/// <c>{meeting}</c>, <c>{today}</c>) stand anywhere. Pure.
/// </summary>
internal static partial class TemplateText
{
    public const int LongestName = 120, LongestBody = 20_000;

    /// <summary>Slots that are words of a sentence.</summary>
    public static IReadOnlyList<string> Words { get; } = ["district", "meeting", "today"];

    // Raw HTML is text: nothing of it reaches a page or a document as markup.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="sections">The slots of sections.</param>
    public static IReadOnlyList<TemplateFault> Faults(string body, IReadOnlyCollection<string> sections)
    {
        var faults = new List<TemplateFault>();
        var lines = body.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            foreach (Match slot in SlotMark().Matches(lines[i]))
            {
                var name = slot.Groups[1].Value;
                if (sections.Contains(name))
                {
                    if (lines[i].Trim() != slot.Value) faults.Add(new(i + 1, nameof(PacketWords.FaultSlotAlone), slot.Value));
                }
                else if (!Words.Contains(name))
                {
                    faults.Add(new(i + 1, nameof(PacketWords.FaultSlotUnknown), slot.Value));
                }
            }
        return faults;
    }

    /// <param name="words">The values of <see cref="Words"/>.</param>
    public static IReadOnlyList<TemplatePart> Read(string body, IReadOnlyDictionary<string, string> words)
    {
        var parts = new List<TemplatePart>();
        // A slot is a paragraph of its own, whatever stands on the lines around it.
        var alone = SlotLine().Replace(body.ReplaceLineEndings("\n"), "\n$1\n");
        foreach (var block in Markdown.Parse(alone, Pipeline)) parts.AddRange(PartsOf(block, words));
        return parts;
    }

    private static IEnumerable<TemplatePart> PartsOf(Markdig.Syntax.Block block, IReadOnlyDictionary<string, string> words)
    {
        switch (block)
        {
            case HeadingBlock heading:
                yield return new TemplatePart.Block(new PacketBlock.Heading(Math.Clamp(heading.Level, 1, 3), Plain(heading.Inline, words)));
                break;
            case ListBlock list:
                yield return new TemplatePart.Block(new PacketBlock.Bullets([.. list.OfType<ListItemBlock>().Select(i => string.Join(' ', i.OfType<ParagraphBlock>().Select(p => Plain(p.Inline, words))))]));
                break;
            case ParagraphBlock paragraph when SlotMark().Match(Plain(paragraph.Inline, null)) is { Success: true } slot && slot.Value == Plain(paragraph.Inline, null) && !words.ContainsKey(slot.Groups[1].Value):
                yield return new TemplatePart.Slot(slot.Groups[1].Value);
                break;
            case LeafBlock leaf when Runs(leaf.Inline, words).ToList() is { Count: > 0 } runs:
                yield return new TemplatePart.Block(new PacketBlock.Paragraph(runs));
                break;
            case ContainerBlock container:
                foreach (var inner in container) foreach (var part in PartsOf(inner, words)) yield return part;
                break;
        }
    }

    private static string Plain(ContainerInline? inlines, IReadOnlyDictionary<string, string>? words) => string.Concat(Runs(inlines, words).Select(r => r.Text));

    private static IEnumerable<PacketRun> Runs(ContainerInline? inlines, IReadOnlyDictionary<string, string>? words, bool bold = false, bool italic = false)
    {
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            var inner = inline switch
            {
                EmphasisInline emphasis => Runs(emphasis, words, bold || emphasis.DelimiterCount > 1, italic || emphasis.DelimiterCount == 1),
                ContainerInline container => Runs(container, words, bold, italic),
                LineBreakInline => [new(" ", bold, italic)],
                CodeInline code => [new(code.Content, bold, italic)],
                LiteralInline literal => [new(Filled(literal.Content.ToString(), words), bold, italic)],
                _ => Enumerable.Empty<PacketRun>(),
            };
            foreach (var run in inner) yield return run;
        }
    }

    private static string Filled(string text, IReadOnlyDictionary<string, string>? words) => words is null ? text : SlotMark().Replace(text, m => words.GetValueOrDefault(m.Groups[1].Value, m.Value));

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)\}")]
    private static partial Regex SlotMark();

    [GeneratedRegex(@"^[ \t]*(\{[A-Za-z0-9_]+\})[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex SlotLine();
}
