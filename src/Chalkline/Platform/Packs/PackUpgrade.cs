namespace Chalkline.Platform.Packs;

/// <summary>An item on both sides of an upgrade.</summary>
/// <param name="Keys">The keys whose text or value is another in the version to come; empty for an item that is kept, new or retired.</param>
/// <param name="Answers">How many answers the district has to it. They stay, whatever happens to the item.</param>
public sealed record PackItemChange(PackItem Item, IReadOnlyList<string> Keys, int Answers);

/// <summary>What going from one version of a pack to another does, item by item.</summary>
/// <param name="Changed">With the item as it will be.</param>
/// <param name="Retired">No longer asked; what was answered stays, pinned to the version it was answered on.</param>
public sealed record PackUpgrade(
    Pack From, Pack To, IReadOnlyList<PackItemChange> Kept, IReadOnlyList<PackItemChange> Changed, IReadOnlyList<PackItemChange> New, IReadOnlyList<PackItemChange> Retired)
{
    /// <param name="answers">By the item's id.</param>
    public static PackUpgrade Between(Pack from, Pack to, IReadOnlyDictionary<string, int> answers)
    {
        var before = from.Items.ToDictionary(i => i.Id, StringComparer.Ordinal);
        var after = to.Items.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var both = to.Items.Where(i => before.ContainsKey(i.Id)).Select(i => Change(i, Differing(before[i.Id], i))).ToList();
        return new(from, to, [.. both.Where(c => c.Keys.Count == 0)], [.. both.Where(c => c.Keys.Count > 0)],
            [.. to.Items.Where(i => !before.ContainsKey(i.Id)).Select(i => Change(i, []))],
            [.. from.Items.Where(i => !after.Contains(i.Id)).Select(i => Change(i, []))]);

        PackItemChange Change(PackItem item, IReadOnlyList<string> keys) => new(item, keys, answers.GetValueOrDefault(item.Id));
    }

    private static List<string> Differing(PackItem before, PackItem after) =>
        [.. before.Parts.Keys.Union(after.Parts.Keys).Where(k => before.Parts.GetValueOrDefault(k) != after.Parts.GetValueOrDefault(k)).Order(StringComparer.Ordinal)];
}
