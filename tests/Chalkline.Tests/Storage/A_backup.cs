using System.IO.Compression;
using Chalkline.Platform;
using Chalkline.Platform.Backups;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class A_backup
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Goes_to_the_other_database_and_back_as_the_same(Database database)
    {
        await using var first = await Installation.Copied(database);
        await FilledDistrict.Fill(first.Stores, Installation.Cedar);
        var content = await FilledDistrict.Content(first.Stores, Installation.Cedar);
        await using var other = await Installation.On(database == Database.Sqlite ? Database.PostgreSql : Database.Sqlite);
        await Move(first, other);
        await using var back = await Installation.On(database);
        await Move(other, back);
        // Each restore is an entry in the log; all else is as it was.
        var returned = await FilledDistrict.Content(back.Stores, Installation.Cedar);
        Assert.Equal(content.Where(NotLog), returned.Where(NotLog));
        Assert.Contains(content, t => t.StartsWith("passkey 8 ", StringComparison.Ordinal));
        await using (var db = back.Open()) Assert.Equal(9 + 2, Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, null, Ct)).Head.Sequence);
        Assert.Equal(await LogOf(first, 9), await LogOf(back, 9));
        Assert.Equal(StoreState.Current, await back.Stores.StateOf(Installation.Cedar, Ct));

        static bool NotLog(string table) => !table.StartsWith("audit_", StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_neither_sessions_nor_links_nor_keys_of_forms(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        var report = await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
        using var zip = await ZipFile.OpenReadAsync(file, Ct);
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Equal(report.Tables + 2, names.Count);
        Assert.Contains("tables/account.jsonl", names);
        foreach (var table in new[] { "session", "sign_in_link", "form_key" }) Assert.DoesNotContain($"tables/{table}.jsonl", names);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leaves_out_every_column_that_is_a_secret(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
        await using var backup = await BackupFile.Open(file, Ct);
        await using var db = installation.Open();
        foreach (var secret in db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.IsSecret()))
        {
            Assert.True(secret.IsNullable, $"{secret.DeclaringType.DisplayName()}.{secret.Name} is a secret, so it is not in backups, so it is optional.");
            var table = backup.Manifest.Tables.SingleOrDefault(t => t.Name == ((IEntityType)secret.DeclaringType).GetTableName());
            Assert.DoesNotContain(table?.Columns ?? [], c => c.Name == secret.GetColumnName());
        }
    }

    /// <summary>A backup reads kinds from the migrations, the program from the model.</summary>
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_each_column_for_what_the_model_takes_it_for(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await using var db = installation.Open();
        var migrated = StoreShape.After(db, [.. db.Database.GetMigrations()]).Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {c.Kind}{(c.Optional ? "?" : "")}"));
        var modelled = db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {KindOf(c)}{(c.IsNullable ? "?" : "")}"));
        Assert.Equal(modelled.Order(StringComparer.Ordinal), migrated.Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_of_one_moment_while_people_work(Database database)
    {
        await using var installation = await Installation.Copied(database);
        await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var work = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await using var db = installation.Open();
                var profile = await db.Set<DistrictProfile>().SingleAsync(Ct);
                profile.Students = i;
                await db.Commit(new(Actor.System, "profile.changed", new("district", Guid.Empty), []), Ct);
            }
        }, Ct);
        for (var i = 0; i < 5; i++)
        {
            var file = Path.Combine(installation.Settings.DataFolder, $"cedar-{i}.zip");
            await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
            await using var backup = await BackupFile.Open(file, Ct);
            // The profile's version counts the commits, and so does the log: of two moments they would differ.
            var log = backup.Manifest.Tables.Single(t => t.Name == "audit_record");
            Assert.Equal(backup.Manifest.Log.Sequence, log.Part.Rows);
            var profile = backup.Manifest.Tables.Single(t => t.Name == "district_profile");
            await foreach (var row in backup.Rows(profile, Ct)) Assert.Equal(log.Part.Rows - 9, (int)row[profile.Columns.ToList().FindIndex(c => c.Name == "version")]!);
        }
        await stop.CancelAsync();
        await work;
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Does_not_bring_back_who_was_deleted_for_good(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var people = await FilledDistrict.Fill(installation.Stores, Installation.Cedar);
        var file = Path.Combine(installation.Settings.DataFolder, "cedar.zip");
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, file, Ct);
        await using (var host = installation.Stores.OpenHost())
        {
            var district = await host.Districts.Select(d => d.Id).SingleAsync(Ct);
            host.Add(new Deletion { District = district, Kind = "account", Subject = people[0].Value, At = installation.Stores.Time.Now() });
            await host.SaveChangesAsync(Ct);
        }
        var later = Path.Combine(installation.Settings.DataFolder, "later.zip");
        await new StoreBackup(installation.Stores).Write(Installation.Cedar, later, Ct);
        var report = await Restore(installation).Run(file, null, replace: true, Ct);
        Assert.Equal(1, report.Deletions);
        await AssertErased(installation, people[0]);
        // A new installation learns of it from the later backup, and so for the earlier one too.
        await using var other = await Installation.On(database);
        Assert.Equal(1, (await Restore(other).Run(later, null, false, Ct)).Deletions);
        await AssertErased(other, people[0]);
        Assert.Equal(1, (await Restore(other).Run(file, null, replace: true, Ct)).Deletions);
        await AssertErased(other, people[0]);
    }

    internal static StoreRestore Restore(Installation installation)
    {
        var services = Commands.Capabilities.Services(installation.Settings, installation.Stores.Time);
        return new(installation.Stores, services.GetServices<IEraser>());
    }

    private static async Task AssertErased(Installation installation, AccountId person)
    {
        await using var db = installation.Open();
        var account = await db.Users.SingleAsync(a => a.Id == person, Ct);
        Assert.NotNull(account.ErasedAt);
        Assert.Equal(("", null), (account.Name, account.Email));
        Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, null, Ct));
        Assert.Equal(7, await db.Users.CountAsync(a => a.Name != "", Ct));
    }

    private static async Task Move(Installation from, Installation to)
    {
        var file = Path.Combine(from.Settings.DataFolder, "move.zip");
        await new StoreBackup(from.Stores).Write(Installation.Cedar, file, Ct);
        await Restore(to).Run(file, null, false, Ct);
    }

    private static async Task<List<string>> LogOf(Installation installation, int entries)
    {
        await using var db = installation.Open();
        using var lines = new MemoryStream();
        await ExportLog.To(lines, db, Ct);
        return [.. System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split('\n').Take(entries)];
    }

    private static ColumnKind KindOf(IColumn column)
    {
        if (column.PropertyMappings is not [{ Property: { } property }, ..]) return ColumnKind.Json;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var stored = type.IsEnum || ColumnValues.KindOf(type) is null ? property.GetValueConverter()?.ProviderClrType ?? property.GetTypeMapping().Converter?.ProviderClrType ?? type : type;
        return ColumnValues.KindOf(stored) ?? throw new InvalidOperationException($"{column.Table.Name}.{column.Name} is a {stored.Name}");
    }
}
