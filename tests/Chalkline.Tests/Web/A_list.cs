using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class A_list
{
    [Theory]
    [InlineData("/people?nmae=ana", "nmae")]
    [InlineData("/people?role=wizard", "wizard")]
    [InlineData("/people?school=aspen", "aspen")]
    [InlineData("/people?status=1", "1")]
    [InlineData("/people?role=teacher&role=auditor", "role")]
    [InlineData("/people?sort=password", "password")]
    [InlineData("/people?sort=--name", "--name")]
    [InlineData("/people.csv?nmae=ana", "nmae")]
    [InlineData("/schools?grade=99", "99")]
    [InlineData("/schools?closed=maybe", "maybe")]
    [InlineData("/schools.csv?sort=address", "address")]
    [InlineData("/audit-log?knid=account", "knid")]
    public async Task That_is_asked_for_what_it_does_not_have_shows_nothing_and_says_what_it_has(string path, string named)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        using var answer = await lead.Get(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.Read(answer);
        Assert.Contains(named, page.QuerySelector("#faults")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Answers_a_search_of_five_thousand_characters_in_a_sentence()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        using var answer = await lead.Get("/people?name=" + new string('a', 5000));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("at most 200 characters", (await Browser.Read(answer)).QuerySelector("#faults")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_sorted_by_a_columns_link_there_and_back_and_so_is_its_file(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        foreach (var name in new[] { "Ana", "Ben", "Zoë" }) await site.AddPerson(Installation.Cedar, name, new HeldRole(Role.AiLead, null, null));
        var page = await lead.Page("/people?role=ai-lead");
        Assert.Equal("ascending", page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        var turned = page.QuerySelector("th[aria-sort] a")!.GetAttribute("href")!;
        Assert.Equal("/cedar-valley/people?role=ai-lead&sort=-name", turned);
        page = await lead.Page("~" + turned);
        Assert.Equal("descending", page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        Assert.StartsWith("Zoë", page.QuerySelector("tbody th")!.TextContent);
        using var file = await lead.Get("~" + page.QuerySelector("a[href*='.csv']")!.GetAttribute("href"));
        Assert.StartsWith("Zoë", (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n')[1]);
    }

    [Fact]
    public async Task Shows_what_it_is_narrowed_by_as_words_that_can_be_taken_away()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        var page = await lead.Page("/people?role=ai-lead&status=active&page=1");
        var words = page.QuerySelectorAll(".filter-words a").ToDictionary(a => a.FirstChild!.TextContent.Trim(), a => a.GetAttribute("href"));
        Assert.Equal("/cedar-valley/people?status=active", words["Roles: AI lead"]);
        Assert.Equal(2, words.Count);
    }

    [Fact]
    public async Task Names_its_columns_in_every_cell_for_a_phone()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        Assert.All((await lead.Page("/people")).QuerySelectorAll("tbody td"), td => Assert.NotEmpty(td.GetAttribute("data-label")!));
    }
}
