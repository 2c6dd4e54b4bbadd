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
}
