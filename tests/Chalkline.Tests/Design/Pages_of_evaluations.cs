using System.Net;
using AngleSharp.Dom;
using Chalkline.Pilots;
using Chalkline.Platform;
using Chalkline.Tests.Answers;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Design;

/// <summary>Reports of pilots in the district's frame, one for each kind of answer; read alone, so that all tests share one site.</summary>
public sealed class Pages_of_evaluations(Pages_of_evaluations.EvaluatedSite evaluated) : IClassFixture<Pages_of_evaluations.EvaluatedSite>
{
    private readonly TestSite _site = evaluated.Site;
    private readonly Browser _browser = evaluated.Browser;

    public static TheoryData<string> Reports
    {
        get
        {
            var pages = new TheoryData<string>("/evaluations");
            for (var i = 0; i < AnAnswer.Each().Count; i++) pages.Add("/evaluations/pilot-" + i);
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task show_every_page_in_both_languages(string path)
    {
        foreach (var code in new[] { "en", "es" })
        {
            var page = await _browser.Page($"{path}?lang={code}");
            Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task have_headings_in_order_and_one_of_the_first_level(string path)
    {
        var levels = (await _browser.Page(path)).QuerySelectorAll("h1, h2, h3, h4").Select(h => h.TagName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(l => l == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second - pair.First <= 1));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task have_no_inline_script_or_style(string path)
    {
        var page = await _browser.Page(path);
        Assert.Empty(page.QuerySelectorAll("script:not([src]), style, [style]"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task give_every_table_a_caption_and_heads_and_every_id_once(string path)
    {
        var page = await _browser.Page(path);
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
    [MemberData(nameof(Reports))]
    public async Task name_every_drawing_that_says_something(string path)
    {
        var page = await _browser.Page(path);
        Assert.All(page.QuerySelectorAll("main svg:not([aria-hidden])"), svg =>
        {
            Assert.Equal("img", svg.GetAttribute("role"));
            Assert.All(svg.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(page.GetElementById(id)!.TextContent));
            Assert.NotNull(svg.QuerySelector("title"));
            Assert.NotNull(svg.QuerySelector("desc"));
        });
    }

    [Theory]
    [InlineData("/evaluations/pilot-0", HttpStatusCode.OK, "text/html")]
    [InlineData("/evaluations/pilot-0.json", HttpStatusCode.OK, "application/json")]
    [InlineData("/evaluations/pilot-0.csv", HttpStatusCode.OK, "text/csv")]
    [InlineData("/evaluations/nobody", HttpStatusCode.NotFound, "text/html")]
    [InlineData("/evaluations/nobody.json", HttpStatusCode.NotFound, "text/html")]
    public async Task answer_with_the_true_status_and_type(string path, HttpStatusCode status, string type)
    {
        using var response = await _browser.Get(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task list_each_pilot_with_its_verdict()
    {
        var page = await _browser.Page("/evaluations?lang=en");
        Assert.Equal(AnAnswer.Each().Count, page.QuerySelectorAll(".pilots > li").Length);
        var headings = page.QuerySelectorAll(".pilots h2").Select(h => h.TextContent.Trim()).ToList();
        foreach (var word in new[] { "Stop: ", "Scale: ", "Extend: ", "Not settled: ", "Insufficient information: " })
            Assert.Contains(headings, h => h.StartsWith(word, StringComparison.Ordinal));
        foreach (var link in page.QuerySelectorAll(".pilots a"))
            using (var response = await _browser.Get("~" + link.GetAttribute("href"))) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task are_for_those_who_may_read_them_and_of_their_own_district()
    {
        using var teacher = await _site.As(new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        using var refused = await teacher.Get("/evaluations");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await using var two = await TestSite.On(Database.Sqlite, twoDistricts: true);
        two.App.Services.GetRequiredService<Evaluations>().Put(Installation.Juniper, [new("pilot-0", AnAnswer.WithHarm())]);
        using var stranger = await two.As(Role.Assessment);
        using var elsewhere = await stranger.Get("/evaluations/pilot-0");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Contains("No pilot has been evaluated here yet", (await stranger.Page("/evaluations")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task draw_each_effect_between_its_bounds()
    {
        var svg = (await _browser.Page("/evaluations/pilot-0")).QuerySelector("svg.wide")!;
        var dots = svg.QuerySelectorAll("circle").Select(c => Number(c, "cx")).ToList();
        var intervals = svg.QuerySelectorAll("line.interval").Select(l => (Low: Number(l, "x1"), High: Number(l, "x2"))).ToList();
        Assert.Equal(4, dots.Count);
        Assert.All(dots.Zip(intervals), pair => Assert.InRange(pair.First, pair.Second.Low, pair.Second.High));
        // The harmful effect lies left of zero, what is worthwhile right of it.
        Assert.True(dots[0] < Number(svg.QuerySelector("line.zero")!, "x1"));
        Assert.True(Number(svg.QuerySelector("line.reference")!, "x1") > Number(svg.QuerySelector("line.zero")!, "x1"));
    }

    /// <summary>A site with every report, and somebody who may read them.</summary>
    public sealed class EvaluatedSite : IAsyncLifetime
    {
        public TestSite Site { get; private set; } = null!;

        public Browser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Site = await TestSite.On(Database.Sqlite);
            Site.App.Services.GetRequiredService<Evaluations>().Put(Installation.Cedar, [.. AnAnswer.Each().Select((a, i) => new Evaluation("pilot-" + i, a))]);
            Browser = await Site.As(Role.Assessment);
        }

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await Site.DisposeAsync();
        }
    }

    private static double Number(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!, System.Globalization.CultureInfo.InvariantCulture);
}
