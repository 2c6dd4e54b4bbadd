using Chalkline.Platform;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class A_store
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task that_migrations_made_is_the_one_that_the_model_describes(Database database)
    {
        await using var installation = await Installation.On(database);
        await installation.Stores.Prepare(Installation.Cedar, null, Ct);
        await using var migrated = installation.Open();
        await using var created = installation.Stores.Open(Installation.Juniper);
        await CreateFromModel(installation, created, Installation.Juniper.Schema, installation.Settings.DistrictFile(Installation.Juniper));
        Assert.Equal(await Catalog.Of(created, Ct), await Catalog.Of(migrated, Ct));
        Assert.NotEmpty(await Catalog.Of(migrated, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task of_the_host_that_migrations_made_is_the_one_that_the_model_describes(Database database)
    {
        await using var installation = await Installation.On(database);
        await using var migrated = installation.Stores.OpenHost();
        var file = Path.Combine(installation.Settings.DataFolder, "created.db");
        await using var created = new HostDb(installation.Stores.Connections.Options<HostDb>("created", file));
        await CreateFromModel(installation, created, "created", file);
        Assert.Equal(await Catalog.Of(created, Ct), await Catalog.Of(migrated, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task of_the_host_knows_whether_it_is_current_without_Entity_Framework(Database database)
    {
        await using var installation = await Installation.On(database);
        await using var host = installation.Stores.OpenHost();
        Assert.Equal(host.Database.GetMigrations(), HostDb.Migrations);
        Assert.Equal(StoreState.Current, await installation.Stores.HostState(Ct));
        await host.Database.ExecuteSqlRawAsync("INSERT INTO migration_history (\"MigrationId\", \"ProductVersion\") VALUES ('99990101000000_Later', '10.0')", Ct);
        Assert.Equal(StoreState.Newer, await installation.Stores.HostState(Ct));
        await Assert.ThrowsAsync<StoreRefusalException>(() => installation.Stores.PrepareHost(Ct));
        await host.Database.ExecuteSqlRawAsync("DROP TABLE migration_history", Ct);
        Assert.Equal(StoreState.Missing, await installation.Stores.HostState(Ct));
    }

    [Fact]
    public async Task whose_schema_nobody_named_is_not_reached()
    {
        await using var installation = await Installation.Copied(Database.PostgreSql);
        await using var connection = await installation.Stores.Connections.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM account";
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteScalarAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task is_written_by_commits_alone(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await using var db = installation.Open();
        db.Add(new FormKey { Key = "k", At = installation.Stores.Time.Now() });
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Ct));
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task knows_whether_it_is_current(Database database)
    {
        await using var installation = await Installation.On(database);
        Assert.Equal(StoreState.Missing, await installation.Stores.StateOf(Installation.Cedar, Ct));
        await installation.Stores.Prepare(Installation.Cedar, null, Ct);
        Assert.Equal(StoreState.Current, await installation.Stores.StateOf(Installation.Cedar, Ct));
        await using var db = installation.Open();
        await db.Database.ExecuteSqlRawAsync("INSERT INTO migration_history (\"MigrationId\", \"ProductVersion\") VALUES ('99990101000000_Later', '10.0')", Ct);
        Assert.Equal(StoreState.Newer, await installation.Stores.StateOf(Installation.Cedar, Ct));
    }

    internal static async Task CreateFromModel(Installation installation, DbContext db, string schema, string file)
    {
        if (installation.Settings.IsPostgreSql)
        {
            await using var command = installation.Stores.Connections.Source.CreateCommand($"CREATE SCHEMA \"{schema}\"");
            await command.ExecuteNonQueryAsync(Ct);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, [], Ct);
        }
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(Ct);
    }
}
