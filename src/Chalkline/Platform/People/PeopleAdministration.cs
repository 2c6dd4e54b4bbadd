namespace Chalkline.Platform.People;

/// <summary>People and their roles: services and pages.</summary>
internal static class PeopleAdministration
{
    public static IServiceCollection AddPeopleAdministration(this IServiceCollection services)
    {
        services.AddScoped<SchoolDirectory>();
        services.AddScoped<GrantRole>();
        services.AddScoped<RevokeRole>();
        services.AddSingleton<IEraser, EraseAccountData>();
        return services;
    }
}
