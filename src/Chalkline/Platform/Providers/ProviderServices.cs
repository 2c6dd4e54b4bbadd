using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chalkline.Platform.Providers;

/// <summary>Sign-in by providers: services and endpoints.</summary>
internal static class ProviderServices
{
    /// <summary>How long a provider has for an answer; a person waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private const int LargestAnswer = 1 << 20;

    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient(Discovery.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LargestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.TryAddSingleton(new ProviderSettings(AllowsThisComputer: false));
        services.AddSingleton<Discovery>();
        services.AddSingleton<RedeemCode>();
        services.AddSingleton<ProviderSecrets>();
        services.AddSingleton<ChallengeCookie>();
        services.AddSingleton<ProveIdentity>();
        services.AddScoped<GroupRoles>();
        services.AddScoped<SignInByProvider>();
        services.AddScoped<SaveProvider>();
        services.AddSingleton<ISignInMeans, ProviderLinks>();
        services.AddSingleton<INavigation, ProviderNavigation>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ProviderSignIn.Map(routes);
        ProviderPages.Map(routes);
    }
}
