using Chalkline.Platform.Packs;

namespace Chalkline.Platform;

/// <summary>Packs as services.</summary>
public static class PackServices
{
    /// <summary>The kinds that every capability may use, and what reads packs; needs no store.</summary>
    public static IServiceCollection AddPackReading(this IServiceCollection services)
    {
        services.AddSingleton<IPackKind, DataElements>();
        services.AddSingleton<IPackKind, RulesOfLaw>();
        services.AddSingleton<PackReader>();
        services.AddSingleton<ShippedPacks>();
        return services;
    }

    internal static IServiceCollection AddPacks(this IServiceCollection services)
    {
        services.AddPackReading();
        services.AddSingleton<DistrictPacks>();
        services.AddScoped<UploadPack>();
        services.AddScoped<ChangePackVersion>();
        services.AddScoped<PackQueries>();
        services.AddSingleton<IDistrictOpening, AdoptPacks>();
        services.AddSingleton<INavigation, PackNavigation>();
        services.AddAuditWords(PackWords.ResourceManager);
        return services;
    }
}
