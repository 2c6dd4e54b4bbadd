using System.Net;
using AngleSharp.Html.Dom;
using Chalkline.Design;
using Chalkline.Governance.Principles;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Principles_of_a_district
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_taken_over_put_into_the_districts_words_and_adopted(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        for (var i = 0; i < 2; i++)
            using (var taken = await lead.Submit("/principles", "/principles/take")) Assert.Equal("/principles", PolicySite.Within(taken));
        var all = await site.Do((db, _) => db.Set<Principle>().AsNoTracking().OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync(Ct));
        Assert.Equal(9, all.Count);
        var path = $"/principles/{all[0].Id}";
        using (var written = await lead.Submit(path + "/edit", path + "/edit", ("Title", "Our students first"))) Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        Assert.DoesNotContain("Our students first", (await teacher.Page("/principles")).Body!.TextContent);
        var today = PolicySite.Today(site);
        using (var ahead = await superintendent.Submit(path + "/adopt", path + "/adopt", ("Day", DayText.Field(today.AddDays(1))))) Assert.Equal(HttpStatusCode.UnprocessableEntity, ahead.StatusCode);
        using (var adopted = await superintendent.Submit(path + "/adopt", path + "/adopt", ("Day", DayText.Field(today)))) Assert.Equal(HttpStatusCode.Redirect, adopted.StatusCode);
        Assert.Contains("Our students first", (await teacher.Page("/principles")).Body!.TextContent);
        // Its words stand from now on; what carries it out may still be changed.
        Assert.Null((await lead.Page(path + "/edit")).QuerySelector("#Title"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.Do((db, _) => db.Database.ExecuteSqlRawAsync("UPDATE principle SET text = 'other' WHERE adopted_on IS NOT NULL", Ct)));
        using (var carried = await lead.Submit(path + "/edit", path + "/edit", ("Title", "Other words"), ("Reports", "roadmap"))) Assert.Equal(HttpStatusCode.Redirect, carried.StatusCode);
        Assert.Equal(("Our students first", "roadmap"), await site.Do((db, _) => db.Set<Principle>().Where(p => p.AdoptedOn != null).Select(p => new ValueTuple<string, string>(p.Title, p.Reports)).SingleAsync(Ct)));
        using var forbidden = await lead.Get(path + "/withdraw");
        Assert.Equal(HttpStatusCode.NotFound, forbidden.StatusCode);
        using (var withdrawn = await superintendent.Submit(path + "/withdraw", path + "/withdraw")) Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.DoesNotContain("Our students first", (await teacher.Page("/principles")).Body!.TextContent);
    }

    [Fact]
    public async Task Say_which_checks_and_pages_carry_them_out_and_which_nothing_does()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        using (await lead.Submit("/principles", "/principles/take"))
        {
            var page = await lead.Page("/principles?lang=en");
            var evidence = page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")!.TextContent == "We believe what we have tried").TextContent;
            Assert.Contains("Nothing carries it out yet", evidence);
            Assert.Contains("pilot-ended, pilot-decided", evidence);
            var open = page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")!.TextContent == "Families and staff can see it");
            Assert.Contains("Check: A policy is acknowledged by a share of the staff", open.TextContent);
            Assert.Contains("/cedar-valley/guidance", open.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        }
        using var typed = await lead.Submit("/principles/new", "/principles/new", ("Title", ""), ("Text", "stays"), ("Checks", "no-such-check"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, typed.StatusCode);
        var again = await Browser.Read(typed);
        Assert.Equal(2, again.QuerySelectorAll("#faults li").Length);
        Assert.Equal("stays", ((IHtmlTextAreaElement)again.QuerySelector("#Text")!).Value);
    }

    [Fact]
    public async Task Name_pages_that_exist_each_with_its_own_right()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        var routes = AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>()).Where(e => e.Method == "GET").ToDictionary(e => e.Pattern, e => e.Rule);
        Assert.All(ReportPages.All, page => Assert.Equal(page.Right, (routes[page.Path] as AccessRule.Needs)?.Right));
    }
}
