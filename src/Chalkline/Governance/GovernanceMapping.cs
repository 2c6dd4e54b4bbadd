using Chalkline.Governance.Decisions;
using Chalkline.Governance.Employees;
using Chalkline.Governance.Guidance;
using Chalkline.Governance.Policies;
using Chalkline.Governance.Principles;
using Chalkline.Governance.TaskForce;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance;

/// <summary>How governance stands in a district's store, part by part.</summary>
internal sealed class GovernanceMapping : IStoreMapping
{
    private static readonly IReadOnlyList<IStoreMapping> Parts =
        [new TaskForceMapping(), new DecisionMapping(), new PolicyMapping(), new PrincipleMapping(), new GuidanceMapping(), new EmployeeMapping()];

    public IReadOnlyList<ISearchEntries> Search { get; } = [.. Parts.SelectMany(p => p.Search)];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        foreach (var part in Parts) part.Conventions(conventions);
    }

    public void Map(ModelBuilder model)
    {
        foreach (var part in Parts) part.Map(model);
    }
}
