using System.Net;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Sample;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Demonstrations;

public sealed class The_demonstration(The_demonstration.FilledSite filled) : IClassFixture<The_demonstration.FilledSite>
{
    private const string SignIn = "/demonstration/sign-in";
    private readonly TestSite _site = filled.Site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task lets_everyone_in_as_everyone_by_a_click()
    {
        using var visitor = _site.Visitor();
        var page = await visitor.Page("/sign-in?lang=en");
        var choices = page.QuerySelectorAll(".choices li").Select(l => l.TextContent.Trim()).ToList();
        foreach (var role in new[] { "System administrator", "AI lead", "Superintendent", "Assessment", "Principal", "Teacher", "Board clerk", "Auditor" })
            Assert.Contains(choices, c => c.Contains(role, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, choices.Count(c => c.Contains("Principal", StringComparison.Ordinal)));
        Assert.Equal(2, choices.Count(c => c.Contains("Reviewer", StringComparison.Ordinal)));
        foreach (var button in page.QuerySelectorAll(".choices button"))
        {
            using var browser = _site.Visitor();
            using var response = await browser.Submit("/sign-in", SignIn, ("account", button.GetAttribute("value")));
            Assert.Equal("/cedar-valley/", response.Headers.Location!.OriginalString);
            var first = await browser.Page("/?lang=en");
            Assert.Equal("My work", first.QuerySelector("h1")!.TextContent);
            Assert.Contains("Everything here is invented", first.QuerySelector(".ribbon")!.TextContent);
        }
    }

    [Fact]
    public async Task asks_for_the_forms_token_and_lets_nobody_in_who_is_not_among_its_people()
    {
        using var visitor = _site.Visitor();
        var fields = visitor.Fields(await visitor.Page("/sign-in"), SignIn);
        using var without = await visitor.Post(SignIn, fields.Where(f => f.Key != "__RequestVerificationToken").Append(new("account", Guid.CreateVersion7().ToString())));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var unknown = await visitor.Post(SignIn, fields.Append(new("account", Guid.CreateVersion7().ToString())));
        Assert.Equal("/cedar-valley/sign-in", unknown.Headers.Location!.OriginalString);
        Assert.Null(visitor.CookieValue("chalkline-session"));
    }

    [Fact]
    public async Task has_the_one_address_that_the_program_which_serves_has_not()
    {
        await using var served = await TestSite.On(Database.Sqlite);
        static List<string> Of(TestSite site) => [.. AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>()).Select(e => $"{e.Method} {e.Pattern}")];
        Assert.DoesNotContain(Of(served), e => e.Contains("demonstration", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("GET /parts", Of(served));
        Assert.Contains("POST " + SignIn, Of(_site));
        Assert.Contains("GET /parts", Of(_site));
        using var visitor = served.Visitor();
        var page = await visitor.Page("/sign-in");
        Assert.Empty(page.QuerySelectorAll(".choices, .ribbon"));
        using var refused = await visitor.Post(SignIn, visitor.Fields(page, "/sign-in"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task says_of_every_person_and_school_that_they_are_invented()
    {
        await using var db = _site.Stores.Open(Demonstration.Slug);
        Assert.All(await db.Users.Select(a => a.Name).ToListAsync(Ct), n => Assert.EndsWith("(invented)", n));
        Assert.All(await db.Users.Select(a => a.Email).ToListAsync(Ct), e => Assert.EndsWith(".example", e));
        Assert.All(await db.Set<Chalkline.Records.School>().Select(s => s.Name).ToListAsync(Ct), n => Assert.EndsWith("(invented)", n));
        Assert.EndsWith("(invented)", (await db.Set<DistrictProfile>().SingleAsync(Ct)).Name);
        // All of it was done by the operations that people use: the log tells of every step, and holds.
        Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(db, null, Ct));
        Assert.Equal(11, await db.Set<AuditRecord>().CountAsync(e => e.Action == "account.invited", Ct));
        Assert.Equal(12, await db.Set<AuditRecord>().CountAsync(e => e.Action == "school.added", Ct));
    }

    [Fact]
    public async Task has_work_that_waits_and_pilots_to_read()
    {
        using var superintendent = await As("Superintendent");
        var page = await superintendent.Page("/?lang=en");
        Assert.Contains("Countersign: Ruth Albright (invented)", page.QuerySelector("main")!.TextContent);
        Assert.Contains("board agenda closes", page.QuerySelector(".counts")!.TextContent);
        Assert.Contains("/cedar-valley/evaluations", page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        foreach (var tool in SampleArm.Tools)
            Assert.NotNull((await superintendent.Page("/evaluations/" + tool.Value)).QuerySelector("svg"));
        Assert.Contains("Grace Chen (invented)", (await superintendent.Page("/search?q=grace")).QuerySelector(".found")!.TextContent);
        Assert.Contains("try the reading tutor", (await superintendent.Page("/schools/alder-creek-elementary-invented")).QuerySelector("main")!.TextContent);
        using var administrator = await As("System administrator");
        Assert.Contains("The invitation of Noor Haddad (invented)", (await administrator.Page("/?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("2026-11-25")]
    [InlineData("2027-01-01")]
    [InlineData("2027-06-30")]
    [InlineData("2028-02-29")]
    [InlineData("2028-08-11")]
    public void has_a_calendar_that_holds_around_any_day(string day)
    {
        var faults = new List<string>();
        var entries = new List<Chalkline.Records.CalendarDates>();
        foreach (var form in Chalkline.Records.RecordsDemonstration.CalendarAround(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))
        {
            var (dates, read) = Chalkline.Records.Calendar.CalendarRules.Read(form, Chalkline.Records.Calendar.CalendarKinds.Find(form.Kind)!.Value, []);
            faults.AddRange(read.Concat(Chalkline.Records.Calendar.CalendarRules.Check(dates, entries)).Select(f => $"{form}: {f}"));
            entries.Add(dates);
        }
        Assert.Empty(faults);
        Assert.NotNull(new Chalkline.Records.SchoolCalendar(entries).NextOpenAgenda(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>The demonstration, filled once: tests read it and sign in to it.</summary>
    public sealed class FilledSite : IAsyncLifetime
    {
        public TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var small = new Capability(null, services => services.AddSingleton(new SamplePlan { Students = 2500 }), _ => { });
            Site = await TestSite.On(Database.Sqlite, noDistrict: true, capabilities: [small, .. Capabilities.All, Demonstration.Capability]);
            await Demonstration.Fill(Site.App.Services, 2500, Ct);
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }

    private async Task<Browser> As(string role)
    {
        var browser = _site.Visitor();
        var button = (await browser.Page("/sign-in?lang=en")).QuerySelectorAll(".choices button").First(b => b.TextContent.StartsWith(role, StringComparison.Ordinal));
        (await browser.Submit("/sign-in", SignIn, ("account", button.GetAttribute("value")))).Dispose();
        return browser;
    }
}
