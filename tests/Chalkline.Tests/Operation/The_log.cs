using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Tests.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class The_log
{
    private const string Guess = "hush-hush and open up";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>At its most talkative, while people do what has personal data and secrets in paths, queries, forms, headers and cookies.</summary>
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task holds_no_personal_data_and_no_secret(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Marisol Quintanilla", new HeldRole(Role.SystemAdministrator, null, null));
        await using var program = await ServedProgram.Start(site.Installation.Settings, "--log-format", "json", "--log-level", "debug");
        using var browser = new Browser(new ToPort(program.Port), Installation.Cedar);
        using (var wrong = await browser.SignIn(email, Guess)) Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using (var right = await browser.SignIn(email)) Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        var link = await Invite(browser);
        using (var visitor = new Browser(new ToPort(program.Port), Installation.Cedar)) await visitor.Page(link);
        using (var refused = await browser.Submit("/people/invite", "/people/invite", ("name", "Quintanilla"), ("email", "quintanilla@"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using (var changed = await browser.Submit("/account", "/account", ("Name", "Marisol Q. Quintanilla"))) Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using (await browser.Get("/people?find=quintanilla&email=" + Uri.EscapeDataString(email)))
        using (await browser.Get("/quintanilla/" + Uri.EscapeDataString(email)))
        using (await browser.Post("/account", [new("Name", "Marisol Quintanilla"), new("Password", Guess)]))
        {
        }
        Assert.Equal(0, await program.Stop());
        string[] personal = ["marisol", "quintanilla", "ramon", "hush", SignInScene.Password, browser.CookieValue(Sessions.Cookie)!, link.Split('/')[^1]];
        Assert.DoesNotContain(personal, p => program.Output.Contains(p, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(id.ToString(), program.Output, StringComparison.OrdinalIgnoreCase);
        HasALineForEachRequest(program.Output);
    }

    private static void HasALineForEachRequest(string output)
    {
        var lines = output.Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonNode.Parse(l)!).ToList();
        var requests = lines.Where(l => (string)l["category"]! == "Chalkline.Requests" && (string?)l["fields"]!["District"] == "cedar-valley").ToList();
        Assert.Contains(requests, r => Is(r, "POST", "/sign-in", 422));
        Assert.Contains(requests, r => Is(r, "POST", "/sign-in", 302));
        Assert.Contains(requests, r => Is(r, "GET", "/welcome/{token}", 200));
        Assert.Contains(requests, r => Is(r, "GET", null, 404));
        Assert.Contains(requests, r => Is(r, "POST", "/account", 400));
        Assert.All(requests, r => Assert.Matches("^[0-9a-f]{32}$", (string)r["trace"]!));
        Assert.DoesNotContain(lines, l => (string)l["level"]! is "debug" or "information" && !((string)l["category"]!).StartsWith("Chalkline", StringComparison.Ordinal));
    }

    private static bool Is(JsonNode line, string method, string? route, int status) =>
        (string?)line["fields"]!["Method"] == method && (string?)line["fields"]!["Route"] == route && (int)line["fields"]!["Status"]! == status;

    /// <summary>Invites somebody and takes the link for them from the page.</summary>
    private static async Task<string> Invite(Browser browser)
    {
        using var invited = await browser.Submit("/people/invite", "/people/invite", ("name", "Ramon Quintanilla"), ("email", "ramon.quintanilla@example.org"), ("role", "ai-lead"));
        var text = await invited.Content.ReadAsStringAsync(Ct);
        var start = text.IndexOf("/welcome/", StringComparison.Ordinal);
        Assert.True(start > 0, text);
        return text[start..text.IndexOfAny(['"', '<', ' '], start)];
    }

    [Fact]
    public async Task has_a_line_of_text_a_request_if_it_is_for_people()
    {
        await using var installation = await Installation.On(Database.Sqlite);
        await using var program = await ServedProgram.Start(installation.Settings);
        using (var answer = await program.Client.GetAsync(Chalkline.Design.SiteFiles.Site, Ct)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await program.Stop();
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z information Chalkline\.Requests: GET /look/\{file\} 200 in [0-9.]+ ms, district \(null\)$", program.Output);
    }

    /// <summary>To the program at its port, whatever port the address has.</summary>
    private sealed class ToPort : DelegatingHandler
    {
        private readonly int _port;

        public ToPort(int port) : base(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) => _port = port;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = _port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
