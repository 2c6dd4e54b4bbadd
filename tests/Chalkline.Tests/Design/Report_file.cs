using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Chalkline.Design;
using Chalkline.Pilots;
using Chalkline.Tests.Answers;
using Xunit;

namespace Chalkline.Tests.Design;

public sealed class Report_file
{
    [Fact]
    public async Task stands_alone_and_allows_its_own_stylesheet_by_hash()
    {
        var page = await Written(AnAnswer.WithHarm());
        var style = Assert.Single(page.QuerySelectorAll("style")).TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.Contains($"style-src 'sha256-{hash}'", policy);
        Assert.StartsWith("default-src 'none'", policy);
        Assert.Empty(page.QuerySelectorAll("link, script, img, [style], [src]"));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.StartsWith("#", a.GetAttribute("href")));
        Assert.DoesNotContain("url(", style);
        Assert.DoesNotContain("@import", style);
    }

    [Fact]
    public async Task is_the_same_for_the_public_without_what_may_not_be_shown()
    {
        var text = (await Written(PublicAudience.Of(AnAnswer.WithHarm()))).Body!.TextContent;
        Assert.Contains("about 800 students", text);
        Assert.DoesNotContain("803", text);
        Assert.DoesNotContain("teacher_13", text);
        Assert.DoesNotContain("6b1f0c3e5d7a", text);
        Assert.Contains("not shown, so that no student can be singled out", text);
    }

    [Fact]
    public async Task encodes_what_stands_in_the_file()
    {
        var answer = AnAnswer.ThatHelps();
        var page = await Written(answer with
        {
            Study = answer.Study with { Title = "<script>alert(1)</script>" },
            Outcomes = [.. answer.Outcomes.Select(o => o with { Outcome = new(o.Outcome.Value, "</text><script>alert(2)</script>") })],
        });
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal("<script>alert(1)</script>", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void gives_the_figures_of_the_picture_as_csv_that_no_spreadsheet_runs()
    {
        var answer = AnAnswer.ThatHelps();
        var csv = EvaluationPlot.Csv(answer with
        {
            Outcomes = [answer.Outcomes[0] with { Effects = [answer.Outcomes[0].Effects[0] with { Arm = new("=1+1, \"x\"", "x") }], Subgroups = [] }],
        });
        Assert.Equal("outcome,arm,against,group,g,low,high", csv.Split("\r\n")[0]);
        Assert.StartsWith("exam,\"'=1+1, \"\"x\"\"\",control,,0.24,", csv.Split("\r\n")[1]);
    }

    [Theory]
    [InlineData(-0.41, 0.56)]
    [InlineData(0, 0)]
    [InlineData(-1e-7, 2e-7)]
    [InlineData(3, 1200)]
    public void has_an_axis_that_holds_its_values_between_round_ends(double low, double high)
    {
        var axis = Axis.Over([low, high, double.NaN], 10, 110);
        Assert.True(axis.Low <= low && axis.High >= high);
        Assert.InRange(axis.Ticks().Count(), 2, 12);
        Assert.Equal(10, axis.Place(axis.Low));
        Assert.Equal(110, axis.Place(axis.High));
        Assert.Equal(axis.Ticks().Count(), axis.Ticks().Select(t => Drawn.Figure(t, axis.Decimals)).Distinct().Count());
    }

    private static async Task<IHtmlDocument> Written(Answer answer)
    {
        await using var text = new StringWriter();
        await EvaluationHtml.WriteAsync(answer, text, Language.English, TestContext.Current.CancellationToken);
        return new HtmlParser().ParseDocument(text.ToString());
    }
}
