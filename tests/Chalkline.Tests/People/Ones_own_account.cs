using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Ones_own_account
{
    private const string Chosen = "new words under the moon";

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keeps_name_and_language_as_they_are_typed(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez", new HeldRole(Role.AiLead, null, null));
        using var browser = site.Visitor();
        (await browser.SignIn(email)).Dispose();
        const string name = "Ana <img src=x onerror=alert(1)> \"&amp; O'Neil";
        using var response = await browser.Submit("/account", "/account", ("Name", name), ("Language", "es"));
        Assert.Equal("/cedar-valley/account?done=changed", response.Headers.Location!.OriginalString);
        var page = await browser.Page("/account?done=changed");
        Assert.Equal("Su cuenta", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(name, page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Equal(name, page.QuerySelector(".account summary")!.TextContent.Trim());
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Contains(name, (await browser.Page("/")).QuerySelector("main")!.TextContent);
        Assert.Equal(StoreConventions.Fold(name), (await site.Stored(id)).NameFolded);

        using var blank = await browser.Submit("/account", "/account", ("Name", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blank.StatusCode);
        Assert.Equal("#Name", (await Browser.Read(blank)).QuerySelector("#faults a")!.GetAttribute("href"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Changed_in_two_browsers_at_once_is_changed_once(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var one = site.Visitor();
        using var two = site.Visitor();
        foreach (var browser in new[] { one, two }) (await browser.SignIn(email)).Dispose();
        var stale = one.Fields(await one.Page("/account"), "/account", ("Name", "Ana Stale"));
        using var first = await two.Submit("/account", "/account", ("Name", "Ana First"));
        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        using var second = await one.Post("/account", stale);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Ana First", (await site.Stored(id)).Name);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Takes_a_new_password_by_the_present_one_and_signs_every_other_browser_out(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var here = site.Visitor();
        using var there = site.Visitor();
        foreach (var browser in new[] { here, there }) (await browser.SignIn(email)).Dispose();
        var before = here.CookieValue(Sessions.Cookie);
        Assert.Equal(2, (await here.Page("/account")).QuerySelectorAll("table tbody tr").Length);

        using var wrong = await here.Submit("/account", "/account/password", ("Current", "not my words"), ("Password", Chosen), ("PasswordAgain", Chosen));
        Assert.Equal("#Current", (await Browser.Read(wrong)).QuerySelector("#faults a")!.GetAttribute("href"));
        using var weak = await here.Submit("/account", "/account/password", ("Current", SignInScene.Password), ("Password", "short"), ("PasswordAgain", "short"));
        Assert.Equal("#Password", (await Browser.Read(weak)).QuerySelector("#faults a")!.GetAttribute("href"));
        using var done = await here.Submit("/account", "/account/password", ("Current", SignInScene.Password), ("Password", Chosen), ("PasswordAgain", Chosen));
        Assert.Equal("/cedar-valley/account?done=password", done.Headers.Location!.OriginalString);

        Assert.NotEqual(before, here.CookieValue(Sessions.Cookie));
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.Get("/account")).StatusCode);
        Assert.Equal(1, await site.Told("password.changed", id));
        Assert.Equal(0, (await site.Stored(id)).AccessFailedCount);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_locked_by_guesses_at_the_present_password_as_by_signing_in(Database database)
    {
        await using var site = await SignInScene.Site(database, new SteppedClock());
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var browser = site.Visitor();
        (await browser.SignIn(email)).Dispose();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.Submit("/account", "/account/password", ("Current", "guess number " + i), ("Password", Chosen), ("PasswordAgain", Chosen));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        using var right = await browser.Submit("/account", "/account/password", ("Current", SignInScene.Password), ("Password", Chosen), ("PasswordAgain", Chosen));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.Equal(1, await site.Told("account.locked", id));
    }
}
