using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class The_frame
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Answers_an_unknown_address_with_a_page_that_says_so(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.AiLead);
        using var response = await browser.Get("/no-such-page?lang=es");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal("es", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("No existe esa página", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("?lang=fr", "en-US", "en", "There is no “fr” version")]
    [InlineData("?lang=fr", "fr,es;q=0.5", "es", "Esta página no existe en «fr»")]
    [InlineData("?lang=%3Cb%3E", "en", "en", "“<b>”")]
    [InlineData("", "fr", "en", null)]
    [InlineData("?lang=es-MX", "fr", "es", null)]
    public async Task Answers_in_the_best_language_there_is_and_says_so_where_another_was_asked_for(string query, string accept, string code, string? says)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var visitor = site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, visitor.Path("/sign-in" + query));
        request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        using var response = await visitor.Send(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(says is null, page.QuerySelector("main [role=status].notice") is null);
        if (says is not null) Assert.Contains(says, page.QuerySelector("main [role=status].notice")!.TextContent);
    }
}
