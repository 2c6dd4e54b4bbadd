using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Backups;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class A_file_that_is_no_whole_backup
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_and_nothing_is_made(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var good = await Good(installation);
        var bytes = await File.ReadAllBytesAsync(good, Ct);
        await using var other = await Installation.On(database);
        var flipped = (byte[])bytes.Clone();
        flipped[bytes.Length / 2] ^= 1;
        await Refused(other, flipped, "changed or damaged");
        await Refused(other, bytes[..^1], "cut off");
        await Refused(other, bytes[..(bytes.Length / 2)], "cut off");
        await Refused(other, [], "no backup");
        await Refused(other, Encoding.UTF8.GetBytes("PK"), "no backup");
        await Nothing(other);
    }

    [Fact]
    public async Task Is_known_by_any_one_bit()
    {
        await using var installation = await Installation.Copied(Database.Sqlite);
        var bytes = await File.ReadAllBytesAsync(await Good(installation), Ct);
        var file = Path.Combine(installation.Settings.DataFolder, "flipped.zip");
        // Every byte of the frame of the zip and of the seal, and many of the packed rows between.
        for (var at = 0; at < bytes.Length; at += at < 200 || at > bytes.Length - 1500 ? 1 : 97)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[at] ^= (byte)(1 << at % 8);
            await File.WriteAllBytesAsync(file, flipped, Ct);
            await Assert.ThrowsAsync<StoreRefusalException>(async () => await BackupFile.Open(file, Ct));
        }
    }

    /// <summary>Made anew with a seal of its own, as whoever means harm would.</summary>
    [Fact]
    public async Task Is_refused_also_where_it_was_sealed_anew()
    {
        await using var installation = await Installation.Copied(Database.Sqlite);
        var good = await Good(installation);
        await using var other = await Installation.On(Database.Sqlite);
        await Refused(other, await Remade(good, (_, z) => Entry(z, "../../evil", "x")), "does not name");
        await Refused(other, await Remade(good, (m, _) => m["format"] = "chalkline.backup/9"), "this program reads chalkline.backup/1");
        await Refused(other, await Remade(good, (m, _) => m["more"] = 1), "cannot be read");
        await Refused(other, await Remade(good, (m, _) => m["district"] = null), "cannot be read");
        await Refused(other, await Remade(good, (m, _) => Part(m, "account")["sha256"] = new string('0', 64)), "checksum");
        await Refused(other, await Remade(good, (m, _) => Part(m, "account")["rows"] = 7), "8 rows; the manifest says 7");
        await Refused(other, await Remade(good, (m, _) => Part(m, "account")["bytes"] = 70), "the manifest says 70");
        await Refused(other, await Remade(good, (m, _) => m["migration"] = "99990101000000_Later"), "newer version of Chalkline (0.1.0");
        await Refused(other, await Remade(good, (m, _) => m["migration"] = "20200101000000_Other"), "does not know");
        await Refused(other, await Remade(good, (m, _) => m["slug"] = "../host"), "no slug");
        await Refused(other, await Remade(good, (m, _) => Table(m, "account")["name"] = "account; drop"), "does not name");
        await Refused(other, await Remade(good, (m, _) => Table(m, "account")["columns"]![0]!["name"] = "no_such"), "does not have");
        await Refused(other, await Remade(good, (m, _) => m["log"]!["hash"] = new string('0', 64)), "not the one whose hash was kept");
        await Nothing(other);
    }

    [Fact]
    public async Task Is_refused_where_it_would_grow_beyond_measure()
    {
        await using var installation = await Installation.Copied(Database.Sqlite);
        var good = await Good(installation);
        var bomb = await Remade(good, (m, z) =>
        {
            z.GetEntry("tables/account.jsonl")!.Delete();
            Entry(z, "tables/account.jsonl", new string(' ', 40 << 20));
            Part(m, "account")["bytes"] = 40 << 20;
        });
        Assert.True(bomb.Length < 1 << 20);
        await using var other = await Installation.On(Database.Sqlite);
        await Refused(other, bomb, "would grow");
        await Nothing(other);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Whose_log_does_not_hold_is_refused_and_its_store_is_taken_away(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        await using (var db = installation.Open()) await db.Database.ExecuteSqlRawAsync("UPDATE audit_record SET action = 'account.removed' WHERE sequence = 3", Ct);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
        await using var other = await Installation.On(database);
        await Refused(other, await File.ReadAllBytesAsync(file, Ct), "entry 3 was changed: its column action");
        await Nothing(other);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_whole_one_does_not_overwrite_a_district_unasked(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var good = await Good(installation);
        var bytes = await File.ReadAllBytesAsync(good, Ct);
        await Refused(installation, bytes, "add --replace");
        var beside = await Assert.ThrowsAsync<StoreRefusalException>(() => A_backup.Restore(installation).Run(good, Installation.Juniper, false, Ct));
        Assert.Contains("as cedar-valley", beside.Message);
        var report = await A_backup.Restore(installation).Run(good, null, true, Ct);
        Assert.True(File.Exists(report.Former));
        await using var backup = await BackupFile.Open(report.Former, Ct);
        Assert.Equal(9, backup.Manifest.Log.Sequence);
    }

    private static async Task<string> Good(Installation installation)
    {
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "good.zip");
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
        return file;
    }

    private static async Task Refused(Installation installation, byte[] content, string reason)
    {
        var file = Path.Combine(installation.Settings.DataFolder, "bad.zip");
        await File.WriteAllBytesAsync(file, content, Ct);
        var refusal = await Assert.ThrowsAsync<StoreRefusalException>(() => A_backup.Restore(installation).Run(file, null, false, Ct));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task Nothing(Installation installation)
    {
        Assert.Equal(StoreState.Missing, await installation.Stores.StateOf(Installation.Cedar, Ct));
        await using var host = installation.Stores.OpenHost();
        Assert.Empty(await host.Districts.ToListAsync(Ct));
        Assert.False(Directory.Exists(Path.GetDirectoryName(installation.Settings.DistrictFile(Installation.Cedar))) && Directory.EnumerateFiles(Path.GetDirectoryName(installation.Settings.DistrictFile(Installation.Cedar))!).Any());
    }

    private static async Task<byte[]> Remade(string good, Action<JsonNode, ZipArchive> change)
    {
        var file = good + ".remade";
        File.Copy(good, file, overwrite: true);
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            JsonNode manifest;
            var entry = zip.GetEntry(BackupManifest.Entry)!;
            await using (var from = await entry.OpenAsync(Ct)) manifest = (await JsonNode.ParseAsync(from, cancellationToken: Ct))!;
            change(manifest, zip);
            entry.Delete();
            Entry(zip, BackupManifest.Entry, manifest.ToJsonString());
            BackupSeal.Reserve(zip);
        }
        await BackupSeal.Put(stream, Ct);
        await stream.DisposeAsync();
        return await File.ReadAllBytesAsync(file, Ct);
    }

    private static void Entry(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static JsonNode Table(JsonNode manifest, string name) => manifest["tables"]!.AsArray().Single(t => (string?)t!["name"] == name)!;

    private static JsonNode Part(JsonNode manifest, string name) => Table(manifest, name)["part"]!;
}
