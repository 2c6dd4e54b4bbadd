using Chalkline.Design;

namespace Chalkline.Governance.Policies;

/// <summary>What the state of a version means for whoever reads it.</summary>
internal static class PolicyLook
{
    public static StatusKind Of(PolicyState state) => state switch
    {
        PolicyState.Published => StatusKind.Good,
        PolicyState.Superseded or PolicyState.Withdrawn => StatusKind.Past,
        PolicyState.Draft => StatusKind.Unknown,
        _ => StatusKind.Waits,
    };
}
