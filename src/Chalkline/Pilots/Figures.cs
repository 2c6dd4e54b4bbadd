using System.Globalization;
using Chalkline.Design;
using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// Writes figures for people: a real minus sign, as many digits as the figure carries, never a NaN. For the public audience it reads
/// the coarse figures of <see cref="PublicAudience"/>: classes of p, counts in tens.
/// </summary>
public sealed class Figures(Language language, Audience audience)
{
    public const string None = "–";

    private static CultureInfo Culture => Language.Numbers;

    /// <summary>With a fixed number of decimals; a dash where there is no finite figure.</summary>
    public static string Fixed(double? value, int decimals)
    {
        if (value is not { } v || !double.IsFinite(v))
            return None;
        var text = Math.Abs(v).ToString("N" + decimals.ToString(Culture), Culture);
        return v < 0 && text.AsSpan().ContainsAnyExcept("0.,") ? "−" + text : text;
    }

    /// <summary>An effect in standard deviations: two decimals.</summary>
    public static string G(double? value) => Fixed(value, 2);

    public static string Between(double low, double high, int decimals) =>
        double.IsFinite(low) && double.IsFinite(high) ? $"{Fixed(low, decimals)} to {Fixed(high, decimals)}" : None;

    /// <summary>As a pair in brackets, the same in every language.</summary>
    public static string Bracketed(Interval? interval, int decimals) =>
        interval is { } i && double.IsFinite(i.Low) && double.IsFinite(i.High) ? $"[{Fixed(i.Low, decimals)}, {Fixed(i.High, decimals)}]" : None;

    /// <summary>Decimals that show three digits of a standard error (two for the public), so that no figure looks surer than it is.</summary>
    public int Decimals(double standardError)
    {
        if (!double.IsFinite(standardError) || standardError <= 0)
            return 3;
        var digits = audience == Audience.Public ? 1 : 2;
        return Math.Clamp(digits - (int)Math.Floor(Math.Log10(standardError)), 0, 9);
    }

    /// <summary>Degrees of freedom: one decimal, for the public none.</summary>
    public string DegreesOfFreedom(double value) => Fixed(value, audience == Audience.Public ? 0 : 1);

    /// <summary>Three digits without the leading zero, as the field writes p; for the public its class.</summary>
    public string P(double? value)
    {
        if (value is not { } p || !double.IsFinite(p))
            return None;
        if (audience == Audience.Public)
            return PublicAudience.PClass(p);
        return p < 0.001 ? "<.001" : p > 0.9994 ? "1.000" : p.ToString(".000", Culture);
    }

    /// <summary>A share as a percentage, with a decimal only where it has one.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? (share * 100).ToString("0.##", Culture) : None;

    /// <summary>A whole number with separators; for the public "about 800", "fewer than 10" or "not shown".</summary>
    public string Count(long value)
    {
        if (audience == Audience.Analyst)
            return value.ToString("N0", Culture);
        return value switch
        {
            PublicAudience.Fewer => Say(nameof(AnswerWords.CountFewer)),
            PublicAudience.NotShown => Say(nameof(AnswerWords.CountNotShown)),
            _ => Say(nameof(AnswerWords.CountAbout), value.ToString("N0", Culture)),
        };
    }

    private string Say(string key, params object[] values) => Wording.Say(language, key, values);
}
