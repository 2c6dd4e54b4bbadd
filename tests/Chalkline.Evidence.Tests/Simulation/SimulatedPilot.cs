using Chalkline.Evidence;

namespace Chalkline.Simulation;

/// <summary>How pilots are drawn: classes in all, how many of them treated, and the true effect in standard deviations.</summary>
internal sealed record PilotDesign(int Classes, int Treated, double Effect = 0)
{
    /// <summary>Share of the outcome's variance that lies between classes; the pretest has the same.</summary>
    public const double Icc = 0.15;

    /// <summary>Correlation of pretest and outcome, between and within classes alike.</summary>
    public const double Pretest = 0.7;

    /// <summary>Class sizes are uniform between these two: 25 on average.</summary>
    public const int Smallest = 10, Largest = 40;

    public override string ToString() => $"{Treated} of {Classes}";
}

/// <summary>
/// A pilot drawn from a design, both scores with mean 0 and variance 1: y = r·z + √(1 − r²)·(class + student) + effect. Nobody in it exists.
/// </summary>
internal sealed class SimulatedPilot
{
    private static readonly MomentsPlan Plan = new([new NumberColumn("pretest"), new NumberColumn("exam")], []);
    private static readonly string[] Arms = ["comparison", "tool"];

    private readonly List<(long[] Numbers, int Arm)> _rows = [];

    public SimulatedPilot(PilotDesign design, SeededRandom random)
    {
        Design = design;
        var builder = new MomentsBuilder(Plan);
        var (between, within) = (Math.Sqrt(PilotDesign.Icc), Math.Sqrt(1 - PilotDesign.Icc));
        var rest = Math.Sqrt(1 - PilotDesign.Pretest * PilotDesign.Pretest);
        for (var c = 0; c < design.Classes; c++)
        {
            var arm = c < design.Treated ? 1 : 0;
            var (z, u) = (between * random.Normal(), between * random.Normal());
            var students = PilotDesign.Smallest + random.Below(PilotDesign.Largest - PilotDesign.Smallest + 1);
            for (var s = 0; s < students; s++)
            {
                var pretest = z + within * random.Normal();
                var exam = PilotDesign.Pretest * pretest + rest * (u + within * random.Normal()) + design.Effect * arm;
                long[] numbers = [Stored(pretest), Stored(exam)];
                builder.Add(new CellId(c, arm, 0, 0), [[numbers[0]], [numbers[1]]], 0, 1, []);
                _rows.Add((numbers, arm));
            }
        }
        var names = Enumerable.Range(0, design.Classes).Select(c => $"class {c:000}").ToArray();
        Moments = builder.Build(new MomentsNames(names, Arms, [""], []));
        Model = EffectModel.Fit(Moments, Spec, [(Arms[1], Arms[0])]);
        ByClass = Model.ByClusters(0.95).Effects[0];
    }

    public PilotDesign Design { get; }

    public Moments Moments { get; }

    public EffectModel Model { get; }

    /// <summary>The effect with CR2, and the other cluster-robust errors beside it.</summary>
    public ModelEffect ByClass { get; }

    private static ModelSpec Spec => new() { Outcome = 1, Arms = Arms, Required = 0, Covariates = [new Covariate.Number("pretest", 0)] };

    /// <summary>The two-sided p of an analysis that takes students for independent (HC2).</summary>
    public double PIgnoringClasses()
    {
        var pass = Model.BeginRows();
        foreach (var (numbers, arm) in _rows) pass.Add(numbers, [], arm);
        return Model.ByRows([pass], 0.95).Effects[0].Effect.P;
    }

    public double PByPermutation(ulong seed) => ClusterPermutation.Run(Moments, Spec, Arms[1], Arms[0], _ => "", seed)!.P;

    /// <summary>What one arm's frozen criteria say, sized as the product sizes it.</summary>
    public Verdict Recommendation(Criteria criteria)
    {
        var sample = OutcomeSample.Of(Moments, 1, 0, Arms);
        var icc = RandomIntercept.Fit(Moments, 1, 0, Arms, null);
        var units = sample.Observations;
        var size = EffectSize.Hedges(sample.StandardDeviation(Arms[1], Arms[0]), units, (double)units / Design.Classes, icc?.Rho ?? 0);
        if (size is null) return Verdict.InsufficientInformation;
        var g = size.Of(ByClass.Effect);
        var effect = new SizedEffect(g.Value, g.StandardError, ByClass.Effect.DegreesOfFreedom);
        var fewest = Math.Min(Design.Treated, Design.Classes - Design.Treated);
        var evidence = new ArmEvidence(Arms[1], effect, ByClass.Effect.P, fewest, Design.Classes,
            [new HarmLook("exam", null, effect, criteria.Harm)]);
        return Recommend.Of([evidence], criteria)[0].Verdict;
    }

    private static long Stored(double score) => (long)Math.Round(score * 1e10);
}
