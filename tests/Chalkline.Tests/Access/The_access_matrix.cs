using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.House;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Access;

/// <summary>All routes × all roles, over HTTP, against what the endpoints say of themselves.</summary>
public sealed class The_access_matrix
{
    private const string Document = "docs/access-matrix.md";

    [Fact]
    public async Task Stands_in_the_documents_as_the_program_has_it()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        var markdown = AccessMatrix.Markdown(Endpoints(site));
        // CHALKLINE_WRITE=1 writes it anew.
        if (Environment.GetEnvironmentVariable("CHALKLINE_WRITE") == "1") await File.WriteAllTextAsync(Path.Combine(SourceTree.Root, Document), markdown, TestContext.Current.CancellationToken);
        Assert.Equal(SourceTree.Text(Document).ReplaceLineEndings("\n"), markdown);
    }

    [Fact]
    public async Task Has_one_rule_for_every_endpoint()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        var all = AccessMatrix.Of(Endpoints(site));
        Assert.NotEmpty(all);
        Assert.Empty(all.Where(e => e.Rule is null).Select(e => $"{e.Method} {e.Pattern}"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_what_each_role_meets_on_every_route(Database database)
    {
        await using var site = await TestSite.On(database);
        var wrong = new List<string>();
        foreach (var role in Roles.All)
        {
            using var browser = await site.As(Held(role, SchoolId.From(Guid.CreateVersion7())));
            foreach (var (method, pattern, rule) in AccessMatrix.Of(Endpoints(site)).Where(e => !Routes.ChangesWhoAsks(e.Pattern)))
            {
                var status = await Ask(browser, method, Routes.Filled(pattern));
                var refused = status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
                var expected = rule is AccessRule.Needs needs && !needs.Right.Held.ContainsKey(role);
                if (refused != expected) wrong.Add($"{role.Code()} {method} {pattern}: {(int)status}");
            }
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_a_visitor_and_the_cookie_of_another_district_nothing_but_what_is_for_anyone(Database database)
    {
        await using var site = await TestSite.On(database, twoDistricts: true);
        var elsewhere = await site.As(Installation.Juniper, Held(Role.SystemAdministrator, default));
        var cookie = elsewhere.CookieValue("chalkline-session")!;
        using var stranger = site.Visitor();
        stranger.SetCookie("chalkline-session", cookie);
        using var visitor = site.Visitor();
        var wrong = new List<string>();
        foreach (var browser in new[] { visitor, stranger })
            foreach (var (method, pattern, rule) in AccessMatrix.Of(Endpoints(site)).Where(e => e.Rule is not AccessRule.Anyone))
            {
                using var response = await browser.Send(Request(method, "/cedar-valley" + Routes.Filled(pattern)));
                var led = response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.ToString().StartsWith("/cedar-valley/sign-in", StringComparison.Ordinal);
                if (!led && response.StatusCode != HttpStatusCode.Unauthorized) wrong.Add($"{method} {pattern}: {(int)response.StatusCode}");
            }
        Assert.Empty(wrong);
    }

    private static HeldRole Held(Role role, SchoolId school) => new(role, role.IsOfASchool() ? school : null, role.IsOfAnArea() ? "curriculum" : null);

    private static async Task<HttpStatusCode> Ask(Browser browser, string method, string path)
    {
        using var response = await browser.Send(Request(method, "/cedar-valley" + path));
        return response.StatusCode;
    }

    // Without an antiforgery token: what passes the access rule is then refused for that, and changes nothing.
    private static HttpRequestMessage Request(string method, string path) => new(new(method), path);

    private static EndpointDataSource Endpoints(TestSite site) => site.App.Services.GetRequiredService<EndpointDataSource>();
}
