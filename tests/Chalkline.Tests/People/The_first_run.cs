using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class The_first_run
{
    private static readonly (string, string?)[] Good =
    [
        ("DistrictName", "Aspen Grove 12"), ("Address", ""), ("State", "CO"), ("Students", "6,400"), ("TimeZone", "America/Denver"), ("OtherTimeZone", ""),
        ("Name", "Ana Gutiérrez"), ("Email", "ana@aspen.example"), ("Password", SignInScene.Password), ("PasswordAgain", SignInScene.Password),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Makes_the_district_and_its_administrator_who_is_signed_in(Database database)
    {
        await using var site = await SignInScene.Site(database, noDistrict: true);
        var aspen = Installation.Slug("aspen-grove-12");
        using var browser = site.Visitor(aspen);
        Assert.Contains("chalkline serve", (await browser.Page("~/")).QuerySelector("main")!.TextContent);
        var link = "~" + await new Setup(site.Stores).NewLink(null, Ct);
        using var response = await browser.Submit(link, link, Good);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/aspen-grove-12/", response.Headers.Location!.OriginalString);

        var first = await browser.Page("/");
        Assert.Equal("My work", first.QuerySelector("h1")!.TextContent);
        Assert.EndsWith("Your roles here: System administrator", first.QuerySelector("main .roles")!.TextContent);
        var waits = first.QuerySelectorAll("main section:first-of-type a.usa-button").Select(a => a.GetAttribute("href")).ToList();
        foreach (var step in new[] { "schools/import", "people/invite", "calendar/new?kind=school-year", "calendar/new?kind=board-meeting" })
            Assert.Contains("/aspen-grove-12/" + step, waits);
        await using var db = site.Stores.Open(aspen);
        var profile = await db.Set<DistrictProfile>().SingleAsync(Ct);
        Assert.Equal(("CO", 6400, "America/Denver"), (profile.State, profile.Students, profile.TimeZone));
        var entry = await db.Set<AuditRecord>().SingleAsync(e => e.Action != "pack.adopted", Ct);
        Assert.Equal("district.set-up", entry.Action);
        Assert.DoesNotContain("Ana", entry.Body);
        Assert.DoesNotContain("ana@", entry.Body);

        // The one district is where the installation's address leads.
        using var root = await browser.Get("~/");
        Assert.Equal("/aspen-grove-12/", root.Headers.Location!.OriginalString);
        using var used = await browser.Get(link);
        Assert.Equal(HttpStatusCode.Gone, used.StatusCode);
        Assert.Equal("This link was used", (await Browser.Read(used)).QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Gives_the_form_back_with_every_fault_and_what_was_typed(Database database)
    {
        await using var site = await SignInScene.Site(database, noDistrict: true);
        using var browser = site.Visitor();
        var link = "~" + await new Setup(site.Stores).NewLink(null, Ct);
        using var response = await browser.Submit(link, link, ("DistrictName", "<script>alert(1)</script>" + new string('x', 200)), ("Address", "Sign In"), ("State", "ZZ"), ("Students", "many"),
            ("OtherTimeZone", "Mars/Olympus"), ("Name", " "), ("Email", "\"><b>ana"), ("Password", "short"), ("PasswordAgain", "shorter"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal(["#DistrictName", "#Address", "#State", "#Students", "#OtherTimeZone", "#Name", "#Email", "#Password"],
            page.QuerySelectorAll("#faults a").Select(a => a.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("#faults a"), a => Assert.NotNull(page.QuerySelector(a.GetAttribute("href")!)));
        Assert.StartsWith("<script>alert(1)</script>", page.QuerySelector("#DistrictName")!.GetAttribute("value"));
        Assert.Equal("\"><b>ana", page.QuerySelector("#Email")!.GetAttribute("value"));
        Assert.Equal("many", page.QuerySelector("#Students")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#Password")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main script"));
        // The link is as good as before.
        using var mended = await browser.Submit(link, link, Good);
        Assert.Equal(HttpStatusCode.Found, mended.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task By_a_link_for_a_district_does_not_ask_its_address(Database database)
    {
        await using var site = await SignInScene.Site(database, noDistrict: true);
        using var browser = site.Visitor(Installation.Juniper);
        var link = "~" + await new Setup(site.Stores).NewLink(Installation.Juniper, Ct);
        Assert.Null((await browser.Page(link)).QuerySelector("#Address"));
        using var response = await browser.Submit(link, link, [.. Good.Where(f => f.Item1 != "Address")]);
        Assert.Equal("/juniper/", response.Headers.Location!.OriginalString);

        var late = "~" + await new Setup(site.Stores).NewLink(Installation.Juniper, Ct);
        using var again = await browser.Get(late);
        Assert.Equal("This district is set up", (await Browser.Read(again)).QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_an_address_that_is_taken_says_so_and_keeps_the_link(Database database)
    {
        await using var site = await SignInScene.Site(database);
        using var browser = site.Visitor();
        var link = "~" + await new Setup(site.Stores).NewLink(null, Ct);
        using var response = await browser.Submit(link, link, [.. Good.Where(f => f.Item1 != "Address"), ("Address", "cedar-valley")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("#Address", (await Browser.Read(response)).QuerySelector("#faults a")!.GetAttribute("href"));
        Assert.IsType<SetupLinkState.Open>(await new Setup(site.Stores).StateOf(link[8..], Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_over_when_its_link_is_too_old_or_was_replaced(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await SignInScene.Site(database, clock, noDistrict: true);
        using var browser = site.Visitor();
        var setup = new Setup(site.Stores);
        var (older, newer) = ("~" + await setup.NewLink(null, Ct), "~" + await setup.NewLink(null, Ct));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Get(older)).StatusCode);
        clock.Advance(Setup.LinkLasts - TimeSpan.FromSeconds(1));
        var open = await browser.Page(newer);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var response = await browser.Post(newer, browser.Fields(open, newer, Good));
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Empty(await new DistrictDirectory(site.Stores).All(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("~/setup/no-such-link")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_a_form_sent_twice_at_once_makes_one_district(Database database)
    {
        await using var site = await SignInScene.Site(database, noDistrict: true);
        using var browser = site.Visitor(Installation.Slug("aspen-grove-12"));
        var link = "~" + await new Setup(site.Stores).NewLink(null, Ct);
        var page = await browser.Page(link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            browser.Post(link, browser.Fields(page, link, [.. Good.Where(f => f.Item1 != "Address"), ("Address", "aspen-" + i)]))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Found);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        Assert.Single(await new DistrictDirectory(site.Stores).All(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_no_page_of_a_district_and_signing_in_is_none_of_the_installation(Database database)
    {
        await using var site = await SignInScene.Site(database, twoDistricts: true);
        using var browser = site.Visitor();
        var link = await new Setup(site.Stores).NewLink(null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("~/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("~/account")).StatusCode);
        var page = await browser.Page("~/");
        Assert.Equal(["/cedar-valley/ Invented cedar-valley", "/juniper/ Invented juniper"], page.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href") + " " + a.TextContent));
        Assert.Null(browser.CookieValue(Sessions.Cookie));
    }
}
