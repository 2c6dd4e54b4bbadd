using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>A level of a declared subgroup's column on an outcome, with how many students and clusters each arm has in it and in the rest.</summary>
internal sealed class SubgroupLevel
{
    /// <summary>Fewer students an arm are refused.</summary>
    public const int FewestStudents = 10;

    /// <summary>Fewer clusters an arm are refused.</summary>
    public const int FewestClusters = 4;

    private readonly Dictionary<string, (long Students, int Clusters)> _in, _rest;
    private readonly bool _individual;

    private SubgroupLevel(StudySample sample, SampledOutcome outcome, int column, Indicator indicator, IReadOnlyList<Indicator> levels)
    {
        Indicator = indicator;
        Bit = sample.Reading.Frame.SubgroupBit(column);
        _individual = sample.Reading.Frame.Individual;
        var others = levels.Where(l => l != indicator).ToList();
        _in = sample.Arms.ToDictionary(a => a, a => Count(sample, outcome, a, [indicator]));
        _rest = sample.Arms.ToDictionary(a => a, a => Count(sample, outcome, a, others));
        Estimable = sample.Effects.Any(e => Refusal(e.Arm, e.Against) is null) && sample.Arms.All(a => _rest[a].Students > 0 && _in[a].Students > 0);
    }

    public Indicator Indicator { get; }

    /// <summary>The bit of a row's missing values that must be clear.</summary>
    public ulong Bit { get; }

    public bool Estimable { get; }

    /// <summary>Every level of every declared column that occurs with the outcome.</summary>
    public static IEnumerable<SubgroupLevel> Of(StudySample sample, SampledOutcome outcome)
    {
        for (var s = 0; s < sample.Study.Subgroups.Count; s++)
        {
            var column = sample.Study.Subgroups[s];
            var levels = sample.Moments.Indicators.Where(i => i.Variable == column && i.Level != Indicator.Missing).ToList();
            foreach (var level in levels) yield return new SubgroupLevel(sample, outcome, s, level, levels);
        }
    }

    public IEnumerable<SubgroupAnswer> Answers(StudySample sample, SampledOutcome outcome, ModelFigures? figures, IReadOnlyList<EffectAnswer> whole)
    {
        for (var i = 0; i < sample.Effects.Count; i++)
        {
            var (arm, against) = sample.Effects[i];
            var refusal = Refusal(arm, against) ?? (figures is null ? SubgroupRefusal.NotEstimable : null);
            var effect = refusal is null ? figures!.Effects[i].Effect : null;
            var enoughRest = Enough(_rest[arm]) && Enough(_rest[against]);
            yield return new SubgroupAnswer
            {
                Column = Indicator.Variable,
                Level = Indicator.Level,
                Arm = sample.Labels[arm],
                Against = sample.Labels[against],
                StudentsInArm = _in[arm].Students,
                StudentsInAgainst = _in[against].Students,
                ClustersInArm = _individual ? 0 : _in[arm].Clusters,
                ClustersInAgainst = _individual ? 0 : _in[against].Clusters,
                Effect = effect,
                Difference = refusal is null && enoughRest ? figures!.Differences[i].Effect : null,
                HedgesG = effect is not null && Factor(whole[i]) is { } f
                    ? new HedgesG(effect.Value * f, effect.StandardError * f, effect.Interval.Times(f), whole[i].HedgesG!.StandardDeviation) : null,
                AdjustedP = null,
                Refusal = refusal,
            };
        }
    }

    /// <summary>Subgroups are told in the whole sample's standard deviations, so that they can be held against each other.</summary>
    private static double? Factor(EffectAnswer whole) =>
        whole.HedgesG is { } g && whole.Effect.StandardError > 0 ? g.StandardError / whole.Effect.StandardError : null;

    private SubgroupRefusal? Refusal(string arm, string against) =>
        Math.Min(_in[arm].Students, _in[against].Students) < FewestStudents ? SubgroupRefusal.FewStudents
        : Enough(_in[arm]) && Enough(_in[against]) ? null : SubgroupRefusal.FewClusters;

    private bool Enough((long Students, int Clusters) there) => there.Students >= FewestStudents && (_individual || there.Clusters >= FewestClusters);

    private static (long Students, int Clusters) Count(StudySample sample, SampledOutcome outcome, string arm, IReadOnlyList<Indicator> levels)
    {
        var (rows, clusters) = sample.Moments.CountOf(levels, outcome.Required, arm);
        var units = sample.Reading.Units is { } u ? levels.Sum(l => u.BySubgroup[outcome.Index].GetValueOrDefault((arm, l))) : rows;
        return (units, clusters);
    }
}
