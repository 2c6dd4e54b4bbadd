using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chalkline.Design;

/// <summary>An opaque colour of sRGB, and what can be read on it.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The contrast that text needs (WCAG 2.2, 1.4.3).</summary>
    public const double EnoughForText = 4.5;

    /// <summary>Shades are looked for in steps of this share of the way to black or white.</summary>
    private const double Step = 0.01;

    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>Reads <c>#rrggbb</c>, the way a browser's colour field sends it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Colour? colour)
    {
        colour = text is ['#', .. { Length: 6 } digits] && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb) : null;
        return colour is not null;
    }

    /// <summary>From 0 for black to 1 for white (WCAG 2.2, relative luminance).</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>From 1 for equal colours to 21 for black on white (WCAG 2.2, contrast ratio).</summary>
    public double ContrastWith(Colour other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>This colour, mixed with so much of another.</summary>
    /// <param name="share">From 0 (this one) to 1 (the other).</param>
    public Colour Toward(Colour other, double share)
    {
        return new(Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue));

        byte Mix(byte a, byte b) => (byte)Math.Round(a + (b - a) * share);
    }

    /// <summary>The nearest shade of this colour, on the way to white or black, with enough contrast for text on (or under) the other; itself where it has that.</summary>
    public Colour ReadableOn(Colour other)
    {
        var end = other.Luminance > 0.18 ? Black : White;
        for (var share = 0.0; share < 1; share += Step)
            if (Toward(end, share) is var shade && shade.ContrastWith(other) >= EnoughForText) return shade;
        return end;
    }

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
