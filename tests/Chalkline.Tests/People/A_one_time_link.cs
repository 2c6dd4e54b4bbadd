using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class A_one_time_link
{
    private const string Chosen = "new words under the moon";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Lets_its_person_choose_a_password_once(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var id = await site.AddPerson(Installation.Cedar, "Ana Gutiérrez");
        await site.Change(id, a => a.EmailConfirmed = false);
        var link = await NewLink(site, id);
        using var browser = site.Visitor();
        var page = await browser.Page(link);
        Assert.Equal("Welcome, Ana Gutiérrez", page.QuerySelector("h1")!.TextContent);

        using var refused = await browser.Submit(link, link, ("Password", "CedarValley2026"), ("PasswordAgain", "CedarValley2026"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var differ = await browser.Submit(link, link, ("Password", Chosen), ("PasswordAgain", Chosen + "s"));
        Assert.Equal("#PasswordAgain", (await Browser.Read(differ)).QuerySelector("#faults a")!.GetAttribute("href"));

        using var done = await browser.Submit(link, link, ("Password", Chosen), ("PasswordAgain", Chosen));
        Assert.Equal("/cedar-valley/", done.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/account")).StatusCode);
        Assert.True((await site.Stored(id)).EmailConfirmed);
        Assert.Equal(1, await site.Told("sign-in-link.used", id));

        using var thief = site.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await thief.Get(link)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await thief.Post(link, thief.Fields(await thief.Page("/sign-in"), "/sign-in", ("Password", Chosen), ("PasswordAgain", Chosen)))).StatusCode);
        using var again = site.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await again.SignIn((await site.Stored(id)).Email!, Chosen)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Followed_twice_at_once_is_used_once(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var id = await site.AddPerson(Installation.Cedar, "Ana Gutiérrez");
        var link = await NewLink(site, id);
        using var browser = site.Visitor();
        var page = await browser.Page(link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => browser.Post(link, [
            .. browser.Fields(page, link, ("Password", Chosen), ("PasswordAgain", Chosen)).Where(f => f.Key != "form-key"), new("form-key", "k" + i)])));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Found);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Found or HttpStatusCode.Conflict or HttpStatusCode.Gone, a.StatusCode.ToString()));
        Assert.Equal(1, await site.Told("sign-in-link.used", id));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_over_after_seven_days_when_a_newer_one_was_made_and_when_the_account_is_closed(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await SignInScene.Site(database, clock);
        var id = await site.AddPerson(Installation.Cedar, "Ana Gutiérrez");
        var (older, newer) = (await NewLink(site, id), await NewLink(site, id));
        using var browser = site.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(older)).StatusCode);
        clock.Advance(MakeSignInLink.Lasts - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(newer)).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(newer)).StatusCode);

        var closed = await NewLink(site, id);
        await site.Change(id, a => a.DeactivatedAt = clock.Now());
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(closed)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task For_a_new_password_opens_a_locked_account_and_ends_every_session(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var before = site.Visitor();
        (await before.SignIn(email)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await before.Get("/account")).StatusCode);
        await site.Change(id, a => (a.LockoutEnd, a.AccessFailedCount) = (site.Stores.Time.Now().AddHours(1), 12));
        var link = await NewLink(site, id);
        using var browser = site.Visitor();
        using var done = await browser.Submit(link, link, ("Password", Chosen), ("PasswordAgain", Chosen));
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await before.Get("/account")).StatusCode);
        using var again = site.Visitor();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SignIn(email)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await again.SignIn(email, Chosen)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_one_district_is_nothing_in_another(Database database)
    {
        await using var site = await SignInScene.Site(database, twoDistricts: true);
        var link = await NewLink(site, await site.AddPerson(Installation.Cedar, "Ana Gutiérrez"));
        using var elsewhere = site.Visitor(Installation.Juniper);
        Assert.Equal(HttpStatusCode.Gone, (await elsewhere.Get(link)).StatusCode);
    }

    private static async Task<string> NewLink(TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var link = await new MakeSignInLink(db, site.Stores.Time).For(account, null, Ct);
        await db.Commit(new(Actor.System, "sign-in-link.made", new("account", account.Value), new JsonObject()), Ct);
        return link;
    }
}
