using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Evidence.Tests;

public class Adjusted_p_values
{
    private const double Rounding = 1e-15;

    [Fact]
    public void are_Rs()
    {
        foreach (var (p, benjaminiHochberg, holm) in RFunctions.Adjusted())
        {
            Figures.Close(benjaminiHochberg, MultipleTesting.BenjaminiHochberg(p), 1e-14);
            Figures.Close(holm, MultipleTesting.Holm(p), 1e-14);
        }
        Assert.Empty(MultipleTesting.Holm([]));
        Assert.Empty(MultipleTesting.BenjaminiHochberg([]));
    }

    [Fact]
    public void keep_the_order_lie_between_p_and_Bonferroni_and_go_with_their_p() => Prop.ForAll(Families(), p =>
    {
        var (holm, bh) = (MultipleTesting.Holm(p), MultipleTesting.BenjaminiHochberg(p));
        var reversed = MultipleTesting.Holm(p.Reverse().ToArray()).Reverse();
        return Enumerable.Range(0, p.Length).All(i => p[i] <= bh[i] + Rounding && bh[i] <= holm[i] + Rounding && holm[i] <= Math.Min(1, p[i] * p.Length)
                && Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || holm[i] <= holm[j] && bh[i] <= bh[j]))
            && reversed.SequenceEqual(holm);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<double[]> Families() =>
        Arb.From(Gen.Choose(0, 1000).Select(i => i / 1000.0 * (i / 1000.0)).NonEmptyListOf().Select(l => l.ToArray()));
}
