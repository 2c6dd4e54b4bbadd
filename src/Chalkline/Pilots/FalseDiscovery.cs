using Chalkline.Evidence;

namespace Chalkline.Pilots;

/// <summary>
/// Benjamini and Hochberg's adjustment: of effects within a domain (confirmatory and exploratory outcomes apart, so that looking at more
/// things does not cost the ones that were announced), and of subgroup differences within an outcome.
/// </summary>
internal static class FalseDiscovery
{
    public static List<OutcomeAnswer> Adjust(List<OutcomeAnswer> outcomes)
    {
        var adjusted = new Dictionary<EffectAnswer, double>(ReferenceEqualityComparer.Instance);
        foreach (var family in outcomes.GroupBy(o => o.Role + ":" + o.Domain))
        {
            var effects = family.SelectMany(o => o.Effects).ToList();
            var p = MultipleTesting.BenjaminiHochberg(effects.ConvertAll(e => e.Effect.P));
            for (var i = 0; i < p.Length; i++) adjusted[effects[i]] = p[i];
        }
        return outcomes.Select(o => o with
        {
            Effects = o.Effects.Select(e => e with { AdjustedP = adjusted[e] }).ToList(),
            Subgroups = Adjust(o.Subgroups),
        }).ToList();
    }

    private static List<SubgroupAnswer> Adjust(IReadOnlyList<SubgroupAnswer> subgroups)
    {
        // The two levels of a column with two levels have the same difference with opposite signs: one test, not two.
        if (subgroups.Count == 0) return [];
        var tests = subgroups.Where(s => s.Difference is not null).GroupBy(s => (s.Column, s.Arm.Value, s.Against.Value))
            .SelectMany(g => g.Count() == 2 ? g.Take(1) : g).ToList();
        var adjusted = MultipleTesting.BenjaminiHochberg(tests.Select(t => t.Difference!.P).ToList());
        return subgroups.Select(s =>
        {
            if (s.Difference is null) return s;
            var at = tests.IndexOf(s);
            if (at < 0) at = tests.FindIndex(t => (t.Column, t.Arm.Value, t.Against.Value) == (s.Column, s.Arm.Value, s.Against.Value));
            return s with { AdjustedP = adjusted[at] };
        }).ToList();
    }
}
