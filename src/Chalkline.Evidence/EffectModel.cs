namespace Chalkline.Evidence;

/// <summary>The effect of one arm against another in a model, with its other standard errors beside the default.</summary>
public sealed record ModelEffect(string Arm, string Against, Estimate Effect, Robustness Robustness);

/// <summary>An arm and what it is held against, as they stand in the data.</summary>
public sealed record ArmPair(string Arm, string Against)
{
    public static implicit operator ArmPair((string Arm, string Against) pair) => new(pair.Arm, pair.Against);
}

/// <summary>A covariate's coefficient by its term.</summary>
public sealed record CovariateEffect(string Term, Estimate Estimate);

/// <summary>What a fitted model says.</summary>
/// <param name="Effects">One a contrast, in the order asked for; in a subgroup's model, the effects within the subgroup.</param>
/// <param name="Differences">In a subgroup's model, each effect's difference from that in the rest; else empty.</param>
/// <param name="Joint">That no arm differs from the first; null with a single arm, or where it is not defined.</param>
/// <param name="Covariates">The covariates' coefficients by term.</param>
public sealed record ModelFigures(IReadOnlyList<ModelEffect> Effects, IReadOnlyList<ModelEffect> Differences, JointTest? Joint,
    IReadOnlyList<CovariateEffect> Covariates);

/// <summary>
/// A linear model of an outcome fitted from moments. Its inference rests on clusters (CR2), which moments suffice for, or on single rows
/// (HC2), which takes a second pass over the rows.
/// </summary>
public sealed class EffectModel
{
    private readonly LinearModel _model;
    private readonly List<Contrast> _contrasts = [];
    private readonly List<Contrast> _arms = [];
    private readonly IReadOnlyList<ArmPair> _asked;
    private readonly bool _subgroup;

    private EffectModel(LinearModel model, ModelSpec spec, IReadOnlyList<ArmPair> asked, bool withCovariates)
    {
        _model = model;
        _asked = asked;
        _subgroup = spec.Subgroup is not null;
        foreach (var (arm, against) in asked) _contrasts.Add(Of(arm, against, inSubgroup: _subgroup));
        if (_subgroup)
            foreach (var (arm, against) in asked) _contrasts.Add(Of(arm, against, inSubgroup: true, difference: true));
        _arms.AddRange(spec.Arms.Skip(1).Select(arm => Of(arm, spec.Arms[0], inSubgroup: false)));
        for (var t = 0; t < model.System.Terms.Length && withCovariates; t++)
        {
            if (model.System.Terms[t].Role != TermRole.Covariate || model.PlaceOf[t] < 0) continue;
            _contrasts.Add(model.Coefficient(t));
        }
    }

    /// <summary>Rows in the analytic sample.</summary>
    public long Observations => _model.System.N;

    /// <summary>Covariate terms that lay in the span of those before them.</summary>
    public IEnumerable<string> DroppedCovariates => _model.Dropped.Where(t => t.Role == TermRole.Covariate).Select(t => t.Name);

    /// <summary>Fits a model for the effects of arms against others; covariates' own coefficients only where asked for.</summary>
    /// <exception cref="NotEstimableException">An arm lies in the span of blocks and covariates.</exception>
    public static EffectModel Fit(Moments moments, ModelSpec spec, IReadOnlyList<ArmPair> effects,
        bool withCovariates = false) =>
        new(LinearModel.Fit(LinearSystem.Of(moments, spec)), spec, effects, withCovariates);

    /// <summary>CR2 with Satterthwaite degrees of freedom by the clusters of the moments.</summary>
    public ModelFigures ByClusters(double confidence)
    {
        var (variances, joint) = ClusterSandwich.Of(_model, _contrasts, _subgroup ? [] : _arms);
        return Figures(variances, joint, _model.System.Clusters.Length, confidence);
    }

    /// <summary>A worker's part of the second pass over the rows.</summary>
    public RowPass BeginRows() => new(new RowSandwich(_model, _contrasts, _subgroup ? [] : _arms));

    /// <summary>HC2 with Satterthwaite degrees of freedom, from all workers' parts of the second pass.</summary>
    public ModelFigures ByRows(IReadOnlyList<RowPass> parts, double confidence)
    {
        foreach (var part in parts.Skip(1)) parts[0].Sandwich.Merge(part.Sandwich);
        var (variances, joint) = parts[0].Sandwich.Finish();
        return Figures(variances, joint, _model.System.N, confidence);
    }

    private ModelFigures Figures(ContrastVariance[] variances, JointTest? joint, long clusters, double confidence)
    {
        var effects = new List<ModelEffect>();
        var differences = new List<ModelEffect>();
        var covariates = new List<CovariateEffect>();
        for (var i = 0; i < variances.Length; i++)
        {
            var estimate = Inference(variances[i], confidence);
            if (i < _asked.Count) effects.Add(new(_asked[i].Arm, _asked[i].Against, estimate, Others(variances[i], clusters)));
            else if (_subgroup && i < 2 * _asked.Count) differences.Add(new(effects[i - _asked.Count].Arm, effects[i - _asked.Count].Against, estimate, Others(variances[i], clusters)));
            else covariates.Add(new(_contrasts[i].Name, estimate));
        }
        return new ModelFigures(effects, differences, joint, covariates);
    }

    private static Estimate Inference(ContrastVariance v, double confidence)
    {
        var error = Math.Sqrt(v.CR2);
        var reach = StudentT.Quantile(0.5 + confidence / 2, v.DegreesOfFreedom) * error;
        return new Estimate(v.Value, error, v.DegreesOfFreedom, StudentT.TwoSidedP(v.Value / error, v.DegreesOfFreedom),
            new Interval(v.Value - reach, v.Value + reach));
    }

    private Robustness Others(ContrastVariance v, long clusters)
    {
        double j = clusters, n = _model.System.N;
        var cr1 = Math.Sqrt(v.CR0 * j / (j - 1));
        var cr1s = Math.Sqrt(v.CR0 * j * (n - 1) / ((j - 1) * (n - _model.K)));
        double? cr3 = double.IsNaN(v.CR3) ? null : Math.Sqrt(v.CR3);
        return new Robustness(Math.Sqrt(v.CR0), cr1, cr1s, StudentT.TwoSidedP(v.Value / cr1s, j - 1), cr3,
            cr3 is { } e ? StudentT.TwoSidedP(v.Value / e, j - 1) : null, null);
    }

    private Contrast Of(string arm, string against, bool inSubgroup, bool difference = false)
    {
        var weights = new List<TermWeight>();
        for (var t = 0; t < _model.System.Terms.Length; t++)
        {
            var term = _model.System.Terms[t];
            var wanted = term.Role == TermRole.Arm && !difference || term.Role == TermRole.ArmBySubgroup && inSubgroup;
            if (!wanted) continue;
            if (_model.System.Arms[term.Arm] == arm) weights.Add(new(t, 1));
            if (_model.System.Arms[term.Arm] == against) weights.Add(new(t, -1));
        }
        return new Contrast($"{arm} − {against}", weights);
    }

    /// <summary>A worker's sums of the second pass.</summary>
    public sealed class RowPass
    {
        internal RowPass(RowSandwich sandwich) => Sandwich = sandwich;

        internal RowSandwich Sandwich { get; }

        /// <summary>
        /// Adds a row of the analytic sample: its stored numbers in the plan's order, its indicators by their place in the moments'
        /// catalogue, and its arm's place in the model's arms.
        /// </summary>
        public void Add(ReadOnlySpan<long> numbers, ReadOnlySpan<int> indicators, int arm) => Sandwich.Add(numbers, indicators, arm);
    }
}
