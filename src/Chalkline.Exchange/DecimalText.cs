namespace Chalkline.Exchange;

/// <summary>What is left of a number below its last kept digit, as far as rounding needs to know.</summary>
internal enum Fraction { None, BelowHalf, Half, AboveHalf }

/// <summary>
/// A decimal number as it stands in a text, to be compared and scaled exactly, whatever its length: sign, significant digits
/// (a dot may stand between them), and the power of ten of the first.
/// </summary>
internal readonly ref struct DecimalText
{
    /// <summary>From the first digit that is not zero to the last; empty for zero.</summary>
    private readonly ReadOnlySpan<byte> significant;

    /// <summary>The first significant digit stands for digit × 10^top.</summary>
    private readonly long top;

    private DecimalText(bool negative, ReadOnlySpan<byte> significant, long top)
    {
        Negative = negative && significant.Length > 0;
        this.significant = significant;
        this.top = top;
    }

    public bool Negative { get; }

    public bool IsZero => significant.Length == 0;

    /// <summary>10^0 to 10^18.</summary>
    internal static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    internal static long PowerOfTen(int exponent) => (long)Powers[exponent];

    internal static Fraction OneMinus(Fraction fraction) => fraction switch
    {
        Fraction.BelowHalf => Fraction.AboveHalf,
        Fraction.AboveHalf => Fraction.BelowHalf,
        _ => fraction,
    };

    /// <summary>Reads [+-] digits [. digits] [e [+-] digits], with a digit before the exponent; nothing else is a number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DecimalText number)
    {
        number = default;
        var i = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative || (text.Length > 0 && text[0] == (byte)'+')) i++;
        int start = i, dot = -1, first = -1, last = -1, digits = 0;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == (byte)'.' && dot < 0)
            {
                dot = i;
                continue;
            }
            if ((uint)(c - '0') > 9) break;
            digits++;
            if (c == (byte)'0') continue;
            if (first < 0) first = i;
            last = i;
        }
        if (digits == 0) return false;
        var mantissaEnd = i;
        long exponent = 0;
        if (i < text.Length && !TryExponent(text[i..], out exponent)) return false;
        if (first < 0)
        {
            number = new DecimalText(negative, default, 0);
            return true;
        }
        var whole = dot < 0 ? mantissaEnd - start : dot - start;
        var top = first - start < whole ? whole - 1 - (first - start) : whole - (first - start);
        number = new DecimalText(negative, text[first..(last + 1)], top + exponent);
        return true;
    }

    /// <summary>
    /// The magnitude × 10^decimals cut to an integer, and what is left of it. False where the integer has more than 36 digits.
    /// </summary>
    public bool TryScale(int decimals, out Int128 magnitude, out Fraction fraction)
    {
        magnitude = 0;
        fraction = Fraction.None;
        if (IsZero) return true;
        var place = top + decimals;
        if (place >= 36) return false;
        if (place < -1)
        {
            fraction = Fraction.BelowHalf;
            return true;
        }
        var i = 0;
        for (; i < significant.Length && place >= 0; i++)
        {
            if (significant[i] == (byte)'.') continue;
            magnitude = magnitude * 10 + (significant[i] - '0');
            place--;
        }
        for (; place >= 0; place--) magnitude *= 10;
        if (i < significant.Length && significant[i] == (byte)'.') i++;
        // The last significant digit is not zero, so anything after the deciding digit is more than nothing.
        if (i < significant.Length)
        {
            var deciding = significant[i];
            fraction = deciding > '5' || (deciding == '5' && i + 1 < significant.Length) ? Fraction.AboveHalf
                : deciding == '5' ? Fraction.Half : Fraction.BelowHalf;
        }
        return true;
    }

    /// <summary>Negative, 0 or positive, as by value: 0 = 0.0 = -0, 1e3 = 1000.</summary>
    public int CompareTo(in DecimalText other)
    {
        if (IsZero || other.IsZero) return Sign.CompareTo(other.Sign);
        if (Negative != other.Negative) return Negative ? -1 : 1;
        var byMagnitude = top != other.top ? top.CompareTo(other.top) : CompareDigits(significant, other.significant);
        return Negative ? -byMagnitude : byMagnitude;
    }

    private int Sign => IsZero ? 0 : Negative ? -1 : 1;

    /// <summary>What a run of digits after the last kept one amounts to; false where it is not digits only.</summary>
    internal static bool TryFraction(ReadOnlySpan<byte> rest, out Fraction fraction)
    {
        fraction = Fraction.None;
        var beyond = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if ((uint)(rest[i] - '0') > 9) return false;
            beyond |= i > 0 && rest[i] != (byte)'0';
        }
        if (rest.Length == 0) return true;
        fraction = rest[0] > '5' || (rest[0] == '5' && beyond) ? Fraction.AboveHalf
            : rest[0] == '5' ? Fraction.Half
            : rest[0] > '0' || beyond ? Fraction.BelowHalf : Fraction.None;
        return true;
    }

    private static int CompareDigits(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int i = 0, j = 0;
        while (true)
        {
            if (i < a.Length && a[i] == (byte)'.') i++;
            if (j < b.Length && b[j] == (byte)'.') j++;
            if (i >= a.Length || j >= b.Length) return (i < a.Length ? 1 : 0) - (j < b.Length ? 1 : 0);
            if (a[i] != b[j]) return a[i].CompareTo(b[j]);
            i++;
            j++;
        }
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        if ((text[0] | 0x20) != 'e') return false;
        var i = 1;
        var negative = i < text.Length && text[i] == (byte)'-';
        if (negative || (i < text.Length && text[i] == (byte)'+')) i++;
        if (i == text.Length) return false;
        for (; i < text.Length; i++)
        {
            if ((uint)(text[i] - '0') > 9) return false;
            // Beyond any length of mantissa: saturate.
            if (exponent < 1_000_000_000_000) exponent = exponent * 10 + (text[i] - '0');
        }
        if (negative) exponent = -exponent;
        return true;
    }
}
