using Chalkline.Evidence;
using Chalkline.Exchange;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>One outcome of a study with its analytic sample.</summary>
internal sealed record SampledOutcome(int Index, StudyOutcome Outcome, OutcomeSample Sample, bool Binary)
{
    public ulong Required => StudyFrame.OutcomeBit(Index);
}

/// <summary>Who is in a study: arms, outcomes, counts. What cannot be evaluated is refused here, by name.</summary>
internal sealed class StudySample
{
    public StudySample(FrameReading reading)
    {
        Reading = reading;
        var study = reading.Frame.Study;
        var design = study.Design;
        var named = design.Arms.ToDictionary(a => a.Value, a => a.Label);
        var others = design.Arms.Count > 0 ? design.Arms.Select(a => a.Value).ToList()
            : reading.Frame.Arms.Names.Where(a => a != design.Control).Order(Comparer<string>.Create(Indicator.CompareLevels)).ToList();
        Arms = [design.Control, .. others];
        Labels = Arms.ToDictionary(a => a, a => new Named(a, named.GetValueOrDefault(a, a)));
        Effects = others.Select(a => new ArmPair(a, design.Control))
            .Concat(design.Contrasts.Select(c => new ArmPair(c.Arm, c.Against))).Distinct().ToList();
        Outcomes = study.Outcomes.Select((o, i) => new SampledOutcome(i, o,
            OutcomeSample.Of(reading.Moments, reading.Frame.NumberOf(i), StudyFrame.OutcomeBit(i), Arms), reading.Binary[i])).ToList();
    }

    public FrameReading Reading { get; }
    public StudyFile Study => Reading.Frame.Study;
    public Moments Moments => Reading.Moments;

    /// <summary>The values of the arms, the control first.</summary>
    public IReadOnlyList<string> Arms { get; }
    public IReadOnlyDictionary<string, Named> Labels { get; }

    /// <summary>Each arm against the control, then declared contrasts.</summary>
    public IReadOnlyList<ArmPair> Effects { get; }
    public IReadOnlyList<SampledOutcome> Outcomes { get; }

    /// <summary>Whether the tool was given to clusters, so that effect sizes are corrected for them.</summary>
    public bool AssignedByCluster => Study.Design.Kind == DesignKind.ClusterRandomized
        || Study.Design.Kind == DesignKind.MatchedComparison && !Reading.Frame.Individual;

    /// <summary>Rows that enter at least one effect.</summary>
    public long Observations => Moments.Cells.Sum(c => c.Gram.N);

    public long Units => Reading.Units?.Units ?? Observations;

    /// <summary>0 where students stand alone.</summary>
    public int ClusterCount => Reading.Frame.Individual ? 0 : Moments.Cells.Select(c => c.Key.Cluster).Distinct().Count();

    /// <summary>Distinct units of an arm that have the outcome.</summary>
    public long UnitsOf(SampledOutcome outcome, string arm) =>
        Reading.Units is { } units ? units.ByArm[outcome.Index].GetValueOrDefault(arm) : outcome.Sample[arm].Rows;

    /// <summary>What inference counts in an arm: clusters, or students where they stand alone.</summary>
    public long IndependentIn(SampledOutcome outcome, string arm) =>
        Reading.Frame.Individual ? UnitsOf(outcome, arm) : outcome.Sample[arm].Clusters;

    /// <summary>A cluster's name as people read it.</summary>
    public static string Shown(string cluster) => cluster.Replace("\u001f", " / ", StringComparison.Ordinal);

    public void Check()
    {
        if (Moments.Cells.Count == 0) throw new StudyFileException(Study.Path, [NoRows()]);
        var design = Study.Design;
        foreach (var arm in Arms)
            if (!Moments.Cells.Any(c => c.Key.Arm == arm)) throw Fault(arm == design.Control ? "design.control" : "design.arms", NoneOf(arm));
        for (var i = 0; i < design.Contrasts.Count; i++)
            foreach (var arm in new[] { design.Contrasts[i].Arm, design.Contrasts[i].Against })
                if (!Labels.ContainsKey(arm)) throw Fault($"design.contrasts[{i + 1}]", NoneOf(arm));
        if (Arms.Count == 1) throw Fault("design.arm", $"all rows that are left have the value '{Arms[0]}'; there is nothing to hold against the control");
        if (design.Kind == DesignKind.ClusterRandomized) CheckClusters();
        foreach (var outcome in Outcomes) Check(outcome);
    }

    private YamlFault NoRows()
    {
        var left = Excluded().GroupBy(e => e.Reason).Select(g => $"{g.Sum(e => e.Rows)} {ReasonInWords(g.Key)}");
        var key = Study.Where is null || Reading.Rows == 0 ? "data" : "where";
        return new YamlFault(Study.LineOf(key), key, Reading.Rows == 0 ? $"{Study.Data} has a header and no rows"
            : $"of {Reading.Rows} rows none is left ({string.Join(", ", left)})");
    }

    private static string ReasonInWords(ExclusionReason reason) => reason switch
    {
        ExclusionReason.Where => "dropped by where",
        ExclusionReason.OutcomeMissing => "without an outcome",
        ExclusionReason.CovariateMissing => "without a covariate",
        ExclusionReason.ArmMissing => "without an arm",
        ExclusionReason.ClusterMissing => "without a cluster",
        ExclusionReason.BlockMissing => "without a block",
        ExclusionReason.StudentMissing => "without a student",
        ExclusionReason.OccasionMissing => "without an occasion",
        _ => "without a subgroup",
    };

    private string NoneOf(string arm)
    {
        var there = Moments.Cells.Select(c => c.Key.Arm).Distinct().Order(StringComparer.Ordinal).Select(a => $"'{a}'");
        return $"no row that is left has '{arm}' in column '{Study.Design.Arm}'; there are {string.Join(", ", there)}"
            + Nearest.Ask(arm, Moments.Cells.Select(c => c.Key.Arm).Distinct());
    }

    private void CheckClusters()
    {
        var mixed = Moments.Cells.GroupBy(c => c.Key.Cluster, c => c.Key.Arm).Where(g => g.Distinct().Count() > 1)
            .Select(g => $"'{Shown(g.Key)}' ({string.Join(" and ", g.Distinct().Order(StringComparer.Ordinal))})").ToList();
        if (mixed.Count == 0) return;
        var more = mixed.Count > 3 ? $" and {mixed.Count - 3} more" : "";
        throw Fault("design.cluster", $"assigned by {string.Join(" and ", Study.Design.Cluster)}, but rows of {string.Join(", ", mixed.Take(3))}{more} "
            + $"are in more than one arm; where names repeat, give both columns, for example [School, {Study.Design.Cluster[0]}]");
    }

    private void Check(SampledOutcome outcome)
    {
        var key = $"outcomes[{outcome.Index + 1}]";
        var word = Reading.Frame.Individual ? "students" : "clusters";
        foreach (var arm in Arms)
        {
            var there = IndependentIn(outcome, arm);
            if (there >= 2) continue;
            throw Fault(key, $"'{outcome.Outcome.Column}' has {there} {(there == 1 ? word[..^1] : word)} in the arm '{arm}'; two at least are needed in each arm");
        }
        var first = Moments.Plan.Numbers[Reading.Frame.NumberOf(outcome.Index)];
        if (outcome.Sample.Varies) return;
        throw Fault(key, $"'{first.Name}' never varies: every value is {outcome.Sample.Arms[0].Mean:R}");
    }

    private StudyFileException Fault(string key, string text) => new(Study.Path, [new YamlFault(Study.LineOf(key), key, text)]);

    public StudyFacts Facts()
    {
        var design = Study.Design;
        var labels = Study.Outcomes.ToDictionary(o => o.Column, o => o.Named);
        return new StudyFacts
        {
            Title = Study.Title,
            Design = design.Kind,
            Unit = Study.Unit == StudyUnit.Teacher ? "teacher" : "student",
            Variance = Reading.Frame.ByRows ? VarianceKind.HC2 : VarianceKind.CR2,
            Cluster = Reading.Frame.Individual ? null : string.Join(", ", design.Cluster),
            Block = design.Block,
            Arms = Arms.Select(ArmFacts).ToList(),
            Control = Labels[design.Control],
            Confidence = Study.Confidence,
            Criteria = Study.Criteria is not { } c ? null : new CriteriaFacts(labels[c.Outcome], c.Worthwhile, c.Planned, c.Harm, c.Extension,
                c.Guardrails.Select(g => (labels[g.Outcome], g.Floor)).ToList()),
        };
    }

    private ArmFacts ArmFacts(string arm)
    {
        var cells = Moments.Cells.Where(c => c.Key.Arm == arm).ToList();
        var rows = cells.Sum(c => c.Gram.N);
        return new ArmFacts(Labels[arm], arm == Study.Design.Control, Reading.Units?.AnyOutcomeByArm.GetValueOrDefault(arm) ?? rows, rows,
            Reading.Frame.Individual ? 0 : cells.Select(c => c.Key.Cluster).Distinct().Count());
    }

    public IReadOnlyList<ExcludedRows> Excluded()
    {
        var frame = Reading.Frame;
        return Reading.Excluded.Entries.Select(e =>
        {
            var names = e.Reason == ExclusionReason.Where ? frame.DroppedArms.Names : frame.Arms.Names;
            var byArm = new List<(Named, long)>();
            foreach (var arm in Arms)
            {
                var rows = e.RowsOf(names.IndexOf(arm));
                if (rows > 0) byArm.Add((Labels[arm], rows));
            }
            return new ExcludedRows(e.Reason, ColumnOf(e.Reason, e.Column), e.Rows, byArm);
        }).ToList();
    }

    private string? ColumnOf(ExclusionReason reason, int column)
    {
        var frame = Reading.Frame;
        return reason switch
        {
            ExclusionReason.Where => null,
            ExclusionReason.ArmMissing => Study.Design.Arm,
            ExclusionReason.ClusterMissing => string.Join(", ", Study.Design.Cluster),
            ExclusionReason.StudentMissing => Study.Student,
            ExclusionReason.OccasionMissing => Study.Occasion,
            ExclusionReason.OutcomeMissing => Study.Outcomes[column].Column,
            _ => column < frame.Covariates.Count ? frame.Covariates[column] : frame.Variables[column - frame.Covariates.Count],
        };
    }
}
