using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>What is said of a pilot that neither scales nor stops: how likely its tool works, and how many clusters would tell.</summary>
public class What_is_not_settled
{
    [Fact]
    public void has_Rs_posterior()
    {
        var rows = RFunctions.Rows("posteriors").ToList();
        Assert.True(rows.Count > 60);
        foreach (var r in rows)
        {
            var posterior = Recommend.PosteriorOf(new SizedEffect(r[0], r[1], r[2]),
                new Criteria { PriorMean = r[3], PriorStandardDeviation = r[4], Worthwhile = r[5] });
            Assert.Equal(r[6], posterior.AboveZero, 1e-7);
            Assert.Equal(r[7], posterior.AboveWorthwhile, 1e-7);
        }
    }

    [Fact]
    public void has_the_normal_posterior_where_the_likelihood_is_all_but_normal()
    {
        // Prior N(0, .2²), estimate .15 ± .1: posterior N(.12, .008).
        var posterior = Recommend.PosteriorOf(new SizedEffect(0.15, 0.1, 1e6), new Criteria { Worthwhile = 0.1 });
        Assert.Equal(MathNet.Numerics.Distributions.Normal.CDF(0, 1, 0.12 / Math.Sqrt(0.008)), posterior.AboveZero, 1e-6);
        Assert.Equal(MathNet.Numerics.Distributions.Normal.CDF(0, 1, 0.02 / Math.Sqrt(0.008)), posterior.AboveWorthwhile, 1e-6);
    }

    [Fact]
    public void is_settled_by_the_smallest_number_of_clusters_that_would_do() => Prop.ForAll(Pilots(), x =>
    {
        var found = Recommend.ClustersToSettle(new SizedEffect(0, x.Error, 10), x.Clusters, x.Level, x.Worthwhile);
        var expected = Enumerable.Range(3, 20_000).FirstOrDefault(j => (StudentT.Quantile(x.Level, j - 2) + StudentT.Quantile(0.8, j - 2))
            * x.Error * Math.Sqrt((double)x.Clusters / j) <= x.Worthwhile);
        return expected == found || expected == 0 && (found is null or > 20_000);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void is_beyond_reach_where_a_million_clusters_would_not_settle_it() =>
        Assert.Null(Recommend.ClustersToSettle(new SizedEffect(0, 1, 10), 40, 0.95, 0.001));

    private static Arbitrary<(double Error, int Clusters, double Level, double Worthwhile)> Pilots() => Arb.From(
        from error in Gen.Choose(1, 30)
        from clusters in Gen.Choose(6, 60)
        from level in Gen.Elements(0.95, 0.975, 1 - 0.00557, 1 - 0.0482)
        from worthwhile in Gen.Elements(0.1, 0.2, 0.5)
        select (error / 100.0, clusters, level, worthwhile));
}
