using System.Numerics;
using Chalkline.Simulation;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Walks and draws over the ways to treat as many clusters in each block as were.</summary>
public class Assignments
{
    public static TheoryData<int[], int[]> Blocks => new()
    {
        { [8], [4] }, { [7], [1] }, { [5], [0] }, { [4], [4] }, { [2, 2, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1] }, { [4, 3, 5], [2, 1, 3] },
        { [1, 6, 2], [1, 2, 0] }, { [12], [5] },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void are_each_visited_once_however_the_walk_is_split(int[] sizes, int[] treated)
    {
        var (blocks, observed) = Make(sizes, treated);
        var total = (int)sizes.Zip(treated).Aggregate(BigInteger.One, (product, b) => product * ClusterPermutation.Choose(b.First, b.Second));
        var random = new SeededRandom((ulong)total);
        var starts = new SortedSet<int> { 0, random.Below(total), random.Below(total), total };
        var seen = new HashSet<string>();
        foreach (var (from, to) in starts.Zip(starts.Skip(1)))
        {
            var walk = new Assignment(blocks, observed, 1);
            for (var i = from; i < to; i++)
            {
                walk.MoveTo(i, first: i == from);
                Assert.All(blocks, (b, block) => Assert.Equal(treated[block], b.Count(c => walk.Treated[c])));
                Assert.True(seen.Add(Text(walk.Treated)));
            }
        }
        Assert.Equal(total, seen.Count);
        Assert.Contains(Text(observed), seen);
    }

    [Theory]
    [InlineData(new[] { 6 }, new[] { 3 })]
    [InlineData(new[] { 2, 2, 2, 2 }, new[] { 1, 1, 1, 1 })]
    [InlineData(new[] { 4, 3 }, new[] { 1, 2 })]
    [InlineData(new[] { 5, 1 }, new[] { 4, 1 })]
    public void are_drawn_equally_often(int[] sizes, int[] treated)
    {
        var (blocks, observed) = Make(sizes, treated);
        var walk = new Assignment(blocks, observed, 20260101);
        var counts = new Dictionary<string, int>();
        const int draws = 40_000;
        for (var i = 0; i < draws; i++)
        {
            walk.Draw(i);
            Assert.All(blocks, (b, block) => Assert.Equal(treated[block], b.Count(c => walk.Treated[c])));
            counts[Text(walk.Treated)] = counts.GetValueOrDefault(Text(walk.Treated)) + 1;
        }
        var total = (int)sizes.Zip(treated).Aggregate(BigInteger.One, (product, b) => product * ClusterPermutation.Choose(b.First, b.Second));
        Assert.Equal(total, counts.Count);
        var expected = (double)draws / total;
        var square = counts.Values.Sum(n => (n - expected) * (n - expected) / expected);
        var free = total - 1;
        // χ² has mean df and variance 2 df; 4 standard deviations either way, for draws too even are no draws.
        Assert.InRange(square, free - 4 * Math.Sqrt(2.0 * free), free + 4 * Math.Sqrt(2.0 * free));
    }

    [Fact]
    public void drawn_by_the_same_number_are_the_same_whatever_was_drawn_before()
    {
        var (blocks, observed) = Make([9, 4], [4, 2]);
        var (one, other) = (new Assignment(blocks, observed, 3), new Assignment(blocks, observed, 3));
        var forward = Enumerable.Range(0, 50).Select(i => Drawn(one, i)).ToArray();
        var backward = Enumerable.Range(0, 50).Reverse().Select(i => Drawn(other, i)).Reverse().ToArray();
        Assert.Equal(forward, backward);

        static string Drawn(Assignment a, int number)
        {
            a.Draw(number);
            return Text(a.Treated);
        }
    }

    /// <summary>Clusters dealt to blocks in turn, so that a block's do not stand together.</summary>
    private static (int[][] Blocks, bool[] Observed) Make(int[] sizes, int[] treated)
    {
        var next = new SeededRandom(9).Shuffled(Enumerable.Range(0, sizes.Sum())).ToList();
        var blocks = new int[sizes.Length][];
        var observed = new bool[sizes.Sum()];
        for (var b = 0; b < sizes.Length; b++)
        {
            blocks[b] = next.Take(sizes[b]).Order().ToArray();
            next.RemoveRange(0, sizes[b]);
            foreach (var c in blocks[b].Take(treated[b])) observed[c] = true;
        }
        return (blocks, observed);
    }

    private static string Text(bool[] treated) => string.Concat(treated.Select(t => t ? '1' : '0'));
}
