using Chalkline.Evidence;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>A model of an outcome, and what it says once it is estimated.</summary>
internal sealed class StudyModel(EffectModel model, ModelSpec spec)
{
    public EffectModel Model { get; } = model;
    public ModelSpec Spec { get; } = spec;
    public ModelFigures Figures { get; private set; } = null!;

    public void EstimateByClusters(double confidence) => Figures = Model.ByClusters(confidence);

    public void EstimateByRows(IReadOnlyList<EffectModel.RowPass> parts, double confidence) => Figures = Model.ByRows(parts, confidence);
}

/// <summary>The model of a subgroup's level; null where it is refused.</summary>
internal sealed record SubgroupModel(SubgroupLevel Level, StudyModel? Model);

/// <summary>All models of one outcome: the main one, and one for each level of each declared subgroup.</summary>
internal sealed class OutcomeModels
{
    private readonly StudySample _sample;
    private readonly SampledOutcome _outcome;
    private readonly StudyModel _main;
    private readonly List<SubgroupModel> _subgroups = [];
    private readonly Task<IntraclusterCorrelation?> _icc;

    /// <exception cref="StudyFileException">An arm lies in the span of blocks and covariates.</exception>
    public OutcomeModels(StudySample sample, SampledOutcome outcome)
    {
        _sample = sample;
        _outcome = outcome;
        var frame = sample.Reading.Frame;
        var spec = new ModelSpec
        {
            Outcome = frame.NumberOf(outcome.Index),
            Arms = sample.Arms,
            Required = outcome.Required,
            Block = sample.Study.Design.Block,
            Covariates = frame.ModelCovariates,
        };
        // Beside the models, on another core where there is one.
        _icc = Task.Run(() => frame.Individual ? null
            : RandomIntercept.Fit(sample.Moments, spec.Outcome, outcome.Required, sample.Arms, sample.Reading.Units?.Groups[outcome.Index]));
        _main = Fit(spec);
        foreach (var level in SubgroupLevel.Of(sample, outcome))
        {
            var inSubgroup = spec with { Subgroup = level.Indicator, Required = outcome.Required | level.Bit };
            _subgroups.Add(new(level, level.Estimable ? TryFit(inSubgroup) : null));
        }
    }

    public IEnumerable<StudyModel> Models => [_main, .. _subgroups.Select(s => s.Model).OfType<StudyModel>()];

    public SampledOutcome Outcome => _outcome;

    public IEnumerable<string> DroppedCovariates => _main.Model.DroppedCovariates;

    public OutcomeAnswer Answer(int permutationClusters)
    {
        var icc = _icc.GetAwaiter().GetResult();
        var effects = _main.Figures.Effects.Select(e => Effect(e, icc, permutationClusters)).ToList();
        return new OutcomeAnswer
        {
            Outcome = _outcome.Outcome.Named,
            Role = _outcome.Outcome.Role,
            Domain = _outcome.Outcome.Domain,
            Binary = _outcome.Binary,
            Students = _sample.Arms.Sum(a => _sample.UnitsOf(_outcome, a)),
            Observations = _outcome.Sample.Observations,
            Clusters = _sample.Reading.Frame.Individual ? 0 : _outcome.Sample.Clusters,
            Effects = effects,
            Joint = _main.Figures.Joint,
            Icc = icc,
            Adjustment = _main.Figures.Covariates.Select(c => new AdjustmentTerm(c.Term, c.Estimate)).ToList(),
            Subgroups = _subgroups.SelectMany(s => s.Level.Answers(_sample, _outcome, s.Model?.Figures, effects)).ToList(),
        };
    }

    private EffectAnswer Effect(ModelEffect e, IntraclusterCorrelation? icc, int permutationClusters)
    {
        var units = _sample.UnitsOf(_outcome, e.Arm) + _sample.UnitsOf(_outcome, e.Against);
        var clusters = _outcome.Sample.ClustersIn(e.Arm, e.Against);
        var spread = _outcome.Sample.StandardDeviation(e.Arm, e.Against);
        var byCluster = _sample.AssignedByCluster;
        var size = EffectSize.Hedges(spread, units, byCluster ? (double)units / clusters : 1, byCluster ? icc?.Rho ?? 0 : 0);
        var cox = _outcome.Binary ? EffectSize.Cox(_outcome.Sample[e.Against].Mean, e.Effect.Value, units, spread) : null;
        var g = size?.Of(e.Effect);
        double? index = cox is not null ? cox.Of(e.Effect).Value : _outcome.Binary ? null : g?.Value;
        return new EffectAnswer
        {
            Outcome = _outcome.Outcome.Named,
            Arm = _sample.Labels[e.Arm],
            Against = _sample.Labels[e.Against],
            Role = _outcome.Outcome.Role,
            Observations = _outcome.Sample[e.Arm].Rows + _outcome.Sample[e.Against].Rows,
            Students = units,
            Clusters = _sample.Reading.Frame.Individual ? 0 : clusters,
            Effect = e.Effect,
            Robustness = e.Robustness with { Permutation = Permute(e.Arm, e.Against, clusters, permutationClusters) },
            AdjustedP = e.Effect.P,
            HedgesG = g,
            CoxIndex = cox?.Of(e.Effect).Value,
            ImprovementIndex = index is { } i ? EffectSize.ImprovementIndex(i) : null,
        };
    }

    private PermutationTest? Permute(string arm, string against, int clusters, int most)
    {
        if (_sample.Study.Design.Kind != DesignKind.ClusterRandomized || clusters > most) return null;
        var blocks = _sample.Study.Design.Block is { } block ? _sample.Moments.LevelOfCluster(block) : null;
        if (blocks is not null && blocks.Values.Contains(null)) return null; // a cluster that lies in two blocks was not assigned within one
        return ClusterPermutation.Run(_sample.Moments, _main.Spec, arm, against, c => blocks?[c] ?? "", Seed);
    }

    /// <summary>The same draws for the same data, whatever the order of its rows.</summary>
    private const ulong Seed = 0x43_48_41_4C_4B_4C_49_4E;

    private StudyModel Fit(ModelSpec spec)
    {
        try
        {
            return new StudyModel(EffectModel.Fit(_sample.Moments, spec, _sample.Effects, withCovariates: spec.Subgroup is null), spec);
        }
        catch (NotEstimableException e)
        {
            var study = _sample.Study;
            throw new StudyFileException(study.Path, [new YamlFault(study.LineOf("adjust"), "adjust",
                $"the arm '{e.Term}' cannot be told apart from blocks and covariates on '{_outcome.Outcome.Column}': take out what the arm follows from")]);
        }
    }

    private StudyModel? TryFit(ModelSpec spec)
    {
        try
        {
            return new StudyModel(EffectModel.Fit(_sample.Moments, spec, _sample.Effects), spec);
        }
        catch (NotEstimableException)
        {
            return null;
        }
    }
}
