using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class A_passkey
{
    private const string Here = "http://localhost";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_added_named_used_to_sign_in_and_removed(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var key = new SoftAuthenticator(Here);
        using var added = await Register(browser, key, "School laptop <b>1</b>");
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Equal("School laptop <b>1</b>", (await browser.Page("/account")).QuerySelector("main table tbody th")!.TextContent);

        using var other = site.Visitor();
        using var signedIn = await SignIn(other, key, "/account");
        Assert.Equal("/cedar-valley/account", (await Json(signedIn))["location"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/account")).StatusCode);
        Assert.Equal(1, await site.Told("passkey.added", browser.Account!.Value));
        Assert.Equal(2, await site.Told("session.started", browser.Account!.Value));

        using var removed = await browser.Submit("/account", "/account/passkeys/remove");
        Assert.Equal(HttpStatusCode.Found, removed.StatusCode);
        Assert.Equal(1, await site.Told("passkey.removed", browser.Account!.Value));
        using var third = site.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(third, key)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_a_page_elsewhere_is_refused(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var strange = new SoftAuthenticator("http://evil.example");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Register(browser, strange, "False page")).StatusCode);

        using var key = new SoftAuthenticator(Here);
        (await Register(browser, key, "Laptop")).EnsureSuccessStatusCode();
        using var visitor = site.Visitor();
        var options = await Ask(visitor, "/sign-in", "/sign-in/passkey/options");
        var lured = key.Get(options);
        lured["response"]!["clientDataJSON"] = new SoftAuthenticator("http://evil.example") { UserHandle = key.UserHandle }.Get(options)["response"]!["clientDataJSON"]!.DeepClone();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(visitor, "/sign-in", "/sign-in/passkey", new() { ["credential"] = lured })).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_another_district_is_refused_and_so_is_a_challenge_of_another_district(Database database)
    {
        await using var site = await SignInScene.Site(database, twoDistricts: true);
        using var browser = await site.As(Role.Teacher);
        using var key = new SoftAuthenticator(Here);
        (await Register(browser, key, "Laptop")).EnsureSuccessStatusCode();

        using var elsewhere = site.Visitor(Installation.Juniper);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(elsewhere, key)).StatusCode);

        // A challenge begun in one district, answered in the other: the cookie is carried over by hand.
        using var visitor = site.Visitor();
        var options = await Ask(elsewhere, "/sign-in", "/sign-in/passkey/options");
        visitor.SetCookie(PasskeyCeremony.Cookie, elsewhere.CookieValue(PasskeyCeremony.Cookie)!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(visitor, "/sign-in", "/sign-in/passkey", new() { ["credential"] = key.Get(options) })).StatusCode);
    }

    [Theory]
    [InlineData(Database.Sqlite, 0)]
    [InlineData(Database.Sqlite, 1)]
    [InlineData(Database.PostgreSql, 0)]
    [InlineData(Database.PostgreSql, 1)]
    public async Task Answers_a_challenge_once_with_and_without_a_counter(Database database, uint counter)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var key = new SoftAuthenticator(Here) { Counter = counter };
        (await Register(browser, key, "Laptop")).EnsureSuccessStatusCode();

        using var visitor = site.Visitor();
        var options = await Ask(visitor, "/sign-in", "/sign-in/passkey/options");
        var (answer, cookie) = (key.Get(options), visitor.CookieValue(PasskeyCeremony.Cookie)!);
        (await Send(visitor, "/sign-in", "/sign-in/passkey", new() { ["credential"] = answer.DeepClone() })).EnsureSuccessStatusCode();

        using var thief = site.Visitor();
        thief.SetCookie(PasskeyCeremony.Cookie, cookie);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(thief, "/sign-in", "/sign-in/passkey", new() { ["credential"] = answer })).StatusCode);
        Assert.Null(thief.CookieValue(Sessions.Cookie));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Whose_counter_goes_back_is_refused_as_a_copy(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var key = new SoftAuthenticator(Here) { Counter = 7 };
        (await Register(browser, key, "Laptop")).EnsureSuccessStatusCode();
        using var visitor = site.Visitor();
        (await SignIn(visitor, key)).EnsureSuccessStatusCode();
        key.Counter = 3;
        using var copy = site.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(copy, key)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_a_closed_account_signs_nobody_in(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var key = new SoftAuthenticator(Here);
        (await Register(browser, key, "Laptop")).EnsureSuccessStatusCode();
        await site.Change(browser.Account!.Value, a => a.DeactivatedAt = site.Stores.Time.Now());
        using var visitor = site.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignIn(visitor, key)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Needs_the_pages_token_and_a_name(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        using var request = Request(browser.Path("/account/passkeys/options"), "no-token", []);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Send(request)).StatusCode);
        using var key = new SoftAuthenticator(Here);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Register(browser, key, " ")).StatusCode);
        using var garbled = await Send(browser, "/account", "/account/passkeys", new() { ["credential"] = "no credential", ["name"] = "Laptop" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, garbled.StatusCode);
    }

    private static async Task<HttpResponseMessage> Register(Browser browser, SoftAuthenticator key, string name)
    {
        var options = await Ask(browser, "/account", "/account/passkeys/options");
        return await Send(browser, "/account", "/account/passkeys", new() { ["credential"] = key.Create(options), ["name"] = name });
    }

    private static async Task<HttpResponseMessage> SignIn(Browser browser, SoftAuthenticator key, string? returnTo = null)
    {
        var options = await Ask(browser, "/sign-in", "/sign-in/passkey/options");
        return await Send(browser, "/sign-in", "/sign-in/passkey", new() { ["credential"] = key.Get(options), ["return"] = returnTo });
    }

    private static async Task<JsonNode> Ask(Browser browser, string page, string path)
    {
        using var response = await Send(browser, page, path, []);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    private static async Task<JsonNode> Json(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;

    private static async Task<HttpResponseMessage> Send(Browser browser, string page, string path, JsonObject body)
    {
        var token = (await browser.Page(page)).QuerySelector("[data-passkey]")!.GetAttribute("data-token")!;
        return await browser.Send(Request(browser.Path(path), token, body));
    }

    private static HttpRequestMessage Request(string path, string token, JsonObject body) => new(HttpMethod.Post, path)
    {
        Headers = { { "Origin", Here }, { "RequestVerificationToken", token }, { "Accept", "application/json" } },
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
