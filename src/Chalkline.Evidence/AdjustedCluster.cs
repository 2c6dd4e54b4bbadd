using System.Buffers;

namespace Chalkline.Evidence;

/// <summary>
/// A cluster in the coordinates in which its leverages are diagonal: with S = XᵀX of its rows, S = FFᵀ such that FᵀMF = Δ is diagonal
/// (M = (XᵀX)⁻¹ of the whole sample). Δ are its leverages, and z = F⁺u the coordinates of its score u; no matrix of the cluster's size is
/// made. Its arrays are used again for the next cluster.
/// </summary>
internal sealed class AdjustedCluster(int widest)
{
    private readonly double[] _s = new double[widest * widest];
    private readonly double[] _l = new double[widest * widest];
    private readonly double[] _f = new double[widest * widest];
    private readonly double[] _b = new double[widest * widest];
    private readonly double[] _leverage = new double[widest];
    private readonly double[] _score = new double[widest];
    private readonly double[] _solved = new double[widest];
    private readonly double[] _work = new double[widest];
    private readonly int[] _pivots = new int[widest];
    private readonly int[] _places = new int[widest];
    private int _width;

    // Below this share of a cluster's largest diagonal entry a pivot is rounding.
    private const double RankTolerance = 1e-13;

    public int Rank { get; private set; }

    /// <summary>The eigenvalue δ of the cluster's hat matrix.</summary>
    public double Leverage(int i) => _leverage[i];

    /// <summary>z = F⁺u: the cluster's score in the rotated coordinates.</summary>
    public double Score(int i) => _score[i];

    public void Load(LinearModel model, ClusterSystem c)
    {
        _width = 0;
        var k = model.K;
        var source = ArrayPool<int>.Shared.Rent(c.Active.Length);
        for (var i = 0; i < c.Active.Length; i++)
        {
            if (model.PlaceOf[c.Active[i]] < 0) continue;
            source[_width] = i;
            _places[_width++] = model.PlaceOf[c.Active[i]];
        }
        var n = _width;
        Span<double> u = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            u[i] = c.XtY[source[i]];
            for (var j = 0; j < n; j++)
            {
                var value = c.XtX[source[i] * c.Active.Length + source[j]];
                _s[i * n + j] = value;
                u[i] -= value * model.Beta[_places[j]];
            }
        }
        ArrayPool<int>.Shared.Return(source);
        Rank = Cholesky.Pivoted(_s.AsSpan(0, n * n), _l.AsSpan(0, n * n), _pivots, n, RankTolerance);
        Diagonalize(model.Inverse, k, n);
        SolveScore(u, n);
    }

    /// <summary>A single row as its own cluster: its non-zero columns, by place among the kept terms, and its residual.</summary>
    public void LoadRow(LinearModel model, ReadOnlySpan<int> places, ReadOnlySpan<double> x, double residual)
    {
        _width = places.Length;
        Rank = 1;
        places.CopyTo(_places);
        double leverage = 0;
        for (var i = 0; i < x.Length; i++)
        {
            _f[i * _width] = x[i];
            double sum = 0;
            var row = places[i] * model.K;
            for (var j = 0; j < x.Length; j++) sum += model.Inverse[row + places[j]] * x[j];
            leverage += x[i] * sum;
        }
        _leverage[0] = leverage;
        _score[0] = residual;
    }

    /// <summary>Fᵀa for a k-vector a.</summary>
    public void Rotate(double[] a, Span<double> rotated)
    {
        rotated.Clear();
        for (var i = 0; i < _width; i++)
        {
            var x = a[_places[i]];
            for (var j = 0; j < Rank; j++) rotated[j] += _f[i * _width + j] * x;
        }
    }

    /// <summary>The places of its columns among the kept terms.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _width);

    /// <summary>Fv for a vector v of <see cref="Rank"/> entries, on <see cref="Places"/>.</summary>
    public void Expand(ReadOnlySpan<double> v, Span<double> expanded)
    {
        for (var i = 0; i < _width; i++)
        {
            double sum = 0;
            for (var j = 0; j < v.Length; j++) sum += _f[i * _width + j] * v[j];
            expanded[i] = sum;
        }
    }

    /// <summary>B = LᵀML = QΔQᵀ, F = LQ.</summary>
    private void Diagonalize(double[] inverse, int k, int n)
    {
        var ml = _s; // the Cholesky factorization has used it up
        Array.Clear(ml, 0, n * n);
        for (var i = 0; i < n; i++)
        {
            for (var m = 0; m < n; m++)
            {
                var x = inverse[_places[i] * k + _places[m]];
                for (var j = 0; j < Rank; j++) ml[i * n + j] += x * _l[m * n + j];
            }
        }
        Array.Clear(_b, 0, Rank * Rank);
        for (var m = 0; m < n; m++)
        {
            for (var i = 0; i < Rank; i++)
            {
                var x = _l[m * n + i];
                if (x == 0) continue;
                for (var j = 0; j < Rank; j++) _b[i * Rank + j] += x * ml[m * n + j];
            }
        }
        SymmetricEigen.Decompose(_b.AsSpan(0, Rank * Rank), _leverage.AsSpan(0, Rank), _work.AsSpan(0, Rank), Rank);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < Rank; j++)
            {
                double sum = 0;
                for (var m = 0; m < Rank; m++) sum += _l[i * n + m] * _b[m * Rank + j];
                _f[i * n + j] = sum;
            }
        }
    }

    /// <summary>z = QᵀL⁺u: on the pivots' rows L is lower triangular, and u lies in its column space.</summary>
    private void SolveScore(ReadOnlySpan<double> u, int n)
    {
        for (var i = 0; i < Rank; i++)
        {
            var sum = u[_pivots[i]];
            for (var j = 0; j < i; j++) sum -= _l[_pivots[i] * n + j] * _solved[j];
            _solved[i] = sum / _l[_pivots[i] * n + i];
        }
        for (var j = 0; j < Rank; j++)
        {
            double sum = 0;
            for (var i = 0; i < Rank; i++) sum += _b[i * Rank + j] * _solved[i];
            _score[j] = sum;
        }
    }
}
