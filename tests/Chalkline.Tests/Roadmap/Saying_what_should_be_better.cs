using System.Net;
using AngleSharp.Html.Dom;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Roadmap.Challenges;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class Saying_what_should_be_better
{
    private const string Html = "<script>alert(1)</script> & <b>late</b>";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_a_family_from_the_form_to_the_answer_by_a_private_link(Database database)
    {
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        var link = await Said(family, Html, "Cards & <i>letters</i>");
        Assert.Matches("^/say/[A-Za-z0-9_-]{22}$", link);
        Assert.Contains("Nobody has read it yet", (await family.Page(link + "?lang=en")).Body!.TextContent);
        Assert.DoesNotContain("late", (await family.Page("/say")).Body!.TextContent);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.DoesNotContain("late", (await teacher.Page("/challenges")).Body!.TextContent);
        using var lead = await site.As(Role.AiLead);
        var path = Path(await lead.Page("/challenges?lang=en"), "alert(1)");
        var page = await lead.Page(path);
        Assert.Empty(page.QuerySelectorAll("main script, main b b, main i"));
        Assert.Contains(Html, page.Body!.TextContent);
        using var decided = await lead.Submit(path + "/answer", path + "/answer", ("State", "answered"), ("PublicTitle", "Letters come late"), ("PublicText", "By post."), ("Answer", "We write by e-mail now."));
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        var answered = await family.Page(link);
        Assert.Contains("We write by e-mail now.", answered.Body!.TextContent);
        Assert.Contains("Letters come late", (await family.Page("/say")).Body!.TextContent);
        var seen = await teacher.Page(path);
        Assert.Contains("By post.", seen.Body!.TextContent);
        Assert.DoesNotContain("alert(1)", seen.Body!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Says_whom_to_call_and_keeps_nothing_where_a_person_is_in_need(Database database)
    {
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        using var response = await family.Submit("/say?lang=en", "/say", ("Category", "person"), ("Title", "My friend"), ("Text", "wants to hurt herself"));
        var page = await Browser.Read(response);
        Assert.Contains("988", page.QuerySelector("#call")!.TextContent);
        Assert.Equal(0, await site.Do((db, _) => db.Set<Challenge>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Comes_back_with_every_fault_and_what_was_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        using var response = await family.Submit("/say?lang=en", "/say", ("Category", "nonsense"), ("Title", new string('x', 121)), ("Text", "kept"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(2, page.QuerySelectorAll("#faults li").Length);
        Assert.Equal("kept", ((IHtmlTextAreaElement)page.QuerySelector("#Text")!).Value);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_slowed_down_where_one_address_writes_without_end_and_loses_nothing_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var flood = site.Visitor();
        for (var i = 0; i < SayLimits.PerAddress; i++) await Said(flood, "Again " + i, "and again");
        using var response = await flood.Submit("/say", "/say", ("Category", "other"), ("Title", "Once more"), ("Text", "typed at length"));
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("typed at length", (await Browser.Read(response)).QuerySelector("#Text")!.TextContent);
        using var urgent = await flood.Submit("/say", "/say", ("Category", "person"), ("Title", "x"), ("Text", "x"));
        Assert.Contains("988", await urgent.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Abuse_is_hidden_with_a_reason_and_its_words_are_gone_for_good_from_store_log_and_search(Database database)
    {
        const string word = "Zyxabuse";
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        var link = await Said(family, word, word + " and a name");
        using var lead = await site.As(Role.AiLead);
        var path = Path(await lead.Page("/challenges"), word);
        using var hidden = await lead.Submit(path + "/hide", path + "/hide", ("Reason", "It names a student."), ("Remove", "on"));
        Assert.Equal(HttpStatusCode.Redirect, hidden.StatusCode);
        var page = await family.Page(link + "?lang=en");
        Assert.Contains("It names a student.", page.Body!.TextContent);
        Assert.DoesNotContain(word, page.Body!.TextContent);
        Assert.DoesNotContain(word, (await lead.Page("/search?q=" + word[..5])).QuerySelector("main")!.TextContent.Replace("q=", "", StringComparison.Ordinal));
        await site.Do(async (db, _) =>
        {
            var one = await db.Set<Challenge>().SingleAsync(Ct);
            Assert.Equal(("", ""), (one.Title, one.Text));
            Assert.DoesNotContain(await db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct), c => c.Contains(word, StringComparison.Ordinal));
            return true;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Words_that_were_removed_do_not_come_back_with_a_backup_from_before(Database database)
    {
        const string word = "Zyxabuse";
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        var link = await Said(family, word, word + " and a name");
        var file = System.IO.Path.Combine(site.Installation.Settings.DataFolder, "before.zip");
        await new StoreBackup(site.Stores).Write(Installation.Cedar, file, Ct);
        using var lead = await site.As(Role.AiLead);
        var path = Path(await lead.Page("/challenges"), word);
        using var hidden = await lead.Submit(path + "/hide", path + "/hide", ("Reason", "It names a student."), ("Remove", "on"));
        Assert.Equal(HttpStatusCode.Redirect, hidden.StatusCode);
        Assert.Equal(1, (await A_backup.Restore(site.Installation).Run(file, null, replace: true, Ct)).Deletions);
        using var again = await site.As(Role.AiLead);
        Assert.DoesNotContain(word, (await again.Page(path)).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain(path, (await again.Page("/search?q=" + word[..5])).QuerySelector("main")!.InnerHtml);
        // Who asked reads that it was taken away; the reason went with the store that had it.
        Assert.Contains("The words were removed", (await family.Page(link + "?lang=en")).Body!.TextContent);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal([""], await db.Set<Challenge>().Select(c => c.Title + c.Text + c.PublicTitle + c.PublicText).ToListAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Groups_what_is_the_same_but_never_into_itself_or_into_a_part(Database database)
    {
        await using var site = await TestSite.On(database);
        var (whole, part, third) = (await site.AddChallenge("Whole"), await site.AddChallenge("Part"), await site.AddChallenge("Third"));
        using var lead = await site.As(Role.AiLead);
        Assert.Equal(HttpStatusCode.Redirect, await Group(part, whole));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Group(third, third));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Group(third, part));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Group(whole, third));
        Assert.Contains("Part", (await lead.Page($"/challenges/{whole}")).QuerySelector($"main a[href$='/challenges/{part}']")!.TextContent);

        async Task<HttpStatusCode> Group(Chalkline.Roadmap.ChallengeId id, Chalkline.Roadmap.ChallengeId into)
        {
            using var response = await lead.Submit($"/challenges/{id}/answer", $"/challenges/{id}/answer", ("State", "grouped"), ("PartOf", into.ToString()));
            return response.StatusCode;
        }
    }

    private static async Task<string> Said(Browser family, string title, string text)
    {
        using var response = await family.Submit("/say", "/say", ("Category", "families"), ("Title", title), ("Text", text));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString()["/cedar-valley".Length..];
    }

    private static string Path(IHtmlDocument list, string title) =>
        list.QuerySelectorAll("table a").First(a => a.TextContent.Contains(title, StringComparison.Ordinal)).GetAttribute("href")!["/cedar-valley".Length..];
}
