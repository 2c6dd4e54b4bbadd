using Chalkline.Simulation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Evidence.Tests;

/// <summary>Students by keys as good as random, seen by several workers.</summary>
public class A_unit_ledger
{
    private static readonly MomentsNames Names = new(["c0", "c1", "c2"], ["control", "tutor"], ["fall", "spring", "summer"],
        [new("support", "0"), new("support", "1")]);

    [Fact]
    public void finds_a_unit_that_stands_twice_whichever_workers_hold_it() => Prop.ForAll(Cases(), x =>
    {
        var random = new SeededRandom(x.Seed);
        var keys = Keys(random, x.Units);
        var twice = keys[random.Below(keys.Length)];
        var found = UnitLedger.Duplicate(Deal(random, x.Workers, random.Shuffled(keys.Append(twice)).Select(k => (k, 0)), repeated: false));
        return found == Rows.Id(twice);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void finds_the_same_one_of_several_whatever_the_order()
    {
        UInt128 a = ((UInt128)5 << 120) | 1, b = ((UInt128)5 << 120) | 2;
        Assert.Equal(Rows.Id(a), UnitLedger.Duplicate([Of(a, b), Of(a, b)]));
        Assert.Equal(Rows.Id(a), UnitLedger.Duplicate([Of(b, a), Of(b, a)]));

        static UnitLedger Of(params UInt128[] units)
        {
            var ledger = new UnitLedger(1, repeated: false);
            foreach (var unit in units) ledger.Add(unit, default, [1], []);
            return ledger;
        }
    }

    [Fact]
    public void takes_many_rows_at_once_as_it_takes_them_one_by_one() => Prop.ForAll(Cases(), x =>
    {
        var keys = Keys(new SeededRandom(x.Seed), x.Units).Select(Rows.Id).ToArray();
        var once = new UnitLedger(1, repeated: false);
        once.Add(Array.ConvertAll(keys, k => k.High), Array.ConvertAll(keys, k => k.Low));
        var again = new UnitLedger(1, repeated: false);
        again.Add([keys[^1].High], [keys[^1].Low]);
        return UnitLedger.Duplicate([once]) is null && UnitLedger.Duplicate([once, again]) == keys[^1];
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void finds_no_unit_twice_where_none_is() => Prop.ForAll(Cases(), x =>
    {
        var random = new SeededRandom(x.Seed);
        return UnitLedger.Duplicate(Deal(random, x.Workers, Keys(random, x.Units).Select(k => (k, 0)), repeated: false)) is null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void counts_a_unit_on_another_occasion_as_no_duplicate_but_on_the_same_as_one() => Prop.ForAll(Cases(), x =>
    {
        var random = new SeededRandom(x.Seed);
        var keys = Keys(random, x.Units);
        var rows = keys.SelectMany(k => Enumerable.Range(0, 1 + random.Below(3)).Select(o => (Key: k, Occasion: o))).ToArray();
        if (UnitLedger.Duplicate(Deal(random, x.Workers, random.Shuffled(rows), repeated: true)) is not null) return false;
        var again = rows[random.Below(rows.Length)];
        return UnitLedger.Duplicate(Deal(random, x.Workers, random.Shuffled(rows.Append(again)), repeated: true)) == Rows.Id(again.Key);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void tells_units_apart_that_share_their_first_or_their_last_bits()
    {
        var keys = Enumerable.Range(1, 300).SelectMany(i => new[] { (UInt128)i << 64, (UInt128)i, (UInt128)i << 120 | 77 }).Distinct().ToArray();
        Assert.Null(UnitLedger.Duplicate(Deal(new SeededRandom(1), 3, keys.Select(k => (k, 0)), repeated: false)));
        Assert.Null(UnitLedger.Duplicate(Deal(new SeededRandom(1), 3, keys.Select(k => (k, 0)), repeated: true)));
    }

    [Fact]
    public void counts_what_counting_by_hand_counts() => Prop.ForAll(Cases(), x =>
    {
        var random = new SeededRandom(x.Seed);
        var rows = Keys(random, x.Units).SelectMany(k => Enumerable.Range(0, 3).Where(_ => random.Below(3) > 0).Select(o => Row(random, k, o))).ToList();
        ulong[] required = [0b01, 0b10];
        var counts = UnitLedger.Count(Deal(random, x.Workers, rows), Names, required);
        var any = rows.Where(r => r.Cell.Missing != 0b11).ToList();
        return counts.Units == any.Select(r => r.Key).Distinct().Count()
            && counts.InSeveralClusters == any.GroupBy(r => r.Key).Count(g => g.Select(r => r.Cell.Cluster).Distinct().Count() > 1)
            && Matches(counts.AnyOutcomeByArm, any)
            && Enumerable.Range(0, 2).All(o => OutcomeMatches(counts, o, rows.Where(r => (r.Cell.Missing & required[o]) == 0).ToList()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void groups_units_the_same_way_for_any_dealing_of_rows()
    {
        var random = new SeededRandom(7);
        var rows = Keys(random, 60).SelectMany(k => Enumerable.Range(0, 3).Select(o => Row(random, k, o))).ToArray();
        var expected = Lines(UnitLedger.Count(Deal(random, 1, rows), Names, [1, 2]));
        for (var workers = 1; workers <= 4; workers++)
            Assert.Equal(expected, Lines(UnitLedger.Count(Deal(random, workers, random.Shuffled(rows)), Names, [1, 2])));

        static IEnumerable<string> Lines(UnitCounts counts) => counts.Groups.SelectMany(
            g => g.Select(x => $"{x.Cluster} {x.Arm} {string.Join(',', x.Occasions)} {x.Units} {x.Totals} {x.Squares}"));
    }

    private sealed record LedgerRow(UInt128 Key, CellId Cell, long[] Values, int[] Subgroups);

    private static bool OutcomeMatches(UnitCounts counts, int outcome, List<LedgerRow> rows)
    {
        var bySubgroup = rows.SelectMany(r => r.Subgroups.Select(s => (r.Key, Arm: Names.Arms[r.Cell.Arm], Indicator: Names.Indicators[s]))).Distinct()
            .GroupBy(r => (r.Arm, r.Indicator)).ToDictionary(g => g.Key, g => g.LongCount());
        var groups = rows.GroupBy(r => (r.Key, r.Cell.Cluster, r.Cell.Arm)).ToList();
        return Matches(counts.ByArm[outcome], rows)
            && bySubgroup.Count == counts.BySubgroup[outcome].Count && bySubgroup.All(x => counts.BySubgroup[outcome][x.Key] == x.Value)
            && counts.Groups[outcome].Sum(g => g.Units) == groups.Count
            && counts.Groups[outcome].Sum(g => g.Units * g.Occasions.Count) == rows.Count
            && counts.Groups[outcome].Aggregate((Int128)0, (sum, g) => sum + (Int128)g.Totals.Big()) == rows.Sum(r => r.Values[outcome])
            && counts.Groups[outcome].Aggregate((Int128)0, (sum, g) => sum + (Int128)g.Squares.Big())
                == groups.Select(g => (Int128)g.Sum(r => r.Values[outcome])).Aggregate((Int128)0, (sum, t) => sum + t * t);
    }

    private static bool Matches(IReadOnlyDictionary<string, long> byArm, List<LedgerRow> rows)
    {
        var expected = rows.Select(r => (r.Key, r.Cell.Arm)).Distinct().GroupBy(r => Names.Arms[r.Arm]).ToDictionary(g => g.Key, g => g.LongCount());
        return expected.Count == byArm.Count && expected.All(x => byArm[x.Key] == x.Value);
    }

    private static LedgerRow Row(SeededRandom random, UInt128 key, int occasion)
    {
        var missing = (ulong)random.Below(4);
        long[] values = [(missing & 1) == 0 ? random.Below(1000) - 500 : 0, (missing & 2) == 0 ? random.Below(1000) : 0];
        return new(key, new CellId(random.Below(3), (int)(key & 1), occasion, missing), values, random.Below(3) == 0 ? [] : [random.Below(2)]);
    }

    private static UInt128[] Keys(SeededRandom random, int n) =>
        Enumerable.Range(0, n).Select(_ => new UInt128(random.Bits(), random.Bits())).ToArray();

    private static UnitLedger[] Deal(SeededRandom random, int workers, IEnumerable<(UInt128 Key, int Occasion)> rows, bool repeated)
    {
        var ledgers = Enumerable.Range(0, workers).Select(_ => new UnitLedger(1, repeated)).ToArray();
        foreach (var (key, occasion) in rows) ledgers[random.Below(workers)].Add(key, new CellId(0, 0, occasion, 0), [5], []);
        return ledgers;
    }

    private static UnitLedger[] Deal(SeededRandom random, int workers, IEnumerable<LedgerRow> rows)
    {
        var ledgers = Enumerable.Range(0, workers).Select(_ => new UnitLedger(2, repeated: true)).ToArray();
        foreach (var r in rows) ledgers[random.Below(workers)].Add(r.Key, r.Cell, r.Values, r.Subgroups);
        return ledgers;
    }

    private static Arbitrary<(int Units, int Workers, ulong Seed)> Cases() => Arb.From(
        from units in Gen.Choose(1, 400)
        from workers in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select (units, workers, (ulong)seed));
}
