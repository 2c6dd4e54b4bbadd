using System.Collections.Concurrent;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>The evaluations that this process has computed of a district, in memory: gone when it ends.</summary>
internal sealed class Evaluations
{
    private readonly ConcurrentDictionary<DistrictSlug, IReadOnlyList<Evaluation>> _all = new();

    public bool Any => !_all.IsEmpty;

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<Evaluation> Of(DistrictSlug district) => _all.GetValueOrDefault(district, []);

    public void Put(DistrictSlug district, IReadOnlyList<Evaluation> evaluations) => _all[district] = evaluations;
}
