using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>How the roadmap stands in a district's store, part by part.</summary>
internal sealed class RoadmapMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [.. AimMapping.Search];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        AimMapping.Conventions(conventions);
    }

    public void Map(ModelBuilder model)
    {
        AimMapping.Map(model);
    }
}
