namespace Chalkline.Evidence;

/// <summary>Cluster-robust variances of a model's contrasts, from per-cluster sums alone, and the joint test of some of them.</summary>
internal static class ClusterSandwich
{
    public static (ContrastVariance[] Variances, JointTest? Joint) Of(LinearModel model, IReadOnlyList<Contrast> contrasts,
        IReadOnlyList<Contrast> joint)
    {
        // The parts do not depend on the machine, and are added in order: the same bits with any number of cores.
        var parts = new Part[PartsOf(model, contrasts.Count)];
        var clusters = model.System.Clusters;
        Parallel.For(0, parts.Length, p =>
        {
            var part = parts[p] = new Part(model, contrasts, joint);
            for (var i = clusters.Length * p / parts.Length; i < clusters.Length * (p + 1) / parts.Length; i++) part.Add(model, clusters[i]);
        });
        for (var p = 1; p < parts.Length; p++) parts[0].Merge(parts[p]);
        return (Finished(parts[0].Sums), parts[0].Joint?.Finish());
    }

    /// <summary>Eight where there is enough to do, and where so many k × k sums do not need more memory than they are worth.</summary>
    private static int PartsOf(LinearModel model, int contrasts) =>
        model.System.Clusters.Length >= 64 && (long)contrasts * model.K * model.K <= 500_000 ? 8 : 1;

    /// <summary>The sums over some of the clusters.</summary>
    private sealed class Part
    {
        private readonly AdjustedCluster _cluster;

        public Part(LinearModel model, IReadOnlyList<Contrast> contrasts, IReadOnlyList<Contrast> joint)
        {
            var widest = 0;
            foreach (var c in model.System.Clusters) widest = Math.Max(widest, c.Active.Length);
            _cluster = new AdjustedCluster(widest);
            Sums = new ContrastSums<PlainSum>[contrasts.Count];
            for (var i = 0; i < Sums.Length; i++) Sums[i] = new(model, contrasts[i], widest);
            Joint = joint.Count > 1 ? new JointSums<PlainSum>(model, joint, widest) : null;
        }

        public ContrastSums<PlainSum>[] Sums { get; }

        public JointSums<PlainSum>? Joint { get; }

        public void Add(LinearModel model, ClusterSystem c)
        {
            _cluster.Load(model, c);
            foreach (var sum in Sums) sum.Add(_cluster);
            Joint?.Add(_cluster);
        }

        public void Merge(Part other)
        {
            for (var i = 0; i < Sums.Length; i++) Sums[i].Merge(other.Sums[i], Added);
            Joint?.Merge(other.Joint!, Added);

            static PlainSum Added(PlainSum a, PlainSum b)
            {
                a.Add(b.Value);
                return a;
            }
        }
    }

    internal static ContrastVariance[] Finished<TSum>(ContrastSums<TSum>[] sums) where TSum : struct, ISum<TSum>
    {
        var variances = new ContrastVariance[sums.Length];
        for (var i = 0; i < variances.Length; i++) variances[i] = sums[i].Finish();
        return variances;
    }
}

/// <summary>
/// HC0, HC2 and HC3 variances of a model's contrasts, with Satterthwaite degrees of freedom, from a second pass over the rows (leverages
/// need the whole sample's XᵀX first): every row is its own cluster. One a worker; merging does not depend on the order.
/// </summary>
internal sealed class RowSandwich
{
    private readonly LinearModel _model;
    private readonly ContrastSums<OrderFreeSum>[] _sums;
    private readonly JointSums<OrderFreeSum>? _joint;
    private readonly AdjustedCluster _row;
    private readonly int[] _places;
    private readonly double[] _x;

    public RowSandwich(LinearModel model, IReadOnlyList<Contrast> contrasts, IReadOnlyList<Contrast> joint)
    {
        _model = model;
        _places = new int[model.System.Terms.Length];
        _x = new double[_places.Length];
        _row = new AdjustedCluster(_places.Length);
        _sums = contrasts.Select(c => new ContrastSums<OrderFreeSum>(model, c, _places.Length)).ToArray();
        _joint = joint.Count > 1 ? new JointSums<OrderFreeSum>(model, joint, _places.Length) : null;
    }

    /// <summary>Adds a row of the analytic sample: its stored numbers, its indicators (catalogue numbers of the moments), its arm.</summary>
    public void Add(ReadOnlySpan<long> numbers, ReadOnlySpan<int> indicators, int arm)
    {
        var system = _model.System;
        var width = 0;
        var residual = system.CentredOutcome(numbers);
        for (var place = 0; place < _model.K; place++)
        {
            var term = _model.Kept[place];
            var x = system.ColumnValue(term, numbers, indicators, arm);
            if (x == 0) continue;
            _places[width] = place;
            _x[width++] = x;
            residual -= x * _model.Beta[place];
        }
        _row.LoadRow(_model, _places.AsSpan(0, width), _x.AsSpan(0, width), residual);
        foreach (var sum in _sums) sum.Add(_row);
        _joint?.Add(_row);
    }

    public void Merge(RowSandwich other)
    {
        for (var i = 0; i < _sums.Length; i++) _sums[i].Merge(other._sums[i], Added);
        if (_joint is not null) _joint.Merge(other._joint!, Added);

        static OrderFreeSum Added(OrderFreeSum a, OrderFreeSum b)
        {
            a.Add(b);
            return a;
        }
    }

    public (ContrastVariance[] Variances, JointTest? Joint) Finish() => (ClusterSandwich.Finished(_sums), _joint?.Finish());
}
