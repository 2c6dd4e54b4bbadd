using System.Globalization;
using System.Xml;
using Chalkline.Platform;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Chalkline.Briefing.Packet;

/// <summary>
/// A packet as a Word document: heading styles, real lists and tables with header rows that repeat on each page, charts as pictures with alternative text, language
/// and title set. With the district's own document it takes that one's styles, header and footer.
/// </summary>
internal static class WordPacket
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="letterhead">The district's own document; null: ours.</param>
    public static byte[] Write(PacketDocument packet, byte[]? letterhead)
    {
        using var file = new MemoryStream();
        if (letterhead is not null) file.Write(letterhead);
        using (var word = letterhead is null ? WordprocessingDocument.Create(file, WordprocessingDocumentType.Document) : WordprocessingDocument.Open(file, isEditable: true))
        {
            var main = word.MainDocumentPart ?? word.AddMainDocumentPart();
            main.Document ??= new Document();
            var page = main.Document.Body?.Elements<SectionProperties>().LastOrDefault()?.CloneNode(true) as SectionProperties;
            WordStyles.Add(main, packet.Language);
            var body = new Body();
            body.Append(Styled("Title", [new(packet.Title)]), Styled("Subtitle", [new(packet.District)]));
            var pictures = 0;
            foreach (var block in packet.Blocks) body.Append(Of(block, main, ref pictures));
            body.Append(page ?? WordStyles.Page(main));
            main.Document.Body = body;
            Describe(word, packet);
            main.Document.Save();
        }
        return file.ToArray();
    }

    private static void Describe(WordprocessingDocument word, PacketDocument packet)
    {
        var about = word.PackageProperties;
        (about.Title, about.Language, about.Creator) = (packet.Title, packet.Language.Code, packet.District);
    }

    private static IEnumerable<OpenXmlElement> Of(PacketBlock block, MainDocumentPart main, ref int pictures)
    {
        switch (block)
        {
            case PacketBlock.Heading heading:
                return [Styled("Heading" + Math.Clamp(heading.Level, 1, 4).ToString(CultureInfo.InvariantCulture), [new(heading.Text)])];
            case PacketBlock.Paragraph paragraph:
                return [Styled(null, paragraph.Runs)];
            case PacketBlock.Bullets bullets:
                return bullets.Items.Select(i => Styled(WordStyles.Bullet, [new(i)]));
            case PacketBlock.Table table:
                return TableOf(table);
            case PacketBlock.Bars bars:
                return [Styled("Caption", [new(bars.Title)], keep: true), WordPicture.Of(main, bars, ++pictures), Styled(null, [new(bars.Sentence)])];
            default:
                throw new InvalidOperationException();
        }
    }

    private static Paragraph Styled(string? style, IReadOnlyList<PacketRun> runs, bool keep = false)
    {
        var paragraph = new Paragraph();
        var properties = new ParagraphProperties();
        if (style is not null) properties.Append(new ParagraphStyleId { Val = style });
        if (keep) properties.Append(new KeepNext());
        if (properties.HasChildren) paragraph.Append(properties);
        foreach (var run in runs) paragraph.Append(RunOf(run));
        return paragraph;
    }

    private static Run RunOf(PacketRun run)
    {
        var set = new Run();
        var properties = new RunProperties();
        if (run.Bold) properties.Append(new Bold());
        if (run.Italic) properties.Append(new Italic());
        if (properties.HasChildren) set.Append(properties);
        var lines = run.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) set.Append(new Break());
            set.Append(new Text(Clean(lines[i])) { Space = SpaceProcessingModeValues.Preserve });
        }
        return set;
    }

    /// <summary>A caption, and the table; the paragraph after it keeps two tables apart.</summary>
    private static IEnumerable<OpenXmlElement> TableOf(PacketBlock.Table table)
    {
        var set = new Table(
            new TableProperties(new TableStyle { Val = WordStyles.Grid }, new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableLook { Val = "0420", FirstRow = true, NoVerticalBand = true },
                new TableCaption { Val = Clean(table.Caption) }),
            new TableGrid(table.Header.Select(_ => new GridColumn())));
        set.Append(RowOf(table.Header, new TableRowProperties(new CantSplit(), new TableHeader()), bold: true));
        foreach (var row in table.Rows) set.Append(RowOf(row, new TableRowProperties(new CantSplit()), bold: false));
        return [Styled("Caption", [new(table.Caption)], keep: true), set, new Paragraph()];
    }

    private static TableRow RowOf(IEnumerable<string> cells, TableRowProperties properties, bool bold)
    {
        var row = new TableRow(properties);
        row.Append(cells.Select(c => Cell(c, bold)));
        return row;
    }

    private static TableCell Cell(string text, bool bold) => new(new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Auto }), Styled(null, [new(text, bold)]));

    /// <summary>Without what XML cannot carry.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
