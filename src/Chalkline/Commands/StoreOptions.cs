using System.CommandLine;
using System.Data.Common;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>
/// The options by which a command names its installation: <c>--data</c> and <c>--database</c>, or the environment variables
/// <see cref="DataVariable"/> and <see cref="DatabaseVariable"/>. What is typed comes before the environment.
/// </summary>
internal sealed class StoreOptions
{
    public const string DataVariable = "CHALKLINE_DATA", DatabaseVariable = "CHALKLINE_DATABASE", DefaultFolder = "chalkline-data";

    public Option<string?> Data { get; } = new("--data")
    {
        Description = $"Folder of the installation (default: {DataVariable}, or ./{DefaultFolder}).",
        HelpName = "DIR",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = $"PostgreSQL connection string (default: {DatabaseVariable}); without one, a SQLite file a district in the folder.",
        HelpName = "CONNECTION",
    };

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Database);
    }

    /// <summary>Where the stores are, as the command and the environment say.</summary>
    /// <exception cref="UsageException">The connection string cannot be read.</exception>
    public StoreSettings SettingsOf(ParseResult parsed)
    {
        var folder = Given(parsed.GetValue(Data)) ?? Given(Environment.GetEnvironmentVariable(DataVariable)) ?? DefaultFolder;
        var connection = Given(parsed.GetValue(Database)) ?? Given(Environment.GetEnvironmentVariable(DatabaseVariable));
        if (connection is not null) Check(connection);
        return new(Path.GetFullPath(folder), connection);
    }

    /// <summary>The stores of an installation that is there; <paramref name="create"/>: made where there is none.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public async Task<DistrictStores> Open(ParseResult parsed, bool create, CancellationToken ct)
    {
        var settings = SettingsOf(parsed);
        if (create) Directory.CreateDirectory(settings.DataFolder);
        else if (!settings.IsPostgreSql && !File.Exists(settings.HostFile))
            throw new UsageException($"there is no installation in {settings.DataFolder}; name its folder by --data, or make one: chalkline district add SLUG");
        var stores = new DistrictStores(settings, Capabilities.Mappings, TimeProvider.System);
        if (create) await stores.PrepareHost(ct);
        return stores;
    }

    /// <summary>The slug that was typed.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DistrictSlug SlugOf(string text) => DistrictSlug.TryParse(text, out var slug) ? slug
        : throw new UsageException($"'{text}' is no slug: 2 to 40 of a-z, 0-9 and single hyphens, beginning with a letter, and no word that addresses need"
            + (DistrictSlug.Suggest(text) is { } better ? $"; '{better}' is one" : ""));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static void Check(string connection)
    {
        try
        {
            _ = new Npgsql.NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or DbException)
        {
            // Its text may hold a password: it is not repeated.
            throw new UsageException("--database: the connection string cannot be read; it looks like Host=db;Username=chalkline;Password=…;Database=chalkline");
        }
    }
}
