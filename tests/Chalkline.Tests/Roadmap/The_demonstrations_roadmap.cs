using AngleSharp.Html.Dom;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Sample;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class The_demonstrations_roadmap
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_two_thirds_through_with_goals_ahead_and_behind_one_milestone_late_and_one_that_closes_by_itself_tomorrow()
    {
        var clock = new Ahead();
        var small = new Capability(null, services => services.AddSingleton(new SamplePlan { Students = 2500 }), _ => { });
        await using var site = await TestSite.On(Database.Sqlite, clock, noDistrict: true, capabilities: [small, .. Capabilities.All, Demonstration.Capability]);
        await Demonstration.Fill(site.App.Services, 2500, Ct);
        using var today = await SignedIn(site);

        var goals = (await today.Page("/goals?lang=en")).QuerySelectorAll("main tbody td .status").Select(s => s.TextContent.Trim()).ToList();
        Assert.Equal((2, 2), (goals.Count(g => g == "Ahead"), goals.Count(g => g == "Behind")));

        var states = await States(today);
        var done = states.Count(s => s.State == "Done");
        Assert.InRange((double)done / states.Count, 0.6, 0.73);
        var late = Assert.Single(states, s => s.State == "Late");
        var why = (await today.Page("/briefing?lang=en")).QuerySelectorAll(".briefing li").Single(l => l.TextContent.Contains(late.Name, StringComparison.Ordinal) && l.TextContent.Contains("Late", StringComparison.Ordinal)).TextContent;
        Assert.Contains("by 9 days", why);
        Assert.Contains("lack grades, enrollment or an NCES id", why);
        Assert.Equal(3, (await today.Page("/roadmap/schools?lang=en")).QuerySelectorAll("main tbody tr").Length);

        clock.By = TimeSpan.FromDays(1);
        using var tomorrow = await SignedIn(site);
        var closed = (await States(tomorrow)).Where(s => s.State == "Done").Select(s => s.Name).Except(states.Where(s => s.State == "Done").Select(s => s.Name));
        Assert.Equal(["The family survey is over"], closed);
    }

    private static async Task<List<(string Name, string State)>> States(Browser browser) =>
        [.. (await browser.Page("/roadmap/timeline?lang=en")).QuerySelectorAll("main tbody tr").OfType<IHtmlTableRowElement>().Select(r => (r.Cells[0].TextContent.Trim(), r.Cells[1].TextContent.Trim().Split(' ')[0]))];

    private static async Task<Browser> SignedIn(TestSite site)
    {
        var browser = site.Visitor();
        var page = await browser.Page("/sign-in?lang=en");
        var superintendent = page.QuerySelectorAll(".choices li").First(l => l.TextContent.Contains("Samuel Okafor", StringComparison.Ordinal)).QuerySelector("button")!.GetAttribute("value");
        using var response = await browser.Submit("/sign-in", "/demonstration/sign-in", ("account", superintendent));
        return browser;
    }

    /// <summary>The present, or later: the demonstration is filled from today on.</summary>
    private sealed class Ahead : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
