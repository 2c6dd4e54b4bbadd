using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Signing_in
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task By_a_password_starts_a_session_of_the_district_and_leads_on(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez", new HeldRole(Role.Teacher, null, null));
        using var browser = site.Visitor();
        using var sent = await browser.Get("/account?done=changed");
        Assert.Equal("/cedar-valley/sign-in?return=%2Faccount%3Fdone%3Dchanged", sent.Headers.Location!.OriginalString);
        using var response = await browser.SignIn(" " + email.ToUpperInvariant(), returnTo: "/account?done=changed");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/cedar-valley/account?done=changed", response.Headers.Location!.OriginalString);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Sessions.Cookie, StringComparison.Ordinal));
        Assert.Contains("path=/cedar-valley;", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Equal(1, await site.Told("session.started", id));
        Assert.Equal("Your account", (await browser.Page("/account")).QuerySelector("h1")!.TextContent);
        using var again = await browser.Get("/sign-in?return=/account");
        Assert.Equal("/cedar-valley/account", again.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/%2F%2Fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/../juniper/")]
    public async Task Leads_nowhere_but_into_the_district(string returnTo)
    {
        await using var site = await SignInScene.Site(Database.Sqlite);
        var (_, email) = await site.Person("Ana Gutiérrez");
        using var browser = site.Visitor();
        var page = await browser.Page("/sign-in?return=" + Uri.EscapeDataString(returnTo));
        Assert.Equal("/", page.QuerySelector("input[name=Return]")!.GetAttribute("value"));
        using var response = await browser.SignIn(email, returnTo: returnTo);
        Assert.Equal("/cedar-valley/", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Gives_one_answer_for_a_wrong_password_an_unknown_address_a_locked_and_a_closed_account(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (_, known) = await site.Person("Ana Gutiérrez");
        var (locked, lockedEmail) = await site.Person("Ben Okafor");
        await site.Change(locked, a => a.LockoutEnd = site.Stores.Time.Now().AddHours(1));
        var (closed, closedEmail) = await site.Person("Cora Lindqvist");
        await site.Change(closed, a => a.DeactivatedAt = site.Stores.Time.Now());
        var (without, withoutEmail) = await site.Person("Dai Nguyen");
        await site.Change(without, a => a.PasswordHash = null);
        var answers = new List<string>();
        foreach (var (email, password) in new[]
        {
            (known, "not the password"), ("nobody@example.org", SignInScene.Password), (lockedEmail, SignInScene.Password), (closedEmail, SignInScene.Password),
            (withoutEmail, SignInScene.Password),
        })
        {
            using var browser = site.Visitor();
            using var response = await browser.SignIn(email, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Null(browser.CookieValue(Sessions.Cookie));
            var page = await Browser.Read(response);
            Assert.Equal(email, page.QuerySelector("input[name=Email]")!.GetAttribute("value"));
            Assert.Null(page.QuerySelector("input[name=Password]")!.GetAttribute("value"));
            answers.Add(page.QuerySelector("#faults")!.TextContent);
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public void Hashes_once_for_an_account_that_is_not_there_as_for_one_that_is()
    {
        var passwords = new Passwords(Options.Create(new PasswordHasherOptions { IterationCount = 200_000 }));
        var hash = passwords.Hash(SignInScene.Password);
        var (there, notThere) = (Quickest(() => passwords.Verify(hash, "not the password")), Quickest(() => passwords.Verify(null, "not the password")));
        // Not hashing would be a thousandth; the bounds leave room for a machine that does other things as well.
        Assert.InRange(notThere / there, 0.2, 5);

        static double Quickest(Action verify) => Enumerable.Range(0, 5).Min(_ =>
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            verify();
            return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Locks_an_account_after_five_wrong_tries_for_longer_each_time_and_forgets_them_when_it_succeeds(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await SignInScene.Site(database, clock);
        var (id, email) = await site.Person("Ana Gutiérrez");
        var (_, other) = await site.Person("Ben Okafor");
        using var browser = site.Visitor();
        for (var i = 0; i < 4; i++) await Refused(email, "wrong words here");
        Assert.Equal(0, await site.Told("account.locked", id));
        await Refused(email, "wrong words here");
        Assert.Equal(1, await site.Told("account.locked", id));
        Assert.Equal(clock.Now() + TimeSpan.FromSeconds(30), (await site.Stored(id)).LockoutEnd);

        clock.Advance(TimeSpan.FromSeconds(29));
        await Refused(email, SignInScene.Password);
        using (var colleague = site.Visitor()) Assert.Equal(HttpStatusCode.Found, (await colleague.SignIn(other)).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Refused(email, "wrong words here");
        Assert.Equal(clock.Now() + TimeSpan.FromSeconds(60), (await site.Stored(id)).LockoutEnd);

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.Found, (await browser.SignIn(email)).StatusCode);
        var after = await site.Stored(id);
        Assert.Equal((0, null), (after.AccessFailedCount, after.LockoutEnd));

        async Task Refused(string at, string password)
        {
            using var response = await browser.SignIn(at, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Looks_at_five_passwords_and_no_more_when_many_come_at_once(Database database)
    {
        await using var site = await SignInScene.Site(database, new SteppedClock());
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var browser = site.Visitor();
        var page = await browser.Page("/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => browser.Post("/sign-in", [
            .. browser.Fields(page, "/sign-in", ("Email", email), ("Password", "wrong words " + i)).Where(f => f.Key != "form-key"), new("form-key", "k" + i)])));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.UnprocessableEntity, a.StatusCode));
        Assert.InRange((await site.Stored(id)).AccessFailedCount, 1, 5);
        Assert.InRange(await site.Told("account.locked", id), 0, 1);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuses_many_tries_a_minute_at_one_address_and_lets_everyone_else_in(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (_, email) = await site.Person("Ana Gutiérrez");
        using var browser = site.Visitor();
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignIn("nobody@example.org", "some words here")).StatusCode);
        using var refused = await browser.SignIn(" Nobody@Example.org", "some words here");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("Too many attempts", (await Browser.Read(refused)).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, (await browser.SignIn(email)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Makes_a_weak_hash_anew(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez");
        var weak = new Passwords(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).Hash(SignInScene.Password);
        await site.Change(id, a => a.PasswordHash = weak);
        using var browser = site.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await browser.SignIn(email)).StatusCode);
        Assert.NotEqual(weak, (await site.Stored(id)).PasswordHash);
        using var again = site.Visitor();
        Assert.Equal(HttpStatusCode.Found, (await again.SignIn(email)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Ends_here_or_everywhere(Database database)
    {
        await using var site = await SignInScene.Site(database);
        var (id, email) = await site.Person("Ana Gutiérrez");
        using var first = site.Visitor();
        using var second = site.Visitor();
        using var third = site.Visitor();
        foreach (var browser in new[] { first, second, third }) (await browser.SignIn(email)).Dispose();
        var token = first.CookieValue(Sessions.Cookie)!;
        using var here = await first.Submit("/account", "/sign-out");
        Assert.Equal("/cedar-valley/sign-in", here.Headers.Location!.OriginalString);
        first.SetCookie(Sessions.Cookie, token);
        Assert.Equal(HttpStatusCode.Found, (await first.Get("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.Get("/account")).StatusCode);

        using var everywhere = await third.Submit("/account", "/account/sign-out-everywhere");
        Assert.Equal(HttpStatusCode.Found, (await second.Get("/account")).StatusCode);
        Assert.Equal(1, await site.Told("session.ended", id));
        Assert.Equal(1, await site.Told("sessions.ended", id));
    }
}
