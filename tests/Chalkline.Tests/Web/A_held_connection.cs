using System.Data;
using System.Data.Common;
using Chalkline.Commands;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class A_held_connection
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_one_for_all_that_a_page_reads_and_given_back_before_it_is_made(Database database)
    {
        var seen = new List<ConnectionState>();
        await using var site = await On(database, async (http, db, ct) =>
        {
            var connection = Connection(db);
            seen.Add(connection.State);
            await db.Users.CountAsync(ct);
            seen.Add(connection.State);
            Pages.Show<Icon>(http, new());
            seen.Add(connection.State);
        });
        using var person = await site.As(Role.Auditor);
        using (await person.Get("/held"))
        {
        }
        Assert.Equal([ConnectionState.Open, ConnectionState.Open, ConnectionState.Closed], seen);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_given_back_when_the_answer_starts_except_by_what_still_reads(Database database)
    {
        var seen = new List<ConnectionState>();
        await using var site = await On(database, async (http, db, ct) =>
        {
            await foreach (var _ in db.Users.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            {
                await http.Response.StartAsync(ct);
                seen.Add(Connection(db).State);
            }
            seen.Add(Connection(db).State);
        });
        using var person = await site.As(Role.Auditor);
        using (await person.Get("/held"))
        {
        }
        Assert.Equal([ConnectionState.Open, ConnectionState.Closed], seen);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_not_kept_for_nobody(Database database)
    {
        var seen = new List<ConnectionState>();
        await using var site = await On(database, (_, db, _) =>
        {
            seen.Add(Connection(db).State);
            return Task.CompletedTask;
        });
        using var visitor = site.Visitor();
        using (await visitor.Get("/held"))
        {
        }
        Assert.Equal([ConnectionState.Closed], seen);
    }

    private static DbConnection Connection(DistrictDb db) => db.Database.GetDbConnection();

    private static Task<TestSite> On(Database database, Func<HttpContext, DistrictDb, CancellationToken, Task> act) =>
        TestSite.On(database, capabilities: [.. Capabilities.All, new(null, _ => { }, routes => routes.MapGet("/held", act).ForAnyone("a test"))]);
}
