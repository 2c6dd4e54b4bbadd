using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class The_superintendents_page
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Says_phase_decisions_what_is_late_with_its_reason_and_push_risks_and_money_in_this_order(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var late = await Pages_of_the_roadmap.AddMilestone(lead, "Somebody assesses", "2026-10-01");
        await Pages_of_the_roadmap.AddCheck(lead, late, "role-held", ("with-role", "assessment"));
        var next = await Pages_of_the_roadmap.AddMilestone(lead, "Then a pilot", "2026-10-03");
        await Pages_of_the_roadmap.Goes(await lead.Submit(next + "/waits", next + "/waits", ("add", late[(late.LastIndexOf('/') + 1)..])), next + "/waits");
        using var superintendent = await site.As(Role.Superintendent);
        var page = await superintendent.Page("/briefing");
        Assert.Equal(["Phase", "Goals", "Decisions", "Late", "Risks to the roadmap", "Money"], page.QuerySelectorAll(".briefing h2").Select(h => h.TextContent.Trim()));
        var text = page.QuerySelector(".briefing")!.TextContent;
        Assert.Contains("Phase 1 of 4: Foundation", text);
        Assert.Contains("by 4 days", text);
        Assert.Contains("Nobody holds this role now", text);
        Assert.Contains("Then a pilot to October 5, 2026", text);
        Assert.Contains("No answer yet", text);
        Assert.Contains("Nothing waits for the superintendent", text);
        // A risk that follows from the plan keeps its answer, and goes when what it follows from does.
        var source = "late:" + late[(late.LastIndexOf('/') + 1)..];
        var form = "/roadmap/risks/new?source=" + Uri.EscapeDataString(source);
        await Pages_of_the_roadmap.Goes(await lead.Submit(form, "/roadmap/risks/new", ("Response", "We borrow an analyst")), "/roadmap/risks");
        Assert.Contains("We borrow an analyst", (await superintendent.Page("/briefing")).QuerySelector(".briefing")!.TextContent);
        await site.AddPerson(Installation.Cedar, "Invented assessor", new HeldRole(Role.Assessment, null, null));
        Assert.DoesNotContain("We borrow an analyst", (await lead.Page("/roadmap/risks")).QuerySelector("main")!.TextContent);
        using var gone = await lead.Get(form);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
