using Chalkline.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Moments are a commutative monoid, and a homomorphism from bags of rows: what lets files, workers and districts be added.</summary>
public class Moments_of_parts
{
    private static readonly byte[] Key = [1, 2, 3];
    private static readonly InventedStudy Study = InventedStudy.Of(1);
    private static readonly Moments Whole = Study.Moments;

    [Fact]
    public void add_up_to_the_whole_however_rows_are_split_and_ordered() => Prop.ForAll(Splits(), split =>
    {
        var rows = new SeededRandom(split.Seed).Shuffled(Study.Rows);
        var parts = new List<InventedRow>[split.Parts];
        for (var i = 0; i < parts.Length; i++) parts[i] = [];
        var random = new SeededRandom(split.Seed + 1);
        foreach (var row in rows) parts[random.Below(parts.Length)].Add(row);
        return Same(Whole, parts.Select(Study.Sum).Aggregate((a, b) => a + b));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void add_in_any_grouping_and_order() => Prop.ForAll(Splits(), split =>
    {
        var random = new SeededRandom(split.Seed);
        var thirds = Study.Rows.GroupBy(_ => random.Below(3)).Select(g => Study.Sum(g)).ToArray();
        if (thirds.Length < 3) return true;
        var (a, b, c) = (thirds[0], thirds[1], thirds[2]);
        return Same(a + (b + c), a + b + c) && Same(a + b, b + a);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void stay_themselves_when_nothing_is_added()
    {
        Assert.True(Same(Whole, Whole + Moments.Empty(Study.Plan)));
        Assert.True(Same(Whole, Moments.Empty(Study.Plan) + Whole));
    }

    [Fact]
    public void have_another_digest_once_a_single_unit_in_the_last_place_differs()
    {
        var first = true;
        var changed = Study.With(r =>
        {
            if (!first) return r;
            first = false;
            return r with { Numbers = [r.Numbers[0], r.Numbers[1], r.Numbers[2] + 1] };
        });
        Assert.NotEqual(Whole.Digest(Key), changed.Moments.Digest(Key));
        Assert.NotEqual(Whole.Digest(Key), Whole.Digest([1, 2, 4]));
        Assert.Equal(Whole.Digest(Key), Study.Moments.Digest(Key));
    }

    [Fact]
    public void are_refused_under_another_plan()
    {
        NumberColumn[] numbers = [.. Study.Plan.Numbers];
        MomentsPlan[] others =
        [
            new([numbers[0], numbers[1], numbers[2] with { Digits = 9 }], Study.Plan.IndicatorVariables),
            new([numbers[0], numbers[1], numbers[2] with { Centre = 1 }], Study.Plan.IndicatorVariables),
            new([numbers[1], numbers[0], numbers[2]], Study.Plan.IndicatorVariables),
            new(numbers[..2], Study.Plan.IndicatorVariables),
            new(numbers, ["pair", "room"]),
        ];
        foreach (var other in others) Assert.Throws<MomentsMismatchException>(() => Whole + Moments.Empty(other));
        Assert.True(Same(Whole, Whole + Moments.Empty(new MomentsPlan(numbers.ToList(), Study.Plan.IndicatorVariables.ToList()))));
    }

    [Fact]
    public void count_each_level_in_its_arm()
    {
        foreach (var level in new[] { "0", "1" })
        {
            var rows = Study.Rows.Where(r => r.Arm == "arm 1" && r.Indicators.Contains(new Indicator("support", level))).ToList();
            Assert.Equal((rows.Count, rows.Select(r => r.Cluster).Distinct().Count()), Whole.CountOf([new Indicator("support", level)], 0, "arm 1"));
        }
        Assert.All(Whole.LevelOfCluster("pair"), c => Assert.Equal(int.Parse(c.Key[6..], null) / 2, int.Parse(c.Value!, null)));
        Assert.All(Whole.LevelOfCluster("support"), c => Assert.Equal(
            Study.Rows.Where(r => r.Cluster == c.Key).SelectMany(r => r.Indicators).Where(i => i.Variable == "support").Distinct().Count() > 1,
            c.Value is null));
    }

    private static Arbitrary<(int Parts, ulong Seed)> Splits() => Arb.From(
        from parts in Gen.Choose(1, 9)
        from seed in Gen.Choose(0, int.MaxValue)
        select (parts, (ulong)seed));

    private static bool Same(Moments a, Moments b) =>
        a.Digest(Key) == b.Digest(Key) && a.Indicators.SequenceEqual(b.Indicators) && a.Cells.Count == b.Cells.Count
        && a.Cells.Zip(b.Cells).All(x => x.First.Key == x.Second.Key && Same(x.First.Gram, x.Second.Gram));

    private static bool Same(Gram a, Gram b) => a.N == b.N && a.Ids.SequenceEqual(b.Ids) && a.Counts.SequenceEqual(b.Counts)
        && a.Sums.SequenceEqual(b.Sums) && a.Products.SequenceEqual(b.Products) && a.IndicatorSums.SequenceEqual(b.IndicatorSums);
}
