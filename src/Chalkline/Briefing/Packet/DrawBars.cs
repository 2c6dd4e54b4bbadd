using Chalkline.Platform;
using SkiaSharp;

namespace Chalkline.Briefing.Packet;

/// <summary>Draws a chart of bars as a PNG for a Word document, in the site's own typeface, so that it looks the same on every server.</summary>
internal static class DrawBars
{
    /// <summary>Pixels. Drawn at twice the size at which it is shown, so that it prints sharp.</summary>
    public const int Width = 1248;

    private const int RowHeight = 56, Label = 430, Gap = 16, Figure = 170, TextSize = 28;

    private static readonly Lazy<SKTypeface> Face = new(() =>
    {
        using var font = typeof(DrawBars).Assembly.GetManifestResourceStream("packet/font.ttf") ?? throw new InvalidOperationException("The program was built without the typeface of charts.");
        return SKTypeface.FromStream(font);
    });

    public static int HeightOf(PacketBlock.Bars chart) => Math.Max(1, chart.Rows.Count) * RowHeight;

    public static byte[] Png(PacketBlock.Bars chart)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, HeightOf(chart)));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using var font = new SKFont(Face.Value, TextSize);
        using var ink = new SKPaint { Color = new SKColor(0x1b, 0x1b, 0x1b), IsAntialias = true };
        using var bar = new SKPaint { Color = new SKColor(0x00, 0x5e, 0xa2) };
        using var ground = new SKPaint { Color = new SKColor(0xdf, 0xe1, 0xe2) };
        const int most = Width - Label - 2 * Gap - Figure;
        for (var i = 0; i < chart.Rows.Count; i++)
        {
            var (row, top) = (chart.Rows[i], i * RowHeight);
            var length = chart.Most <= 0 ? 0 : (float)(Math.Clamp(row.Value / chart.Most, 0, 1) * most);
            canvas.DrawRect(Label + Gap, top + 12, most, RowHeight - 24, ground);
            canvas.DrawRect(Label + Gap, top + 12, length, RowHeight - 24, bar);
            var baseline = top + RowHeight / 2f + TextSize / 3f;
            canvas.DrawText(Fit(row.Label, font, Label), Label, baseline, SKTextAlign.Right, font, ink);
            canvas.DrawText(Fit(row.Says, font, Figure), Width - Figure, baseline, SKTextAlign.Left, font, ink);
        }
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static string Fit(string text, SKFont font, int width)
    {
        if (font.MeasureText(text) <= width) return text;
        var length = text.Length;
        while (length > 1 && font.MeasureText(text[..length] + "…") > width) length--;
        return text[..length] + "…";
    }
}
