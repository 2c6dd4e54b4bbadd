using System.Runtime.CompilerServices;

namespace Chalkline.Evidence;

/// <summary>How sums over clusters are kept.</summary>
internal interface ISum<TSelf> where TSelf : struct, ISum<TSelf>
{
    void Add(double value);

    double Value { get; }
}

/// <summary>An ordinary sum, for clusters, which are always visited in the order of their names.</summary>
internal struct PlainSum : ISum<PlainSum>
{
    public double Value { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value) => Value += value;
}

/// <summary>
/// A sum in integers of 2⁻⁹⁰, for rows, which come in any order and on several threads: the result is the same to the bit. Terms are
/// normalized by their user to sums of about 1 and single terms below 10⁹.
/// </summary>
internal struct OrderFreeSum : ISum<OrderFreeSum>
{
    private const double TwoTo26 = 67108864, TwoTo64 = 18446744073709551616.0;
    private ExactSum _value;

    public readonly double Value => _value.ToDouble() / (TwoTo26 * TwoTo64);

    public void Add(double value)
    {
        var high = Math.Floor(value * TwoTo26);
        if (!(Math.Abs(high) < 9e18)) throw new OverflowException("A sum over rows is too large to be exact.");
        _value += new ExactSum((long)high, (ulong)((value * TwoTo26 - high) * TwoTo64));
    }

    public void Add(OrderFreeSum other) => _value += other._value;
}

/// <summary>A combination's value, and its variance by each cluster-robust estimator (for single rows: HC0, HC2 and HC3).</summary>
/// <param name="CR3">NaN where leaving a cluster out makes the model singular.</param>
/// <param name="DegreesOfFreedom">Satterthwaite's, for CR2 under independent errors of equal variance.</param>
internal readonly record struct ContrastVariance(double Value, double CR0, double CR2, double CR3, double DegreesOfFreedom);

/// <summary>
/// What a contrast gathers over clusters for CR0, CR2, CR3 and Satterthwaite's degrees of freedom
/// (docs/methods/cluster-robust.md has the formulas).
/// </summary>
/// <remarks>
/// CR2's adjustment (I − H)^(−1/2) acts on a cluster's residuals as diag((1 − δ)^(−1/2)) does on the coordinates of its score. A leverage
/// of 1 gets weight 0 under CR2 and makes CR3 undefined. Influence and residuals are normalized, so that sums are about 1.
/// </remarks>
internal sealed class ContrastSums<TSum>(LinearModel model, Contrast contrast, int widest) where TSum : struct, ISum<TSum>
{
    public const double LeverageOne = 1e-9;

    private readonly double[] _influence = model.NormalizedInfluence(contrast);
    private readonly double[] _rotated = new double[widest];
    private readonly double[] _expanded = new double[widest];
    private readonly TSum[] _z = new TSum[model.K * model.K];
    private readonly TSum[] _sums = new TSum[7];
    private bool _singular;

    private ref TSum CR0 => ref _sums[0];
    private ref TSum CR2 => ref _sums[1];
    private ref TSum CR3 => ref _sums[2];
    private ref TSum D => ref _sums[3];
    private ref TSum DD => ref _sums[4];
    private ref TSum DQ => ref _sums[5];
    private ref TSum Q => ref _sums[6];

    public void Add(AdjustedCluster c)
    {
        double plain = 0, adjusted = 0, jackknife = 0, d = 0, q = 0;
        var f = _rotated.AsSpan(0, c.Rank);
        c.Rotate(_influence, f);
        for (var i = 0; i < f.Length; i++)
        {
            var free = 1 - c.Leverage(i);
            var score = f[i] * c.Score(i) / model.ResidualLength;
            plain += score;
            if (free <= LeverageOne)
            {
                _singular = true;
                f[i] = 0;
                continue;
            }
            adjusted += score / Math.Sqrt(free);
            jackknife += score / free;
            d += f[i] * f[i] / free;
            q += c.Leverage(i) * f[i] * f[i] / free;
            f[i] /= Math.Sqrt(free);
        }
        CR0.Add(plain * plain);
        CR2.Add(adjusted * adjusted);
        CR3.Add(jackknife * jackknife);
        D.Add(d);
        DD.Add(d * d);
        DQ.Add(d * q);
        Q.Add(q);
        AddOuter(c, f);
    }

    private void AddOuter(AdjustedCluster c, ReadOnlySpan<double> f)
    {
        var places = c.Places;
        var w = _expanded.AsSpan(0, places.Length);
        c.Expand(f, w);
        for (var i = 0; i < w.Length; i++)
            for (var j = 0; j <= i; j++) _z[places[i] * model.K + places[j]].Add(w[i] * w[j]);
    }

    public ContrastVariance Finish()
    {
        var k = model.K;
        var z = new double[k * k];
        for (var i = 0; i < k; i++)
            for (var j = 0; j <= i; j++) z[i * k + j] = z[j * k + i] = _z[i * k + j].Value;
        var mz = SmallMatrix.Product(model.Inverse, z, k);
        var mean = D.Value - Q.Value;
        var df = mean * mean / (DD.Value - 2 * DQ.Value + SmallMatrix.TraceOfProduct(mz, mz, k));
        var scale = model.Variance(contrast) * model.ResidualLength * model.ResidualLength;
        return new ContrastVariance(model.Value(contrast), CR0.Value * scale, CR2.Value * scale,
            _singular ? double.NaN : CR3.Value * scale, df);
    }

    /// <summary>Adds what another worker gathered.</summary>
    public void Merge(ContrastSums<TSum> other, Func<TSum, TSum, TSum> add)
    {
        for (var i = 0; i < _sums.Length; i++) _sums[i] = add(_sums[i], other._sums[i]);
        for (var i = 0; i < _z.Length; i++) _z[i] = add(_z[i], other._z[i]);
        _singular |= other._singular;
    }
}

/// <summary>Products of small square matrices, row-major.</summary>
internal static class SmallMatrix
{
    public static double[] Product(double[] a, double[] b, int k)
    {
        var product = new double[k * k];
        for (var i = 0; i < k; i++)
        {
            for (var l = 0; l < k; l++)
            {
                var x = a[i * k + l];
                if (x == 0) continue;
                for (var j = 0; j < k; j++) product[i * k + j] += x * b[l * k + j];
            }
        }
        return product;
    }

    /// <summary>tr(AB).</summary>
    public static double TraceOfProduct(double[] a, double[] b, int k)
    {
        double trace = 0;
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++) trace += a[i * k + j] * b[j * k + i];
        return trace;
    }

    public static double[] Transposed(double[] a, int k)
    {
        var t = new double[k * k];
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++) t[j * k + i] = a[i * k + j];
        return t;
    }
}
