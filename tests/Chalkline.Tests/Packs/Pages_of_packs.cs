using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class Pages_of_packs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_everyone_what_is_in_use_in_both_languages(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.BoardClerk);
        var list = await browser.Page("/packs");
        Assert.Equal(PackText.Shipped.All.Select(p => p.Title.English), list.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
        Assert.DoesNotContain("/packs/upload", list.Body!.InnerHtml);
        Assert.Contains(list.QuerySelectorAll("#site-nav a"), a => a.GetAttribute("href") == "/cedar-valley/packs");
        var elements = await browser.Page("/packs/data-elements?lang=es");
        Assert.Equal("Elementos de datos", elements.QuerySelector("h1")!.TextContent);
        Assert.Equal(24, elements.QuerySelectorAll("table").Length);
        Assert.All(elements.QuerySelectorAll("table"), t => Assert.NotNull(t.QuerySelector("caption")));
        Assert.All(elements.QuerySelectorAll("tbody tr"), r => Assert.Equal("row", r.QuerySelector("th")!.GetAttribute("scope")));
        var rules = await browser.Page("/packs/rules-of-law?lang=en");
        Assert.Contains("April 26, 2027", rules.GetElementById("ada.web-large")!.TextContent);
        Assert.Contains("Verified", rules.GetElementById("ada.web-large")!.TextContent);
        Assert.Contains("7 days", rules.GetElementById("ny.breach")!.TextContent);
        Assert.All(rules.QuerySelectorAll("section.rule"), s => Assert.StartsWith("https://", s.QuerySelector("a[rel=noreferrer]")!.GetAttribute("href")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Filter_what_they_show_and_give_just_that_as_a_file(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.Auditor);
        var page = await browser.Page("/packs/data-elements?group=demographics&q=BIRTH");
        Assert.Equal(["demographics.birth-date", "demographics.birth-place"], page.QuerySelectorAll("tbody tr").Select(r => r.Id));
        var address = page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(h => h.Contains("/csv", StringComparison.Ordinal));
        using var csv = await browser.Get(address["/cedar-valley".Length..]);
        var lines = (await csv.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,group,name,description,sensitivity,reason,maps_to.oneroster", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(["demographics.birth-date", "demographics.birth-place"], lines[1..].Select(l => l.Split(',')[0]));
        // What is no filter lets all through; what is too long is cut.
        Assert.Equal(24, (await browser.Page("/packs/data-elements?group=no-such-group")).QuerySelectorAll("table").Length);
        Assert.Empty((await browser.Page("/packs/data-elements?q=" + new string('x', 5000))).QuerySelectorAll("table"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/packs/data-elements?version=9.9.9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/packs/..%2f..")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_an_upload_upgrade_it_and_go_back(Database database)
    {
        await using var site = await TestSite.On(database, configure: b => b.Services.AddSingleton<IPackAnswers, Packs_of_a_district.AnswersInTheLog>());
        using var browser = await site.As(Role.AiLead);
        using var added = await Upload(browser, PackText.Of("1.0.0", ("kept", "Kept"), ("retired", "Retired")));
        Assert.Equal("/cedar-valley/packs/local.our-codes", added.Headers.Location!.ToString());
        await using (var db = site.Stores.Open(Installation.Cedar))
            await db.Commit(new(Actor.System, Packs_of_a_district.AnswersInTheLog.Answered("retired"), PackText.Id.Subject, []), Ct);
        using var next = await Upload(browser, PackText.Of("1.1.0", ("kept", "Kept"), ("new", "New")));
        Assert.Equal("/cedar-valley/packs/local.our-codes/upgrade?to=1.1.0", next.Headers.Location!.ToString());
        const string Preview = "/packs/local.our-codes/upgrade?to=1.1.0";
        Assert.Contains("1 answer", (await browser.Page(Preview)).QuerySelector("main")!.TextContent);
        using var upgraded = await browser.Submit(Preview, "/packs/local.our-codes/upgrade");
        Assert.Equal(HttpStatusCode.Redirect, upgraded.StatusCode);
        Assert.Contains("Version 1.1.0, in use", (await browser.Page("/packs/local.our-codes")).QuerySelector("main")!.TextContent);
        Assert.Contains("retired", (await browser.Page("/packs/local.our-codes?version=1.0.0")).QuerySelector("tbody")!.TextContent);
        using var undone = await browser.Submit("/packs/local.our-codes/undo", "/packs/local.our-codes/undo");
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Contains("Version 1.0.0, in use", (await browser.Page("/packs/local.our-codes")).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/packs/local.our-codes/undo")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Answer_a_form_of_yesterday_with_a_conflict(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.SystemAdministrator);
        await Upload(browser, PackText.Of("1.0.0", ("a", "A")));
        await Upload(browser, PackText.Of("1.1.0", ("a", "B")));
        await Upload(browser, PackText.Of("1.2.0", ("a", "C")));
        var old = browser.Fields(await browser.Page("/packs/local.our-codes/upgrade?to=1.2.0"), "/packs/local.our-codes/upgrade");
        await browser.Submit("/packs/local.our-codes/upgrade?to=1.1.0", "/packs/local.our-codes/upgrade");
        using var late = await browser.Post("/packs/local.our-codes/upgrade", old);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Version 1.1.0, in use", (await browser.Page("/packs/local.our-codes")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_all_that_is_wrong_with_an_upload_and_add_nothing(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.AiLead);
        using var faulty = await Upload(browser, PackText.Smallest.Change("    sensitivity: low", "    sensitivty: low").Change("version: 1.0.0", "version: one"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
        var faults = (await Browser.Read(faulty)).QuerySelectorAll("#faults li").Select(l => l.TextContent).ToList();
        Assert.Equal(2, faults.Count);
        Assert.EndsWith("(line 3)", faults[0]);
        Assert.EndsWith("(line 13)", faults[1]);
        foreach (var content in new[] { new byte[PackReader.MostBytes + 1], Encoding.Latin1.GetBytes(PackText.Smallest), Encoding.UTF8.GetBytes(PackText.Smallest.Change("title: Our", "title: &a Our")), [] })
        {
            using var refused = await browser.Upload("/packs/upload", "/packs/upload", "file", "<script>.yaml", content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.DoesNotContain("<script>", await refused.Content.ReadAsStringAsync(Ct));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/packs/local.our-codes")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_script_and_formulas_as_text(Database database)
    {
        await using var site = await TestSite.On(database);
        using var browser = await site.As(Role.AiLead);
        await Upload(browser, PackText.Of("1.0.0", ("script", "'<script>alert(1)</script>'"), ("formula", "'=HYPERLINK(0)'")));
        var page = await browser.Page("/packs/local.our-codes");
        Assert.Empty(page.QuerySelectorAll("main script"));
        Assert.Contains("<script>alert(1)</script>", page.QuerySelector("tbody")!.TextContent);
        using var csv = await browser.Get("/packs/local.our-codes/csv");
        Assert.Contains("'=HYPERLINK(0)", await csv.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task And_all_others_say_that_a_district_is_closed_where_this_program_must_not_open_it(Database database)
    {
        await using var site = await TestSite.On(database, twoDistricts: true, configure: b => b.Services.AddSingleton<IDistrictOpening, NotJuniper>());
        using var visitor = site.Visitor(Installation.Juniper);
        using var response = await visitor.Get("/sign-in");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("closed for now", await response.Content.ReadAsStringAsync(Ct));
        using var other = site.Visitor();
        using var open = await other.Get("/sign-in");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    private sealed class NotJuniper : IDistrictOpening
    {
        public async Task Open(DistrictDb db, CancellationToken ct)
        {
            if ((await db.Set<DistrictProfile>().SingleAsync(ct)).Name.EndsWith("juniper", StringComparison.Ordinal)) throw new StoreRefusalException("not this one");
        }
    }

    private static Task<HttpResponseMessage> Upload(Browser browser, string yaml) =>
        browser.Upload("/packs/upload", "/packs/upload", "file", "pack.yaml", Encoding.UTF8.GetBytes(yaml));
}
