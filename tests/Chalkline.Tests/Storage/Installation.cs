using Chalkline.Platform;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Chalkline.Tests.Storage;

/// <summary>The databases that every storage test runs on.</summary>
public enum Database
{
    Sqlite,
    PostgreSql,
}

/// <summary>Both of them, as a theory's data.</summary>
public sealed class BothDatabases : TheoryData<Database>
{
    public BothDatabases() => AddRange(Database.Sqlite, Database.PostgreSql);
}

/// <summary>An installation of a test's own: a folder, or a database on the tests' PostgreSQL.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly string _folder;

    private Installation(Database database, TimeProvider time, int? poolSize, IReadOnlyList<IStoreMapping>? mappings, PreparedStores? copyOf = null)
    {
        _folder = Directory.CreateTempSubdirectory("chalkline-store-").FullName;
        copyOf?.CopyFiles(_folder);
        Settings = new(_folder, database == Database.PostgreSql ? PostgreSqlServer.Shared.NewDatabase(copyOf?.DatabaseName) + (poolSize is { } size ? $";Maximum Pool Size={size}" : "") : null);
        Stores = new(Settings, mappings ?? Chalkline.Commands.Capabilities.Mappings, time);
    }

    public StoreSettings Settings { get; }

    public DistrictStores Stores { get; }

    public static DistrictSlug Cedar { get; } = Slug("cedar-valley");

    public static DistrictSlug Juniper { get; } = Slug("juniper");

    public static DistrictSlug Slug(string text) => DistrictSlug.TryParse(text, out var slug) ? slug : throw new ArgumentException(text, nameof(text));

    /// <summary>An installation with a host store and no district.</summary>
    /// <param name="mappings">Of the capabilities; null: of the program's.</param>
    public static async Task<Installation> On(Database database, TimeProvider? time = null, int? poolSize = null, IReadOnlyList<IStoreMapping>? mappings = null)
    {
        var installation = new Installation(database, time ?? TimeProvider.System, poolSize, mappings);
        await installation.Stores.PrepareHost(TestContext.Current.CancellationToken);
        return installation;
    }

    /// <summary>
    /// An installation whose host and whose districts cedar-valley and juniper have stores already, which are in no directory yet: copied, because to make them for every test
    /// is most of what tests of pages would do.
    /// </summary>
    internal static async Task<Installation> Copied(Database database, TimeProvider? time = null, Preparation preparation = Preparation.Migrated) =>
        new(database, time ?? TimeProvider.System, null, null, await PreparedStores.Of(database, preparation));

    /// <summary>Its folder or database as what others are copied from: nothing may have it open.</summary>
    internal async Task<PreparedStores> Close(Database database)
    {
        await Stores.DisposeAsync();
        SqliteConnection.ClearAllPools();
        return new(_folder, database == Database.PostgreSql ? new Npgsql.NpgsqlConnectionStringBuilder(Settings.ConnectionString).Database : null);
    }

    public DistrictDb Open() => Stores.Open(Cedar);

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
