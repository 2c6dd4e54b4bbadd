namespace Chalkline.Evidence;

/// <summary>Cholesky factors of small dense symmetric matrices, row-major.</summary>
internal static class Cholesky
{
    /// <summary>
    /// Factors the k × k matrix with unit diagonal in place, column after column, leaving out each column that lies in the span of those
    /// before it: its squared length beyond their span is at most <paramref name="tolerance"/> of its own. Returns the kept columns; the
    /// factor of the kept block is in the lower triangle of <paramref name="a"/> at kept rows and columns.
    /// </summary>
    public static int[] KeepIndependent(double[] a, int k, double tolerance)
    {
        var kept = new List<int>(k);
        for (var j = 0; j < k; j++)
        {
            var pivot = a[j * k + j];
            foreach (var i in kept) pivot -= a[j * k + i] * a[j * k + i];
            if (!(pivot > tolerance)) continue;
            var root = Math.Sqrt(pivot);
            a[j * k + j] = root;
            for (var row = j + 1; row < k; row++)
            {
                var sum = a[row * k + j];
                foreach (var i in kept) sum -= a[row * k + i] * a[j * k + i];
                a[row * k + j] = sum / root;
            }
            kept.Add(j);
        }
        return kept.ToArray();
    }

    /// <summary>The inverse of the kept block from its factor, |kept| × |kept|.</summary>
    public static double[] InverseOfKept(double[] factor, int k, int[] kept)
    {
        var n = kept.Length;
        var inverse = new double[n * n]; // first L⁻¹, lower triangular
        for (var j = 0; j < n; j++)
        {
            inverse[j * n + j] = 1 / factor[kept[j] * k + kept[j]];
            for (var i = j + 1; i < n; i++)
            {
                double sum = 0;
                for (var m = j; m < i; m++) sum -= factor[kept[i] * k + kept[m]] * inverse[m * n + j];
                inverse[i * n + j] = sum / factor[kept[i] * k + kept[i]];
            }
        }
        var result = new double[n * n]; // L⁻ᵀL⁻¹
        for (var m = 0; m < n; m++)
        {
            var row = inverse.AsSpan(m * n, m + 1);
            for (var i = 0; i <= m; i++)
            {
                var x = row[i];
                if (x == 0) continue;
                for (var j = 0; j <= i; j++) result[i * n + j] += x * row[j];
            }
        }
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) result[j * n + i] = result[i * n + j];
        return result;
    }

    /// <summary>
    /// Pivoted factor of the n × n positive semidefinite <paramref name="s"/> (destroyed): S ≈ LLᵀ with L n × rank, row-major with row
    /// length n in <paramref name="l"/>; row <paramref name="pivots"/>[j] of L is zero beyond column j. Returns the rank.
    /// </summary>
    public static int Pivoted(Span<double> s, Span<double> l, Span<int> pivots, int n, double relativeTolerance)
    {
        l.Clear();
        double largest = 0;
        for (var i = 0; i < n; i++) largest = Math.Max(largest, s[i * n + i]);
        if (largest <= 0) return 0;
        for (var rank = 0; rank < n; rank++)
        {
            int at = 0;
            for (var i = 1; i < n; i++)
                if (s[i * n + i] > s[at * n + at]) at = i;
            var pivot = s[at * n + at];
            if (pivot <= relativeTolerance * largest) return rank;
            var root = Math.Sqrt(pivot);
            pivots[rank] = at;
            for (var i = 0; i < n; i++) l[i * n + rank] = s[at * n + i] / root;
            for (var i = 0; i < n; i++)
            {
                var x = l[i * n + rank];
                if (x == 0) continue;
                for (var j = 0; j < n; j++) s[i * n + j] -= x * l[j * n + rank];
            }
            // A pivot's row is used up: what is left of it is rounding.
            for (var i = 0; i < n; i++) s[at * n + i] = s[i * n + at] = 0;
        }
        return n;
    }
}
