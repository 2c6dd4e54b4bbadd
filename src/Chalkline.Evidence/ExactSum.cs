namespace Chalkline.Evidence;

/// <summary>
/// A 128-bit integer as two halves. The framework's own Int128 has no settled calling convention, so that nothing that touches it is
/// compiled ahead of time, and a command that lives for a quarter of a second would spend most of it compiling.
/// </summary>
public readonly record struct ExactSum(long High, ulong Low)
{
    private const double TwoTo64 = 18446744073709551616.0;

    public static ExactSum Of(long value) => new(value >> 63, (ulong)value);

    /// <summary>a·b.</summary>
    public static ExactSum Product(long a, long b) => new(Math.BigMul(a, b, out var low), (ulong)low);

    /// <exception cref="OverflowException">The sum leaves 128 bits.</exception>
    public static ExactSum operator +(ExactSum a, ExactSum b)
    {
        var sum = a.WrappedPlus(b);
        return ((a.High ^ sum.High) & (b.High ^ sum.High)) >= 0 ? sum : throw new OverflowException("A sum is too large to be exact.");
    }

    /// <summary>The value with its sign.</summary>
    public double ToDouble()
    {
        if (High >= 0) return High * TwoTo64 + Low;
        var low = ~Low + 1;
        return -((ulong)(~High + (low == 0 ? 1 : 0)) * TwoTo64 + low);
    }

    /// <summary>The sum modulo 2¹²⁸: right whenever the true result fits, whatever happens on the way.</summary>
    internal ExactSum WrappedPlus(ExactSum other)
    {
        var low = unchecked(Low + other.Low);
        return new(unchecked(High + other.High + (low < Low ? 1 : 0)), low);
    }

    /// <summary>Modulo 2¹²⁸.</summary>
    internal ExactSum WrappedMinus(ExactSum other) =>
        new(unchecked(High - other.High - (Low < other.Low ? 1 : 0)), unchecked(Low - other.Low));

    /// <summary>Modulo 2¹²⁸.</summary>
    internal ExactSum WrappedTimes(long factor)
    {
        var high = (long)Math.BigMul(Low, (ulong)factor, out var low);
        return new(unchecked(high + High * factor - (factor < 0 ? (long)Low : 0)), low);
    }

    public override string ToString() => new Int128((ulong)High, Low).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
