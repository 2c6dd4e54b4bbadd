using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Roadmap;

/// <summary>Two people who change one record of the roadmap: whoever comes second loses nothing that was typed, and sees what is stored.</summary>
public sealed class Editing_at_once
{
    /// <param name="First">What the first one changes: field and value.</param>
    /// <param name="Second">What the second one types.</param>
    /// <param name="Stored">What is said at the field of the first.</param>
    private sealed record Case(string Path, (string Name, string Value) First, (string Name, string Value) Second, string Stored);

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keeps_what_the_second_typed_says_what_the_first_stored_and_takes_it_when_it_is_sent_again(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var (challenge, measure) = (await site.AddChallenge(), await site.AddMeasure());
        var goal = await site.AddGoal(challenge, measure);
        var useCase = await site.AddUseCase(goal);
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.SystemAdministrator);
        foreach (var at in new Case[]
        {
            new($"/measures/{measure}/edit", ("Domain", "achievement"), ("Source", "The office counts"), "Stored now: Achievement"),
            new($"/measures/{measure}/edit", ("CountsStudents", "yes"), ("Name", "Absent students"), "Stored now: ticked"),
            new($"/goals/{goal}/edit", ("Target", "11"), ("Name", "Fewer are away"), "Stored now: 11"),
            new($"/use-cases/{useCase}/edit", ("Purpose", "operations"), ("Summary", "A list each Friday."), "Stored now: Operations"),
            new($"/use-cases/{useCase}/criteria", ("Text", "10 % by May"), ("Text", "12 % by May"), "Stored now: 10 % by May"),
            new($"/challenges/{challenge}/answer", ("State", "answered"), ("Rank", "3"), "Stored now: Answered"),
            new(await Risk(one), ("Response", "We borrow one"), ("Title", "The analyst leaves us"), "Stored now: We borrow one"),
        })
        {
            await Check(one, two, at);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keeps_the_reason_that_was_typed_for_ending_a_record_which_somebody_else_changed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var (challenge, measure) = (await site.AddChallenge(), await site.AddMeasure());
        var goal = await site.AddGoal(challenge, measure);
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.SystemAdministrator);
        foreach (var (end, field, edit, change) in new[]
        {
            ($"/goals/{goal}/drop", "Why", $"/goals/{goal}/edit", ("Target", "12")), ($"/measures/{measure}/retire", "Why", $"/measures/{measure}/edit", ("Source", "Another")),
            ($"/challenges/{challenge}/hide", "Reason", $"/challenges/{challenge}/answer", ("Rank", "2")),
        })
        {
            var typed = two.Fields(await two.Page(end), end, (field, "It is of no use"));
            using var first = await one.Submit(edit, edit, change);
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
            using var stale = await two.Post(end, typed);
            Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
            var page = await Browser.Read(stale);
            Assert.Contains("Somebody else changed this", page.QuerySelector("main")!.TextContent);
            using var again = await two.Post(end, two.Fields(page, end));
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
            Assert.Contains("It is of no use", (await two.Page(end[..end.LastIndexOf('/')])).QuerySelector("main")!.TextContent);
        }
    }

    private static async Task Check(Browser one, Browser two, Case at)
    {
        var (mine, theirs) = (two.Fields(await two.Page(at.Path), at.Path, at.Second), one.Fields(await one.Page(at.Path), at.Path, at.First, Answered(at)));
        using var first = await one.Post(at.Path, theirs);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var stale = await two.Post(at.Path, mine);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var page = await Browser.Read(stale);
        Assert.Equal(at.Stored, page.QuerySelector($"#{at.First.Name}-fault")!.TextContent);
        var kept = page.QuerySelector("#" + at.Second.Name)!;
        Assert.Equal(at.Second.Value, kept.GetAttribute("value") ?? kept.TextContent);
        using var again = await two.Post(at.Path, two.Fields(page, at.Path));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        if (at.Path.StartsWith("/roadmap/risks/", StringComparison.Ordinal)) return;
        var shown = (await one.Page(at.Path[..at.Path.LastIndexOf('/')])).QuerySelector("main")!.TextContent;
        Assert.Contains(at.Second.Value, shown);
    }

    /// <summary>An answered challenge has an answer.</summary>
    private static (string, string?) Answered(Case at) => at.First.Value == "answered" ? ("Answer", "We set a goal.") : (at.First.Name, at.First.Value);

    private static async Task<string> Risk(Browser lead)
    {
        using var added = await lead.Submit("/roadmap/risks/new", "/roadmap/risks/new", ("Title", "The analyst leaves"), ("Likelihood", "low"), ("Impact", "high"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        return (await lead.Page("/roadmap/risks")).QuerySelectorAll("main table a").Select(a => a.GetAttribute("href")!).Select(h => h[h.IndexOf("/roadmap/risks/", StringComparison.Ordinal)..]).First();
    }
}
