using System.Net;
using AngleSharp.Dom;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class The_parts_of_a_page
{
    private static readonly Capability Showcase = new(null, _ => { }, PartsPages.Map);

    [Theory]
    [InlineData("/parts")]
    [InlineData("/parts?lang=es")]
    [InlineData("/parts?theme=dark")]
    [InlineData("/parts?theme=light&sort=-students")]
    public async Task Are_shown_on_one_page_in_every_look_and_language(string path)
    {
        await using var site = await TestSite.On(Database.Sqlite, capabilities: [.. Capabilities.All, Showcase]);
        using var teacher = await site.As(new HeldRole(Role.Teacher, new(Guid.CreateVersion7()), null));
        var page = await teacher.Page(path);
        Assert.Equal(path.Contains("dark") ? "dark" : path.Contains("light") ? "light" : null, page.DocumentElement.GetAttribute("data-theme"));
        Assert.Equal(6, page.QuerySelectorAll("figure.plot").Length);
        Assert.All(page.QuerySelectorAll("figure.plot"), f => Assert.NotNull(f.QuerySelector("table caption")));
        Assert.All(page.QuerySelectorAll("svg[role=img]"), s => Assert.All(s.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(page.GetElementById(id)!.TextContent)));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea"), i => Assert.NotNull(page.QuerySelector($"label[for='{i.Id}']")));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
    }

    [Fact]
    public async Task Are_not_shown_by_a_site_that_is_served()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await administrator.Get("/parts");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Put_the_faults_first_and_in_focus_and_tie_each_to_its_field()
    {
        await using var site = await TestSite.On(Database.Sqlite, capabilities: [.. Capabilities.All, Showcase]);
        using var administrator = await site.As(Role.SystemAdministrator);
        var page = await administrator.Page("/parts");
        var summary = page.GetElementById("faults")!;
        Assert.True(summary.HasAttribute("autofocus") && summary.GetAttribute("tabindex") == "-1");
        Assert.True(summary.CompareDocumentPosition(page.QuerySelector("h1")!).HasFlag(DocumentPositions.Following));
        var field = page.GetElementById("text")!;
        Assert.Equal(("true", "text-hint text-fault"), (field.GetAttribute("aria-invalid"), field.GetAttribute("aria-describedby")));
    }
}
