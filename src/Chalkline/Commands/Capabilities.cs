using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>The capabilities that the program is made of: one line each.</summary>
public static class Capabilities
{
    /// <summary>How their records stand in a district's store.</summary>
    public static IReadOnlyList<IStoreMapping> Mappings { get; } = [];
}
