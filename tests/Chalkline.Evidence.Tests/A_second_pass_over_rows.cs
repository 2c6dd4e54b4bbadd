using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>HC2 from rows: their order and who reads them must not show, and each row is its own cluster.</summary>
public class A_second_pass_over_rows
{
    private static readonly ArmPair[] Effects = [("arm 1", "arm 0"), ("arm 2", "arm 0")];

    [Theory]
    [InlineData(91)]
    [InlineData(92)]
    [InlineData(93)]
    public void says_the_same_to_the_bit_for_any_order_and_any_workers(ulong seed)
    {
        var study = InventedStudy.Of(seed, 9, 3);
        var moments = study.Moments;
        var expected = Figures.Bits(ByRows(moments, [study.Rows]));
        var random = new SeededRandom(seed);
        for (var workers = 1; workers <= 5; workers++)
        {
            var parts = random.Shuffled(study.Rows).GroupBy(_ => random.Below(workers)).Select(g => g.ToList()).ToList();
            parts.Add([]); // a worker that got nothing
            Assert.Equal(expected, Figures.Bits(ByRows(moments, parts)));
        }
    }

    [Theory]
    [InlineData(94)]
    [InlineData(95)]
    [InlineData(96)]
    public void agrees_with_clusters_of_one_row_each(ulong seed)
    {
        var study = InventedStudy.Of(seed, 9, 3);
        var row = 0;
        var alone = study.With(r => r with { Cluster = $"row {row++}" });
        var byClusters = EffectModel.Fit(alone.Moments, InventedStudy.Spec(3), Effects, withCovariates: true).ByClusters(0.95);
        var byRows = ByRows(study.Moments, [study.Rows]);
        Figures.Close(Figures.All(byClusters), Figures.All(byRows), 1e-9);
    }

    private static ModelFigures ByRows(Moments moments, IEnumerable<IEnumerable<InventedRow>> parts)
    {
        var spec = InventedStudy.Spec(3);
        return InventedStudy.ByRows(moments, spec, EffectModel.Fit(moments, spec, Effects, withCovariates: true), parts);
    }
}
