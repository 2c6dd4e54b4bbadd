using System.Text.Json.Nodes;
using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

public class A_permutation_test
{
    public static IEnumerable<TheoryDataRow<ReferenceCase, int>> Exact(string file) => Tests(file, exact: true);

    public static IEnumerable<TheoryDataRow<ReferenceCase, int>> Drawn(string file) => Tests(file, exact: false);

    [Theory]
    [MemberData(nameof(Exact), "designs.json")]
    [MemberData(nameof(Exact), "trial.json")]
    public void over_all_assignments_has_Rs_p(ReferenceCase c, int test)
    {
        var (expected, actual) = Run(c, test);
        Assert.True(actual.Exact);
        Assert.Equal((long)expected["assignments"]!, actual.Assignments);
        Assert.Equal((double)expected["p"]!, actual.P, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Drawn), "trial.json")]
    public void over_drawn_assignments_has_Rs_p_up_to_the_luck_of_the_draw(ReferenceCase c, int test)
    {
        var (expected, actual) = Run(c, test);
        Assert.False(actual.Exact);
        var p = (double)expected["p"]!;
        var error = Math.Sqrt(p * (1 - p) * (1.0 / actual.Assignments + 1.0 / (double)expected["draws"]!));
        Assert.InRange(actual.P, p - 4 * error, p + 4 * error);
    }

    [Fact]
    public void says_the_same_for_any_order_of_rows()
    {
        var study = InventedStudy.Of(101, 26);
        var spec = InventedStudy.Spec() with { Covariates = [new Covariate.Number("pretest", InventedStudy.Pretest)] };
        var expected = ClusterPermutation.Run(study.Moments, spec, "arm 1", "arm 0", _ => "", 5);
        Assert.False(expected!.Exact);
        for (var round = 0UL; round < 2; round++)
            Assert.Equal(expected, ClusterPermutation.Run(study.Sum(new SeededRandom(round).Shuffled(study.Rows)), spec, "arm 1", "arm 0", _ => "", 5));
        Assert.NotEqual(expected.P, ClusterPermutation.Run(study.Moments, spec, "arm 1", "arm 0", _ => "", 6)!.P);
    }

    [Fact]
    public void does_not_see_which_of_two_arms_is_which()
    {
        var study = InventedStudy.Of(102, 10);
        var spec = InventedStudy.Spec() with { Arms = ["arm 1", "arm 0"] };
        Assert.Equal(ClusterPermutation.Run(study.Moments, InventedStudy.Spec(), "arm 1", "arm 0", _ => "", 1)!.P,
            ClusterPermutation.Run(study.Moments, spec, "arm 0", "arm 1", _ => "", 1)!.P, 1e-12);
    }

    [Fact]
    public void is_not_run_where_a_cluster_lies_in_two_arms()
    {
        var study = InventedStudy.Of(103, 10);
        var mixed = study with { Rows = [.. study.Rows, study.Rows[0] with { Arm = "arm 1" }] };
        Assert.Null(ClusterPermutation.Run(mixed.Moments, InventedStudy.Spec(), "arm 1", "arm 0", _ => "", 1));
    }

    [Fact]
    public void of_the_studied_statistic_is_the_models_effect_over_its_CR0_error()
    {
        // With one cluster an arm moved at a time, p counts |t| at least as large; t itself is seen through the model.
        var study = InventedStudy.Of(104, 8);
        var spec = InventedStudy.Spec();
        var observed = Math.Abs(T(study));
        var classes = study.Rows.Select(r => r.Cluster).Distinct().ToArray();
        var (extreme, all) = (0, 0);
        for (var bits = 0; bits < 256; bits++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)bits) != 4) continue;
            all++;
            var chosen = bits;
            if (Math.Abs(T(study.With(r => r with { Arm = (chosen >> Array.IndexOf(classes, r.Cluster) & 1) == 1 ? "arm 1" : "arm 0" })))
                >= observed * (1 - 1e-9)) extreme++;
        }
        var test = ClusterPermutation.Run(study.Moments, spec, "arm 1", "arm 0", _ => "", 1)!;
        Assert.Equal(70, all);
        Assert.Equal(new PermutationTest(extreme / 70.0, true, 70), test);

        double T(InventedStudy s)
        {
            var effect = EffectModel.Fit(s.Moments, spec, [("arm 1", "arm 0")]).ByClusters(0.95).Effects[0];
            return effect.Effect.Value / effect.Robustness.CR0;
        }
    }

    private static IEnumerable<TheoryDataRow<ReferenceCase, int>> Tests(string file, bool exact)
    {
        foreach (var c in ReferenceCase.In(file))
        {
            // Ours keeps the other arms in the model; the samples of two arms alone are another test's.
            var tests = c.Expected["permutations"]?.AsArray() ?? [];
            for (var i = 0; i < tests.Count; i++)
            {
                if ((string)tests[i]!["sample"]! != "all" || (bool)tests[i]!["exact"]! != exact) continue;
                yield return new TheoryDataRow<ReferenceCase, int>(c, i);
                if (!exact) break; // 10,000 draws in a model of 35 columns take seconds: one an outcome is enough
            }
        }
    }

    private static (JsonNode Expected, PermutationTest Actual) Run(ReferenceCase c, int test)
    {
        var rows = c.Rows();
        Assert.SkipWhen(rows is null, "The data set beside the tree is not there.");
        var expected = c.Expected["permutations"]![test]!;
        var moments = new CaseMoments(c, rows!);
        var blocks = (string?)expected["block"] is { } column ? BlockOf(c, rows!, column) : null;
        var actual = ClusterPermutation.Run(moments.Moments, moments.Spec, (string)expected["arm"]!, (string)expected["against"]!,
            cluster => blocks?[cluster] ?? "", 20);
        return (expected, actual!);
    }

    private static Dictionary<string, string> BlockOf(ReferenceCase c, List<Dictionary<string, string>> rows, string column) =>
        rows.GroupBy(r => string.Join('\u001f', c.List("cluster").Select(x => r[x]))).ToDictionary(g => g.Key, g => g.First()[column]);
}
