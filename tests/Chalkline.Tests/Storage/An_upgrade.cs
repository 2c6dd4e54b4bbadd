using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Storage;
using Chalkline.Tests.Evaluate;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class An_upgrade
{
    private const string First = "20261124000100_Ground";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Brings_each_store_up_after_a_backup_of_it(Database database)
    {
        await using var installation = await Installation.On(database);
        await Behind(installation, Installation.Cedar);
        await new DistrictDirectory(installation.Stores).Add(Installation.Juniper, Ct);
        var steps = await Run(installation);
        Assert.IsType<UpgradeStep.AlreadyCurrent>(steps[0]);
        var upgraded = Assert.IsType<UpgradeStep.Upgraded>(steps[1]);
        Assert.Equal(Installation.Cedar, upgraded.District);
        Assert.Equal(Installation.Juniper, Assert.IsType<UpgradeStep.AlreadyCurrent>(steps[2]).District);
        Assert.Equal(StoreState.Current, await installation.Stores.StateOf(Installation.Cedar, Ct));
        // The backup is of the older version, and restores into this one.
        await using var other = await Installation.On(database);
        var report = await A_backup.Restore(other).Run(upgraded.Backup!, null, false, Ct);
        Assert.Equal(2, report.LogEntries);
        Assert.Equal(StoreState.Current, await other.Stores.StateOf(Installation.Cedar, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Names_the_district_that_fails_and_goes_on_with_the_rest(Database database)
    {
        await using var installation = await Installation.On(database);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        await Behind(installation, Installation.Juniper);
        await using (var db = installation.Open()) await db.Database.ExecuteSqlRawAsync("INSERT INTO migration_history VALUES ('99990101000000_Later', '10')", Ct);
        var steps = await Run(installation);
        var failed = Assert.IsType<UpgradeStep.Failed>(steps[1]);
        Assert.Equal(Installation.Cedar, failed.District);
        Assert.Contains("newer version", failed.Reason);
        Assert.Equal(Installation.Juniper, Assert.IsType<UpgradeStep.Upgraded>(steps[2]).District);
    }

    [Fact]
    public async Task Keeps_the_newest_backups_of_a_district_and_touches_no_other()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        var folder = Directory.CreateDirectory(Path.Combine(installation.Settings.DataFolder, "backups")).FullName;
        string[] names =
        [
            "before-upgrade-cedar-valley-20250101T000000000Z.zip", "before-upgrade-cedar-valley-20250102T000000000Z.zip", "before-upgrade-cedar-valley-20250103T000000000Z.zip",
            "before-upgrade-cedar-valley-west-20240101T000000000Z.zip", "cedar-valley-20240101T000000000Z.zip",
        ];
        foreach (var name in names) await File.WriteAllTextAsync(Path.Combine(folder, name), "", Ct);
        await Behind(installation, Installation.Cedar);
        await Run(installation);
        var left = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).ToList();
        Assert.DoesNotContain(names[0], left);
        Assert.Equal(names[1..].Order(), left.Intersect(names).Order());
        Assert.Equal(5, left.Count);
    }

    [Fact]
    public async Task Says_what_to_do_about_the_lock_of_a_killed_migration()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await Behind(installation, Installation.Cedar);
        await using (var db = installation.Open())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsLock\"(\"Id\", \"Timestamp\") VALUES (1, '2026-01-01 00:00:00')", Ct);
        var data = installation.Settings.DataFolder;
        var refused = await CliFolder.Run(Ct, "upgrade", "--data", data);
        Assert.Equal(CommandLine.OurFault, refused.Exit);
        Assert.Contains("chalkline: cedar-valley was not upgraded: ", refused.Error);
        Assert.Contains("chalkline db unlock", refused.Error);
        var unlocked = await CliFolder.Run(Ct, "db", "unlock", "--data", data);
        Assert.Equal((CommandLine.Done, "cedar-valley: unlocked. Go on with: chalkline upgrade\n"), (unlocked.Exit, unlocked.Output.ReplaceLineEndings("\n")));
        Assert.Equal(CommandLine.Done, (await CliFolder.Run(Ct, "upgrade", "--data", data)).Exit);
        Assert.Contains("No store is locked.", (await CliFolder.Run(Ct, "db", "unlock", "--data", data)).Output);
    }

    [Fact]
    public async Task Does_not_wait_for_another_process_and_leaves_its_lock()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await Behind(installation, Installation.Cedar);
        var file = installation.Settings.DistrictFile(Installation.Cedar);
        using (MigrationTurn.Take(file))
        {
            Assert.Contains("another process", (await Assert.ThrowsAsync<StoreRefusalException>(() => installation.Stores.Prepare(Installation.Cedar, null, Ct))).Message);
            await Assert.ThrowsAsync<StoreRefusalException>(() => installation.Stores.Unlock(Installation.Cedar, Ct));
        }
        await installation.Stores.Prepare(Installation.Cedar, null, Ct);
        Assert.Equal(StoreState.Current, await installation.Stores.StateOf(Installation.Cedar, Ct));
    }

    /// <summary>A process of its own, killed between taking Entity Framework's lock and giving it back.</summary>
    [Fact]
    public async Task That_was_killed_goes_on_after_unlock()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        var (data, file) = (installation.Settings.DataFolder, installation.Settings.DistrictFile(Installation.Cedar));
        using var folder = new CliFolder();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var process = BuiltProgram.Start(folder, null, "district", "add", "cedar-valley", "--data", data);
            while (!process.HasExited && !await HasLock(file)) await Task.Yield();
            process.Kill();
            await process.WaitForExitAsync(Ct);
            if (await HasLock(file)) break;
            await installation.Stores.Drop(Installation.Cedar, Ct);
            await using var host = installation.Stores.OpenHost();
            await host.Districts.ExecuteDeleteAsync(Ct);
        }
        var refused = await CliFolder.Run(Ct, "district", "add", "cedar-valley", "--data", data);
        Assert.Contains("chalkline db unlock", Assert.Single(refused.Refusal()));
        Assert.Equal(CommandLine.Done, (await CliFolder.Run(Ct, "db", "unlock", "cedar-valley", "--data", data)).Exit);
        var added = await CliFolder.Run(Ct, "district", "add", "cedar-valley", "--data", data);
        Assert.Equal((CommandLine.Done, ""), (added.Exit, added.Error));
        Assert.Contains("/setup/", added.Output);
        Assert.Equal(StoreState.Current, await installation.Stores.StateOf(Installation.Cedar, Ct));
    }

    private static async Task<bool> HasLock(string file)
    {
        if (!File.Exists(file)) return false;
        try
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM \"__EFMigrationsLock\"";
            return (long)(await command.ExecuteScalarAsync(Ct))! > 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>An open district whose store is of the first version, with an entry in its log.</summary>
    private static async Task Behind(Installation installation, DistrictSlug slug)
    {
        await installation.Stores.Prepare(slug, First, Ct);
        await using (var db = installation.Stores.Open(slug))
            await db.Commit(new(Actor.Operator, "district.set-up", new("district", Guid.Empty), []), Ct);
        await using var host = installation.Stores.OpenHost();
        var now = installation.Stores.Time.Now();
        host.Add(new DistrictEntry { Slug = slug.Text, Id = Guid.CreateVersion7(now), CreatedAt = now, OpenedAt = now });
        await host.SaveChangesAsync(Ct);
        Assert.Equal(StoreState.Behind, await installation.Stores.StateOf(slug, Ct));
    }

    private static async Task<List<UpgradeStep>> Run(Installation installation)
    {
        var steps = new List<UpgradeStep>();
        await foreach (var step in new StoreUpgrade(installation.Stores).Run(null, Ct)) steps.Add(step);
        return steps;
    }
}
