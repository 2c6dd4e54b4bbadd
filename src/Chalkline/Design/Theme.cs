using System.Globalization;

namespace Chalkline.Design;

/// <summary>A look of the pages in one colour of a district's own: buttons, links, the line over the head. Everything else stays as it is.</summary>
public static class Theme
{
    private static readonly string[] Uses = ["bg", "fg", "line"];

    /// <summary>The greyest ground that links and buttons stand on, in the light and in the dark: <c>bg-base-lightest</c> of Design/Look/tokens.mjs.</summary>
    public static Colour LightGround { get; } = new(0xf0, 0xf0, 0xf0);

    public static Colour DarkGround { get; } = new(0x20, 0x26, 0x2e);

    /// <summary>Whether text in this colour can be read on every ground of the light theme, and white text on it.</summary>
    public static bool IsReadable(Colour colour) => colour.ContrastWith(LightGround) >= Colour.EnoughForText;

    /// <summary>The custom properties that the colour sets, in the light theme and, in a lighter shade of it, in the dark one.</summary>
    public static string Css(Colour colour)
    {
        var (light, dark) = (Properties(colour, Colour.Black), Properties(colour.ReadableOn(DarkGround), Colour.White));
        return string.Create(CultureInfo.InvariantCulture,
            $":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}@media screen{{:root[data-theme=dark]{{{dark}}}}}");
    }

    // Darker (in the dark: lighter) while a pointer is over it, and more so while it is pressed.
    private static string Properties(Colour colour, Colour end)
    {
        (string Token, Colour Colour)[] shades = [("primary", colour), ("primary-vivid", colour), ("primary-dark", colour.Toward(end, 0.25)), ("primary-darker", colour.Toward(end, 0.45))];
        return string.Join(';', shades.SelectMany(s => Uses.Select(use => $"--{use}-{s.Token}:{s.Colour}")));
    }
}
