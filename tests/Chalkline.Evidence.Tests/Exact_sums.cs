using System.Numerics;
using System.Runtime.CompilerServices;
using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Sums against integers of any size, at the largest values that a row may hold.</summary>
public class Exact_sums
{
    private const long Largest = 1_000_000_000_000_000;

    private static readonly MomentsPlan Plan = new([new("a"), new("b"), new("c")], ["level"]);
    private static readonly MomentsNames Names = new(["class"], ["arm"], [""], [new("level", "1"), new("level", "2")]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void are_those_of_big_integers_at_values_of_ten_to_the_fifteen(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var builder = new MomentsBuilder(Plan);
        var (sums, products, byLevel) = (new BigInteger[3], new BigInteger[6], new BigInteger[6]);
        var counts = new long[2];
        for (var row = 0; row < 5000; row++)
        {
            var numbers = new long[3];
            for (var i = 0; i < 3; i++) numbers[i] = Number(random);
            var level = random.Below(2);
            builder.Add(new CellId(0, 0, 0, 0), numbers, [level]);
            counts[level]++;
            for (var i = 0; i < 3; i++)
            {
                sums[i] += numbers[i];
                byLevel[level * 3 + i] += numbers[i];
                for (var j = 0; j <= i; j++) products[Gram.Packed(i, j)] += (BigInteger)numbers[i] * numbers[j];
            }
        }
        var gram = builder.Build(Names).Cells.Single().Gram;
        Assert.Equal(5000, gram.N);
        Assert.Equal(sums, gram.Sums.Select(x => x.Big()));
        Assert.Equal(products, gram.Products.Select(x => x.Big()));
        Assert.Equal(byLevel, gram.IndicatorSums.Select(x => x.Big()));
        Assert.Equal([counts[0], 0, counts[1]], gram.Counts);
    }

    [Theory]
    [InlineData(Largest)]
    [InlineData(-Largest)]
    public void that_leave_128_bits_are_refused_and_are_exact_until_then(long value)
    {
        var builder = new MomentsBuilder(Plan);
        builder.Add(new CellId(0, 0, 0, 0), [value, value, -value], [0]);
        var moments = builder.Build(Names);
        var square = (BigInteger)value * value;
        // Twice as many rows each time: 10³⁰ · 2²⁷ < 2¹²⁷ < 10³⁰ · 2²⁸.
        for (var doubling = 1; doubling <= 27; doubling++)
        {
            moments += moments;
            Assert.Equal(square << doubling, moments.Cells[0].Gram.Products[0].Big());
            Assert.Equal(-square << doubling, moments.Cells[0].Gram.Products[Gram.Packed(2, 0)].Big());
        }
        Assert.Throws<OverflowException>(() => moments + moments);
    }

    [Fact]
    public void of_more_rows_in_one_cell_than_128_bits_surely_hold_are_refused()
    {
        var gram = new GramBuilder(1);
        RowsOf(gram) = (1L << 26) - 1;
        gram.Add([[1]], 0, 1, []);
        Assert.Throws<OverflowException>(() => gram.Add([[1]], 0, 1, []));
    }

    /// <summary>Its count of rows, so that sixty-seven million need not be added.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_n")]
    private static extern ref long RowsOf(GramBuilder gram);

    private static long Number(SeededRandom random) => random.Below(4) switch
    {
        0 => Largest,
        1 => -Largest,
        2 => 0,
        _ => random.Below(int.MaxValue) * 465_661L * (random.Below(2) == 0 ? 1 : -1),
    };
}
