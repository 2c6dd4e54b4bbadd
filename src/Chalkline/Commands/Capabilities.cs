using Chalkline.Briefing;
using Chalkline.Governance;
using Chalkline.Pilots;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools;

namespace Chalkline.Commands;

/// <summary>The capabilities that the program is made of, in the order in which they may know each other.</summary>
public static class Capabilities
{
    public static IReadOnlyList<Capability> All { get; } = [RecordsCapability.Capability, RoadmapCapability.Capability, GovernanceCapability.Capability, ToolsCapability.Capability, PilotsCapability.Capability, BriefingCapability.Capability];

    /// <summary>How their records stand in a district's store.</summary>
    public static IReadOnlyList<IStoreMapping> Mappings { get; } = [.. All.Select(c => c.Mapping).OfType<IStoreMapping>()];

    /// <summary>What the capabilities contribute, for a command that needs it without a site.</summary>
    public static ServiceProvider Services(StoreSettings settings, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(settings, time);
        foreach (var capability in All)
        {
            if (capability.Mapping is { } mapping) services.AddSingleton(mapping);
            capability.Add(services);
        }
        return services.BuildServiceProvider();
    }
}
