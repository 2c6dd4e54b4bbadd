namespace Chalkline.Evidence;

/// <summary>The sums that the restricted likelihood of a random-intercept model needs, and the likelihood.</summary>
internal sealed class RandomInterceptData
{
    private readonly int _columns;
    private int[] _kept = [];

    private RandomInterceptData(int columns) => _columns = columns;

    public List<Cluster> Clusters { get; } = [];

    public long Observations { get; private set; }

    public int FixedEffects => _kept.Length;

    /// <summary>Σy² around the sample's mean, in the outcome's unit squared.</summary>
    public double Spread { get; private set; }

    public static RandomInterceptData Of(Moments moments, int outcome, ulong required, IReadOnlyList<string> arms,
        IReadOnlyList<UnitGroup>? units)
    {
        var sample = moments.Cells.Where(c => (c.Key.Missing & required) == 0 && arms.Contains(c.Key.Arm)).ToList();
        var occasions = sample.Select(c => c.Key.Occasion).Distinct().Order(StringComparer.Ordinal).ToList();
        // Columns: 1, an indicator for each arm but the first, one for each occasion but the first.
        var data = new RandomInterceptData(arms.Count + occasions.Count - 1);
        var sum = default(ExactSum);
        foreach (var cell in sample)
        {
            data.Observations += cell.Gram.N;
            sum += cell.Gram.Sums[outcome];
        }
        if (data.Observations == 0) return data;
        var centring = new Centring((long)Math.Round(sum.ToDouble() / data.Observations), moments.Plan.Numbers[outcome].Unit);
        var clusters = new Dictionary<string, Cluster>(StringComparer.Ordinal);
        foreach (var cell in sample)
        {
            if (!clusters.TryGetValue(cell.Key.Cluster, out var cluster))
            {
                // Cells are sorted by cluster, and so are these.
                clusters[cell.Key.Cluster] = cluster = new Cluster(data._columns);
                data.Clusters.Add(cluster);
            }
            var columns = ColumnsOf(arms, occasions, cell.Key.Arm, [cell.Key.Occasion]);
            var (y, yy) = centring.Of(cell.Gram.N, 1, cell.Gram.Sums[outcome], cell.Gram.Products[Gram.Packed(outcome, outcome)]);
            cluster.AddRows(columns, cell.Gram.N, y, yy);
            if (units is null) cluster.AddUnits(1, cell.Gram.N, columns, y, yy);
            data.Spread += yy;
        }
        foreach (var u in units ?? [])
        {
            if (!arms.Contains(u.Arm) || !clusters.TryGetValue(u.Cluster, out var cluster)) continue;
            var (t, tt) = centring.Of(u.Units, u.Occasions.Count, u.Totals, u.Squares);
            cluster.AddUnits(u.Occasions.Count, u.Units, ColumnsOf(arms, occasions, u.Arm, u.Occasions), t, tt);
        }
        data.KeepIndependentColumns();
        return data;
    }

    /// <summary>−2 log restricted likelihood, up to a constant, with σ² profiled out; arguments are standard deviations over the error's.</summary>
    public double Deviance(double clusterRoot, double unitRoot) => Solve(clusterRoot, unitRoot).Deviance;

    /// <summary>σ² at these ratios.</summary>
    public double ResidualVariance(double clusterRoot, double unitRoot) => Solve(clusterRoot, unitRoot).Residual;

    private (double Deviance, double Residual) Solve(double clusterRoot, double unitRoot)
    {
        int q = _columns, p = _kept.Length;
        var xx = new double[q * q];
        var xy = new double[q];
        double yy = 0, logDeterminant = 0;
        foreach (var c in Clusters) c.AddTo(xx, xy, ref yy, ref logDeterminant, clusterRoot * clusterRoot, unitRoot * unitRoot);
        var scale = new double[p];
        var scaled = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            scale[i] = Math.Sqrt(xx[_kept[i] * q + _kept[i]]);
            logDeterminant += 2 * Math.Log(scale[i]);
        }
        for (var i = 0; i < p; i++)
            for (var j = 0; j < p; j++) scaled[i * p + j] = xx[_kept[i] * q + _kept[j]] / (scale[i] * scale[j]);
        Cholesky.KeepIndependent(scaled, p, 0);
        var solved = new double[p];
        for (var i = 0; i < p; i++)
        {
            var value = xy[_kept[i]] / scale[i];
            for (var j = 0; j < i; j++) value -= scaled[i * p + j] * solved[j];
            solved[i] = value / scaled[i * p + i];
            yy -= solved[i] * solved[i];
            logDeterminant += 2 * Math.Log(scaled[i * p + i]);
        }
        double free = Observations - p;
        return (free * Math.Log(yy) + logDeterminant, yy / free);
    }

    private void KeepIndependentColumns()
    {
        var q = _columns;
        var xx = new double[q * q];
        foreach (var c in Clusters)
            for (var i = 0; i < xx.Length; i++) xx[i] += c.XtX[i];
        var scale = new double[q];
        for (var i = 0; i < q; i++) scale[i] = xx[i * q + i] > 0 ? Math.Sqrt(xx[i * q + i]) : 1;
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++) xx[i * q + j] /= scale[i] * scale[j];
        _kept = Cholesky.KeepIndependent(xx, q, 1e-10);
    }

    /// <summary>The columns in which a unit's rows are 1, with how many of its rows.</summary>
    private static UnitColumn[] ColumnsOf(IReadOnlyList<string> arms, List<string> occasions, string arm, IReadOnlyList<string> seen)
    {
        var columns = new List<UnitColumn> { new(0, seen.Count) };
        for (var a = 1; a < arms.Count; a++)
            if (arms[a] == arm) columns.Add(new(a, seen.Count));
        foreach (var occasion in seen)
        {
            var at = occasions.BinarySearch(occasion, StringComparer.Ordinal);
            if (at > 0) columns.Add(new(arms.Count + at - 1, 1));
        }
        return columns.ToArray();
    }

    /// <summary>Sums of stored integers, centred exactly and turned into the outcome's unit.</summary>
    private readonly record struct Centring(long Mean, double Unit)
    {
        /// <summary>Σt and Σt² of units with the given number of rows each, around rows·mean.</summary>
        public (double Sum, double Square) Of(long units, int rows, ExactSum sum, ExactSum square)
        {
            var shift = Mean * rows;
            var cross = sum.WrappedTimes(shift);
            return (sum.WrappedMinus(ExactSum.Product(shift, units)).ToDouble() * Unit, square.WrappedMinus(cross).WrappedMinus(cross)
                .WrappedPlus(ExactSum.Product(shift, shift).WrappedTimes(units)).ToDouble() * Unit * Unit);
        }
    }

    internal sealed class Cluster(int columns)
    {
        private readonly List<Units> _groups = [];
        private readonly double[] _xty = new double[columns];
        private double _yty;

        public double[] XtX { get; } = new double[columns * columns];

        public void AddRows(UnitColumn[] x, long n, double y, double yy)
        {
            foreach (var (i, _) in x)
            {
                foreach (var (j, _) in x) XtX[i * columns + j] += n;
                _xty[i] += y;
            }
            _yty += yy;
        }

        public void AddUnits(int rows, long units, UnitColumn[] x, double totals, double squares) =>
            _groups.Add(new(rows, units, x, totals, squares));

        /// <summary>Adds XᵀV⁻¹X, XᵀV⁻¹y, yᵀV⁻¹y and ln|V| of the cluster, V over σ².</summary>
        public void AddTo(double[] xx, double[] xy, ref double yy, ref double logDeterminant, double clusterRatio, double unitRatio)
        {
            for (var i = 0; i < xx.Length; i++) xx[i] += XtX[i];
            for (var i = 0; i < xy.Length; i++) xy[i] += _xty[i];
            yy += _yty;
            Span<double> x1 = stackalloc double[columns];
            double y1 = 0, weight = 0;
            foreach (var (rows, units, x, totals, squares) in _groups)
            {
                var kept = 1 / (1 + rows * unitRatio);
                var theta = unitRatio * kept;
                foreach (var (i, a) in x)
                {
                    if (theta > 0)
                        foreach (var (j, b) in x) xx[i * columns + j] -= theta * units * a * b;
                    xy[i] -= theta * a * totals;
                    x1[i] += units * a * kept;
                }
                yy -= theta * squares;
                y1 += totals * kept;
                weight += units * rows * kept;
                logDeterminant += units * Math.Log(1 + rows * unitRatio);
            }
            logDeterminant += Math.Log(1 + clusterRatio * weight);
            var phi = clusterRatio / (1 + clusterRatio * weight);
            for (var i = 0; i < columns; i++)
            {
                if (x1[i] == 0) continue;
                for (var j = 0; j < columns; j++) xx[i * columns + j] -= phi * x1[i] * x1[j];
                xy[i] -= phi * x1[i] * y1;
            }
            yy -= phi * y1 * y1;
        }
    }

    /// <summary>A column in which a unit's rows are 1, and in how many of them.</summary>
    internal sealed record UnitColumn(int Column, int Rows);

    /// <summary>Units with the same number of rows and the same columns.</summary>
    private sealed record Units(int Rows, double Count, UnitColumn[] X, double Totals, double Squares);
}
