using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.Vetting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class A_vendors_answers
{
    private const string History = "vetting:security.history", Wcag = "vetting:access.wcag";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_by_a_link_and_count_once_a_reviewer_takes_them_over(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Privacy);
        using var vendor = site.Visitor();
        var tool = await lead.EnterQuiet();
        var link = await lead.AskVendor(tool, "14", History, Wcag);
        Assert.Contains("the vendor has 2 questions", await lead.Says("/"));
        using (var open = await vendor.Get(link))
        {
            Assert.Equal((HttpStatusCode.OK, true, "noindex, nofollow"), (open.StatusCode, open.Headers.CacheControl!.NoStore, open.Headers.GetValues("X-Robots-Tag").Single()));
            Assert.Equal("no-referrer", open.Headers.GetValues("Referrer-Policy").Single());
        }
        var page = (await vendor.Page(link + "?lang=es")).QuerySelector("main")!.TextContent;
        Assert.Contains("Preguntas sobre Planner F", page);
        Assert.DoesNotContain("Nothing goes in", page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await vendor.Submit(link, link, ("Address-" + History, "javascript:alert(1)"))).StatusCode);
        Assert.Contains("at least one question", await (await vendor.Submit(link + "?lang=en", link, ("Send", "yes"))).Refused());
        (await vendor.Submit(link, link, ("Reply-" + History, "yes"), ("Text-" + History, "<b>Never.</b>"))).Goes(link + "?saved=1");
        Assert.Contains("<b>Never.</b>", (await vendor.Page(link)).QuerySelectorAll("textarea")[0].TextContent);
        // Nobody sees what was not sent.
        Assert.DoesNotContain("Never.", await reviewer.Says($"{tool}/vetting/privacy-security"));
        using var sent = await vendor.Submit(link, link, ("Address-" + History, "https://example.org/report"), ("Send", "yes"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var area = await reviewer.Page($"{tool}/vetting/privacy-security?lang=en");
        Assert.Contains("The vendor says: Yes. <b>Never.</b>", area.QuerySelector("main .usa-alert")!.TextContent.ReplaceLineEndings(" "));
        Assert.Contains("0 of 1 answered", area.QuerySelector("main")!.TextContent);
        Assert.Contains("the vendor answered 2 questions", await lead.Says("/"));
        (await reviewer.Submit($"{tool}/vetting/privacy-security", $"{tool}/vetting/privacy-security", ("Take-" + History, "on"))).Goes($"{tool}/vetting/privacy-security");
        var answer = await site.Do((db, _) => db.Set<VettingAnswer>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((VettingReply.Yes, reviewer.Account), (answer.Reply, answer.AnsweredBy));
        Assert.Contains("<b>Never.</b>\nhttps://example.org/report", answer.Note);
        Assert.DoesNotContain("the vendor answered", await lead.Says("/"));
        Assert.Contains("1 of 2 answered, 1 taken over", await lead.Says(tool + "/vetting/questions"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_refused_alike_for_a_forged_an_expired_a_revoked_and_a_replayed_link(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        using var vendor = site.Visitor();
        var tool = await lead.EnterQuiet();
        var (used, revoked, expired) = (await lead.AskVendor(tool, "14", History), await lead.AskVendor(tool, "14", History), await lead.AskVendor(tool, "1", History));
        var replay = vendor.Fields(await vendor.Page(used), used, ("Reply-" + History, "no"), ("Send", "yes"));
        var late = vendor.Fields(await vendor.Page(expired), expired, ("Reply-" + History, "yes"));
        using (await vendor.Submit(used, used, ("Reply-" + History, "yes"), ("Send", "yes"))) { }
        var revokes = (await lead.Page(tool + "/vetting/questions")).QuerySelectorAll("main form[action$='/revoke']").Select(f => f.GetAttribute("action")!["/cedar-valley".Length..]).ToList();
        Assert.Equal(2, revokes.Count);
        var second = await site.Do((db, _) => db.Set<VendorLink>().Where(l => l.TokenHash == SecretLinks.HashOf(revoked.Substring("/vendor-answers/".Length))).Select(l => l.Id).SingleAsync(Ct));
        (await lead.Submit(tool + "/vetting/questions", revokes.Single(r => r.Contains(second.ToString(), StringComparison.Ordinal)))).Goes(tool + "/vetting/questions");
        clock.Advance(TimeSpan.FromDays(1));
        var pages = new List<string>();
        foreach (var path in new[] { "/vendor-answers/forged", used, revoked, expired })
        {
            using var closed = await vendor.Get(path + "?lang=en");
            Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
            pages.Add((await Browser.Read(closed)).QuerySelector("main")!.TextContent);
        }
        Assert.Single(pages.Distinct());
        Assert.Contains("This link leads nowhere", pages[0]);
        foreach (var (path, fields) in new[] { (used, replay), (expired, late), ("/vendor-answers/forged", late) })
            Assert.Equal(HttpStatusCode.NotFound, (await vendor.Post(path, fields)).StatusCode);
        Assert.Equal(VettingReply.Yes, await site.Do((db, _) => db.Set<VendorAnswer>().Where(a => a.Reply != null).Select(a => a.Reply!.Value).SingleAsync(Ct)));
        Assert.All(await site.Do((db, _) => db.Set<VendorLink>().Select(l => l.TokenHash).ToListAsync(Ct)), h => Assert.DoesNotContain(h, used + revoked + expired));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_of_chosen_questions_that_a_vendor_can_answer_and_of_one_tool(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var vendor = site.Visitor();
        var tool = await lead.EnterQuiet();
        var path = tool + "/vetting/questions";
        var refused = await Browser.Read(await lead.Submit(path, path, ("Addressee", ""), ("Days", "61")));
        foreach (var field in new[] { "Addressee", "Days", "Questions" }) Assert.True(refused.QuerySelector($"#{field}-fault") is not null, field);
        // What a reviewer alone can judge is not asked.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(path, path, ("Addressee", "Office"), ("Questions", "vetting:curriculum.need"))).StatusCode);
        var link = await lead.AskVendor(tool, "14", History);
        (await vendor.Post(link, vendor.Fields(await vendor.Page(link), link, ("Question", Wcag), ("Reply-" + Wcag, "yes"), ("Reply-" + History, "yes")))).Goes(link + "?saved=1");
        Assert.Equal([History[(History.IndexOf(':', StringComparison.Ordinal) + 1)..]], await site.Do((db, _) => db.Set<VendorAnswer>().Select(a => a.Item).ToListAsync(Ct)));
        using var reviewer = await site.Reviewer(VettingSite.Privacy);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.Sends(path, ("Addressee", "Office"), ("Days", "3"), ("Questions", History))).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_held_back_when_too_many_come_and_kept_when_two_save_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var one = site.Visitor();
        using var two = site.Visitor();
        var tool = await lead.EnterQuiet();
        var link = await lead.AskVendor(tool, "14", History);
        var late = two.Fields(await two.Page(link), link, ("Text-" + History, "Late"));
        (await one.Submit(link, link, ("Text-" + History, "First"))).Goes(link + "?saved=1");
        using var stale = await two.Post(link, late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var again = await Browser.Read(stale);
        Assert.Contains("Late", again.QuerySelectorAll("textarea")[0].TextContent);
        (await two.Post(link, two.Fields(again, link))).Goes(link + "?saved=1");
        HttpResponseMessage last;
        for (var i = 2; ; i++)
        {
            last = await one.Post("/vendor-answers/forged", one.Fields(await one.Page(link), link));
            if (last.StatusCode != HttpStatusCode.NotFound || i > VendorQuestionPages.PerAddress) break;
            last.Dispose();
        }
        using var refused = await one.Submit(link, link, ("Text-" + History, "Again"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("Again", (await Browser.Read(refused)).QuerySelectorAll("textarea")[0].TextContent);
        last.Dispose();
    }
}
