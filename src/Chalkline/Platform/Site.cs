namespace Chalkline.Platform;

/// <summary>A capability of the program, as the host adds it.</summary>
/// <param name="Mapping">How its records stand in a district's store; null where it has none.</param>
/// <param name="Add">Its services and contributions.</param>
/// <param name="Map">Its endpoints.</param>
public sealed record Capability(IStoreMapping? Mapping, Action<IServiceCollection> Add, Action<IEndpointRouteBuilder> Map);

/// <summary>The site: all capabilities on one pipeline, on whatever server is configured.</summary>
public static class Site
{
    public static WebApplication Create(StoreSettings settings, TimeProvider time, IReadOnlyList<Capability> capabilities, Action<WebApplicationBuilder> configure)
    {
        // Neither the folder that it is started from nor the environment changes what is served.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Services.AddRouting();
        builder.Services.AddPlatform(settings, time);
        foreach (var capability in capabilities)
        {
            if (capability.Mapping is { } mapping) builder.Services.AddSingleton(mapping);
            capability.Add(builder.Services);
        }
        configure(builder);
        var site = builder.Build();
        site.UsePlatform();
        site.MapPlatform();
        foreach (var capability in capabilities) capability.Map(site);
        return site;
    }
}
