using System.IO.Compression;
using Chalkline.Platform;
using Chalkline.Platform.Storage;
using Chalkline.Tests.House;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Storage;

/// <summary>What earlier versions wrote; see the README beside the files.</summary>
public sealed class A_released_version
{
    private const string Release = "CHALKLINE_RELEASE";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(SourceTree.Root, "tests", "Chalkline.Tests", "Storage", "Released");

    public static TheoryData<Database, string> Backups =>
        new(from file in Directory.GetFiles(Folder, "*.zip").Order(StringComparer.Ordinal) from database in Enum.GetValues<Database>() select (database, Path.GetFileName(file)));

    public static TheoryData<string> Stores => new(Directory.GetFiles(Folder, "*.db.gz").Order(StringComparer.Ordinal).Select(f => Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Backups))]
    public async Task Has_backups_that_restore_into_this_one(Database database, string file)
    {
        await using var installation = await Installation.On(database);
        var report = await A_backup.Restore(installation).Run(Path.Combine(Folder, file), null, false, Ct);
        Assert.Equal(file, report.FromVersion + ".zip");
        await AssertWhole(installation, report.LogEntries);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Has_stores_that_this_one_opens_and_upgrades(string file)
    {
        await using var installation = await Installation.On(Database.Sqlite);
        var store = installation.Settings.DistrictFile(Installation.Cedar);
        Directory.CreateDirectory(Path.GetDirectoryName(store)!);
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, file)), CompressionMode.Decompress))
        await using (var unpacked = File.Create(store)) await packed.CopyToAsync(unpacked, Ct);
        await using (var host = installation.Stores.OpenHost())
        {
            var now = installation.Stores.Time.Now();
            host.Add(new DistrictEntry { Slug = Installation.Cedar.Text, Id = Guid.CreateVersion7(now), CreatedAt = now, OpenedAt = now });
            await host.SaveChangesAsync(Ct);
        }
        await foreach (var step in new StoreUpgrade(installation.Stores).Run(null, Ct)) Assert.IsNotType<UpgradeStep.Failed>(step);
        await AssertWhole(installation, 9);
    }

    [Fact]
    public async Task Leaves_its_own_here_when_it_is_made()
    {
        if (Environment.GetEnvironmentVariable(Release) is null)
        {
            Assert.Equal(Stores.Select(s => s.Data.Split(".db")[0]), Directory.GetFiles(Folder, "*.zip").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
            return;
        }
        await using var installation = await Installation.On(Database.Sqlite);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, Path.Combine(Folder, StoreBackup.Product + ".zip"), Ct);
        var copy = Path.Combine(installation.Settings.DataFolder, "copy.db");
        await using (var connection = new SqliteConnection(StoreConnections.FileConnection(installation.Settings.DistrictFile(Installation.Cedar))))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", copy);
            await command.ExecuteNonQueryAsync(Ct);
        }
        await using var store = File.OpenRead(copy);
        await using var packed = new GZipStream(File.Create(Path.Combine(Folder, StoreBackup.Product + ".db.gz")), CompressionLevel.SmallestSize);
        await store.CopyToAsync(packed, Ct);
    }

    private static async Task AssertWhole(Installation installation, long entries)
    {
        Assert.Equal(StoreState.Current, await installation.Stores.StateOf(Installation.Cedar, Ct));
        await using var db = installation.Open();
        Assert.Equal(entries, Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, null, Ct)).Head.Sequence);
        Assert.Equal(8, await db.Users.CountAsync(Ct));
        Assert.Equal("Cedar \"Valley\" – Distrito Único", await db.Set<DistrictProfile>().Select(p => p.Name).SingleAsync(Ct));
    }
}
