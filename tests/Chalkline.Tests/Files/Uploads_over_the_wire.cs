using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Files;
using Chalkline.Platform.People;
using Chalkline.Records;
using Chalkline.Tests.Operation;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Files;

/// <summary>What only a real server meets: a request that says that it is too large, and one whose sender goes away in the middle.</summary>
public sealed class Uploads_over_the_wire
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_too_large_or_cut_off_are_answered_and_leave_nothing(Database database)
    {
        await using var installation = await Installation.Copied(database, preparation: Preparation.Opened);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        var (school, session) = await Fill(installation);
        await using var server = await RunningServer.Start(installation, (Settings.Urls, $"http://127.0.0.1:{RunningServer.FreePort()}"));
        var head = string.Create(CultureInfo.InvariantCulture, $"POST /cedar-valley/records/school/{school}/files HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {Sessions.Cookie}={session}\r\nContent-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n");
        // Refused by what it says of itself, before any of it is read.
        var tooLarge = await server.Raw(head + "Content-Length: 40000000\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", tooLarge, StringComparison.Ordinal);
        Assert.Contains("<h1", tooLarge, StringComparison.Ordinal);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", server.Port, Ct);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + "Content-Length: 2000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + new string('a', 500_000)), Ct);
        }
        Assert.StartsWith("HTTP/1.1 200 ", await server.Raw("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        await using var db = installation.Open();
        Assert.Equal(0, await db.Set<FileContent>().CountAsync(Ct));
        Assert.Equal(0, await db.Set<AttachedFile>().CountAsync(Ct));
    }

    private static async Task<(SchoolId School, string Session)> Fill(Installation installation)
    {
        await using var db = installation.Open();
        var time = installation.Stores.Time;
        db.Add(new DistrictProfile { Name = "Invented", State = "CO", Students = 100, TimeZone = "America/Denver", CreatedAt = time.Now() });
        var school = new School { Id = time.NewId<SchoolId>(), Slug = "aspen", Name = "Aspen", NameFolded = "aspen", CreatedAt = time.Now() };
        var account = Account.New(time.NewId<AccountId>(), "Invented lead", "lead@example.org", time.Now());
        db.Add(school);
        db.Add(account);
        db.Add(new RoleGrant { Id = time.NewId<GrantId>(), Account = account.Id, Role = Role.AiLead, Source = "setup", GrantedAt = time.Now() });
        var session = new Sessions(db, time).Start(account.Id, "test");
        await db.Commit(new(Actor.System, "district.set-up", new("district", Guid.Empty), []), Ct);
        return (school.Id, session);
    }
}
