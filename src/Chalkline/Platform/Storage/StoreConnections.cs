using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Chalkline.Platform.Storage;

/// <summary>How a context reaches its store: a file each on SQLite; on PostgreSQL one pool for all, and the schema set as a connection is handed out.</summary>
internal sealed class StoreConnections(StoreSettings settings) : IAsyncDisposable
{
    /// <summary>No schema has this name: a connection whose search path nobody set reaches nothing.</summary>
    private const string Nowhere = "chalkline_nowhere";

    /// <summary>Statements that a connection keeps prepared, and from which use.</summary>
    private const int PreparedAtMost = 150, PreparedFrom = 3;

    public const string HostSchema = "chalkline_host";
    public const string History = "migration_history";

    private static readonly ServiceProvider IdentityTables = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    private readonly NpgsqlDataSource? _source = settings.ConnectionString is { } text ? NpgsqlDataSource.Create(Pooled(text)) : null;

    /// <summary>Options for the store of one schema (PostgreSQL) or file (SQLite).</summary>
    public DbContextOptions<TContext> Options<TContext>(string schema, string file) where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        if (_source is not null)
        {
            options.UseNpgsql(_source, o => o.MigrationsHistoryTable(History, schema));
            options.AddInterceptors(new SearchPath(schema));
        }
        else
        {
            options.UseSqlite(FileConnection(file), o => o.MigrationsHistoryTable(History));
            options.AddInterceptors(new SqlitePragmas());
        }
        // Identity's context asks the application's services which of its tables there are: without this there is none for passkeys.
        options.UseApplicationServiceProvider(IdentityTables);
        options.ReplaceService<IMigrationsAssembly, StoreMigrations>();
        options.ReplaceService<IModelCacheKeyFactory, MappedModel>();
        // There is no snapshot of the model; a test compares stores instead.
        return options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options;
    }

    /// <summary>A connection for plain SQL in the store of one schema or file: without Entity Framework, which takes its time when it is first used.</summary>
    public async Task<DbConnection> Open(string schema, string file, CancellationToken ct)
    {
        if (_source is null)
        {
            var opened = new SqliteConnection(FileConnection(file));
            await opened.OpenAsync(ct);
            return opened;
        }
        var connection = await _source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SET search_path TO \"{schema}\"";
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>What a transaction says first that has left the search path to itself (<see cref="DistrictDb.SetsPath"/>).</summary>
    public static string PathOfTransaction(DistrictSlug district) => $"SET LOCAL search_path TO \"{district.Schema}\"";

    public static string FileConnection(string file, bool create = false) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        Cache = SqliteCacheMode.Private,
        ForeignKeys = true,
        Pooling = true,
        DefaultTimeout = 15,
    }.ConnectionString;

    /// <summary>Leaves the write-ahead log, which only the last one who has the file open can do.</summary>
    public static async Task CloseForGood(string file, CancellationToken ct)
    {
        SqliteConnection.ClearAllPools();
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE";
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (SqliteException e) when (StoreFaults.IsContention(e))
        {
            throw new StoreRefusalException($"{file}: the store is in use. Stop chalkline serve, then try again.");
        }
    }

    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("This installation is on SQLite.");

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        else SqliteConnection.ClearAllPools();
    }

    private static string Pooled(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text) { SearchPath = Nowhere, ApplicationName = "chalkline" };
        // A backend that has touched many schemas grows: connections are replaced after a while.
        if (!text.Contains("Lifetime", StringComparison.OrdinalIgnoreCase)) builder.ConnectionLifetime = 600;
        if (!text.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) builder.MaxPoolSize = 20;
        // A page asks dozens of small questions, and reading and planning each anew took PostgreSQL longer than answering it. Where another district uses the connection next, the server reads a
        // statement again by itself, since its search path differs; how many a connection keeps is bounded for the same reason as its life.
        if (!text.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase)) (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (PreparedAtMost, PreparedFrom);
        return builder.ConnectionString;
    }

    private sealed class SearchPath(string schema) : DbConnectionInterceptor
    {
        private readonly string _set = $"SET search_path TO \"{schema}\"";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (eventData.Context is DistrictDb { SetsPath: true }) return;
            using var command = connection.CreateCommand();
            command.CommandText = _set;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is DistrictDb { SetsPath: true }) return;
            await using var command = connection.CreateCommand();
            command.CommandText = _set;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        // FULL: a commit that was acknowledged survives a loss of power, not only the end of the process.
        private const string Set = "PRAGMA synchronous = FULL";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Set;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Set;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
