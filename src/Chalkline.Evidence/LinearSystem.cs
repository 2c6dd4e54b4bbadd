namespace Chalkline.Evidence;

/// <summary>
/// The normal equations of a model, cluster by cluster, taken from moments. Every number column is centred at its mean over the sample, in
/// integers, so that nothing is lost to cancellation whatever the column's size (the slopes do not change by it); a missing number stands at
/// that mean. Then columns are scaled to unit length. Results are reported unscaled.
/// </summary>
internal sealed class LinearSystem
{
    private readonly Moments _moments;
    private readonly ModelSpec _spec;
    private readonly long[] _means;
    private readonly int[] _missing; // for each number, the indicator that it is missing; −1 where it never is
    private readonly double[] _units;

    private LinearSystem(Moments moments, ModelSpec spec, List<MomentsCell> sample)
    {
        _moments = moments;
        _spec = spec;
        _units = moments.Plan.Numbers.Select(c => c.Unit).ToArray();
        _missing = new int[_units.Length];
        for (var j = 0; j < _missing.Length; j++)
            _missing[j] = j == spec.Outcome ? Term.None : IdOf(new Indicator(moments.Plan.Numbers[j].Name, Indicator.Missing));
        var sums = new ExactSum[_units.Length];
        var known = new long[_units.Length];
        foreach (var cell in sample)
        {
            N = checked(N + cell.Gram.N);
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += cell.Gram.Sums[j];
                known[j] += cell.Gram.N - (_missing[j] < 0 ? 0 : cell.Gram.CountOf(_missing[j]));
            }
        }
        _means = new long[_units.Length];
        for (var j = 0; j < sums.Length; j++)
            if (known[j] > 0) _means[j] = (long)Math.Round(sums[j].ToDouble() / known[j]);
        Terms = TermsOf(sample);
        Clusters = [];
    }

    /// <summary>Rows in the analytic sample.</summary>
    public long N { get; }

    public Term[] Terms { get; }

    /// <summary>In the order of their names.</summary>
    public ClusterSystem[] Clusters { get; private set; }

    /// <summary>The length of each term's column, by which it was divided; 1 for a column of zeros.</summary>
    public double[] Scale { get; private set; } = [];

    public IReadOnlyList<string> Arms => _spec.Arms;

    /// <summary>The number whose missing values an indicator marks; negative if it marks none's.</summary>
    public int NumberMissingBy(int indicator) => indicator < 0 ? Term.None : Array.IndexOf(_missing, indicator);

    /// <summary>The mean at which a number was centred, in its unit, counted from the plan's centre.</summary>
    public double MeanOf(int number) => _means[number] * _units[number];

    public static LinearSystem Of(Moments moments, ModelSpec spec)
    {
        var sample = moments.Cells.Where(c => (c.Key.Missing & spec.Required) == 0 && spec.Arms.Contains(c.Key.Arm)).ToList();
        var system = new LinearSystem(moments, spec, sample);
        system.Assemble(sample);
        return system;
    }

    /// <summary>The model's terms in the order in which collinear ones give way: 1, blocks, covariates, subgroup; then arms.</summary>
    private Term[] TermsOf(List<MomentsCell> sample)
    {
        var present = new bool[_moments.Indicators.Count];
        foreach (var cell in sample)
            foreach (var id in cell.Gram.Ids) present[id] = true;
        var terms = new List<Term> { new("1", TermRole.Intercept, Term.None, Term.None, Term.None) };
        if (_spec.Block is { } block) AddLevels(block, TermRole.Block);
        foreach (var covariate in _spec.Covariates)
        {
            switch (covariate)
            {
                case Covariate.Factor factor:
                    AddLevels(factor.Name, TermRole.Covariate);
                    break;
                case Covariate.Number number:
                    terms.Add(new(number.Name, TermRole.Covariate, Term.None, number.Index, Term.None));
                    var missing = IdOf(new Indicator(number.Name, Indicator.Missing));
                    if (missing >= 0 && present[missing]) AddIndicator(missing, TermRole.Covariate);
                    break;
            }
        }
        var subgroup = _spec.Subgroup is { } s ? IdOf(s) : Term.None;
        if (subgroup >= 0) AddIndicator(subgroup, TermRole.Subgroup);
        for (var arm = 1; arm < _spec.Arms.Count; arm++)
            terms.Add(new(_spec.Arms[arm], TermRole.Arm, arm, Term.None, Term.None));
        for (var arm = 1; arm < _spec.Arms.Count && subgroup >= 0; arm++)
            terms.Add(new($"{_spec.Arms[arm]}:{_moments.Indicators[subgroup]}", TermRole.ArmBySubgroup, arm, Term.None, subgroup));
        return terms.ToArray();

        void AddIndicator(int id, TermRole role) =>
            terms.Add(new(_moments.Indicators[id].ToString(), role, Term.None, Term.None, id));

        void AddLevels(string variable, TermRole role)
        {
            var first = true; // the catalogue is sorted: the first level that occurs is the reference
            for (var id = 0; id < present.Length; id++)
            {
                if (!present[id] || _moments.Indicators[id].Variable != variable) continue;
                if (!first) AddIndicator(id, role);
                first = false;
            }
        }
    }

    private int IdOf(Indicator indicator)
    {
        for (var id = 0; id < _moments.Indicators.Count; id++)
            if (_moments.Indicators[id] == indicator) return id;
        return Term.None;
    }

    private void Assemble(List<MomentsCell> sample)
    {
        var clusters = new List<ClusterSystem>();
        var termOfIndicator = TermsByIndicator();
        for (var start = 0; start < sample.Count;)
        {
            var end = start;
            while (end < sample.Count && sample[end].Key.Cluster == sample[start].Key.Cluster) end++;
            clusters.Add(ClusterOf(sample, start, end, termOfIndicator));
            start = end;
        }
        Clusters = clusters.ToArray();
        ScaleColumns();
    }

    /// <summary>For each indicator of the catalogue, the terms that are made of it.</summary>
    private List<int>?[] TermsByIndicator()
    {
        var terms = new List<int>?[_moments.Indicators.Count];
        for (var t = 0; t < Terms.Length; t++)
            if (Terms[t].IndicatorId >= 0) (terms[Terms[t].IndicatorId] ??= []).Add(t);
        return terms;
    }

    private ClusterSystem ClusterOf(List<MomentsCell> sample, int start, int end, List<int>?[] termOfIndicator)
    {
        // Cells of one arm differ by occasion and by what else is missing: their sums are added exactly first.
        var grams = new Gram?[_spec.Arms.Count];
        for (var i = start; i < end; i++)
        {
            var arm = ArmOf(sample[i].Key.Arm);
            grams[arm] = grams[arm] is { } sofar ? sofar + sample[i].Gram : sample[i].Gram;
        }
        var activeByArm = new int[grams.Length][];
        int[] union = [];
        for (var arm = 0; arm < grams.Length; arm++)
        {
            activeByArm[arm] = grams[arm] is { } gram ? ActiveTerms(gram, arm, termOfIndicator) : [];
            union = Gram.Union(union, activeByArm[arm]);
        }
        var cluster = new ClusterSystem(sample[start].Key.Cluster, union);
        for (var arm = 0; arm < grams.Length; arm++)
            if (grams[arm] is { } gram) Add(cluster, gram, arm, activeByArm[arm]);
        return cluster;
    }

    private int ArmOf(string name)
    {
        for (var i = 0; i < _spec.Arms.Count; i++)
            if (_spec.Arms[i] == name) return i;
        return Term.None;
    }

    private int[] ActiveTerms(Gram gram, int arm, List<int>?[] termOfIndicator)
    {
        var active = new List<int>();
        for (var t = 0; t < Terms.Length; t++)
            if (Terms[t].IndicatorId < 0 && (Terms[t].Arm < 0 || Terms[t].Arm == arm)) active.Add(t);
        foreach (var id in gram.Ids)
            foreach (var t in termOfIndicator[id] ?? [])
                if (Terms[t].Arm < 0 || Terms[t].Arm == arm) active.Add(t);
        active.Sort();
        return active.ToArray();
    }

    private void Add(ClusterSystem cluster, Gram gram, int arm, int[] active)
    {
        var at = new int[active.Length];
        var indicatorAt = new int[active.Length];
        for (var i = 0; i < active.Length; i++)
        {
            at[i] = Array.BinarySearch(cluster.Active, active[i]);
            indicatorAt[i] = Terms[active[i]].IndicatorId < 0 ? -1 : Array.BinarySearch(gram.Ids, Terms[active[i]].IndicatorId);
        }
        var width = cluster.Active.Length;
        var y = _spec.Outcome;
        for (var i = 0; i < active.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = Product(gram, Terms[active[i]].Number, indicatorAt[i], Terms[active[j]].Number, indicatorAt[j]);
                cluster.XtX[at[i] * width + at[j]] += value;
                if (i != j) cluster.XtX[at[j] * width + at[i]] += value;
            }
            cluster.XtY[at[i]] += Product(gram, Terms[active[i]].Number, indicatorAt[i], y, -1);
        }
        cluster.YtY += Product(gram, y, -1, y, -1);
        cluster.N += gram.N;
        cluster.Arms |= 1UL << arm;
    }

    /// <summary>Σ u·v over a Gram matrix's rows, u and v each 1, a centred number, or an indicator (by its place in the Gram matrix).</summary>
    private double Product(Gram gram, int number1, int indicator1, int number2, int indicator2)
    {
        var p = _units.Length;
        if (number1 < 0 && number2 < 0)
        {
            return indicator1 < 0 && indicator2 < 0 ? gram.N
                : gram.Counts[Gram.Packed(indicator1 < 0 ? indicator2 : indicator1, indicator2 < 0 ? indicator1 : indicator2)];
        }
        if (number1 >= 0 && number2 >= 0)
        {
            var (m1, m2) = (_means[number1], _means[number2]);
            // The centred sum fits where the raw one did; what leaves 128 bits on the way comes back.
            return gram.Products[Gram.Packed(number1, number2)].WrappedMinus(SumWhereKnown(gram, number2, number1).WrappedTimes(m1))
                .WrappedMinus(SumWhereKnown(gram, number1, number2).WrappedTimes(m2))
                .WrappedPlus(ExactSum.Product(m1, m2).WrappedTimes(RowsWhereKnown(gram, number1, number2))).ToDouble()
                * _units[number1] * _units[number2];
        }
        var number = Math.Max(number1, number2);
        var indicator = Math.Max(indicator1, indicator2);
        var sum = indicator < 0 ? gram.Sums[number] : gram.IndicatorSums[indicator * p + number];
        var rows = indicator < 0 ? gram.N : gram.Counts[Gram.Packed(indicator, indicator)];
        var missing = MissingIn(gram, number);
        if (missing >= 0) rows -= gram.Counts[Gram.Packed(missing, indicator < 0 ? missing : indicator)];
        return sum.WrappedMinus(ExactSum.Product(_means[number], rows)).ToDouble() * _units[number];
    }

    /// <summary>The place in a Gram matrix of the indicator that a number is missing; negative where it never is.</summary>
    private int MissingIn(Gram gram, int number) => _missing[number] < 0 ? Term.None : Array.BinarySearch(gram.Ids, _missing[number]);

    /// <summary>A number's sum over the rows in which another one is known.</summary>
    private ExactSum SumWhereKnown(Gram gram, int number, int known)
    {
        var missing = MissingIn(gram, known);
        return missing < 0 ? gram.Sums[number] : gram.Sums[number].WrappedMinus(gram.IndicatorSums[missing * _units.Length + number]);
    }

    private long RowsWhereKnown(Gram gram, int number1, int number2)
    {
        int a = MissingIn(gram, number1), b = MissingIn(gram, number2);
        var rows = gram.N;
        if (a >= 0) rows -= gram.Counts[Gram.Packed(a, a)];
        if (b >= 0 && b != a) rows -= gram.Counts[Gram.Packed(b, b)];
        if (a >= 0 && b >= 0 && b != a) rows += gram.Counts[Gram.Packed(a, b)];
        return rows;
    }

    /// <summary>A row's value in a term's scaled column; indicators by their place in the moments' catalogue.</summary>
    public double ColumnValue(int term, ReadOnlySpan<long> numbers, ReadOnlySpan<int> indicators, int arm)
    {
        var t = Terms[term];
        if (t.Arm >= 0 && t.Arm != arm) return 0;
        if (t.IndicatorId >= 0) return indicators.Contains(t.IndicatorId) ? 1 / Scale[term] : 0;
        if (t.Number < 0) return 1 / Scale[term];
        return _missing[t.Number] >= 0 && indicators.Contains(_missing[t.Number]) ? 0 : Centred(t.Number, numbers) / Scale[term];
    }

    public double CentredOutcome(ReadOnlySpan<long> numbers) => Centred(_spec.Outcome, numbers);

    private double Centred(int number, ReadOnlySpan<long> numbers) => (double)(numbers[number] - _means[number]) * _units[number];

    private void ScaleColumns()
    {
        Scale = new double[Terms.Length];
        foreach (var c in Clusters)
            for (var i = 0; i < c.Active.Length; i++) Scale[c.Active[i]] += c.XtX[i * c.Active.Length + i];
        for (var t = 0; t < Scale.Length; t++) Scale[t] = Scale[t] > 0 ? Math.Sqrt(Scale[t]) : 1;
        foreach (var c in Clusters)
        {
            var width = c.Active.Length;
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j < width; j++) c.XtX[i * width + j] /= Scale[c.Active[i]] * Scale[c.Active[j]];
                c.XtY[i] /= Scale[c.Active[i]];
            }
        }
    }
}
