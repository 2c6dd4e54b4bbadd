namespace Chalkline.Roadmap;

/// <summary>A value as a table has it, with how many students it is about.</summary>
/// <param name="Row">What the values of one row add up by: a school on a day.</param>
/// <param name="Column">What those of one column do: a group on a day.</param>
/// <param name="Students">Null: not said, or no students.</param>
public sealed record CountedCell(string Row, string Column, int? Students);

/// <summary>
/// Which values are too few students to be shown to everybody. Beside each row or column in which exactly one is hidden, the next smallest is hidden as
/// well, so that nobody finds the first by subtraction (complementary suppression, as the Privacy Technical Assistance Center advises).
/// </summary>
public static class SmallCells
{
    /// <summary>Below this many students a value is not shown.</summary>
    public const int Fewest = 10;

    public static bool IsSmall(int? students) => students is > 0 and < Fewest;

    /// <summary>The places in the list of those that are hidden.</summary>
    public static IReadOnlySet<int> Hidden(IReadOnlyList<CountedCell> cells)
    {
        var hidden = Enumerable.Range(0, cells.Count).Where(i => IsSmall(cells[i].Students)).ToHashSet();
        // Hiding one may leave another row with a single hidden value: until nothing changes, at most once for each value.
        for (var found = hidden.Count > 0; found;)
        {
            found = false;
            foreach (var line in Lines(cells))
            {
                // Of two, neither tells of the other.
                if (line.Count(hidden.Contains) != 1 || line.Count < 3) continue;
                hidden.Add(line.Where(i => !hidden.Contains(i)).MinBy(i => cells[i].Students ?? int.MaxValue));
                found = true;
            }
        }
        return hidden;
    }

    private static IEnumerable<List<int>> Lines(IReadOnlyList<CountedCell> cells)
    {
        var indexes = Enumerable.Range(0, cells.Count).ToList();
        return indexes.GroupBy(i => cells[i].Row).Concat(indexes.GroupBy(i => cells[i].Column)).Select(g => g.ToList());
    }
}
