namespace Chalkline.Evidence;

/// <summary>Folds units, one after the other, into counts and groups.</summary>
internal sealed class UnitCounter(int outcomes, MomentsNames names, ulong[] required)
{
    private readonly Dictionary<int, long>[] _byArm = New<Dictionary<int, long>>(outcomes);
    private readonly Dictionary<(int Arm, int Indicator), long>[] _bySubgroup = New<Dictionary<(int, int), long>>(outcomes);
    private readonly Dictionary<(int Cluster, int Arm, string Occasions), (long Units, ExactSum Totals, ExactSum Squares)>[] _groups =
        New<Dictionary<(int, int, string), (long, ExactSum, ExactSum)>>(outcomes);
    private readonly Dictionary<int, long> _anyByArm = [];
    private long _units, _severalClusters;

    /// <summary>Adds all rows of one unit.</summary>
    public void Add(List<Sighting> rows)
    {
        var any = rows.Where(r => required.Any(bits => (r.Cell.Missing & bits) == 0)).ToList();
        if (any.Count == 0) return;
        _units++;
        if (any.Select(r => r.Cell.Cluster).Distinct().Count() > 1) _severalClusters++;
        foreach (var arm in any.Select(r => r.Cell.Arm).Distinct()) _anyByArm[arm] = _anyByArm.GetValueOrDefault(arm) + 1;
        for (var o = 0; o < outcomes; o++) Add(o, rows.Where(r => (r.Cell.Missing & required[o]) == 0).ToList());
    }

    private void Add(int outcome, List<Sighting> rows)
    {
        foreach (var arm in rows.GroupBy(r => r.Cell.Arm))
        {
            _byArm[outcome][arm.Key] = _byArm[outcome].GetValueOrDefault(arm.Key) + 1;
            foreach (var indicator in arm.SelectMany(r => r.Subgroups).Distinct())
                _bySubgroup[outcome][(arm.Key, indicator)] = _bySubgroup[outcome].GetValueOrDefault((arm.Key, indicator)) + 1;
        }
        foreach (var place in rows.GroupBy(r => (r.Cell.Cluster, r.Cell.Arm)))
        {
            long total = 0; // of at most 10¹⁵ each: 9,000 occasions fit
            foreach (var row in place) total = checked(total + row.Values[outcome]);
            var occasions = string.Join(',', place.Select(r => r.Cell.Occasion).Order());
            var key = (place.Key.Cluster, place.Key.Arm, occasions);
            var group = _groups[outcome].GetValueOrDefault(key);
            _groups[outcome][key] = (group.Units + 1, group.Totals + ExactSum.Of(total), group.Squares + ExactSum.Product(total, total));
        }
    }

    public UnitCounts Finish() => new()
    {
        Units = _units,
        InSeveralClusters = _severalClusters,
        AnyOutcomeByArm = ByName(_anyByArm),
        ByArm = _byArm.Select(ByName).ToList(),
        BySubgroup = _bySubgroup.Select(d => (IReadOnlyDictionary<(string, Indicator), long>)d.ToDictionary(
            x => (names.Arms[x.Key.Arm], names.Indicators[x.Key.Indicator]), x => x.Value)).ToList(),
        Groups = _groups.Select(d => (IReadOnlyList<UnitGroup>)d.Select(x => new UnitGroup(names.Clusters[x.Key.Cluster], names.Arms[x.Key.Arm],
                x.Key.Occasions.Split(',').Select(i => names.Occasions[int.Parse(i, System.Globalization.CultureInfo.InvariantCulture)])
                    .Order(StringComparer.Ordinal).ToArray(), x.Value.Units, x.Value.Totals, x.Value.Squares))
            .OrderBy(g => g.Cluster, StringComparer.Ordinal).ThenBy(g => g.Arm, StringComparer.Ordinal)
            .ThenBy(g => string.Join('\u001f', g.Occasions), StringComparer.Ordinal).ToList()).ToList(),
    };

    private IReadOnlyDictionary<string, long> ByName(Dictionary<int, long> byArm) => byArm.ToDictionary(x => names.Arms[x.Key], x => x.Value);

    private static T[] New<T>(int n) where T : new() => Enumerable.Range(0, n).Select(_ => new T()).ToArray();
}
