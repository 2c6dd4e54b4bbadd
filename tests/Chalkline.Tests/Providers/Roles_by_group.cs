using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Platform.Providers;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Chalkline.Tests.Providers.Signing_in_by_a_provider;

namespace Chalkline.Tests.Providers;

public sealed class Roles_by_group
{
    private const string Email = "robin@cedarvalley.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Make_the_account_of_somebody_new(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await site.Tie("leads", Role.AiLead);
        site.Is("robin-1", Email, "everyone", "leads");
        await Welcomed(site);
        Assert.Equal([(Role.AiLead, site.Provider.ToString())], await site.RolesOf(Email));
        Assert.Contains("ai-lead", Assert.Single(await site.Log("account.joined")));
        await using var db = site.Open();
        Assert.Equal("Invented robin-1", await db.Users.Where(a => a.Email == Email).Select(a => a.Name).SingleAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Go_with_the_group_and_end_the_sessions_before(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await site.Tie("administrators", Role.SystemAdministrator);
        await site.Site.AddPerson(Installation.Cedar, "Invented other administrator", new HeldRole(Role.SystemAdministrator, null, null));
        site.Is("robin-1", Email, "administrators");
        using var before = site.Site.Visitor();
        (await site.SignIn(before)).Dispose();
        await before.Page("/sign-in-providers");
        site.Is("robin-1", Email);
        using var after = site.Site.Visitor();
        (await site.SignIn(after)).Dispose();
        Assert.Empty((await site.RolesOf(Email))!);
        using var over = await before.Get("/sign-in-providers");
        using var without = await after.Get("/sign-in-providers");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Forbidden), (over.StatusCode, without.StatusCode));
        Assert.Contains("\"taken\":[{", Assert.Single(await site.Log("account.roles-matched")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leave_alone_what_an_administrator_gave(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await Invite(site, Email, Role.AiLead);
        await site.Tie("leads", Role.AiLead);
        site.Is("robin-1", Email, "leads");
        await Welcomed(site);
        site.Is("robin-1", Email);
        await Welcomed(site);
        Assert.Equal([(Role.AiLead, "setup")], await site.RolesOf(Email));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_the_rules_and_say_what_they_skipped(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await Invite(site, Email, Role.AiLead);
        await site.Tie("it", Role.Assessment);
        await site.Tie("teachers-of-none", Role.Teacher);
        site.Is("robin-1", Email, "it", "teachers-of-none");
        await Welcomed(site);
        Assert.Equal([(Role.AiLead, "setup")], await site.RolesOf(Email));
        Assert.Contains(nameof(RoleRefusal.OneKindOnly), Assert.Single(await site.Log("session.started")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Never_take_the_last_administrator_away(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await site.Tie("administrators", Role.SystemAdministrator);
        site.Is("robin-1", Email, "administrators");
        await Welcomed(site);
        site.Is("robin-1", Email);
        await Welcomed(site);
        Assert.Equal([(Role.SystemAdministrator, site.Provider.ToString())], await site.RolesOf(Email));
        Assert.Contains(nameof(RoleRefusal.LastAdministrator), (await site.Log("session.started"))[^1]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_not_given_to_whoever_tied_the_group(Database database)
    {
        await using var site = await ProviderSite.On(database);
        var administrator = await Invite(site, Email, Role.AiLead);
        await site.Tie("teachers", Role.SystemAdministrator, administrator);
        site.Is("robin-1", Email, "teachers");
        await Welcomed(site);
        Assert.Equal([(Role.AiLead, "setup")], await site.RolesOf(Email));
        Assert.Contains(nameof(RoleRefusal.OwnRole), Assert.Single(await site.Log("session.started")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Go_when_the_group_gives_them_no_more(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await site.Tie("leads", Role.AiLead);
        site.Is("robin-1", Email, "leads");
        await Welcomed(site);
        await site.Untie("leads");
        await Welcomed(site);
        Assert.Empty((await site.RolesOf(Email))!);
        // No group gives a role any more, and so nobody new is let in.
        site.Is("sam-1", "sam@cedarvalley.example", "leads");
        await Refused(site, SignInFault.NotInvited, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Stay_as_they_are_where_the_groups_are_too_many_to_be_told()
    {
        await using var site = await ProviderSite.On(Database.Sqlite);
        await site.Tie("leads", Role.AiLead);
        site.Is("robin-1", Email, "leads");
        await Welcomed(site);
        site.Identity.Person.Remove("groups");
        site.Identity.Person["_claim_names"] = new JsonObject { ["groups"] = "src1" };
        await Refused(site, SignInFault.GroupsNotTold, HttpStatusCode.Forbidden);
        Assert.Equal([(Role.AiLead, site.Provider.ToString())], await site.RolesOf(Email));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_given_once_to_somebody_who_signs_in_four_times_at_once(Database database)
    {
        await using var site = await ProviderSite.On(database);
        await site.Tie("leads", Role.AiLead);
        site.Is("robin-1", Email, "leads");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.SignIn(site.Site.Visitor())));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Equal([(Role.AiLead, site.Provider.ToString())], await site.RolesOf(Email));
        await using var db = site.Open();
        Assert.Equal((1, 1, 4), (await db.UserLogins.CountAsync(Ct), await db.Users.CountAsync(Ct), await db.Set<Session>().CountAsync(Ct)));
    }

    [Fact]
    public void Are_planned_from_what_is_held_and_what_the_groups_say()
    {
        var (school, closed) = (new SchoolId(new Guid(1, 0, 0, new byte[8])), new SchoolId(new Guid(2, 0, 0, new byte[8])));
        var (person, provider) = (new AccountId(new Guid(3, 0, 0, new byte[8])), Some("p"));
        var held = new[] { Grant(provider.Source, Role.Principal, school), Grant(provider.Source, Role.Reviewer, null, "curriculum"), Grant("administrator", Role.Teacher, school) };
        var groups = new[]
        {
            Group(Role.Principal, school), Group(Role.Teacher, closed), Group(Role.Teacher, school), Group(Role.Auditor), Group(Role.Principal, school), Group(Role.Superintendent, by: person),
        };
        var plan = GroupRolePlan.For(provider, person, held, groups, smallDistrict: true, new HashSet<SchoolId> { school });
        Assert.Equal([new GivenRole(new(Role.Superintendent, null, null), Waits: true)], plan.Give);
        Assert.Equal(Role.Reviewer, Assert.Single(plan.Take).Role);
        Assert.Equal([(Role.Teacher, RoleRefusal.SchoolUnknown), (Role.Auditor, RoleRefusal.AuditorAlone)], plan.Skipped.Select(s => (s.Role.Role, s.Why.Single())));
        Assert.Empty(GroupRolePlan.For(provider, person, held[..1], groups[..1], smallDistrict: false, new HashSet<SchoolId>()).Take);
    }

    private static SignInProvider Some(string name) => new()
    {
        Id = new(new Guid(9, 0, 0, new byte[8])),
        Name = name,
        Issuer = "https://id.example",
        ClientId = "c",
        Scopes = "openid",
        EmailClaim = "email",
        NameClaim = "name",
    };

    private static RoleGrant Grant(string source, Role role, SchoolId? school = null, string? area = null) => new() { Source = source, Role = role, School = school, ReviewArea = area };

    private static GroupRole Group(Role role, SchoolId? school = null, AccountId? by = null) => new() { GroupValue = "g", Role = role, School = school, CreatedBy = by };
}
