using System.Collections.Concurrent;
using System.Data.Common;
using Chalkline.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform;

/// <summary>The stores of an installation: the one place where a context is made.</summary>
public sealed class DistrictStores : IAsyncDisposable
{
    private readonly StoreConnections _connections;
    private readonly StoreMappings _mappings;
    private readonly ConcurrentDictionary<string, (DbContextOptions<DistrictDb> Options, SemaphoreSlim? Writer)> _stores = new(StringComparer.Ordinal);
    private readonly DbContextOptions<HostDb> _host;

    public DistrictStores(StoreSettings settings, IEnumerable<IStoreMapping> mappings, TimeProvider time)
    {
        (Settings, Time) = (settings, time);
        _mappings = new(mappings);
        _connections = new(settings);
        _host = _connections.Options<HostDb>(StoreConnections.HostSchema, settings.HostFile);
    }

    public StoreSettings Settings { get; }

    public TimeProvider Time { get; }

    /// <summary>The store of a district that exists; whoever gets it disposes it.</summary>
    public DistrictDb Open(DistrictSlug slug)
    {
        var (options, writer) = _stores.GetOrAdd(slug.Text, _ =>
            (_connections.Options<DistrictDb>(slug.Schema, Settings.DistrictFile(slug)), Settings.IsPostgreSql ? null : new SemaphoreSlim(1)));
        return new(slug, options, _mappings, this, writer);
    }

    internal HostDb OpenHost() => new(_host);

    internal StoreConnections Connections => _connections;

    /// <summary>Told of a district that has work, in this process; set by whoever does work.</summary>
    internal Action<DistrictSlug> Ring { get; set; } = _ => { };

    /// <summary>Makes the host's store if there is none, and brings it to this program's version.</summary>
    /// <exception cref="StoreRefusalException">It was opened by a newer version.</exception>
    public async Task PrepareHost(CancellationToken ct)
    {
        var state = await HostState(ct);
        if (state == StoreState.Current) return;
        if (state == StoreState.Newer) throw new StoreRefusalException("The host store was opened by a newer version of this program; install that one.");
        await using var host = OpenHost();
        await Prepare(host, StoreConnections.HostSchema, Settings.HostFile, null, ct);
    }

    /// <summary>Where the host's store stands beside this program. In plain SQL, because every start waits for it.</summary>
    internal async Task<StoreState> HostState(CancellationToken ct)
    {
        if (!Settings.IsPostgreSql && !File.Exists(Settings.HostFile)) return StoreState.Missing;
        var applied = new List<string>();
        await using var connection = await OpenHostConnection(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT \"MigrationId\" FROM {StoreConnections.History}";
        try
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) applied.Add(reader.GetString(0));
        }
        catch (DbException e) when (StoreFaults.IsMissingTable(e))
        {
            return StoreState.Missing;
        }
        return StateOf(HostDb.Migrations, applied);
    }

    /// <summary>For plain SQL in the host's store.</summary>
    internal Task<DbConnection> OpenHostConnection(CancellationToken ct) => _connections.Open(StoreConnections.HostSchema, Settings.HostFile, ct);

    /// <summary>Makes the district's store if there is none, and brings it to a migration, by default to the newest.</summary>
    internal async Task Prepare(DistrictSlug slug, string? migration, CancellationToken ct)
    {
        await using var db = Open(slug);
        await Prepare(db, slug.Schema, Settings.DistrictFile(slug), migration, ct);
    }

    /// <summary>Where the district's store stands beside this program.</summary>
    public async Task<StoreState> StateOf(DistrictSlug slug, CancellationToken ct)
    {
        if (!Settings.IsPostgreSql && !File.Exists(Settings.DistrictFile(slug))) return StoreState.Missing;
        await using var db = Open(slug);
        try
        {
            var known = db.Database.GetMigrations().ToList();
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            return StateOf(known, applied);
        }
        catch (Exception e) when (StoreFaults.Trouble(e) is { } trouble)
        {
            throw new StoreUnavailableException(trouble, e);
        }
    }

    /// <summary>What an exception from a store means, where it means that the store does not answer.</summary>
    public static StoreTrouble? TroubleOf(Exception e) => StoreFaults.Trouble(e);

    /// <summary>Takes away the lock that a killed migration left in the store of a district (null: of the host).</summary>
    /// <returns>Whether there was one. On PostgreSQL never: its locks end with their session.</returns>
    /// <exception cref="StoreRefusalException">A process that lives is migrating the store.</exception>
    public async Task<bool> Unlock(DistrictSlug? slug, CancellationToken ct)
    {
        var file = slug is null ? Settings.HostFile : Settings.DistrictFile(slug);
        if (Settings.IsPostgreSql || !File.Exists(file)) return false;
        using var turn = MigrationTurn.Take(file);
        if (!await MigrationTurn.IsLeftBehind(file, ct)) return false;
        await MigrationTurn.Clear(file, ct);
        return true;
    }

    /// <summary>Takes a district's store away, for good.</summary>
    /// <exception cref="StoreRefusalException">Someone has it open (SQLite).</exception>
    internal async Task Drop(DistrictSlug slug, CancellationToken ct)
    {
        if (Settings.IsPostgreSql)
        {
            await using var command = _connections.Source.CreateCommand($"DROP SCHEMA IF EXISTS \"{slug.Schema}\" CASCADE");
            await command.ExecuteNonQueryAsync(ct);
            return;
        }
        var file = Settings.DistrictFile(slug);
        if (!File.Exists(file)) return;
        await StoreConnections.CloseForGood(file, ct);
        foreach (var part in new[] { file, file + "-wal", file + "-shm" }) File.Delete(part);
    }

    private static StoreState StateOf(IReadOnlyList<string> known, List<string> applied) => applied.Count == 0 ? StoreState.Missing
        : applied.Except(known).Any() ? StoreState.Newer
        : known.Except(applied).Any() ? StoreState.Behind
        : StoreState.Current;

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task Prepare(DbContext db, string schema, string file, string? migration, CancellationToken ct)
    {
        if (Settings.IsPostgreSql)
        {
            await using var command = _connections.Source.CreateCommand($"CREATE SCHEMA IF NOT EXISTS \"{schema}\"");
            await command.ExecuteNonQueryAsync(ct);
        }
        else if (!File.Exists(file))
        {
            await CreateFile(file, ct);
        }
        // A store that is current is left alone: it needs neither a turn nor a lock.
        if (migration is null && !(await db.Database.GetPendingMigrationsAsync(ct)).Any()) return;
        using var turn = Settings.IsPostgreSql ? null : MigrationTurn.Take(file);
        if (turn is not null && await MigrationTurn.IsLeftBehind(file, ct))
            throw new StoreRefusalException($"{file}: a migration of this store was killed and left its lock. Take it away, then go on: chalkline db unlock, then chalkline upgrade.");
        await db.GetService<IMigrator>().MigrateAsync(migration, ct);
    }

    /// <summary>An empty store with a write-ahead log, so that readers and the one writer do not wait for each other.</summary>
    private static async Task CreateFile(string file, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var connection = new SqliteConnection(StoreConnections.FileConnection(file, create: true));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A store beside the program.</summary>
public enum StoreState
{
    Missing,
    Behind,
    Current,

    /// <summary>Made or upgraded by a newer version of the program.</summary>
    Newer,
}
