using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Giving_roles
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_on_the_person_s_page_with_who_gave_them(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var (school, person) = (await site.AddSchool("Aspen Middle"), await site.AddPerson("Dana Ortiz"));
        using (var answer = await administrator.Submit($"/people/{person}/give-role", $"/people/{person}/give-role", ("role", "principal"), ("school", school.ToString())))
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await administrator.Page($"/people/{person}");
        Assert.Equal("Principal, Aspen Middle", page.QuerySelector("table tbody th")!.TextContent.Trim());
        Assert.Contains("Invented SystemAdministrator", page.QuerySelector("table tbody tr")!.TextContent);
        Assert.Equal("role.granted", (await site.Log(person))[^1]);
        Assert.Equal(administrator.Account, Assert.Single(await site.Grants(person)).GrantedBy);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Names_every_fault_and_keeps_what_was_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var person = await site.AddPerson("Dana Ortiz", new HeldRole(Role.Auditor, null, null));
        using var answer = await administrator.Submit($"/people/{person}/give-role", $"/people/{person}/give-role", ("role", "teacher"), ("school", "no-school"), ("area", "curriculum"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.Read(answer);
        Assert.Equal(["#school", "#area", "#role"], page.QuerySelectorAll(".faults a").Select(a => a.GetAttribute("href")));
        Assert.Equal("teacher", page.QuerySelector("#role option[selected]")!.GetAttribute("value"));
        Assert.Single(await site.Grants(person));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task To_oneself_is_refused_where_the_district_is_not_small(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var own = $"/people/{administrator.Account}/give-role";
        using var answer = await administrator.Submit(own, own, ("role", "teacher"), ("school", (await site.AddSchool("Aspen")).ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Nobody gives themselves a role", (await Browser.Read(answer)).QuerySelector(".faults")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task To_oneself_waits_for_the_superintendent_where_it_is_small(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.SetSmallDistrict();
        using var administrator = await site.As(PeopleSite.Administrator, new HeldRole(Role.Superintendent, null, null));
        using var superintendent = await site.As(Role.Superintendent);
        var own = $"/people/{administrator.Account}/give-role";
        using (var given = await administrator.Submit(own, own, ("role", "ai-lead"))) Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        var grant = (await site.Grants(administrator.Account!.Value))[^1];
        Assert.False(grant.IsInForce);
        // Being a superintendent as well does not help with the own role.
        Assert.Contains("Another superintendent", (await administrator.Page("/roles/countersign")).QuerySelector("tbody")!.TextContent);
        var forged = administrator.Fields(await administrator.Page("/people/invite"), "/people/invite", ("answer", "yes"));
        using (var refused = await administrator.Post($"/roles/countersign/{grant.Id}", forged)) Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False((await site.Grants(administrator.Account.Value))[^1].IsInForce);
        using (var signed = await superintendent.Submit("/roles/countersign", $"/roles/countersign/{grant.Id}", ("answer", "yes"))) Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        var signedGrant = (await site.Grants(administrator.Account.Value))[^1];
        Assert.True(signedGrant.IsInForce);
        Assert.Equal(superintendent.Account, signedGrant.CountersignedBy);
        Assert.Equal("role.countersigned", (await site.Log(administrator.Account.Value))[^1]);
        Assert.Contains("No role waits for you", (await superintendent.Page("/roles/countersign")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task To_oneself_gives_nothing_when_the_superintendent_refuses(Database database)
    {
        await using var site = await TestSite.On(database);
        await site.SetSmallDistrict();
        using var administrator = await site.As(Role.SystemAdministrator);
        using var superintendent = await site.As(Role.Superintendent);
        var own = $"/people/{administrator.Account}/give-role";
        using (await administrator.Submit(own, own, ("role", "board-clerk")))
        using (await superintendent.Submit("/roles/countersign", $"/roles/countersign/{(await site.Grants(administrator.Account!.Value))[^1].Id}", ("answer", "no")))
            Assert.Equal(Role.SystemAdministrator, Assert.Single(await site.Grants(administrator.Account.Value)).Role);
        Assert.Equal("role.refused", (await site.Log(administrator.Account.Value))[^1]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Twice_by_one_form_gives_one(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var person = await site.AddPerson("Dana Ortiz");
        var path = $"/people/{person}/give-role";
        var fields = administrator.Fields(await administrator.Page(path), path, ("role", "ai-lead"));
        using var first = await administrator.Post(path, fields);
        using var second = await administrator.Post(path, fields);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Single(await site.Grants(person));
        Assert.Single(await site.Log(person), "role.granted");
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task By_two_administrators_at_once_lets_one_through(Database database)
    {
        await using var site = await TestSite.On(database);
        var person = await site.AddPerson("Dana Ortiz");
        await using var first = site.Stores.Open(Installation.Cedar);
        await using var second = site.Stores.Open(Installation.Cedar);
        var account = first.Users.Single(a => a.Id == person);
        // What the slower of two administrators read before the faster one wrote.
        var late = second.Users.Single(a => a.Id == person);
        var given = await new GrantRole(first, new(first, []), site.Stores.Time).Run(Actor.System, person, new(Role.AiLead, null, null), Ct);
        Assert.IsType<GrantRoleResult.Granted>(given);
        Assert.Equal(late.Version + 1, account.Version);
        second.Raise(late);
        await Assert.ThrowsAsync<StaleWriteException>(() => second.Commit(new(Actor.System, "role.granted", new("account", person.Value), []), Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_for_administrators_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var person = await site.AddPerson("Dana Ortiz");
        using var administrator = await site.As(Role.SystemAdministrator);
        foreach (var role in Roles.All.Where(r => r is not Role.SystemAdministrator and not Role.Principal and not Role.Teacher))
        {
            using var other = await site.As(role);
            foreach (var path in new[] { $"/people/{person}/give-role", "/people/invite", $"/people/{person}/deactivate", $"/people/{person}/erase", $"/people/{person}/sign-in-link" })
            {
                using var read = await other.Get(path);
                Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
                var fields = other.Fields(await Browser.Read(read), "/sign-out", ("role", "ai-lead"));
                using var written = await other.Post(path, fields);
                Assert.Equal(HttpStatusCode.Forbidden, written.StatusCode);
            }
        }
        Assert.Empty(await site.Grants(person));
    }
}
