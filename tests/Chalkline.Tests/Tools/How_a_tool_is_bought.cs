using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.Procurement;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class How_a_tool_is_bought
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_written_with_its_offers_and_its_whole_cost(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        var tool = await lead.EnterTool();
        var (path, edit, quotes) = (tool + "/procurement", tool + "/procurement/edit", tool + "/procurement/quotes/new");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(path)).StatusCode);
        Assert.Contains("Nobody has written yet", (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent);
        using var refused = await lead.Submit(edit, edit, ("Way", "cooperative"), ("OrderNumber", "PO-1"), ("Ordered", "200"), ("NotToExceed", "199.99"), ("Years", "0"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Browser.Read(refused);
        foreach (var field in new[] { "Cooperative", "ContractNumber", "NotToExceed", "Years" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null, field);
        Assert.Equal(0, await site.Do((db, _) => db.Set<Purchase>().CountAsync(Ct)));
        (await lead.Submit(edit, edit, ("Way", "cooperative"), ("Cooperative", "Coop"), ("ContractNumber", "C-1"), ("OrderNumber", "PO-1"), ("Ordered", "$18,000"), ("NotToExceed", "20000"), ("Years", "2"), ("LicenseYearly", "18000"),
            ("StaffHoursOnce", "10"), ("HourRate", "48.50"))).Goes(path);
        Assert.Contains("$36,485", (await lead.Page(path)).QuerySelector("main")!.TextContent);
        using var over = await lead.Submit(quotes, quotes, ("Seller", "Z"), ("Amount", ""), ("Day", "2026-10-01"), ("ValidUntil", "2026-09-30"));
        page = await Browser.Read(over);
        foreach (var field in new[] { "Amount", "ValidUntil" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null, field);
        (await lead.Submit(quotes, quotes, ("Seller", "<i>Z</i>"), ("Amount", "19,450.50"), ("Day", "2026-09-01"), ("ValidUntil", "2026-10-04"))).Goes(path);
        var shown = (await lead.Page(path + "?lang=en")).QuerySelector("[aria-labelledby=quotes-caption] tbody tr")!;
        Assert.Contains("$19,450.50", shown.TextContent);
        Assert.Contains("(over)", shown.TextContent);
        Assert.Empty(shown.QuerySelectorAll("i"));
        Assert.Contains("PO-1", (await lead.Page(tool)).QuerySelector("section[aria-labelledby=purchase]")!.TextContent);
        Assert.Null((await teacher.Page(tool)).QuerySelector("section[aria-labelledby=purchase]"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Loses_a_quote_that_was_written_by_mistake_unless_it_is_held(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        using var teacher = await site.As(Role.Teacher);
        var tool = await lead.EnterTool();
        var (path, quotes, remove) = (tool + "/procurement", tool + "/procurement/quotes/new", tool + "/procurement/quotes/remove");
        foreach (var seller in new[] { "A", "B" }) (await lead.Submit(quotes, quotes, ("Seller", seller), ("Amount", "10"), ("Day", "2026-09-01"))).Goes(path);
        (await superintendent.Submit("/holds", "/holds", ("Kind", "purchase"), ("Record", tool), ("Reason", "A claim"))).Goes("/holds");
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Submit(path, remove)).StatusCode);
        var lift = (await superintendent.Page("/holds")).QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).Single(a => a.EndsWith("/lift", StringComparison.Ordinal))["/cedar-valley".Length..];
        (await superintendent.Submit("/holds", lift, ("why", "It is settled"))).Goes("/holds");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Post(remove, [])).StatusCode);
        (await lead.Submit(path, remove)).Goes(path);
        Assert.Equal(1, await site.Do((db, _) => db.Set<Quote>().CountAsync(Ct)));
        Assert.Contains("removed a quote", (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Post(remove, lead.Fields(await lead.Page(path), remove, ("quote", tool[^36..])))).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_what_the_first_of_two_wrote_who_write_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.SystemAdministrator);
        var edit = await one.EnterTool() + "/procurement/edit";
        var path = edit[..^"/edit".Length];
        (await one.Submit(edit, edit, ("Way", "micro-purchase"))).Goes(path);
        var late = two.Fields(await two.Page(edit), edit, ("ApprovedBy", "Late"));
        (await one.Submit(edit, edit, ("ApprovedBy", "First"))).Goes(path);
        using var stale = await two.Post(edit, late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("First", (await Browser.Read(stale)).QuerySelector("#ApprovedBy-fault")!.TextContent);
    }
}
