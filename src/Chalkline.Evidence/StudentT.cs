using MathNet.Numerics;

namespace Chalkline.Evidence;

/// <summary>
/// Student's t distribution with real degrees of freedom, by the continued fraction of the incomplete beta function (Lentz's method), with
/// the gamma functions as their ratio; from 2,000 degrees of freedom on, where the fraction loses digits, by Hill's normal deviate (Algorithm
/// 395, 1970). Tails are computed as tails, so that a small p does not become 0 by cancellation.
/// </summary>
public static class StudentT
{
    private const double RootOfPi = 1.7724538509055160273;
    private const double Many = 2000;

    /// <summary>P(T > t).</summary>
    public static double UpperTail(double t, double degreesOfFreedom)
    {
        var tail = 0.5 * TwoSidedP(t, degreesOfFreedom);
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>P(|T| ≥ |t|) = I_x(ν/2, ½) at x = ν/(ν + t²).</summary>
    public static double TwoSidedP(double t, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0) || double.IsNaN(t)) return double.NaN;
        if (double.IsInfinity(t)) return 0;
        double a = degreesOfFreedom / 2, ratio = t * t / degreesOfFreedom;
        if (ratio == 0) return 1;
        // ln(1 + t²/ν), also where t² is beyond all doubles
        var log = double.IsInfinity(ratio) ? 2 * Math.Log(Math.Abs(t)) - Math.Log(degreesOfFreedom) : LogOnePlus(ratio);
        if (degreesOfFreedom > Many) return SpecialFunctions.Erfc(NormalDeviate(degreesOfFreedom, log) / Math.Sqrt(2));
        // x^a (1 − x)^½ / B(a, ½)
        var front = Math.Exp(-a * log) * Math.Sqrt(double.IsInfinity(ratio) ? 1 : ratio / (1 + ratio)) * GammaRatio(a) / RootOfPi;
        var x = 1 / (1 + ratio);
        return x < (a + 1) / (a + 2.5) ? front * Fraction(a, 0.5, x) / a : 1 - front * Fraction(0.5, a, ratio / (1 + ratio)) / 0.5;
    }

    /// <summary>The density at t.</summary>
    public static double Density(double t, double degreesOfFreedom) =>
        GammaRatio(degreesOfFreedom / 2) / Math.Sqrt(degreesOfFreedom) / RootOfPi
        * Math.Exp(-(degreesOfFreedom + 1) / 2 * LogOnePlus(t * t / degreesOfFreedom));

    /// <summary>The t with P(T ≤ t) = probability, 0 &lt; probability &lt; 1; bracketed, then Newton.</summary>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        if (!(probability is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(probability));
        if (!(degreesOfFreedom > 0)) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom));
        if (probability == 0.5) return 0;
        return probability < 0.5 ? -OfUpperTail(probability, degreesOfFreedom) : OfUpperTail(1 - probability, degreesOfFreedom);
    }

    private static double OfUpperTail(double tail, double degreesOfFreedom)
    {
        double low = 0, high = 1;
        while (UpperTail(high, degreesOfFreedom) > tail) (low, high) = (high, high * 2);
        var t = (low + high) / 2;
        for (var i = 0; i < 200; i++)
        {
            var there = UpperTail(t, degreesOfFreedom);
            if (there > tail) low = t;
            else high = t;
            // On the logarithm of the tail, which is nearly straight where the tail itself is steep.
            var next = t + there / Density(t, degreesOfFreedom) * Math.Log(there / tail);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - t) <= 2e-15 * t) return next;
            t = next;
        }
        return t;
    }

    /// <summary>Γ(a + ½)/Γ(a): its asymptotic series, reached by recursion from small a.</summary>
    private static double GammaRatio(double a)
    {
        double factor = 1;
        for (; a < 30; a++) factor *= a / (a + 0.5);
        var z = 1 / a;
        return factor * Math.Sqrt(a) * (1 + z * (-1 / 8.0 + z * (1 / 128.0 + z * (5 / 1024.0 + z * (-21 / 32768.0
            + z * (-399 / 262144.0 + z * (869 / 4194304.0 + z * (39325 / 33554432.0))))))));
    }

    /// <summary>The normal deviate with the tail of t, from ln(1 + t²/ν).</summary>
    private static double NormalDeviate(double degreesOfFreedom, double log)
    {
        var a = degreesOfFreedom - 0.5;
        var b = 48 * a * a;
        var y = a * log;
        return (((((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b) + y + 3) / b + 1) * Math.Sqrt(y);
    }

    private static double LogOnePlus(double x)
    {
        // Kahan's correction: what rounding took from 1 + x is given back.
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? Math.Log(x) : Math.Log(sum) * (x / (sum - 1));
    }

    private static double Fraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        double c = 1, d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        var h = d;
        for (var m = 1; m < 1_000_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Guarded(1 + even * d);
            c = Guarded(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Guarded(1 + odd * d);
            c = Guarded(1 + odd / c);
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }
        return h;

        static double Guarded(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
