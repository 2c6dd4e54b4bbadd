using Chalkline.Platform;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Chalkline.Tests.Storage;

public sealed class A_bulk_writer
{
    private const int Rows = 100_000;

    private static readonly BulkColumn[] Columns =
    [
        new("id", ColumnKind.Uuid), new("words", ColumnKind.Text), new("whole", ColumnKind.Whole), new("counter", ColumnKind.Counter), new("flag", ColumnKind.Flag),
        new("money", ColumnKind.Money), new("real", ColumnKind.Real), new("at", ColumnKind.Instant), new("on_day", ColumnKind.Day), new("bytes", ColumnKind.Bytes), new("data", ColumnKind.Json),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Writes_a_hundred_thousand_rows_of_every_kind(Database database)
    {
        await using var installation = await WithTable(database);
        await using (var db = installation.Open())
        {
            await db.Commit(new(Actor.System, "sample.loaded", new("sample", Guid.Empty), []), async scope =>
            {
                await using var writer = await BulkWriter.Into(scope, "sample", Columns, Ct);
                for (var i = 0; i < Rows; i++) await writer.Write(Row(i), Ct);
                await writer.Complete(Ct);
                Assert.Equal(Rows, writer.Rows);
            }, Ct);
        }
        Assert.Equal(Enum.GetValues<ColumnKind>().Order(), Columns.Select(c => c.Kind).Order());
        var seen = await Read(installation);
        Assert.Equal(Rows, seen.Count);
        for (var i = 0; i < Rows; i++) Assert.Equal(Row(i), seen[i]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leaves_nothing_behind_where_a_row_is_refused(Database database)
    {
        await using var installation = await WithTable(database);
        await using (var db = installation.Open())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.Commit(new(Actor.System, "sample.loaded", new("sample", Guid.Empty), []), async scope =>
            {
                await using var writer = await BulkWriter.Into(scope, "sample", Columns, Ct);
                await writer.Write(Row(1), Ct);
                await writer.Write(Row(1), Ct);
                await writer.Complete(Ct);
            }, Ct));
        }
        Assert.Empty(await Read(installation));
        await using var after = installation.Open();
        Assert.Equal(new LogVerification.Whole(new(0, Platform.Auditing.AuditHead.Origin)), await VerifyLog.Of(after, null, Ct));
    }

    [Fact]
    public async Task Refuses_a_row_with_another_number_of_values()
    {
        await using var installation = await WithTable(Database.Sqlite);
        await using var db = installation.Open();
        await Assert.ThrowsAsync<ArgumentException>(() => db.Commit(new(Actor.System, "sample.loaded", new("sample", Guid.Empty), []), async scope =>
        {
            await using var writer = await BulkWriter.Into(scope, "sample", Columns, Ct);
            await writer.Write(Row(1)[1..], Ct);
        }, Ct));
    }

    private static object?[] Row(int i)
    {
        var id = new Guid(i, 0, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        if (i % 10 == 9) return [id, .. new object?[Columns.Length - 1]];
        return
        [
            id, $"words, \"{i}\"\n\\ ñ 🙂", i - 5, (long)i << 32, i % 2 == 0, i / 100m, i / 3.0, DateTimeOffset.UnixEpoch.AddMilliseconds(i * 12_345_678_901L % 4_000_000_000_000),
            new DateOnly(2000, 1, 1).AddDays(i % 20_000), BitConverter.GetBytes(i), $$"""{"i": {{i}}}""",
        ];
    }

    private static async Task<List<object?[]>> Read(Installation installation)
    {
        await using var db = installation.Open();
        await using var snapshot = await StoreSnapshot.Of(db, Ct);
        await using var select = snapshot.Command($"SELECT {string.Join(", ", Columns.Select(c => Sql.Name(c.Name)))} FROM sample ORDER BY id");
        await using var reader = await select.ExecuteReaderAsync(Ct);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(Ct))
            rows.Add([.. Columns.Select((c, i) => reader.IsDBNull(i) ? null : ColumnValues.Read(reader, i, c.Kind, snapshot.IsPostgreSql))]);
        return rows;
    }

    private static async Task<Installation> WithTable(Database database)
    {
        var installation = await Installation.Copied(database);
        await using var db = installation.Open();
        var migration = new MigrationBuilder(db.Database.ProviderName);
        TableScript.Create(migration, "sample", t => t.Uuid("id").Text("words", optional: true).Whole("whole", optional: true).Counter("counter", optional: true)
            .Flag("flag", optional: true).Money("money", optional: true).Real("real", optional: true).Instant("at", optional: true).Day("on_day", optional: true)
            .Bytes("bytes", optional: true).Json("data", optional: true).Key("id"));
        foreach (var command in db.GetService<IMigrationsSqlGenerator>().Generate(migration.Operations)) await db.Database.ExecuteSqlRawAsync(command.CommandText, Ct);
        return installation;
    }
}
