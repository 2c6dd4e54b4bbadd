namespace Chalkline.Pilots;

/// <summary>Students of one arm at one level of a subgroup's column.</summary>
internal sealed record SubgroupCell(string Column, string Level, string Arm);

/// <summary>Which cells of a table may be shown: no small one, and none that would give a small one away by subtraction.</summary>
internal static class PublicCells
{
    /// <summary>
    /// Counts that add up to a shown total, in tens. Small ones become <see cref="PublicAudience.NotShown"/>, and so do the next smallest,
    /// at least one and until nobody can narrow a hidden one down to fewer than ten values. All hidden ones look the same: a reader who
    /// knew which of them is small could subtract.
    /// </summary>
    public static long[] Coarsened(IReadOnlyList<long> cells)
    {
        var shown = cells.Select(c => c < PublicAudience.SmallestCell ? PublicAudience.NotShown : PublicAudience.Coarse(c)).ToArray();
        if (!shown.Contains(PublicAudience.NotShown))
            return shown;
        var total = PublicAudience.Coarse(cells.Sum());
        var visible = Enumerable.Range(0, cells.Count).Where(i => shown[i] > 0).OrderBy(i => cells[i]);
        foreach (var next in visible.ToList())
        {
            // What the total can leave at most for the hidden ones; they start at 0.
            var left = PublicAudience.RangeOf(total).High - shown.Where(s => s > 0).Sum(s => PublicAudience.RangeOf(s).Low);
            if (shown.Count(s => s == PublicAudience.NotShown) > 1 && left >= PublicAudience.SmallestCell - 1)
                break;
            shown[next] = PublicAudience.NotShown;
        }
        return shown;
    }

    /// <summary>
    /// The cells of subgroups that are hidden in every outcome: small in any of them, or the complement of one that is. A level whose rest
    /// is small is hidden, too: the effect and its difference from the rest are the rest's effect.
    /// </summary>
    public static HashSet<SubgroupCell> HiddenSubgroups(Answer answer)
    {
        var hidden = new HashSet<SubgroupCell>();
        foreach (var cells in CellCounts(answer).GroupBy(c => (c.Key.Column, c.Key.Arm)))
        {
            var levels = cells.OrderBy(c => c.Key.Level, StringComparer.Ordinal).ToList();
            var shown = Coarsened([.. levels.Select(c => c.Value)]);
            hidden.UnionWith(levels.Where((_, i) => shown[i] == PublicAudience.NotShown).Select(c => c.Key));
        }
        hidden.UnionWith(CellsWithSmallRest(answer));
        return hidden;
    }

    public static bool IsHidden(SubgroupAnswer group, HashSet<SubgroupCell> hidden) =>
        hidden.Contains(new(group.Column, group.Level, group.Arm.Value)) || hidden.Contains(new(group.Column, group.Level, group.Against.Value));

    /// <summary>Whether a subgroup's name, with its column or without, is that of a hidden one.</summary>
    public static bool Mentions(string group, HashSet<SubgroupCell> hidden) => hidden.Any(h =>
        group == h.Level || (group.Contains(h.Column, StringComparison.Ordinal) && group.Contains(h.Level, StringComparison.Ordinal)));

    /// <summary>The least number of students that a cell has in any outcome.</summary>
    private static Dictionary<SubgroupCell, long> CellCounts(Answer answer)
    {
        var smallest = new Dictionary<SubgroupCell, long>();
        foreach (var g in answer.Outcomes.SelectMany(o => o.Subgroups))
        {
            Note(new(g.Column, g.Level, g.Arm.Value), g.StudentsInArm);
            Note(new(g.Column, g.Level, g.Against.Value), g.StudentsInAgainst);
        }
        return smallest;

        void Note(SubgroupCell cell, long students) =>
            smallest[cell] = smallest.TryGetValue(cell, out var known) ? Math.Min(known, students) : students;
    }

    private static IEnumerable<SubgroupCell> CellsWithSmallRest(Answer answer)
    {
        var students = answer.Study.Arms.ToDictionary(a => a.Arm.Value, a => a.Students);
        foreach (var outcome in answer.Outcomes)
        {
            foreach (var g in outcome.Subgroups)
            {
                var contrast = outcome.Effects.FirstOrDefault(e => e.Arm.Value == g.Arm.Value && e.Against.Value == g.Against.Value);
                // Students an arm are not known for each outcome, so that both together must leave twice the smallest cell.
                var bothSmall = contrast is not null
                    && contrast.Students - g.StudentsInArm - g.StudentsInAgainst < 2 * PublicAudience.SmallestCell;
                if (bothSmall || RestIsSmall(g.Arm, g.StudentsInArm))
                    yield return new(g.Column, g.Level, g.Arm.Value);
                if (bothSmall || RestIsSmall(g.Against, g.StudentsInAgainst))
                    yield return new(g.Column, g.Level, g.Against.Value);
            }
        }

        bool RestIsSmall(Named arm, long inGroup) =>
            students.TryGetValue(arm.Value, out var all) && all - inGroup < PublicAudience.SmallestCell;
    }
}
