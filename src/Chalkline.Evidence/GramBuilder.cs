using System.Runtime.CompilerServices;

namespace Chalkline.Evidence;

/// <summary>
/// Sums rows into a <see cref="Gram"/>. Numbers are at most 10¹⁵ in size, so that a product is below 2¹⁰⁰ and 2²⁶ rows cannot
/// overflow 128 bits; more rows than that in one cell are refused, which is how overflow is detected here at no cost a row.
/// </summary>
internal sealed class GramBuilder(int numbers)
{
    internal const long MaxRows = 1L << 26;
    internal const long MaxValue = 1_000_000_000_000_000;
    private const int MostAtOnce = 8192;

    // Low and high halves of the 128-bit sums, apart: arrays of our own structs would not be compiled ahead of time.
    private readonly ulong[] _low = new ulong[numbers + numbers * (numbers + 1) / 2];
    private readonly long[] _high = new long[numbers + numbers * (numbers + 1) / 2];
    private int[] _ids = [];
    private int _idCount;
    private long[] _counts = [];
    private ulong[] _indicatorLow = [];
    private long[] _indicatorHigh = [];
    private long _n;

    /// <summary>The indicators met so far.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _idCount);

    /// <summary>
    /// Adds rows that have the same indicators 1 (numbered in order of first appearance): numbers by column, then by row.
    /// </summary>
    /// <exception cref="OverflowException">More than 2²⁶ rows.</exception>
    public void Add(long[][] columns, int from, int to, ReadOnlySpan<int> active)
    {
        var rows = to - from;
        if ((_n += rows) > MaxRows) throw new OverflowException("More rows in one cell of a cluster than exact sums can hold.");
        Span<int> local = stackalloc int[active.Length];
        for (var i = 0; i < local.Length; i++) local[i] = LocalOf(active[i]);
        for (var i = 0; i < local.Length; i++)
            for (var j = 0; j <= i; j++) _counts[Gram.Packed(local[i], local[j])] += rows;
        // Stored numbers are below 2⁵⁰, so that 8,192 of them are added in 64 bits.
        for (; from < to; from += MostAtOnce)
        {
            var until = Math.Min(to, from + MostAtOnce);
            for (var j = 0; j < numbers; j++)
            {
                var sum = SumOf(columns[j], from, until);
                AddTo(ref _low[j], ref _high[j], sum);
                for (var i = 0; i < local.Length; i++) AddTo(ref _indicatorLow[local[i] * numbers + j], ref _indicatorHigh[local[i] * numbers + j], sum);
            }
            AddProducts(columns, from, until, _low, _high);
        }
    }

    /// <summary>The Gram matrix, its indicators numbered by <paramref name="rank"/> (id → place in the sorted catalogue).</summary>
    public Gram Build(int[] rank)
    {
        var order = new int[_idCount];
        var ids = new int[_idCount];
        for (var i = 0; i < order.Length; i++) (order[i], ids[i]) = (i, rank[_ids[i]]);
        Array.Sort(ids, order);
        var counts = new long[order.Length * (order.Length + 1) / 2];
        var indicatorSums = new ExactSum[order.Length * numbers];
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = 0; j <= i; j++) counts[Gram.Packed(i, j)] = _counts[Gram.Packed(order[i], order[j])];
            var at = order[i] * numbers;
            for (var j = 0; j < numbers; j++) indicatorSums[i * numbers + j] = new(_indicatorHigh[at + j], _indicatorLow[at + j]);
        }
        return new Gram(_n, Values(0, numbers), Values(numbers, _low.Length - numbers), ids, counts, indicatorSums);
    }

    private ExactSum[] Values(int start, int length)
    {
        var values = new ExactSum[length];
        for (var i = 0; i < length; i++) values[i] = new(_high[start + i], _low[start + i]);
        return values;
    }

    private int LocalOf(int id)
    {
        for (var i = 0; i < _idCount; i++)
            if (_ids[i] == id) return i;
        if (_idCount == _ids.Length) Grow();
        _ids[_idCount] = id;
        return _idCount++;
    }

    private void Grow()
    {
        var capacity = Math.Max(4, _idCount * 2);
        Array.Resize(ref _ids, capacity);
        Array.Resize(ref _counts, capacity * (capacity + 1) / 2);
        Array.Resize(ref _indicatorLow, capacity * numbers);
        Array.Resize(ref _indicatorHigh, capacity * numbers);
    }

    private static long SumOf(long[] column, int from, int to)
    {
        long sum = 0;
        foreach (var value in column.AsSpan(from, to - from)) sum += value;
        return sum;
    }

    // Compiled in full at its first call: the processor's wide multiplication is not used in code compiled ahead of time, and this is
    // where most of a reading's arithmetic is done. Runs of rows are short, so that what is done for each pair of columns counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void AddProducts(long[][] columns, int from, int to, ulong[] low, long[] high)
    {
        fixed (ulong* lows = low)
        fixed (long* highs = high)
        {
            ulong* atLow = lows + columns.Length;
            long* atHigh = highs + columns.Length;
            for (var i = 0; i < columns.Length; i++)
            {
                fixed (long* a = columns[i].AsSpan(from, to - from))
                {
                    for (var j = 0; j <= i; j++, atLow++, atHigh++)
                    {
                        fixed (long* b = columns[j]) AddProducts(a, b + from, to - from, ref *atLow, ref *atHigh);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddProducts(long* a, long* b, int rows, ref ulong low, ref long high)
    {
        var (sumLow, sumHigh) = (low, high);
        for (var row = 0; row < rows; row++)
        {
            var productHigh = Math.BigMul(a[row], b[row], out var productLow);
            sumLow += (ulong)productLow;
            sumHigh += productHigh + (sumLow < (ulong)productLow ? 1 : 0);
        }
        (low, high) = (sumLow, sumHigh);
    }

    private static void AddTo(ref ulong low, ref long high, long value)
    {
        var sum = unchecked(low + (ulong)value);
        high += (value >> 63) + (sum < low ? 1 : 0);
        low = sum;
    }
}
