using System.Net;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Platform.Districts;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class The_districts_profile
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "CO", "6000", "America/Denver", "name")]
    [InlineData("a\nb", "CO", "6000", "America/Denver", "name")]
    [InlineData("Cedar", "ZZ", "6000", "America/Denver", "state")]
    [InlineData("Cedar", "CO", "0", "America/Denver", "students")]
    [InlineData("Cedar", "CO", "-5", "America/Denver", "students")]
    [InlineData("Cedar", "CO", "6e3", "America/Denver", "students")]
    [InlineData("Cedar", "CO", "99999999999", "America/Denver", "students")]
    [InlineData("Cedar", "CO", "6000", "Mountain Standard Time", "timeZone")]
    [InlineData("Cedar", "CO", "6000", "America/Nowhere", "timeZone")]
    [InlineData("Cedar", "CO", "6000", "../../etc/passwd", "timeZone")]
    [InlineData(null, null, null, null, "name state students timeZone")]
    public void Names_what_it_cannot_take(string? name, string? state, string? students, string? zone, string fields)
    {
        var faults = new Faults();
        Assert.Null(ProfileRules.Read(new() { Name = name, State = state, Students = students, TimeZone = zone }, Language.English, faults));
        Assert.Equal(fields.Split(' '), faults.All.Select(f => f.Field));
    }

    [Fact]
    public void Takes_what_people_type() =>
        Assert.Equal(new("Cedar Valley", "CO", 6000, "America/Denver", true), ProfileRules.Read(new() { Name = " Cedar Valley ", State = "co", Students = "6,000", TimeZone = "America/Denver", SmallDistrict = "on" }, Language.English, new()));

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_changed_by_an_administrator_and_read_by_others(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using (var answer = await administrator.Submit("/district", "/district", ("name", "Cedar Valley <b>12</b>"), ("students", "7100"), ("smallDistrict", "on")))
            Assert.Equal("/cedar-valley/district", answer.Headers.Location?.ToString());
        foreach (var role in Roles.All)
        {
            using var browser = role.IsOfASchool() ? await site.As(new HeldRole(role, new(Guid.CreateVersion7()), null)) : await site.As(role);
            using var read = await browser.Get("/district");
            if (!PlatformRights.ProfileRead.Held.ContainsKey(role))
            {
                Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
                continue;
            }
            var page = await Browser.Read(read);
            Assert.Equal(role == Role.SystemAdministrator, page.QuerySelector("main form") is not null);
            Assert.Empty(page.QuerySelectorAll("main b"));
            if (role != Role.SystemAdministrator) Assert.Contains("Cedar Valley <b>12</b>", page.QuerySelector("main")!.TextContent);
        }
        Assert.Equal(("Cedar Valley <b>12</b>", 7100, true, "CO"), await Profile(site));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tells_the_second_of_two_people_that_the_first_has_changed_it(Database database)
    {
        await using var site = await TestSite.On(database);
        using var ana = await site.As(Role.SystemAdministrator);
        using var ben = await site.As(Role.SystemAdministrator);
        var anas = ana.Fields(await ana.Page("/district"), "/district", ("name", "Ana's"));
        var bens = ben.Fields(await ben.Page("/district"), "/district", ("name", "Ben's"));
        using (var first = await ana.Post("/district", anas)) Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await ben.Post("/district", bens);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Someone else changed this", (await Browser.Read(second)).QuerySelector("h1")!.TextContent);
        Assert.Equal("Ana's", (await Profile(site)).Name);
        // A form without a version is none of ours.
        using var without = await ben.Post("/district", ben.Fields(await ben.Page("/district"), "/district", ("version", null)));
        Assert.Equal(HttpStatusCode.Conflict, without.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keeps_small_district_mode_while_somebody_has_roles_that_it_alone_allows(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.SetSmallDistrict();
        using var administrator = await site.As(Role.SystemAdministrator);
        await site.AddPerson("Dana Ortiz", new HeldRole(Role.AiLead, null, null), new HeldRole(Role.Superintendent, null, null));
        using var answer = await administrator.Submit("/district", "/district", ("smallDistrict", null));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Dana Ortiz", (await Browser.Read(answer)).QuerySelector("#smallDistrict-fault")!.TextContent);
        Assert.True((await Profile(site)).SmallDistrict);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_script_in_any_field_as_text(Database database)
    {
        const string script = "<script>alert(1)</script>\"'&";
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await administrator.Submit("/district", "/district", ("name", script), ("state", script), ("students", script), ("timeZone", script), ("version", script));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.Read(answer);
        Assert.DoesNotContain(page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.Equal(script, page.QuerySelector("#students")!.GetAttribute("value"));
    }

    private static async Task<(string Name, int Students, bool SmallDistrict, string State)> Profile(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleAsync(Ct);
        return (profile.Name, profile.Students, profile.SmallDistrict, profile.State);
    }
}
