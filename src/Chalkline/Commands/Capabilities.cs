using Chalkline.Platform;
using Chalkline.Records;

namespace Chalkline.Commands;

/// <summary>The capabilities that the program is made of, in the order in which they may know each other.</summary>
public static class Capabilities
{
    public static IReadOnlyList<Capability> All { get; } = [RecordsCapability.Capability];

    /// <summary>How their records stand in a district's store.</summary>
    public static IReadOnlyList<IStoreMapping> Mappings { get; } = [.. All.Select(c => c.Mapping).OfType<IStoreMapping>()];
}
