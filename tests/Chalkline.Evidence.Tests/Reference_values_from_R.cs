using System.Text.Json.Nodes;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Figures that estimatr, clubSandwich and lme4 computed: 1e-9 relative on estimates and errors, 1e-6 on degrees of freedom.</summary>
public class Reference_values_from_R
{
    public static IEnumerable<TheoryDataRow<ReferenceCase>> Cases(string file) =>
        ReferenceCase.In(file).Select(c => new TheoryDataRow<ReferenceCase>(c));

    public static IEnumerable<TheoryDataRow<ReferenceCase>> CasesWith(string file, string part) =>
        ReferenceCase.In(file).Where(c => c.Expected[part] is not null).Select(c => new TheoryDataRow<ReferenceCase>(c));

    [Theory]
    [MemberData(nameof(Cases), "designs.json")]
    [MemberData(nameof(Cases), "trial.json")]
    [MemberData(nameof(Cases), "star.json")]
    public void are_met(ReferenceCase c)
    {
        var rows = c.Rows();
        Assert.SkipWhen(rows is null, "The data set beside the tree is not there.");
        var moments = new CaseMoments(c, rows!);
        // The model of a case about a subgroup is tested with the subgroups.
        if (c.Text("subgroup") is not null) return;
        // Covariates that R's packages dispute are not asked for: in a second pass over rows each costs as much as an arm.
        var adjustment = c.Expected["adjustment"]!.AsArray();
        var model = EffectModel.Fit(moments.Moments, moments.Spec, c.Effects, withCovariates: adjustment.Count > 0);
        var figures = c.Individual ? moments.ByRows(model, 0.95) : model.ByClusters(0.95);

        Assert.Equal((long)c.Expected["observations"]!, model.Observations);
        Assert.Equal(c.Expected["dropped"]!.AsArray().Select(x => (string)x!), model.DroppedCovariates);
        foreach (var (effect, expected) in figures.Effects.Zip(c.Expected["effects"]!.AsArray()))
        {
            Agree(expected!, effect.Effect);
            Agree(expected!, effect.Robustness);
        }
        if (!c.Individual || c.Expected["joint"] is not null) Agree(c.Expected["joint"], figures.Joint);
        var covariates = figures.Covariates.ToDictionary(x => x.Term, x => x.Estimate);
        foreach (var expected in adjustment)
            if (!((string)expected!["term"]!).StartsWith($"{c.Text("block")}=", StringComparison.Ordinal)) Agree(expected!, covariates[(string)expected["term"]!]);
    }

    [Theory]
    [MemberData(nameof(CasesWith), "designs.json", "subgroups")]
    [MemberData(nameof(CasesWith), "trial.json", "subgroups")]
    [MemberData(nameof(CasesWith), "star.json", "subgroups")]
    public void are_met_in_subgroups(ReferenceCase c)
    {
        var rows = c.Rows();
        Assert.SkipWhen(rows is null, "The data set beside the tree is not there.");
        var moments = new CaseMoments(c, rows!);
        foreach (var expected in c.Expected["subgroups"]!.AsArray())
        {
            var column = (string)expected!["column"]!;
            var spec = moments.Spec with { Subgroup = new Indicator(column, (string)expected["level"]!), Required = moments.Needs(column) };
            var figures = EffectModel.Fit(moments.Moments, spec, [((string)expected["arm"]!, (string)expected["against"]!)]).ByClusters(0.95);
            Agree(expected["effect"]!, figures.Effects[0].Effect);
            Agree(expected["difference"]!, figures.Differences[0].Effect);
        }
    }

    [Theory]
    [MemberData(nameof(CasesWith), "designs.json", "variances")]
    [MemberData(nameof(CasesWith), "trial.json", "variances")]
    [MemberData(nameof(CasesWith), "star.json", "variances")]
    public void are_met_by_variance_components_and_effect_sizes(ReferenceCase c)
    {
        var rows = c.Rows();
        Assert.SkipWhen(rows is null, "The data set beside the tree is not there.");
        var moments = new CaseMoments(c, rows!);
        var groups = c.Text("occasion") is null ? null : moments.Units().Groups[0];
        var required = c.Text("subgroup") is { } column ? moments.Needs(column) : 0;
        var icc = RandomIntercept.Fit(moments.Moments, moments.Outcome, required, c.Arms, groups)!;
        var expected = c.Expected["variances"]!;
        Assert.Equal((double)expected["cluster"]!, icc.Cluster, Relative(expected["cluster"], 1e-6, (double)expected["residual"]!));
        Assert.Equal((double)expected["unit"]!, icc.Unit, Relative(expected["unit"], 1e-6, (double)expected["residual"]!));
        Assert.Equal((double)expected["residual"]!, icc.Residual, Relative(expected["residual"], 1e-6, 0));

        var sample = OutcomeSample.Of(moments.Moments, moments.Outcome, required, c.Arms);
        var units = c.Text("occasion") is null ? null : moments.Units().ByArm[0];
        foreach (var effect in c.Expected["effects"]!.AsArray())
        {
            if (effect!["hedges"] is not { } hedges) continue;
            var (arm, against) = ((string)effect["arm"]!, (string)effect["against"]!);
            var s = sample.StandardDeviation(arm, against);
            Assert.Equal((double)hedges["S"]!, s, Relative(hedges["S"], 1e-9, 0));
            var n = units is null ? sample[arm].Rows + sample[against].Rows : units[arm] + units[against];
            Assert.Equal((long)hedges["N"]!, n);
            var size = EffectSize.Hedges(s, n, (double)hedges["clusterSize"]!, (double)hedges["rho"]!)!;
            var g = size.Factor * (double)effect["estimate"]!;
            Assert.Equal((double)hedges["g"]!, g, Relative(hedges["g"], 1e-9, 0));
        }
    }

    private static void Agree(JsonNode expected, Estimate actual)
    {
        Assert.Equal((double)expected["estimate"]!, actual.Value, Relative(expected["estimate"], 1e-9, 1e-3 * (double)expected["standardError"]!));
        Assert.Equal((double)expected["standardError"]!, actual.StandardError, Relative(expected["standardError"], 1e-9, 0));
        Assert.Equal((double)expected["degreesOfFreedom"]!, actual.DegreesOfFreedom, Relative(expected["degreesOfFreedom"], 1e-6, 0));
        Assert.Equal((double)expected["p"]!, actual.P, Relative(expected["p"], 1e-5, 1e-12));
        if (expected["interval"] is not { } interval) return;
        Assert.Equal((double)interval[0]!, actual.Interval.Low, Relative(expected["standardError"], 1e-6, 0));
        Assert.Equal((double)interval[1]!, actual.Interval.High, Relative(expected["standardError"], 1e-6, 0));
    }

    private static void Agree(JsonNode expected, Robustness actual)
    {
        if (expected["HC0"] is { } hc0)
        {
            Assert.Equal((double)hc0, actual.CR0, Relative(hc0, 1e-9, 0));
            Assert.Equal((double)expected["HC1"]!, actual.CR1S, Relative(expected["HC1"], 1e-9, 0));
            Assert.Equal((double)expected["HC3"]!, actual.CR3!.Value, Relative(expected["HC3"], 1e-9, 0));
            return;
        }
        Assert.Equal((double)expected["CR0"]!, actual.CR0, Relative(expected["CR0"], 1e-9, 0));
        Assert.Equal((double)expected["CR1"]!, actual.CR1, Relative(expected["CR1"], 1e-9, 0));
        Assert.Equal((double)expected["CR1S"]!, actual.CR1S, Relative(expected["CR1S"], 1e-9, 0));
        Assert.Equal(expected["CR3"] is null, actual.CR3 is null);
        if (expected["CR3"] is { } cr3) Assert.Equal((double)cr3, actual.CR3!.Value, Relative(cr3, 1e-8, 0));
    }

    private static void Agree(JsonNode? expected, JointTest? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null) return;
        Assert.Equal((double)expected["F"]!, actual!.F, Relative(expected["F"], 1e-8, 0));
        Assert.Equal((int)expected["degreesOfFreedom"]![0]!, actual.NumeratorDegreesOfFreedom);
        Assert.Equal((double)expected["degreesOfFreedom"]![1]!, actual.DenominatorDegreesOfFreedom, Relative(expected["degreesOfFreedom"]![1], 1e-6, 0));
        Assert.Equal((double)expected["p"]!, actual.P, Relative(expected["p"], 1e-6, 0));
    }

    private static double Relative(JsonNode? expected, double tolerance, double floor) =>
        tolerance * Math.Max(Math.Abs((double)expected!), floor);
}
