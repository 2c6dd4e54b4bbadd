using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>The kinds of packs that the governance of tools reads.</summary>
internal static class ToolPackServices
{
    public static IServiceCollection AddToolPacks(this IServiceCollection services) => services
        .AddSingleton<IPackKind, VettingCriteria>()
        .AddSingleton<IPackKind, RiskTiers>()
        .AddSingleton<IPackKind, ToolGates>()
        .AddSingleton<IPackKind, IncidentKinds>()
        .AddSingleton<IPackKind, AiServices>();
}
