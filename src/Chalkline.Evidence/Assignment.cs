namespace Chalkline.Evidence;

/// <summary>
/// Assignments of clusters within blocks, as many treated in each block as were: walked in a fixed order, or drawn at random by number, so
/// that any split of the work among threads looks at the same ones.
/// </summary>
internal sealed class Assignment
{
    private readonly int[][] _blocks;
    private readonly int[] _treated;
    private readonly int[][] _chosen;
    private readonly ulong _seed;
    private readonly int[] _shuffled;

    public Assignment(int[][] blocks, bool[] observed, ulong seed)
    {
        _blocks = blocks;
        _seed = seed;
        _treated = Array.ConvertAll(blocks, b => b.Count(i => observed[i]));
        _chosen = Array.ConvertAll(_treated, n => new int[n]);
        _shuffled = new int[blocks.Length == 0 ? 0 : blocks.Max(b => b.Length)];
        Treated = new bool[observed.Length];
    }

    /// <summary>The assignment now: whether each cluster is treated.</summary>
    public bool[] Treated { get; }

    /// <summary>Goes to assignment <paramref name="number"/> of the fixed order; the next one is reached quickly.</summary>
    public void MoveTo(long number, bool first)
    {
        if (first) Unrank(number);
        else
        {
            for (var b = 0; b < _blocks.Length && !Advance(_chosen[b], _blocks[b].Length); b++)
                for (var i = 0; i < _chosen[b].Length; i++) _chosen[b][i] = i;
        }
        Array.Clear(Treated);
        for (var b = 0; b < _blocks.Length; b++)
            foreach (var i in _chosen[b]) Treated[_blocks[b][i]] = true;
    }

    /// <summary>The random assignment with this number (Fisher and Yates within each block; SplitMix64 from seed and number).</summary>
    public void Draw(long number)
    {
        var state = _seed ^ unchecked((ulong)number * 0xD1342543DE82EF95UL);
        Array.Clear(Treated);
        for (var b = 0; b < _blocks.Length; b++)
        {
            var size = _blocks[b].Length;
            for (var i = 0; i < size; i++) _shuffled[i] = _blocks[b][i];
            for (var i = 0; i < _treated[b]; i++)
            {
                // Multiply and shift: the bias of 2⁻⁶⁴·size is of no account.
                var j = i + (int)Math.BigMul(Next(ref state), (ulong)(size - i), out _);
                (_shuffled[i], _shuffled[j]) = (_shuffled[j], _shuffled[i]);
                Treated[_shuffled[i]] = true;
            }
        }
    }

    private void Unrank(long number)
    {
        for (var b = 0; b < _blocks.Length; b++)
        {
            int n = _blocks[b].Length, k = _treated[b];
            var count = (long)ClusterPermutation.Choose(n, k);
            var rank = number % count;
            number /= count;
            var value = 0;
            for (var i = 0; i < k; i++, value++)
            {
                for (; ; value++)
                {
                    var below = (long)ClusterPermutation.Choose(n - value - 1, k - i - 1);
                    if (rank < below) break;
                    rank -= below;
                }
                _chosen[b][i] = value;
            }
        }
    }

    /// <summary>The next combination in lexicographic order; false if it was the last.</summary>
    private static bool Advance(int[] chosen, int n)
    {
        for (var i = chosen.Length - 1; i >= 0; i--)
        {
            if (chosen[i] >= n - chosen.Length + i) continue;
            chosen[i]++;
            for (var j = i + 1; j < chosen.Length; j++) chosen[j] = chosen[j - 1] + 1;
            return true;
        }
        return false;
    }

    private static ulong Next(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
