using Chalkline.Governance.Decisions;
using Chalkline.Governance.Policies;
using Chalkline.Governance.TaskForce;
using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>The people and the rules: task force, board, delegation, decisions, principles, policies. Each part adds a line to the three lists.</summary>
public static class GovernanceCapability
{
    public static Capability Capability { get; } = new(new GovernanceMapping(), AddGovernance, MapGovernance);

    private static void AddGovernance(IServiceCollection services)
    {
        TaskForceServices.Add(services);
        DecisionServices.Add(services);
        PolicyServices.Add(services);
        RuleServices.Add(services);
    }

    private static void MapGovernance(IEndpointRouteBuilder routes)
    {
        TaskForcePages.Map(routes);
        DecisionServices.Map(routes);
        PolicyServices.Map(routes);
        RuleServices.Map(routes);
    }
}
