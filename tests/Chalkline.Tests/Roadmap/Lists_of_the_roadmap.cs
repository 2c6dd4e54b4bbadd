using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class Lists_of_the_roadmap
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_filtered_sorted_cut_into_pages_and_given_as_files(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var measures = new[] { await site.AddMeasure("Absence"), await site.AddMeasure("Bus delays"), await site.AddMeasure("Calls home") };
        await site.Enter(measures[0], "2026-09-01", "15");
        await site.Enter(measures[1], "2026-09-20", "19.5");
        var challenge = await site.AddChallenge("The bus is late");
        for (var i = 0; i < 30; i++) await site.AddGoal(challenge, measures[i % 3], $"Goal {i:00}");
        var goal = await site.AddGoal(challenge, measures[0], "The last goal");
        await site.AddUseCase(goal, "Reports on Mondays");
        using var lead = await site.As(Role.AiLead);

        Assert.Equal(25, (await Names(lead, "/goals")).Count);
        Assert.Equal(6, (await Names(lead, "/goals?page=2")).Count);
        Assert.Equal("The last goal", (await Names(lead, "/goals?sort=-name"))[0]);
        Assert.Equal(11, (await Names(lead, "/goals?pace=ahead")).Count);
        Assert.Contains("Pace: Behind", (await lead.Page("/goals?pace=behind&lang=en")).QuerySelector(".filter-words")!.TextContent);
        Assert.Empty(await Names(lead, "/goals?kind=operations"));
        Assert.Equal(12, await Lines(lead, "/goals.csv?pace=ahead"));

        Assert.Equal(["Absence", "Bus delays", "Calls home"], await Names(lead, "/measures"));
        Assert.Equal(["Calls home", "Absence", "Bus delays"], await Names(lead, "/measures?sort=latest"));
        Assert.Equal(["Bus delays", "Absence", "Calls home"], await Names(lead, "/measures?sort=-latest"));
        Assert.Equal(4, await Lines(lead, "/measures.csv"));

        Assert.Equal(["The bus is late"], await Names(lead, "/challenges?state=new&category=operations"));
        Assert.Empty(await Names(lead, "/challenges?category=learning"));
        Assert.Equal(2, await Lines(lead, "/challenges.csv?sort=-asked"));

        Assert.Equal(["Reports on Mondays"], await Names(lead, "/use-cases?purpose=teacher-support&sort=-impact"));
        Assert.Equal(1, await Lines(lead, "/use-cases.csv?level=district"));
    }

    [Theory]
    [InlineData("/goals?pace=fast", "fast")]
    [InlineData("/goals.csv?colour=red", "colour")]
    [InlineData("/measures?retired=perhaps", "perhaps")]
    [InlineData("/challenges?sort=author", "author")]
    [InlineData("/use-cases?level=galaxy", "galaxy")]
    public async Task Name_what_an_address_asks_that_they_do_not_have(string path, string named)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        using var response = await lead.Get(path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(named, (await Browser.Read(response)).QuerySelector(".usa-alert")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Give_a_teacher_only_what_the_district_took_up_and_what_the_teacher_said(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.AddChallenge("Said by the lead");
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.Empty(await Names(teacher, "/challenges"));
        Assert.Equal(1, await Lines(teacher, "/challenges.csv"));
        Assert.Empty((await teacher.Page("/challenges")).QuerySelectorAll("option[value=hidden]"));
    }

    /// <summary>Of the list: the drawing of use cases has its figures as a table of its own.</summary>
    private static async Task<List<string>> Names(Browser browser, string path) => [.. (await browser.Page(path)).QuerySelectorAll("main table tbody th").Where(th => th.Closest("figure") is null).Select(th => th.TextContent.Trim())];

    private static async Task<int> Lines(Browser browser, string path)
    {
        using var response = await browser.Get(path);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        return (await response.Content.ReadAsStringAsync(Ct)).Split("\n", StringSplitOptions.RemoveEmptyEntries).Length;
    }
}
