using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class Health
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task is_told_to_anyone_without_a_cookie(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = site.Visitor();
        foreach (var path in new[] { "~/health/live", "~/health/ready" })
        {
            using var response = await browser.Get(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("""{"status":"ok","reasons":[]}""", await response.Content.ReadAsStringAsync(Ct));
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task is_live_and_not_ready_while_the_host_store_is_away(Database database)
    {
        var folder = Directory.CreateTempSubdirectory("chalkline-away-").FullName;
        var away = database == Database.Sqlite ? null : $"Host=127.0.0.1;Port={RunningServer.FreePort()};Username=u;Password=hush;Database=d";
        await using var site = Site.Create(new(folder, away), TimeProvider.System, Capabilities.All, b =>
        {
            b.WebHost.UseTestServer();
            b.Logging.ClearProviders();
        });
        await site.StartAsync(Ct);
        using var client = site.GetTestClient();
        using var live = await client.GetAsync("/health/live", Ct);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await client.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var answer = JsonNode.Parse(await ready.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("unavailable", (string)answer["status"]!);
        Assert.Equal(database == Database.Sqlite ? "Host store: Missing." : "Host store: The store cannot be reached.", (string)Assert.Single(answer["reasons"]!.AsArray())!);
        Directory.Delete(folder, recursive: true);
    }
}
