using MathNet.Numerics;

namespace Chalkline.Evidence;

/// <summary>
/// The test that several contrasts are all 0: Wald's statistic with CR2, held against F(q, η − q + 1) after Hotelling's T² (HTZ; Pustejovsky
/// and Tipton 2018, eq. 15), where η comes from the variances of the CR2 matrix under independent errors. Contrasts are first made
/// orthonormal under that working model.
/// </summary>
internal sealed class JointSums<TSum> where TSum : struct, ISum<TSum>
{
    private readonly LinearModel _model;
    private readonly int _q;
    private readonly double[][] _influences;
    private readonly double[] _values;
    private readonly double[] _rotated;
    private readonly double[] _expanded;
    private readonly TSum[][] _z; // Σ w_s w_tᵀ, k × k, at s·q + t
    private readonly TSum[] _covariance; // q × q
    private readonly TSum[] _dd, _dq; // Σ D_ab D_cd and Σ D_ab Q_cd, q⁴

    public JointSums(LinearModel model, IReadOnlyList<Contrast> contrasts, int widest)
    {
        _model = model;
        _q = contrasts.Count;
        (_influences, _values) = Orthonormal(model, contrasts);
        _rotated = new double[_q * widest];
        _expanded = new double[_q * widest];
        _z = new TSum[_q * _q][];
        for (var i = 0; i < _z.Length; i++) _z[i] = new TSum[model.K * model.K];
        _covariance = new TSum[_q * _q];
        _dd = new TSum[_q * _q * _q * _q];
        _dq = new TSum[_dd.Length];
    }

    public void Add(AdjustedCluster c)
    {
        var rank = c.Rank;
        var width = c.Places.Length;
        Span<double> score = stackalloc double[_q];
        var d = new double[_q * _q];
        var q = new double[_q * _q];
        for (var s = 0; s < _q; s++)
        {
            var f = _rotated.AsSpan(s * rank, rank);
            c.Rotate(_influences[s], f);
            for (var i = 0; i < rank; i++)
            {
                var free = 1 - c.Leverage(i);
                f[i] = free <= ContrastSums<TSum>.LeverageOne ? 0 : f[i] / Math.Sqrt(free);
                score[s] += f[i] * c.Score(i) / _model.ResidualLength;
            }
            c.Expand(f, _expanded.AsSpan(s * width, width));
        }
        for (var s = 0; s < _q; s++)
        {
            for (var t = 0; t < _q; t++)
            {
                for (var i = 0; i < rank; i++)
                {
                    var product = _rotated[s * rank + i] * _rotated[t * rank + i];
                    d[s * _q + t] += product;
                    q[s * _q + t] += c.Leverage(i) * product;
                }
                _covariance[s * _q + t].Add(score[s] * score[t]);
                AddOuter(c.Places, s, t, width);
            }
        }
        for (var a = 0; a < d.Length; a++)
        {
            for (var b = 0; b < d.Length; b++)
            {
                _dd[a * d.Length + b].Add(d[a] * d[b]);
                _dq[a * d.Length + b].Add(d[a] * q[b]);
            }
        }
    }

    private void AddOuter(ReadOnlySpan<int> places, int s, int t, int width)
    {
        var z = _z[s * _q + t];
        for (var i = 0; i < width; i++)
            for (var j = 0; j < width; j++) z[places[i] * _model.K + places[j]].Add(_expanded[s * width + i] * _expanded[t * width + j]);
    }

    public JointTest? Finish()
    {
        var covariance = Values(_covariance);
        var kept = Cholesky.KeepIndependent(covariance, _q, 0);
        if (kept.Length < _q) return null;
        var inverse = Cholesky.InverseOfKept(covariance, _q, kept);
        double wald = 0;
        for (var s = 0; s < _q; s++)
            for (var t = 0; t < _q; t++) wald += _values[s] * inverse[s * _q + t] * _values[t];
        wald /= _model.ResidualLength * _model.ResidualLength;
        var eta = _q * (_q + 1) / TotalVariance();
        var denominator = eta - _q + 1;
        if (!(denominator > 0)) return null;
        var f = denominator / (eta * _q) * wald;
        var p = SpecialFunctions.BetaRegularized(denominator / 2, _q / 2.0, denominator / (denominator + _q * f));
        return new JointTest(f, _q, denominator, p);
    }

    /// <summary>Σ over s, t of the variance of entry (s, t) of the CR2 matrix, for independent errors of variance 1.</summary>
    private double TotalVariance()
    {
        var k = _model.K;
        var mz = Array.ConvertAll(_z, z => SmallMatrix.Product(_model.Inverse, Values(z), k));
        double total = 0;
        for (var s = 0; s < _q; s++)
            for (var t = 0; t < _q; t++) total += Squared(mz, s, s, t, t) + Squared(mz, s, t, t, s);
        return total;
    }

    /// <summary>Σ over clusters g, h of P_ab(g, h)·P_cd(g, h), with P_ab(g, h) = [g = h]·D_ab(g) − w_a(g)ᵀ M w_b(h).</summary>
    private double Squared(double[][] mz, int a, int b, int c, int d)
    {
        int ab = a * _q + b, cd = c * _q + d, n = _q * _q;
        return _dd[ab * n + cd].Value - _dq[ab * n + cd].Value - _dq[cd * n + ab].Value
            + SmallMatrix.TraceOfProduct(mz[c * _q + a], mz[b * _q + d], _model.K);
    }

    public void Merge(JointSums<TSum> other, Func<TSum, TSum, TSum> add)
    {
        Merge(_covariance, other._covariance, add);
        Merge(_dd, other._dd, add);
        Merge(_dq, other._dq, add);
        for (var i = 0; i < _z.Length; i++) Merge(_z[i], other._z[i], add);
    }

    private static double[] Values(TSum[] sums)
    {
        var values = new double[sums.Length];
        for (var i = 0; i < values.Length; i++) values[i] = sums[i].Value;
        return values;
    }

    private static void Merge(TSum[] into, TSum[] from, Func<TSum, TSum, TSum> add)
    {
        for (var i = 0; i < into.Length; i++) into[i] = add(into[i], from[i]);
    }

    /// <summary>Influences and values of L⁻¹C, where LLᵀ = C(XᵀX)⁻¹Cᵀ.</summary>
    private static (double[][] Influences, double[] Values) Orthonormal(LinearModel model, IReadOnlyList<Contrast> contrasts)
    {
        var influences = contrasts.Select(model.Influence).ToArray();
        var values = contrasts.Select(model.Value).ToArray();
        var l = new double[contrasts.Count, contrasts.Count];
        for (var i = 0; i < contrasts.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = model.Covariance(contrasts[i], contrasts[j]);
                for (var m = 0; m < j; m++) sum -= l[i, m] * l[j, m];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
            for (var m = 0; m < i; m++)
            {
                for (var x = 0; x < influences[i].Length; x++) influences[i][x] -= l[i, m] * influences[m][x];
                values[i] -= l[i, m] * values[m];
            }
            for (var x = 0; x < influences[i].Length; x++) influences[i][x] /= l[i, i];
            values[i] /= l[i, i];
        }
        return (influences, values);
    }
}
