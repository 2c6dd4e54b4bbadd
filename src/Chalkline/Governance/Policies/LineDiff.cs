namespace Chalkline.Governance.Policies;

/// <summary>A line of two texts side by side: on both sides where it is the same, on one where it was taken out or put in.</summary>
public sealed record DiffLine(string? Before, string? After)
{
    public bool IsSame => Before == After;
}

/// <summary>Two texts line by line, by their longest common subsequence: what a reader must look at is as little as it can be.</summary>
internal static class LineDiff
{
    /// <summary>Above this product of lines the middle is said to be all new: such texts have nothing in common that a reader could follow.</summary>
    private const long MostCells = 9_000_000;

    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (left, right) = (Lines(before), Lines(after));
        var head = 0;
        while (head < left.Length && head < right.Length && left[head] == right[head]) head++;
        var tail = 0;
        while (tail < left.Length - head && tail < right.Length - head && left[^(tail + 1)] == right[^(tail + 1)]) tail++;
        var lines = new List<DiffLine>(left[..head].Select(l => new DiffLine(l, l)));
        Middle(left[head..^tail], right[head..^tail], lines);
        lines.AddRange(left[^tail..].Select(l => new DiffLine(l, l)));
        return lines;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private static void Middle(string[] left, string[] right, List<DiffLine> lines)
    {
        var same = (long)left.Length * right.Length <= MostCells ? Common(left, right) : null;
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            if (same is not null && i < left.Length && j < right.Length && left[i] == right[j])
                lines.Add(new(left[i++], right[j++]));
            else if (i < left.Length && (j == right.Length || same is null || same[i + 1, j] >= same[i, j + 1]))
                lines.Add(new(left[i++], null));
            else
                lines.Add(new(null, right[j++]));
        }
    }

    /// <summary>How many lines the rests from there on have in common.</summary>
    private static int[,] Common(string[] left, string[] right)
    {
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
            for (var j = right.Length - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }
}
