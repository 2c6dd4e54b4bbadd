namespace Chalkline.Evidence;

/// <summary>Numbers of distinct units, where units are seen on several occasions, and their groups for variance components.</summary>
public sealed class UnitCounts
{
    /// <summary>Distinct units in any outcome's sample.</summary>
    public required long Units { get; init; }

    /// <summary>Units with rows in more than one cluster.</summary>
    public required long InSeveralClusters { get; init; }

    /// <summary>For each outcome: distinct units an arm.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, long>> ByArm { get; init; }

    /// <summary>For each outcome: distinct units an arm and indicator of a subgroup.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<(string Arm, Indicator Subgroup), long>> BySubgroup { get; init; }

    /// <summary>For each outcome: units by cluster, arm and the occasions on which they have the outcome.</summary>
    public required IReadOnlyList<IReadOnlyList<UnitGroup>> Groups { get; init; }

    public required IReadOnlyDictionary<string, long> AnyOutcomeByArm { get; init; }
}

/// <summary>
/// A unit's identifier as 128 bits that the reader makes of it, never all 0 and as good as random: the ledger takes its first bits to
/// spread units over its parts.
/// </summary>
public readonly record struct UnitId(ulong High, ulong Low);

/// <summary>
/// Who was seen when: checks that no unit is there twice on one occasion, and counts distinct units. One a worker; memory is 16 bytes a row
/// where units do not repeat.
/// </summary>
public sealed class UnitLedger
{
    // Rows are kept apart by their unit's first bits, so that each part is looked through within the processor's cache.
    private const int Parts = 256;

    private readonly int _outcomes;
    private readonly bool _repeated;
    private readonly Part[] _parts = new Part[Parts];

    /// <param name="outcomes">How many outcomes a row has.</param>
    /// <param name="repeated">Whether units are seen on several occasions.</param>
    public UnitLedger(int outcomes, bool repeated)
    {
        _outcomes = outcomes;
        _repeated = repeated;
        for (var i = 0; i < Parts; i++) _parts[i] = new Part();
    }

    /// <summary>
    /// Adds a row: its unit and cell, its outcomes (as stored, 0 where missing) among columns of numbers from <paramref name="firstOutcome"/>
    /// on, and its indicators' numbers.
    /// </summary>
    public void Add(in UnitId unit, in CellId cell, long[][] numbers, int firstOutcome, int row, ReadOnlySpan<int> indicators)
    {
        var part = _parts[(int)(unit.High >> 56)];
        part.Add(unit.High, unit.Low);
        if (!_repeated) return;
        var values = new long[_outcomes];
        for (var i = 0; i < values.Length; i++) values[i] = numbers[firstOutcome + i][row];
        part.Sightings.Add(new Sighting(cell, values, indicators.ToArray()));
    }

    /// <summary>Adds rows by the halves of their units, where units are seen only once.</summary>
    public void Add(ReadOnlySpan<ulong> high, ReadOnlySpan<ulong> low)
    {
        for (var row = 0; row < high.Length; row++) _parts[(int)(high[row] >> 56)].Add(high[row], low[row]);
    }

    /// <summary>A unit that stands twice on one occasion, or null; always the same one of several.</summary>
    public static UnitId? Duplicate(IReadOnlyList<UnitLedger> workers)
    {
        var found = new UnitId?[Parts];
        Parallel.For(0, Parts, () => new Seen(workers[0]._repeated), (p, _, seen) =>
        {
            found[p] = DuplicateIn(workers, p, seen);
            return seen;
        }, _ => { });
        foreach (var unit in found)
            if (unit is not null) return unit;
        return null;
    }

    /// <summary>Counts what the workers saw; only where units repeat.</summary>
    /// <param name="required">For each outcome the bits of <see cref="CellId.Missing"/> that must be clear.</param>
    public static UnitCounts Count(IReadOnlyList<UnitLedger> workers, MomentsNames names, ulong[] required)
    {
        var counter = new UnitCounter(required.Length, names, required);
        for (var p = 0; p < Parts; p++)
        {
            var seen = new Dictionary<UnitId, List<Sighting>>();
            foreach (var worker in workers)
            {
                var part = worker._parts[p];
                for (var r = 0; r < part.Count; r++)
                {
                    if (!seen.TryGetValue(part[r], out var sightings)) seen[part[r]] = sightings = [];
                    sightings.Add(part.Sightings[r]);
                }
            }
            foreach (var unit in seen.Values) counter.Add(unit);
        }
        return counter.Finish();
    }

    private static UnitId? DuplicateIn(IReadOnlyList<UnitLedger> workers, int p, Seen seen)
    {
        var count = 0;
        foreach (var worker in workers) count += worker._parts[p].Count;
        if (count < 2) return null;
        seen.Clear(count);
        UnitId? smallest = null;
        foreach (var worker in workers)
        {
            var part = worker._parts[p];
            for (var r = 0; r < part.Count; r++)
            {
                var unit = part[r];
                if (seen.Add(unit, seen.Repeated ? part.Sightings[r].Cell.Occasion : 0)) continue;
                if (smallest is not { } s || unit.High < s.High || unit.High == s.High && unit.Low < s.Low) smallest = unit;
            }
        }
        return smallest;
    }

    /// <summary>
    /// The units of a part that were looked at, for one thread, and used again for its next part: fresh memory for every part would cost
    /// more than the looking. Open addressing, since the keys are already as good as random.
    /// </summary>
    private sealed class Seen(bool repeated)
    {
        private ulong[] _halves = [];
        private int[] _occasions = [];
        private int _mask;

        public bool Repeated => repeated;

        public void Clear(int units)
        {
            _mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)units * 2) - 1;
            if (_halves.Length > 2 * _mask) Array.Clear(_halves, 0, 2 * _mask + 2);
            else _halves = new ulong[2 * _mask + 2];
            if (repeated && _occasions.Length <= _mask) _occasions = new int[_mask + 1];
        }

        /// <summary>False where the unit was there already on this occasion.</summary>
        public bool Add(in UnitId unit, int occasion)
        {
            for (var at = (int)(unit.Low ^ (ulong)occasion * 0x9E3779B97F4A7C15UL) & _mask; ; at = (at + 1) & _mask)
            {
                ulong high = _halves[2 * at], low = _halves[2 * at + 1];
                if ((high | low) == 0)
                {
                    (_halves[2 * at], _halves[2 * at + 1]) = (unit.High, unit.Low);
                    if (repeated) _occasions[at] = occasion;
                    return true;
                }
                if (high == unit.High && low == unit.Low && (!repeated || _occasions[at] == occasion)) return false;
            }
        }
    }

    /// <summary>The units of one part, and where they repeat, what was seen of them.</summary>
    private sealed class Part
    {
        // Halves of units in chunks: nothing is copied as they grow.
        private const int Chunk = 512;
        private readonly List<ulong[]> _chunks = [];
        private ulong[] _last = [];
        private int _used = 2 * Chunk;

        public int Count { get; private set; }

        public List<Sighting> Sightings { get; } = [];

        public UnitId this[int row]
        {
            get
            {
                var chunk = _chunks[row / Chunk];
                var at = row % Chunk * 2;
                return new(chunk[at], chunk[at + 1]);
            }
        }

        public void Add(ulong high, ulong low)
        {
            if (_used == 2 * Chunk)
            {
                _chunks.Add(_last = GC.AllocateUninitializedArray<ulong>(2 * Chunk));
                _used = 0;
            }
            _last[_used++] = high;
            _last[_used++] = low;
            Count++;
        }
    }
}

/// <summary>A row of a unit that repeats.</summary>
internal sealed record Sighting(CellId Cell, long[] Values, int[] Subgroups);
