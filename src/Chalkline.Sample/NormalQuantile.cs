namespace Chalkline.Sample;

/// <summary>
/// The inverse of the standard normal distribution: PPND16 of Wichura (1988), algorithm AS 241, Applied Statistics 37, 477–484; relative
/// accuracy about 1e-15. The logarithm of its tails is computed here from the four operations, so that every machine gets the same bits.
/// </summary>
internal static class NormalQuantile
{
    private const double Ln2 = 0.693147180559945309417232;

    /// <param name="p">0 &lt; p &lt; 1.</param>
    public static double At(double p)
    {
        var q = p - .5;
        if (Math.Abs(q) <= .425)
            return q * Centre(.180625 - q * q);
        var r = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        var value = r <= 5 ? Tail(r - 1.6) : FarTail(r - 5);
        return q < 0 ? -value : value;
    }

    private static double Centre(double r) =>
        (((((((r * 2509.0809287301226727 + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r
            + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608)
        / (((((((r * 5226.495278852545925 + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r
            + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);

    private static double Tail(double r) =>
        (((((((r * 7.7454501427834140764e-4 + .0227238449892691845833) * r + .24178072517745061177) * r + 1.27045825245236838258) * r
            + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734)
        / (((((((r * 1.05075007164441684324e-9 + 5.475938084995344946e-4) * r + .0151986665636164571966) * r + .14810397642748007459) * r
            + .68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1);

    private static double FarTail(double r) =>
        (((((((r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5) * r + .0012426609473880784373) * r + .026532189526576123093) * r
            + .29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772)
        / (((((((r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
            + 7.868691311456132591e-4) * r + .0148753612908506148525) * r + .13692988092273580531) * r + .59983220655588793769) * r + 1);

    /// <summary>Natural logarithm of a normal number: ln(m·2ᵉ) = e·ln 2 + 2 artanh((m − 1)/(m + 1)), m within √½ … √2, eleven terms.</summary>
    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= .5;
            exponent++;
        }
        var s = (m - 1) / (m + 1);
        var square = s * s;
        var series = 0.0;
        for (var k = 21; k >= 1; k -= 2)
            series = series * square + 1.0 / k;
        return exponent * Ln2 + 2 * s * series;
    }
}
