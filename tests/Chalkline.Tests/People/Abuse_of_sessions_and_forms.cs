using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Abuse_of_sessions_and_forms
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_session_loses_a_right_at_the_request_after_its_role_was_taken_away(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.SystemAdministrator);
        Assert.EndsWith("Your roles here: System administrator", (await browser.Page("/")).QuerySelector("main .roles")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/people")).StatusCode);
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            (await db.Set<RoleGrant>().SingleAsync(g => g.Account == browser.Account, Ct)).RevokedAt = site.Stores.Time.Now();
            await db.Commit(new(Actor.System, "role.revoked", new("account", browser.Account!.Value.Value), []), Ct);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/people")).StatusCode);
        Assert.Contains("You have no role yet", (await browser.Page("/")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_session_of_a_closed_account_is_over(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.SystemAdministrator);
        var page = await browser.Page("/account");
        await site.Change(browser.Account!.Value, a => a.DeactivatedAt = site.Stores.Time.Now());
        Assert.StartsWith("/cedar-valley/sign-in", (await browser.Get("/account")).Headers.Location!.OriginalString);
        using var sent = await browser.Post("/account", browser.Fields(page, "/account", ("Name", "Somebody Else")));
        Assert.Equal(HttpStatusCode.Unauthorized, sent.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_session_is_over_when_it_is_not_used_and_in_the_end(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await SignInScene.Site(database, clock);
        using var idle = await site.As(Role.Teacher);
        using var busy = await site.As(Role.Teacher);
        for (var used = TimeSpan.Zero; used < Sessions.Longest - TimeSpan.FromHours(1); used += TimeSpan.FromHours(1))
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await busy.Get("/account")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Found, (await idle.Get("/account")).StatusCode);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Found, (await busy.Get("/account")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_form_sent_twice_acts_once(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = await site.As(Role.Teacher);
        var fields = browser.Fields(await browser.Page("/account"), "/account", ("Name", "Ana Once"));
        using var first = await browser.Post("/account", fields);
        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        // Without its version it would pass as a new change: the form's key alone tells.
        using var second = await browser.Post("/account", fields.Select(f => f.Key == "Version" ? new(f.Key, "") : f));
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Equal("/cedar-valley/account", second.Headers.Location!.OriginalString);
        Assert.Equal(1, await site.Told("account.changed", browser.Account!.Value));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_cookie_of_another_district_is_worth_nothing(Database database)
    {
        await using var site = await SignInScene.Site(database, twoDistricts: true);
        using var juniper = await site.As(Installation.Juniper, new HeldRole(Role.SystemAdministrator, null, null));
        using var cedar = site.Visitor();
        cedar.SetCookie(Sessions.Cookie, juniper.CookieValue(Sessions.Cookie)!);
        Assert.Equal(HttpStatusCode.Found, (await cedar.Get("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await juniper.Get("/account")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task A_forms_token_of_another_session_of_a_visitor_or_of_another_district_is_refused(Database database)
    {
        await using var site = await SignInScene.Site(database, twoDistricts: true);
        using var browser = await site.As(Role.Teacher);
        using var colleague = await site.As(Role.Teacher);
        using var juniper = await site.As(Installation.Juniper, new HeldRole(Role.Teacher, null, null));
        using var visitor = site.Visitor();
        const string cookie = "chalkline-form";
        foreach (var (other, page, action) in new[] { (colleague, "/account", "/account"), (juniper, "/account", "/account"), (visitor, "/sign-in", "/sign-in") })
        {
            var token = other.Fields(await other.Page(page), action).Single(f => f.Key == "__RequestVerificationToken").Value;
            // Also together with the cookie that it belongs to.
            browser.SetCookie(cookie, other.CookieValue(cookie)!);
            using var response = await browser.Post("/account", [new("__RequestVerificationToken", token), new("Name", "Taken Over")]);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
        Assert.NotEqual("Taken Over", (await site.Stored(browser.Account!.Value)).Name);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/account/sign-out-everywhere")]
    public async Task A_form_without_a_token_is_refused(string path)
    {
        await using var site = await SignInScene.Site(Database.Sqlite);
        using var browser = await site.As(Role.Teacher);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post(path, [new("Name", "x")])).StatusCode);
    }
}
