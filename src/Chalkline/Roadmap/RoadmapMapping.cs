using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>How the roadmap stands in a district's store, part by part.</summary>
internal sealed class RoadmapMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [.. AimMapping.Search, new MilestoneSearch()];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        AimMapping.Conventions(conventions);
        PlanMapping.Conventions(conventions);
    }

    public void Map(ModelBuilder model)
    {
        AimMapping.Map(model);
        PlanMapping.Map(model);
    }
}
