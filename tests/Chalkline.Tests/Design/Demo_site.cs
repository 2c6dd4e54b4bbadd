using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Chalkline.Pilots;
using Chalkline.Tests.Answers;
using Microsoft.AspNetCore.TestHost;
using Xunit;

namespace Chalkline.Tests.Design;

public sealed class Demo_site : IAsyncLifetime
{
    private readonly Microsoft.AspNetCore.Builder.WebApplication _site = DemoSite.Create(
        [.. AnAnswer.Each().Select((a, i) => new DemoEvaluation("pilot-" + i, a))], b => b.WebHost.UseTestServer());

    private HttpClient _client = null!;

    public static TheoryData<string> Pages
    {
        get
        {
            var pages = new TheoryData<string>("/", "/no-such-page");
            for (var i = 0; i < AnAnswer.Each().Count; i++)
                pages.Add("/evaluations/pilot-" + i);
            return pages;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await _site.StartAsync(TestContext.Current.CancellationToken);
        _client = _site.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _site.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task shows_every_page_in_both_languages(string path)
    {
        foreach (var (code, other) in new[] { ("en", "es"), ("es", "en") })
        {
            var page = await Page($"{path}?lang={code}");
            Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
            var link = page.QuerySelector("nav a[hreflang]")!;
            Assert.Equal(other, link.GetAttribute("hreflang"));
            Assert.EndsWith("?lang=" + other, link.GetAttribute("href"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task has_headings_in_order_and_one_of_the_first_level(string path)
    {
        var levels = (await Page(path)).QuerySelectorAll("h1, h2, h3, h4").Select(h => h.TagName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(l => l == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second - pair.First <= 1));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task has_no_script_and_no_inline_style(string path)
    {
        var page = await Page(path);
        Assert.Empty(page.QuerySelectorAll("script, style, [style]"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task gives_every_table_a_caption_and_heads_and_every_id_once(string path)
    {
        var page = await Page(path);
        Assert.All(page.QuerySelectorAll("table"), table =>
        {
            Assert.NotEmpty(table.QuerySelector("caption")!.TextContent);
            Assert.All(table.QuerySelectorAll("th"), th => Assert.Contains(th.GetAttribute("scope"), new[] { "col", "row" }));
            var columns = table.QuerySelectorAll("thead th").Length;
            Assert.All(table.QuerySelectorAll("tbody tr"), tr => Assert.Equal(columns, tr.Children.Length));
        });
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task names_every_drawing_that_says_something(string path)
    {
        var page = await Page(path);
        Assert.All(page.QuerySelectorAll("svg:not([aria-hidden])"), svg =>
        {
            Assert.Equal("img", svg.GetAttribute("role"));
            Assert.All(svg.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(page.GetElementById(id)!.TextContent));
            Assert.NotNull(svg.QuerySelector("title"));
            Assert.NotNull(svg.QuerySelector("desc"));
        });
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK, "text/html")]
    [InlineData("/evaluations/pilot-0", HttpStatusCode.OK, "text/html")]
    [InlineData("/evaluations/pilot-0.json", HttpStatusCode.OK, "application/json")]
    [InlineData("/evaluations/pilot-0.csv", HttpStatusCode.OK, "text/csv")]
    [InlineData("/css/plain.css", HttpStatusCode.OK, "text/css")]
    [InlineData("/icon.svg", HttpStatusCode.OK, "image/svg+xml")]
    [InlineData("/evaluations/nobody", HttpStatusCode.NotFound, "text/html")]
    [InlineData("/evaluations/nobody.json", HttpStatusCode.NotFound, "text/html")]
    [InlineData("/no-such-picture.png", HttpStatusCode.NotFound, "text/html")]
    [InlineData("/evaluations", HttpStatusCode.NotFound, "text/html")]
    public async Task answers_with_the_true_status_and_its_headers(string path, HttpStatusCode status, string type)
    {
        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task follows_the_browsers_language_where_the_address_names_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("es-MX"));
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("es", Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task lists_each_pilot_with_its_verdict_and_says_that_all_is_invented()
    {
        var page = await Page("/?lang=en");
        Assert.Contains("All of this is invented", page.QuerySelector(".notice")!.TextContent);
        Assert.Equal(AnAnswer.Each().Count, page.QuerySelectorAll(".pilots > li").Length);
        var headings = page.QuerySelectorAll(".pilots h2").Select(h => h.TextContent.Trim()).ToList();
        foreach (var word in new[] { "Stop: ", "Scale: ", "Extend: ", "Not settled: ", "Insufficient information: " })
            Assert.Contains(headings, h => h.StartsWith(word, StringComparison.Ordinal));
        foreach (var link in page.QuerySelectorAll(".pilots a"))
            Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(link.GetAttribute("href"), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task draws_each_effect_between_its_bounds()
    {
        var svg = (await Page("/evaluations/pilot-0")).QuerySelector("svg.wide")!;
        var dots = svg.QuerySelectorAll("circle").Select(c => Number(c, "cx")).ToList();
        var intervals = svg.QuerySelectorAll("line.interval").Select(l => (Low: Number(l, "x1"), High: Number(l, "x2"))).ToList();
        Assert.Equal(4, dots.Count);
        Assert.All(dots.Zip(intervals), pair => Assert.InRange(pair.First, pair.Second.Low, pair.Second.High));
        // The harmful effect lies left of zero, what is worthwhile right of it.
        Assert.True(dots[0] < Number(svg.QuerySelector("line.zero")!, "x1"));
        Assert.True(Number(svg.QuerySelector("line.reference")!, "x1") > Number(svg.QuerySelector("line.zero")!, "x1"));
    }

    [Fact]
    public async Task says_in_one_line_that_a_port_is_taken()
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var thrown = await Assert.ThrowsAsync<DemoPortInUseException>(() => DemoSite.RunAsync([], port, TestContext.Current.CancellationToken));
        Assert.Equal(port, thrown.Port);
        Assert.DoesNotContain("\n", thrown.Message);
    }

    private async Task<IHtmlDocument> Page(string path) => new HtmlParser().ParseDocument(
        await (await _client.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private static double Number(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!, System.Globalization.CultureInfo.InvariantCulture);
}
