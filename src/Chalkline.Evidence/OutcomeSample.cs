namespace Chalkline.Evidence;

/// <summary>An arm's part of an outcome's analytic sample: rows, clusters, and the mean in the outcome's unit.</summary>
public sealed record ArmSample(string Arm, long Rows, int Clusters, double Mean);

/// <summary>The analytic sample of an outcome as it stands in the moments, before any model.</summary>
public sealed class OutcomeSample
{
    private readonly List<Group> _groups = [];
    private readonly Dictionary<string, HashSet<string>> _clusters = [];
    private readonly NumberColumn _column;

    private OutcomeSample(Moments moments, int outcome, ulong required, IReadOnlyList<string> arms)
    {
        _column = moments.Plan.Numbers[outcome];
        var all = new HashSet<string>();
        foreach (var (key, gram) in moments.Cells)
        {
            if ((key.Missing & required) != 0 || !arms.Contains(key.Arm)) continue;
            var group = GroupOf(key);
            group.N = checked(group.N + gram.N);
            group.Sum += gram.Sums[outcome];
            group.Square += gram.Products[Gram.Packed(outcome, outcome)];
            if (!_clusters.TryGetValue(key.Arm, out var ofArm)) _clusters[key.Arm] = ofArm = [];
            ofArm.Add(key.Cluster);
            all.Add(key.Cluster);
        }
        Clusters = all.Count;
        var whole = new Group("", "");
        foreach (var group in _groups)
        {
            whole.N += group.N;
            whole.Sum += group.Sum;
            whole.Square += group.Square;
        }
        Varies = whole.SquaresWithin() > 0;
        Arms = arms.Select(a => new ArmSample(a, Rows(a), _clusters.GetValueOrDefault(a)?.Count ?? 0, Mean(a))).ToList();
    }

    /// <summary>In the order asked for.</summary>
    public IReadOnlyList<ArmSample> Arms { get; }

    public int Clusters { get; }

    /// <summary>Whether the outcome has more than one value.</summary>
    public bool Varies { get; }

    /// <summary>Clusters that have rows in either arm.</summary>
    public int ClustersIn(string arm, string against) =>
        _clusters.GetValueOrDefault(arm, []).Union(_clusters.GetValueOrDefault(against, [])).Count();

    public long Observations => Arms.Sum(a => a.Rows);

    public ArmSample this[string arm] => Arms.First(a => a.Arm == arm);

    public static OutcomeSample Of(Moments moments, int outcome, ulong required, IReadOnlyList<string> arms) =>
        new(moments, outcome, required, arms);

    /// <summary>
    /// S² = Σₐ Σₜ (nₐₜ − 1)s²ₐₜ / Σ (nₐₜ − 1) over two arms and all occasions: the outcome's spread within arm and occasion, unadjusted.
    /// Returns S; NaN where no arm has two rows on one occasion.
    /// </summary>
    public double StandardDeviation(string arm, string against)
    {
        double within = 0;
        long df = 0;
        foreach (var group in _groups)
        {
            if (group.Arm != arm && group.Arm != against) continue;
            within += group.SquaresWithin();
            df += group.N - 1;
        }
        return df > 0 ? Math.Sqrt(within / df) * _column.Unit : double.NaN;
    }

    /// <summary>The group of an arm and occasion; cells come sorted by cluster, so that groups must be sorted here.</summary>
    private Group GroupOf(CellKey key)
    {
        var at = 0;
        for (; at < _groups.Count; at++)
        {
            var order = string.CompareOrdinal(_groups[at].Arm, key.Arm);
            if (order == 0) order = string.CompareOrdinal(_groups[at].Occasion, key.Occasion);
            if (order == 0) return _groups[at];
            if (order > 0) break;
        }
        _groups.Insert(at, new Group(key.Arm, key.Occasion));
        return _groups[at];
    }

    private long Rows(string arm)
    {
        long rows = 0;
        foreach (var group in _groups)
            if (group.Arm == arm) rows += group.N;
        return rows;
    }

    private double Mean(string arm)
    {
        var sum = default(ExactSum);
        foreach (var group in _groups)
            if (group.Arm == arm) sum += group.Sum;
        return sum.ToDouble() / Math.Max(1, Rows(arm)) * _column.Unit + (double)_column.Centre;
    }

    /// <summary>The outcome's sums over an arm's rows on one occasion.</summary>
    private sealed class Group(string arm, string occasion)
    {
        public string Arm { get; } = arm;
        public string Occasion { get; } = occasion;
        public long N { get; set; }
        public ExactSum Sum { get; set; }
        public ExactSum Square { get; set; }

        /// <summary>Σ(y − ȳ)², centred exactly at the integer next to the mean, so that nothing cancels.</summary>
        public double SquaresWithin()
        {
            if (N == 0) return 0;
            var mean = (long)Math.Round(Sum.ToDouble() / N);
            var sum = Sum.WrappedMinus(ExactSum.Product(mean, N)).ToDouble();
            var square = Square.WrappedMinus(Sum.WrappedTimes(mean)).WrappedMinus(Sum.WrappedTimes(mean))
                .WrappedPlus(ExactSum.Product(mean, mean).WrappedTimes(N)).ToDouble();
            return square - sum * sum / N;
        }
    }
}
