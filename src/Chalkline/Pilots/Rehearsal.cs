using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// An evaluation of a few made-up numbers, thrown away: while one core still reads the study file, another loads and compiles what the
/// evaluation will need. It saves about a tenth of the time of a short evaluation, and changes nothing else.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Starts it in the background, where there is a second core.</summary>
    public static void Start()
    {
        if (Environment.ProcessorCount > 1) _ = Task.Run(Run);
    }

    private static void Run()
    {
        var builder = new MomentsBuilder(new MomentsPlan([new NumberColumn("pretest"), new NumberColumn("exam")], ["grade"]));
        for (var i = 0; i < 64; i++)
            builder.Add(new CellId(i % 8, i % 2, 0, 0), [[i * 7919 % 101], [i * 7907 % 103]], 0, 1, [i % 3]);
        string[] arms = ["control", "tool"];
        Indicator[] grades = [new("grade", "6"), new("grade", "7"), new("pretest", Indicator.Missing)];
        var moments = builder.Build(new MomentsNames(["1", "2", "3", "4", "5", "6", "7", "8"], arms, [""], grades));
        var spec = new ModelSpec
        {
            Outcome = 1,
            Arms = arms,
            Required = 0,
            Covariates = [new Covariate.Number("pretest", 0), new Covariate.Factor("grade")],
        };
        EffectModel.Fit(moments, spec, [new ArmPair("tool", "control")], withCovariates: true).ByClusters(0.95);
        RandomIntercept.Fit(moments, 1, 0, arms, null);
        OutcomeSample.Of(moments, 1, 0, arms);
        (moments + Moments.Empty(moments.Plan)).Digest([0]);
    }
}
