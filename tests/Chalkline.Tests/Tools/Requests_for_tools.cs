using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Requests_for_tools
{
    private const string Html = "<script>alert(1)</script> & <b>Tutor</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Lead_from_a_form_without_an_account_to_an_answer_by_a_private_link_and_forget_the_address(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        var link = await Asked(family, Html, ("Purpose", "For <i>fractions</i>"), ("Contact", "invented@example.org"));
        Assert.Matches("^/tool-requests/status/[A-Za-z0-9_-]{22}$", link);
        using var shown = await family.Get(link + "?lang=en");
        Assert.Equal((true, "noindex, nofollow"), (shown.Headers.CacheControl!.NoStore, shown.Headers.GetValues("X-Robots-Tag").Single()));
        var unread = (await Browser.Read(shown)).QuerySelector("main")!.TextContent;
        Assert.Contains("Nobody has read it yet", unread);
        Assert.Contains("You get an answer by", unread);
        Assert.DoesNotContain("fractions", unread);
        using var lead = await site.As(Role.AiLead);
        var path = await Only(lead);
        var page = await lead.Page(path + "?lang=en");
        Assert.Empty(page.QuerySelectorAll("main script, main i"));
        Assert.Contains(Html, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("invented@example.org", (await lead.Page(path + "/answer")).QuerySelector("main")!.TextContent);
        Goes(await lead.Submit(path + "/answer", path + "/answer", ("Act", "enter"), ("Name", "Tutor A"), ("Vendor", "Vendor A")));
        var open = (await family.Page(link + "?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("Under review", open);
        Assert.Contains("Tutor A", open);
        Goes(await lead.Submit(path + "/answer", path + "/answer", ("Act", "answer"), ("Answer", "It is in our register now.")));
        Assert.Contains("It is in our register now.", (await family.Page(link)).QuerySelector("main")!.TextContent);
        await site.Do(async (db, _) =>
        {
            Assert.Equal("", (await db.Set<ToolRequest>().SingleAsync(Ct)).Contact);
            Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), b => b.Contains("invented@example.org", StringComparison.Ordinal) || b.Contains("fractions", StringComparison.Ordinal));
            return true;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_nobodys_by_a_forged_link_and_nobody_elses_by_signing_in(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        var link = await Asked(family, "Tutor A");
        foreach (var forged in new[] { link[..^1] + (link[^1] == 'A' ? "B" : "A"), "/tool-requests/status/x", "/tool-requests/status/" + new string('A', 22) })
        {
            using var response = await family.Get(forged);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        using var lead = await site.As(Role.AiLead);
        var path = await Only(lead);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get("/tool-requests")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(path + "/answer")).StatusCode);
        using var own = await teacher.Submit("/tool-requests/new", "/tool-requests/new", ("Name", "Planner"), ("Purpose", "Lessons"), ("Asker", "teacher"));
        Goes(own);
        Assert.Contains("Planner", (await teacher.Page("/tool-requests/mine")).QuerySelector("main table")!.TextContent);
        Assert.DoesNotContain("Tutor A", (await teacher.Page("/tool-requests/mine")).QuerySelector("main")!.TextContent);
        using var superintendent = await site.As(Role.Superintendent);
        Assert.Equal(HttpStatusCode.OK, (await superintendent.Get(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await superintendent.Get(path + "/answer")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_ask_the_same_are_merged_and_each_asker_keeps_the_own_link(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        var first = await Asked(family, "Tutor A", ("Maker", "https://www.tutor.example/schools"));
        var second = await Asked(family, "The tutor", ("Maker", "tutor.example"));
        using var lead = await site.As(Role.AiLead);
        var (head, part) = (await PathOf(site, "Tutor A"), await PathOf(site, "The tutor"));
        Assert.Contains("The tutor", (await lead.Page(head)).QuerySelector("main ul")!.TextContent);
        var into = head[(head.LastIndexOf('/') + 1)..];
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(head + "/answer", head + "/answer", ("Act", "merge"), ("Into", into))).StatusCode);
        var form = lead.Fields(await lead.Page(part + "/answer?into=" + into), part + "/answer");
        Goes(await lead.Post(part + "/answer", form));
        // The same form once more merges nothing again: what is merged cannot be merged.
        using var twice = await lead.Post(part + "/answer", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Contains("2", (await lead.Page("/tool-requests")).QuerySelector("main tbody .figure")!.TextContent);
        Goes(await lead.Submit(head + "/answer", head + "/answer", ("Act", "decline"), ("Answer", "Not this year.")));
        foreach (var link in new[] { first, second }) Assert.Contains("Not this year.", (await family.Page(link)).QuerySelector("main")!.TextContent);
        Goes(await lead.Submit(part + "/answer", part + "/answer", ("Act", "split")));
        Assert.Contains("Nobody has read it yet", (await family.Page(second + "?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_back_with_every_fault_and_are_slowed_down_where_one_address_asks_without_end(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var flood = site.Visitor();
        using var long_ = await flood.Submit("/ask-for-a-tool?lang=en", "/ask-for-a-tool", ("Name", new string('x', 10_000)), ("Purpose", new string('y', 10_000)), ("Asker", "king"), ("Contact", "a@b, c@example.org"), ("School", Guid.CreateVersion7().ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, long_.StatusCode);
        Assert.Equal(5, (await Browser.Read(long_)).QuerySelectorAll("#faults li").Length);
        using var program = await flood.Submit("/ask-for-a-tool?lang=en", "/ask-for-a-tool", ("Name", "x"), ("Purpose", "x"), ("Asker", "other"), ("Website", "https://spam.example"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, program.StatusCode);
        for (var i = 2; i < PublicRequestPages.PerAddress; i++) await Asked(flood, "Again " + i);
        using var many = await flood.Submit("/ask-for-a-tool", "/ask-for-a-tool", ("Name", "Once more"), ("Purpose", "typed at length"), ("Asker", "other"));
        Assert.Equal(HttpStatusCode.TooManyRequests, many.StatusCode);
        Assert.NotNull(many.Headers.RetryAfter);
        Assert.Contains("typed at length", (await Browser.Read(many)).QuerySelector("#Purpose")!.TextContent);
        Assert.Equal(PublicRequestPages.PerAddress - 2, await site.Do((db, _) => db.Set<ToolRequest>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_abuse_lose_their_words_for_good_and_a_stale_form_enters_no_tool(Database database)
    {
        const string word = "Zyxabuse";
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        var link = await Asked(family, word);
        using var lead = await site.As(Role.AiLead);
        var path = await Only(lead);
        var stale = lead.Fields(await lead.Page(path + "/answer"), path + "/answer", ("Act", "enter"), ("Name", "Tutor A"), ("Vendor", "Vendor A"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(path + "/answer", path + "/answer", ("Act", "remove"))).StatusCode);
        Goes(await lead.Submit(path + "/answer", path + "/answer", ("Act", "decline"), ("Answer", "No.")));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(path + "/answer", stale)).StatusCode);
        Assert.Equal(0, await site.Do((db, _) => db.Set<Chalkline.Tools.Register.Tool>().CountAsync(Ct)));
        Goes(await lead.Submit(path + "/answer", path + "/answer", ("Act", "remove"), ("Answer", "It insults somebody.")));
        Assert.DoesNotContain(word, (await lead.Page(path)).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain(word, (await lead.Page("/search?q=" + word[..5])).QuerySelector("main")!.InnerHtml);
        Assert.Contains("It insults somebody.", (await family.Page(link)).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leave_no_formula_in_a_file_and_wait_in_somebodys_work_with_their_day(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var family = site.Visitor();
        await Asked(family, "=HYPERLINK(\"https://evil.example\")", ("Maker", "+1+1"));
        using var lead = await site.As(Role.AiLead);
        using var file = await lead.Get("/tool-requests.csv");
        var text = await file.Content.ReadAsStringAsync(Ct);
        Assert.Contains("'=HYPERLINK", text);
        Assert.Contains("'+1+1", text);
        var work = (await lead.Page("/?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("A request for a tool that nobody has answered", work);
        Assert.DoesNotContain("HYPERLINK", work);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_whoever_asked_from_reviewing(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.As(Role.Reviewer);
        using var other = await site.As(Role.Reviewer);
        foreach (var (asker, name) in new[] { (reviewer, "Tutor"), (other, "Coach") })
            Goes(await asker.Submit("/tool-requests/new", "/tool-requests/new", ("Name", name), ("Purpose", "Practice"), ("Asker", "teacher")));
        var (head, part) = (await PathOf(site, "Tutor"), await PathOf(site, "Coach"));
        Goes(await lead.Submit(part + "/answer", part + "/answer", ("Act", "merge"), ("Into", head[(head.LastIndexOf('/') + 1)..])));
        Goes(await lead.Submit(head + "/answer", head + "/answer", ("Act", "enter"), ("Name", "Tutor A"), ("Vendor", "Vendor A")));
        var people = site.App.Services.GetServices<IToolPeople>().Single(p => p.Hand == ToolHand.Asked);
        var asked = await site.Do(async (db, _) => (await people.Of(db, await db.Set<Chalkline.Tools.Register.Tool>().Select(t => t.Id).ToListAsync(Ct), Ct)).Single().ToHashSet());
        Assert.Equal(new HashSet<AccountId> { reviewer.Account!.Value, other.Account!.Value }, asked);
    }

    /// <returns>The private link.</returns>
    private static async Task<string> Asked(Browser browser, string name, params (string Name, string? Value)[] fields)
    {
        (string, string?)[] all = [("Name", name), ("Asker", "family"), .. fields, .. fields.Any(f => f.Name == "Purpose") ? Array.Empty<(string, string?)>() : [("Purpose", "For lessons")]];
        using var response = await browser.Submit("/ask-for-a-tool", "/ask-for-a-tool", all);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    private static async Task<string> Only(Browser lead) => (await lead.Page("/tool-requests")).QuerySelector("main tbody th a")!.GetAttribute("href")!["/cedar-valley".Length..];

    private static async Task<string> PathOf(TestSite site, string name) => "/tool-requests/" + await site.Do((db, _) => db.Set<ToolRequest>().Where(r => r.Name == name).Select(r => r.Id).SingleAsync(Ct));

    private static void Goes(HttpResponseMessage response)
    {
        using (response) Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}
