namespace Chalkline.Evidence;

/// <summary>p values adjusted for how many were looked at.</summary>
public static class MultipleTesting
{
    /// <summary>Benjamini and Hochberg (1995): adjusted p in the order given; at or below α exactly if rejected at false discovery rate α.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p)
    {
        var order = Ascending(p);
        var adjusted = new double[p.Count];
        var smallest = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, (double)p.Count / rank * p[order[rank - 1]]);
            adjusted[order[rank - 1]] = smallest;
        }
        return adjusted;
    }

    /// <summary>Holm (1979): adjusted p in the order given; at or below α exactly if rejected with a family-wise error of α.</summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        var order = Ascending(p);
        var adjusted = new double[p.Count];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, p[order[rank]] * (p.Count - rank)));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    /// <summary>The places of p from the smallest up; equal ones in the order given.</summary>
    private static int[] Ascending(IReadOnlyList<double> p)
    {
        var order = new int[p.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var at = i;
            for (; at > 0 && p[order[at - 1]] > p[i]; at--) order[at] = order[at - 1];
            order[at] = i;
        }
        return order;
    }
}
