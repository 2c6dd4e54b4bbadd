namespace Chalkline.Platform.Checking;

/// <summary>Checks as services.</summary>
internal static class CheckServices
{
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.AddSingleton<Checks>();
        services.AddSingleton<ICheckKind, RoleIsHeld>();
        services.AddSingleton<ICheckKind, PackIsInUse>();
        services.AddSingleton<ICheckKind, DayHasPassed>();
        return services;
    }
}
