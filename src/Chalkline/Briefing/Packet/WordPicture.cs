using Chalkline.Platform;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using PIC = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Chalkline.Briefing.Packet;

/// <summary>A chart as a picture in a Word document, with alternative text that says its figures.</summary>
internal static class WordPicture
{
    /// <summary>English metric units of a pixel, at twice the screen's density: 6.5 inches are the width of the text.</summary>
    private const long UnitsOfPixel = 4762;

    public static Paragraph Of(MainDocumentPart main, PacketBlock.Bars chart, int number)
    {
        var part = main.AddImagePart(ImagePartType.Png);
        using (var png = new MemoryStream(DrawBars.Png(chart))) part.FeedData(png);
        var (width, height) = (DrawBars.Width * UnitsOfPixel, DrawBars.HeightOf(chart) * UnitsOfPixel);
        var says = $"{chart.Title}. {chart.Sentence} {string.Join("; ", chart.Rows.Select(r => $"{r.Label}: {r.Says}"))}.";
        var name = $"chart-{number}";
        var picture = new PIC.Picture(
            new PIC.NonVisualPictureProperties(new PIC.NonVisualDrawingProperties { Id = (uint)number, Name = name, Description = says }, new PIC.NonVisualPictureDrawingProperties()),
            new PIC.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
            new PIC.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        var inline = new DW.Inline(
            new DW.Extent { Cx = width, Cy = height },
            new DW.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DW.DocProperties { Id = (uint)number, Name = name, Description = says },
            new DW.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(picture) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0U, DistanceFromBottom = 0U, DistanceFromLeft = 0U, DistanceFromRight = 0U };
        return new Paragraph(new Run(new Drawing(inline)));
    }
}
