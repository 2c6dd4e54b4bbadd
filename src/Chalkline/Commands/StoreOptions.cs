using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>The options by which a command names its installation: <c>--data</c>, <c>--database</c>, and <c>--config</c> for the file that they stand in.</summary>
internal sealed class StoreOptions
{
    private readonly SettingOptions _settings = new([Settings.Data, Settings.Database]);

    public void AddTo(Command command) => _settings.AddTo(command);

    /// <summary>Where the stores are, as the command, the environment or the settings file says.</summary>
    /// <exception cref="SettingsException">The file cannot be used, or the connection string cannot be read.</exception>
    public StoreSettings SettingsOf(ParseResult parsed) => ServeSettings.StoresOf(_settings.ValuesOf(parsed));

    /// <summary>The stores of an installation that is there; <paramref name="create"/>: made where there is none.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<DistrictStores> Open(ParseResult parsed, bool create, CancellationToken ct)
    {
        var settings = SettingsOf(parsed);
        if (create) Directory.CreateDirectory(settings.DataFolder);
        else if (!settings.IsPostgreSql && !File.Exists(settings.HostFile))
            throw new UsageException($"there is no installation in {settings.DataFolder}; name its folder by --data, or make one: chalkline district add SLUG");
        var stores = new DistrictStores(settings, Capabilities.Mappings, TimeProvider.System);
        try
        {
            if (create) await stores.PrepareHost(ct);
            else if (settings.IsPostgreSql && await stores.HostState(ct) == StoreState.Missing)
                throw new UsageException("there is no installation in this database; name another by --database, or make one: chalkline district add SLUG");
            return stores;
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>The slug that was typed.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DistrictSlug SlugOf(string text) => DistrictSlug.TryParse(text, out var slug) ? slug
        : throw new UsageException($"'{text}' is no slug: 2 to 40 of a-z, 0-9 and single hyphens, beginning with a letter, and no word that addresses need"
            + (DistrictSlug.Suggest(text) is { } better ? $"; '{better}' is one" : ""));
}
