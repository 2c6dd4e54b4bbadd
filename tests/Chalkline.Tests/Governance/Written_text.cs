using AngleSharp.Html.Parser;
using Chalkline.Governance;
using Chalkline.Governance.Policies;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Written_text
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](JaVaScRiPt:alert(1))")]
    [InlineData("[click](data:text/html,hello)")]
    [InlineData("[click](/sign-out)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![a picture](https://example.org/track.png)")]
    [InlineData("[![inner](https://example.org/x.png)](javascript:alert(1))")]
    [InlineData("[a]: javascript:alert(1)\n\n[click][a]")]
    [InlineData("**bold <b onclick=alert(1)>**")]
    public void Is_harmless_whatever_was_written(string markdown)
    {
        var page = new HtmlParser().ParseDocument(MarkdownText.Html(markdown));
        Assert.Empty(page.QuerySelectorAll("script, img, a, b, iframe, object, style"));
        Assert.All(page.QuerySelectorAll("*"), e => Assert.DoesNotContain(e.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style"));
    }

    [Fact]
    public void Has_links_to_the_web_and_within_itself()
    {
        var page = new HtmlParser().ParseDocument(MarkdownText.Html("[law](https://example.org/law), <mailto:a@example.org>, [rule](#rule)\n\n## Rule"));
        Assert.Equal(["https://example.org/law", "mailto:a@example.org", "#rule"], page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal("rule", page.QuerySelector("h2")!.Id);
    }

    [Fact]
    public void Begins_its_headings_below_the_pages_own_and_skips_no_level()
    {
        var page = new HtmlParser().ParseDocument(MarkdownText.Html("# One\n\n#### Deep\n\n###### Deeper\n\n###### Deepest\n\n## Two"));
        Assert.Equal(["H2 One", "H3 Deep", "H4 Deeper", "H4 Deepest", "H2 Two"], page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(h => $"{h.TagName} {h.TextContent}"));
        Assert.Equal([new("one", "One"), new TextHeading("two", "Two")], MarkdownText.Sections("# One\n\ntext\n\n## Two"));
    }

    [Fact]
    public void Is_kept_without_what_nobody_sees() =>
        Assert.Equal("a\n\n    b", PolicyWording.Clean("\r\na \u200B\u202E\r\n\r\n\tb\u0007\n\n"));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a\nb\nc", "a\nb\nc", " a| b| c")]
    [InlineData("a\nb\nc", "a\nc", " a|-b| c")]
    [InlineData("a\nc", "a\nb\nc", " a|+b| c")]
    [InlineData("a\nb\nc\nd", "x\nb\nd\ne", "-a|+x| b|-c| d|+e")]
    [InlineData("", "a", "+a")]
    public void Is_set_beside_another_line_by_line(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', LineDiff.Of(before, after).Select(l => l.IsSame ? " " + l.Before : l.Before is { } gone ? "-" + gone : "+" + l.After)));

    [Fact]
    public void Set_beside_another_gives_both_back()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var (before, after) = (Lines(), Lines());
            var diff = LineDiff.Of(before, after);
            Assert.Equal(before, string.Join('\n', diff.Where(l => l.Before is not null).Select(l => l.Before)));
            Assert.Equal(after, string.Join('\n', diff.Where(l => l.After is not null).Select(l => l.After)));
        }

        string Lines() => string.Join('\n', Enumerable.Range(0, random.Next(1, 12)).Select(_ => "l" + random.Next(4)));
    }
}
