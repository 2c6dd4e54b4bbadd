using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Storage;
using Chalkline.Tests.Evaluate;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Operation;

/// <summary>What an operator types, from the arguments to the exit code: 0 done, 2 with a line for what can be mended by whoever typed it, 1 for a store that does not hold.</summary>
public sealed class Commands_on_stores
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Back_a_district_up_restore_it_elsewhere_and_verify_its_log(Database database)
    {
        await using var here = await Installation.Copied(database);
        await using var there = await Installation.Copied(database == Database.Sqlite ? Database.PostgreSql : Database.Sqlite);
        await FilledDistrict.Fill(here.Stores, Installation.Cedar);
        var file = Path.Combine(here.Settings.DataFolder, "elsewhere", "cedar.zip");
        Assert.StartsWith($"{file}: ", Done(await Run(here, "backup", "cedar-valley", "--out", file)));
        var beside = Done(await Run(here, "backup", "cedar-valley"));
        Assert.StartsWith(Path.Combine(here.Settings.DataFolder, "backups", "cedar-valley-"), beside, StringComparison.Ordinal);
        var restored = Done(await Run(there, "restore", file));
        Assert.Contains("Restored cedar-valley as it was at ", restored);
        // Its nine, and that it was restored.
        Assert.Contains("the audit log's 10 entries hold", restored);
        Assert.Contains("enter those of identity providers again", restored);
        var verified = Done(await Run(there, "log", "verify"));
        Assert.StartsWith("cedar-valley: all 10 entries hold; to be kept elsewhere: 10:", verified);
        // The end that was printed is one to verify against, later and of one district.
        Assert.Equal(verified, Done(await Run(there, "log", "verify", "cedar-valley", "--head", verified.Trim().Split(' ')[^1])));
        Assert.Matches("^cedar-valley +current +entry 10 of ", Done(await Run(there, "district", "list")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Replace_a_district_when_they_are_told_to_and_not_before(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var people = await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        Done(await Run(installation, "backup", "cedar-valley", "--out", file));
        Assert.Contains("add --replace", Refused(await Run(installation, "restore", file)));
        Assert.Contains("a district is in an installation once", Refused(await Run(installation, "restore", file, "--as", "juniper")));
        await using (var db = installation.Open())
        {
            (await db.Users.SingleAsync(a => a.Id == people[0], Ct)).Name = "Changed since";
            await db.Commit(new(Actor.Operator, "account.changed", new("account", people[0].Value), []), Ct);
        }
        Assert.Contains("The store that was there before: ", Done(await Run(installation, "restore", file, "--replace")));
        await using (var db = installation.Open()) Assert.NotEqual("Changed since", await db.Users.Where(a => a.Id == people[0]).Select(a => a.Name).SingleAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Name_the_first_entry_of_a_log_that_does_not_hold(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        await new DistrictDirectory(installation.Stores).Add(Installation.Juniper, Ct);
        await using (var db = installation.Open()) await db.Database.ExecuteSqlRawAsync("UPDATE audit_record SET body = replace(body, 'principal', 'principaL') WHERE sequence = 4", Ct);
        var all = await Run(installation, "log", "verify");
        Assert.Equal((CommandLine.OurFault, "chalkline: cedar-valley: the audit log does not hold: entry 4 was changed: its hash is not that of its text\n"), (all.Exit, all.Error));
        // The other district's is told all the same.
        Assert.StartsWith("juniper: all ", all.Output, StringComparison.Ordinal);
        var other = await Run(installation, "log", "verify", "juniper", "--head", "1:" + new string('a', 64));
        Assert.Equal(CommandLine.OurFault, other.Exit);
        Assert.Contains("juniper: the audit log does not hold: ", other.Error);
        // A backup keeps what there is, as evidence; nobody gets it back as a district.
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        Done(await Run(installation, "backup", "cedar-valley", "--out", file));
        await using var there = await Installation.Copied(database);
        Assert.Contains("entry 4 was changed", Refused(await Run(there, "restore", file)));
        Assert.StartsWith("There is no district yet.", Done(await Run(there, "district", "list")), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuse_in_one_line_what_is_not_there_or_is_mistyped(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        Assert.Contains("there is no district juniper. Those that there are: chalkline district list", Refused(await Run(installation, "backup", "juniper")));
        Assert.Contains("there is no district juniper", Refused(await Run(installation, "log", "verify", "juniper")));
        Assert.Contains("there is no district juniper", Refused(await Run(installation, "log", "export", "juniper")));
        Assert.Contains("'Cedar Valley' is no slug", Refused(await Run(installation, "db", "unlock", "Cedar Valley")));
        Assert.Contains("'42' is no SEQUENCE:HASH", Refused(await Run(installation, "log", "verify", "cedar-valley", "--head", "42")));
        Assert.Contains("--head goes with one district", Refused(await Run(installation, "log", "verify", "--head", "1:" + new string('0', 64))));
        Refused(await Run(installation, "restore", file));
        Done(await Run(installation, "backup", "cedar-valley", "--out", file));
        await using (var cut = File.OpenWrite(file)) cut.SetLength(cut.Length / 2);
        Refused(await Run(installation, "restore", file, "--as", "juniper"));
        Assert.DoesNotContain("juniper", Done(await Run(installation, "district", "list")));
        Assert.Equal("No store is locked.\n", Done(await Run(installation, "db", "unlock")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Say_where_there_is_no_installation(Database database)
    {
        using var folder = new CliFolder();
        var (place, options) = database == Database.Sqlite ? (folder.Root, ["--data", folder.Root])
            : ("this database", new[] { "--data", folder.Root, "--database", PostgreSqlServer.Shared.NewDatabase() });
        foreach (var command in new string[][] { ["backup", "cedar-valley"], ["log", "verify"], ["log", "export", "cedar-valley"], ["db", "unlock"], ["district", "list"], ["upgrade"] })
            Assert.Contains($"there is no installation in {place}; ", Refused(await CliFolder.Run(Ct, [.. command, .. options])));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task Leave_a_store_alone_that_another_process_is_migrating()
    {
        await using var installation = await Installation.Copied(Database.Sqlite);
        using (MigrationTurn.Take(installation.Settings.DistrictFile(Installation.Cedar)))
            Assert.Contains("another process is migrating this store", Refused(await Run(installation, "db", "unlock", "cedar-valley")));
        Assert.Equal("No store is locked.\n", Done(await Run(installation, "db", "unlock", "cedar-valley")));
    }

    /// <summary>Types the command, with the options that name the installation.</summary>
    private static Task<CliResult> Run(Installation installation, params string[] command) =>
        CliFolder.Run(Ct, [.. command, "--data", installation.Settings.DataFolder, .. installation.Settings.ConnectionString is { } connection ? new[] { "--database", connection } : []]);

    /// <summary>What a command said that is done.</summary>
    private static string Done(CliResult result)
    {
        Assert.Equal((CommandLine.Done, ""), (result.Exit, result.Error));
        return result.Output.ReplaceLineEndings("\n");
    }

    /// <summary>The one line by which a command is refused.</summary>
    private static string Refused(CliResult result) => Assert.Single(result.Refusal());
}
