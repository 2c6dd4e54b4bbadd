using Chalkline.Platform;
using Chalkline.Roadmap.Plan;

namespace Chalkline.Roadmap;

/// <summary>From a problem to a plan whose state is computed: challenges, measures, goals, use cases, milestones, risks.</summary>
public static class RoadmapCapability
{
    public static Capability Capability { get; } = new(new RoadmapMapping(), AddRoadmap, MapRoadmap);

    private static void AddRoadmap(IServiceCollection services)
    {
        AimServices.Add(services);
        PlanServices.Add(services);
    }

    private static void MapRoadmap(IEndpointRouteBuilder routes)
    {
        AimServices.Map(routes);
        PlanServices.Map(routes);
    }
}
