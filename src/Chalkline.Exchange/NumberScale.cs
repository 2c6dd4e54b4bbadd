using System.Globalization;
using System.Text;

namespace Chalkline.Exchange;

/// <summary>
/// How a column's numbers become integers: v is stored as round((v − <see cref="Centre"/>) · 10^<see cref="Digits"/>), half away from
/// zero, computed on the decimal text itself, so that no binary fraction ever comes between the file and the sums.
/// </summary>
public readonly record struct NumberScale
{
    /// <summary>The largest magnitude that is stored; with it, sums of products of a billion rows stay within 128 bits.</summary>
    public const long Limit = 1_000_000_000_000_000;

    /// <param name="digits">Decimals kept, 0 to 12.</param>
    /// <param name="centre">A constant fixed in the study, with at most <paramref name="digits"/> decimals, so that subtracting it is exact.</param>
    /// <exception cref="ArgumentOutOfRangeException">Digits outside 0 to 12; a centre with more decimals, or 10^27 / 10^digits or more.</exception>
    public NumberScale(int digits, decimal centre = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 12);
        if (decimal.Round(centre, digits) != centre)
            throw new ArgumentOutOfRangeException(nameof(centre), centre, $"The centre has more than {digits} decimals.");
        if (Math.Abs(centre) >= 1e27m / (decimal)DecimalText.PowerOfTen(digits))
            throw new ArgumentOutOfRangeException(nameof(centre), centre, "The centre is too large.");
        Digits = digits;
        Centre = centre;
    }

    /// <summary>Ten decimals around 0: values within ±100,000.</summary>
    public static NumberScale Default { get; } = new(10);

    public int Digits { get; }

    public decimal Centre { get; }

    /// <summary>Parses one number; a fault is told by name, without line or column (the caller knows them).</summary>
    /// <returns>The stored integer, <see cref="RecordBlock.Missing"/> for a missing value.</returns>
    /// <exception cref="ExchangeException">Text that is no number, or one that does not fit.</exception>
    public long Parse(ReadOnlySpan<byte> text)
    {
        if (RecordBlock.IsMissing(text)) return RecordBlock.Missing;
        return new ScaledParser(this).Parse(text, out var stored) switch
        {
            NumberOutcome.Stored => stored,
            NumberOutcome.Text => throw new ExchangeException(NotANumber(text)),
            _ => throw new ExchangeException(DoesNotFit(text, "NAME")),
        };
    }

    internal static string NotANumber(ReadOnlySpan<byte> text) =>
        $"'{ExchangeException.Show(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]))}' is not a number";

    internal string DoesNotFit(ReadOnlySpan<byte> text, string column)
    {
        var shown = ExchangeException.Show(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]));
        var reach = (decimal)Limit / (decimal)DecimalText.PowerOfTen(Digits);
        var fault = string.Create(CultureInfo.InvariantCulture,
            $"'{shown}' does not fit: with centre {Centre} and {Digits} digits a value lies within {reach:0.############} of the centre");
        return Fitting(text) is { } better
            ? string.Create(CultureInfo.InvariantCulture,
                $"{fault}; columns: {{ {Quoted(column)}: {{ centre: {better.Centre}, digits: {better.Digits} }} }} would make it fit")
            : fault + "; no centre and digits would make it fit";
    }

    /// <summary>The same centre with fewer digits if that is enough, else a centre at the value itself; null if even that fails.</summary>
    private NumberScale? Fitting(ReadOnlySpan<byte> text)
    {
        for (var digits = Digits - 1; digits >= 0 && decimal.Round(Centre, digits) == Centre; digits--)
        {
            var scale = new NumberScale(digits, Centre);
            if (new ScaledParser(scale).Parse(text, out _) == NumberOutcome.Stored) return scale;
        }
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        var centre = decimal.Round(value);
        return Math.Abs(centre) < 1e27m ? new NumberScale(0, centre) : null;
    }

    private static string Quoted(string column)
    {
        foreach (var c in column)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_') return $"\"{column.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        }
        return column;
    }
}
