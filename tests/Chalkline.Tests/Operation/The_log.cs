using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class The_log
{
    private static readonly string[] Personal = ["marisol", "quintanilla", "hush-hush", "secret-link"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>At its most talkative, with everything personal that a request can carry: in the path, the query, forms, headers, cookies.</summary>
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task holds_no_personal_data_and_no_secret(Database database)
    {
        await using var site = await TestSite.On(database);
        var account = await site.AddPerson(Installation.Cedar, "Marisol Quintanilla", new HeldRole(Role.SystemAdministrator, null, null));
        string token;
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            token = new Sessions(db, site.Stores.Time).Start(account, "test");
            await db.Commit(new(Actor.System, "session.started", new("account", account.Value), []), Ct);
        }
        await using var program = await ServedProgram.Start(site.Installation.Settings, "--log-format", "json", "--log-level", "debug");
        var client = program.Client;
        client.DefaultRequestHeaders.Add("Cookie", $"{Sessions.Cookie}={token}");
        client.DefaultRequestHeaders.Add("Referer", $"http://localhost:{program.Port}/cedar-valley/secret-link");
        foreach (var path in new[] { "", "sign-in", "account", "people", "audit", "schools", "secret-link-4711", "invitation/secret-link-4711", "css/plain.css" })
            using (await client.GetAsync($"/cedar-valley/{path}?q=marisol.quintanilla%40example.org", Ct))
            {
            }
        foreach (var form in new[] { "sign-in", "people/invite", "account", "schools/add" })
            using (await client.PostAsync($"/cedar-valley/{form}", new FormUrlEncodedContent([new("email", "marisol.quintanilla@example.org"), new("name", "Marisol Quintanilla"), new("password", "hush-hush")]), Ct))
            {
            }
        Assert.Equal(0, await program.Stop());
        Assert.DoesNotContain(token, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Personal, p => program.Output.Contains(p, StringComparison.OrdinalIgnoreCase));
        var lines = program.Output.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!).ToList();
        var requests = lines.Where(l => (string)l["category"]! == "Chalkline.Requests").ToList();
        Assert.Contains(requests, r => (string?)r["fields"]!["Route"] == "/css/plain.css" && (string?)r["fields"]!["District"] == "cedar-valley" && (int)r["fields"]!["Status"]! == 200);
        Assert.All(requests, r => Assert.Matches("^[0-9a-f]{32}$", (string)r["trace"]!));
        Assert.DoesNotContain(lines, l => (string)l["level"]! is "debug" or "information" && !((string)l["category"]!).StartsWith("Chalkline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task has_a_line_of_text_a_request_if_it_is_for_people()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await using var program = await ServedProgram.Start(installation.Settings);
        using (var answer = await program.Client.GetAsync("/css/plain.css", Ct)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await program.Stop();
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z information Chalkline\.Requests: GET /css/plain\.css 200 in [0-9.]+ ms, district \(null\)$", program.Output);
    }
}
