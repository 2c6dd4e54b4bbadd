using Chalkline.Roadmap;

namespace Chalkline.Governance.Policies;

/// <summary>What came of doing something with a policy.</summary>
internal abstract record PolicyResult
{
    private PolicyResult()
    {
    }

    public sealed record Done(PolicyId Policy, int Number) : PolicyResult;

    /// <summary>There is none, or it does not stand where this can be done.</summary>
    public sealed record NotThere : PolicyResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : PolicyResult;
}
