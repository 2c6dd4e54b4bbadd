namespace Chalkline.Evidence;

/// <summary>
/// The exact Gram matrix of (1, numbers, indicators) over a set of rows: integers only, so that addition is associative and any split of
/// the rows gives the same bits. Immutable.
/// </summary>
/// <remarks>
/// Shapes, for p numbers and a indicators that occur in the rows: <see cref="Sums"/> p; <see cref="Products"/> p(p+1)/2, entry (i, j ≤ i)
/// at i(i+1)/2 + j; <see cref="Ids"/> a, ascending, into the catalogue of the <see cref="Moments"/>; <see cref="Counts"/> a(a+1)/2 joint
/// counts, packed likewise; <see cref="IndicatorSums"/> a·p, the sum of number j over the rows of indicator i at i·p + j.
/// </remarks>
public sealed class Gram
{
    internal Gram(long n, ExactSum[] sums, ExactSum[] products, int[] ids, long[] counts, ExactSum[] indicatorSums)
    {
        N = n;
        Sums = sums;
        Products = products;
        Ids = ids;
        Counts = counts;
        IndicatorSums = indicatorSums;
    }

    /// <summary>Rows.</summary>
    public long N { get; }

    internal ExactSum[] Sums { get; }

    internal ExactSum[] Products { get; }

    internal int[] Ids { get; }

    internal long[] Counts { get; }

    internal ExactSum[] IndicatorSums { get; }

    internal static int Packed(int i, int j) => i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;

    /// <summary>Rows that have the indicator; 0 if none has.</summary>
    internal long CountOf(int id)
    {
        var i = Array.BinarySearch(Ids, id);
        return i < 0 ? 0 : Counts[Packed(i, i)];
    }

    /// <summary>The Gram matrix of the rows of both; the rows must be disjoint, and the catalogue the same.</summary>
    /// <exception cref="OverflowException">A sum leaves 128 bits.</exception>
    public static Gram operator +(Gram a, Gram b)
    {
        if (a.Sums.Length != b.Sums.Length) throw new MomentsMismatchException("The numbers of columns differ.");
        var p = a.Sums.Length;
        var ids = Union(a.Ids, b.Ids);
        var counts = new long[ids.Length * (ids.Length + 1) / 2];
        var indicatorSums = new ExactSum[ids.Length * p];
        foreach (var part in (Gram[])[a, b])
        {
            var at = new int[part.Ids.Length];
            for (var i = 0; i < at.Length; i++) at[i] = Array.BinarySearch(ids, part.Ids[i]);
            for (var i = 0; i < at.Length; i++)
            {
                for (var j = 0; j <= i; j++)
                    counts[Packed(at[i], at[j])] = checked(counts[Packed(at[i], at[j])] + part.Counts[Packed(i, j)]);
                for (var j = 0; j < p; j++)
                    indicatorSums[at[i] * p + j] = indicatorSums[at[i] * p + j] + part.IndicatorSums[i * p + j];
            }
        }
        return new Gram(checked(a.N + b.N), Added(a.Sums, b.Sums), Added(a.Products, b.Products), ids, counts, indicatorSums);
    }

    /// <summary>The same sums, their indicators renumbered; the new numbers must keep the order.</summary>
    internal Gram Renumbered(int[] newId) => new(N, Sums, Products, Ids.Length == 0 ? Ids : Array.ConvertAll(Ids, i => newId[i]), Counts, IndicatorSums);

    /// <summary>The numbers in either of two ascending lists, ascending.</summary>
    internal static int[] Union(int[] a, int[] b)
    {
        var union = new int[a.Length + b.Length];
        int i = 0, j = 0, n = 0;
        while (i < a.Length || j < b.Length)
        {
            var next = j == b.Length || i < a.Length && a[i] <= b[j] ? a[i] : b[j];
            if (i < a.Length && a[i] == next) i++;
            if (j < b.Length && b[j] == next) j++;
            union[n++] = next;
        }
        return union[..n];
    }

    private static ExactSum[] Added(ExactSum[] a, ExactSum[] b)
    {
        var sum = new ExactSum[a.Length];
        for (var i = 0; i < sum.Length; i++) sum[i] = a[i] + b[i];
        return sum;
    }
}
