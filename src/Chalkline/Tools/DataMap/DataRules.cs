using Chalkline.Tools.Lifecycle;

namespace Chalkline.Tools.DataMap;

/// <summary>An element as it is taken and as it is allowed. Words: <c>DataStanding_…</c>.</summary>
public enum DataStanding
{
    AllowedAndTaken,

    /// <summary>No agreement in force allows it.</summary>
    TakenOnly,
    AllowedOnly,
}

/// <summary>An element in the comparison of what a tool takes with what its agreements allow.</summary>
public sealed record DataDifference(string Element, DataStanding Standing);

/// <summary>What a tool may take and what it takes. Pure.</summary>
public static class DataRules
{
    /// <summary>What is taken without leave first, then what is in order, then what is allowed for nothing; each in the order of their codes.</summary>
    /// <param name="taken">Elements, without the one that says that there is none.</param>
    public static IReadOnlyList<DataDifference> Compare(IEnumerable<string> taken, IEnumerable<string> allowed)
    {
        var (takes, may) = (taken.ToHashSet(StringComparer.Ordinal), allowed.ToHashSet(StringComparer.Ordinal));
        return [.. takes.Union(may, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(e => new DataDifference(e, !may.Contains(e) ? DataStanding.TakenOnly : takes.Contains(e) ? DataStanding.AllowedAndTaken : DataStanding.AllowedOnly))
            .OrderBy(d => d.Standing switch { DataStanding.TakenOnly => 0, DataStanding.AllowedAndTaken => 1, _ => 2 })];
    }

    /// <summary>What brings a tool up for review when it takes more: of a decided tool, the new elements that no agreement in force allows.</summary>
    public static IReadOnlyList<string> Widens(ToolStage stage, IEnumerable<string> before, IEnumerable<string> added, IEnumerable<string> allowed) =>
        ToolLife.IsDecided(stage) ? [.. added.Except(before, StringComparer.Ordinal).Except(allowed, StringComparer.Ordinal)] : [];
}
