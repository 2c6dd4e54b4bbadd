using Chalkline.Design;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Chalkline.Briefing.Packet;

/// <summary>The styles of a packet: those that a district's own document has stay as they are, those that it has not are added.</summary>
internal static class WordStyles
{
    public const string Bullet = "ListBullet", Grid = "PacketGrid";

    private const int BulletList = 4711;

    private static readonly (string Id, string Name, int Size, bool Bold, int Before, int After, int? Outline)[] Texts =
    [
        ("Title", "Title", 52, true, 0, 60, null), ("Subtitle", "Subtitle", 28, false, 0, 360, null), ("Caption", "caption", 20, true, 200, 80, null),
        ("Heading1", "heading 1", 36, true, 480, 120, 0), ("Heading2", "heading 2", 28, true, 320, 100, 1), ("Heading3", "heading 3", 24, true, 240, 80, 2), ("Heading4", "heading 4", 22, true, 200, 80, 3),
    ];

    public static void Add(MainDocumentPart main, Language language)
    {
        var part = main.StyleDefinitionsPart ?? main.AddNewPart<StyleDefinitionsPart>();
        var styles = part.Styles ??= new Styles();
        SetLanguage(styles, language);
        var known = styles.Elements<Style>().Select(s => s.StyleId?.Value).ToHashSet();
        if (known.Add("Normal")) styles.Append(new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
        foreach (var text in Texts.Where(t => known.Add(t.Id))) styles.Append(TextStyle(text));
        AddBullets(main, styles, known);
        if (known.Add(Grid)) styles.Append(GridStyle());
        styles.Save(part);
    }

    /// <summary>Letter paper with margins of an inch, and the page's number at its foot.</summary>
    public static SectionProperties Page(MainDocumentPart main)
    {
        var foot = main.AddNewPart<FooterPart>();
        foot.Footer = new Footer(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Right }), new SimpleField(new Run(new Text("1"))) { Instruction = "PAGE" }));
        return new SectionProperties(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(foot) }, new PageSize { Width = 12240, Height = 15840 },
            new PageMargin { Top = 1440, Right = 1440, Bottom = 1440, Left = 1440, Header = 720, Footer = 720, Gutter = 0 });
    }

    /// <summary>Of all text, so that a screen reader speaks it in that language; a document of the district's own keeps its typeface.</summary>
    private static void SetLanguage(Styles styles, Language language)
    {
        var defaults = styles.DocDefaults;
        if (defaults is null)
        {
            defaults = new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri" }, new FontSize { Val = "22" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto })));
            styles.PrependChild(defaults);
        }
        var runs = (defaults.RunPropertiesDefault ??= new RunPropertiesDefault()).RunPropertiesBaseStyle ??= new RunPropertiesBaseStyle();
        runs.Languages = new Languages { Val = language == Language.Spanish ? "es-US" : "en-US" };
    }

    private static Style TextStyle((string Id, string Name, int Size, bool Bold, int Before, int After, int? Outline) text)
    {
        string Number(int value) => value.ToString(Language.Numbers);
        var paragraph = new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = Number(text.Before), After = Number(text.After) });
        if (text.Outline is { } outline) paragraph.Append(new OutlineLevel { Val = outline });
        var run = new StyleRunProperties();
        if (text.Bold) run.Append(new Bold());
        run.Append(new FontSize { Val = Number(text.Size) });
        return new(new StyleName { Val = text.Name }, new BasedOn { Val = "Normal" }, new NextParagraphStyle { Val = "Normal" }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = text.Id };
    }

    private static void AddBullets(MainDocumentPart main, Styles styles, HashSet<string?> known)
    {
        if (!known.Add(Bullet)) return;
        var part = main.NumberingDefinitionsPart ?? main.AddNewPart<NumberingDefinitionsPart>();
        var numbering = part.Numbering ??= new Numbering();
        var level = new Level(new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" }, new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "360", Hanging = "360" }))
        { LevelIndex = 0 };
        // Definitions come before the lists that use them.
        numbering.InsertAt(new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, level) { AbstractNumberId = BulletList }, numbering.Elements<AbstractNum>().Count());
        numbering.Append(new NumberingInstance(new AbstractNumId { Val = BulletList }) { NumberID = BulletList });
        styles.Append(new Style(new StyleName { Val = "List Bullet" }, new BasedOn { Val = "Normal" },
            new StyleParagraphProperties(new NumberingProperties(new NumberingId { Val = BulletList }), new SpacingBetweenLines { After = "60" }))
        { Type = StyleValues.Paragraph, StyleId = Bullet });
    }

    private static Style GridStyle()
    {
        T Border<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "71767A" };
        var borders = new TableBorders(Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(), Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>());
        var margins = new TableCellMarginDefault(new TableCellLeftMargin { Width = 100, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 100, Type = TableWidthValues.Dxa });
        return new(new StyleName { Val = "Packet Grid" }, new StyleParagraphProperties(new SpacingBetweenLines { Before = "40", After = "40" }), new StyleTableProperties(borders, margins),
            new TableStyleProperties(new TableStyleConditionalFormattingTableCellProperties(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "DFE1E2" })) { Type = TableStyleOverrideValues.FirstRow })
        { Type = StyleValues.Table, StyleId = Grid, CustomStyle = true };
    }
}
