using System.Net;
using Microsoft.AspNetCore.Components;

namespace Chalkline.Design;

/// <summary>Numbers as drawings and figures take them.</summary>
public static class Drawn
{
    /// <summary>A coordinate, to a hundredth of a unit.</summary>
    public static string At(double value) => Math.Round(value, 2).ToString("0.##", Language.Numbers);

    /// <summary>A figure beside a mark, with a real minus sign.</summary>
    public static string Figure(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("F" + decimals.ToString(Language.Numbers), Language.Numbers);
        return value < 0 && text.AsSpan().ContainsAnyExcept("0.") ? "−" + text : text;
    }

    /// <summary>Words in a drawing, encoded. Razor takes <c>&lt;text&gt;</c> for its own, so that the one element of that name is written here.</summary>
    public static MarkupString Text(string css, double x, double y, string anchor, string words) =>
        new($"<text class=\"{css}\" x=\"{At(x)}\" y=\"{At(y)}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(words)}</text>");
}
