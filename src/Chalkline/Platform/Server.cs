using Chalkline.Platform.Hosting;

namespace Chalkline.Platform;

/// <summary>The site on its server, from start to stop.</summary>
public static class Server
{
    /// <summary>Serves until told to stop: by <paramref name="ct"/>, a signal, or the service manager. Requests that are under way are finished first.</summary>
    /// <param name="ready">Called with the services and the address for people, once the site answers.</param>
    /// <param name="prepare">Called with the services before the site answers.</param>
    /// <exception cref="SettingsException">The certificate cannot be used, or an address cannot be listened at.</exception>
    /// <exception cref="StoreUnavailableException">The host's store does not answer.</exception>
    public static async Task RunAsync(ServeSettings settings, IReadOnlyList<Capability> capabilities, TimeProvider time, Func<DistrictStores, string, Task> ready, CancellationToken ct,
        Func<IServiceProvider, Task>? prepare = null)
    {
        await using var site = Site.Create(settings.Stores, time, capabilities, builder => Front.Add(builder, settings));
        // What cannot be served is said before anything is touched.
        site.Services.GetService<ServedCertificate>()?.Current();
        var taken = settings.Addresses.Select(a => (Address: a, Fault: a.Fault())).Where(a => a.Fault is not null).ToList();
        if (taken.Count > 0) throw new SettingsException([.. taken.Select(a => $"{Settings.Urls.Key}: {a.Address} {a.Fault}")]);
        var stores = site.Services.GetRequiredService<DistrictStores>();
        await PrepareHost(stores, ct);
        if (prepare is not null) await prepare(site.Services);
        await site.StartAsync(ct);
        await ready(stores, settings.PublicAddress(site.Urls));
        await site.WaitForShutdownAsync(ct);
    }

    private static async Task PrepareHost(DistrictStores stores, CancellationToken ct)
    {
        try
        {
            await stores.PrepareHost(ct);
        }
        catch (Exception e) when (Storage.StoreFaults.Trouble(e) is { } trouble)
        {
            throw new StoreUnavailableException(trouble, e);
        }
    }
}
