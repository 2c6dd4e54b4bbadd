using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Taking_roles_away
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_for_the_last_administrator_who_can_sign_in(Database database)
    {
        await using var site = await TestSite.On(database);
        var only = await site.AddPerson("Ana", PeopleSite.Administrator);
        // Invited, and never came: no help to anybody.
        var invited = await site.AddPerson("Ben", PeopleSite.Administrator);
        await Change(site, invited, a => a.EmailConfirmed = false);
        Assert.Equal(new RevokeRoleResult.Refused(RoleRefusal.LastAdministrator), await Revoke(site, only));
        Assert.IsType<AccountChangeResult.LastAdministrator>(await Deactivate(site, only));
        Assert.IsType<RevokeRoleResult.Revoked>(await Revoke(site, invited));
        Assert.Single(await site.Grants(only));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task From_two_administrators_at_once_leaves_one_of_them(Database database)
    {
        await using var site = await TestSite.On(database);
        for (var round = 0; round < 5; round++)
        {
            var (ana, ben) = (await site.AddPerson($"Ana {round}", PeopleSite.Administrator), await site.AddPerson($"Ben {round}", PeopleSite.Administrator));
            foreach (var earlier in await Others(site, ana, ben)) await Revoke(site, earlier);
            // At the same time, by the two ways to lose the role.
            await using var first = site.Stores.Open(Installation.Cedar);
            await using var second = site.Stores.Open(Installation.Cedar);
            var (anas, bens, closing) = (Grant(site, ana), Grant(site, ben), round % 2 == 1);
            var outcomes = await Task.WhenAll(
                Attempt(async () => await Operation(site, first).Run(Actor.System, ana, anas, Ct)),
                Attempt(async () => closing ? await Closing(site, second).Deactivate(Actor.System, ben, Ct) : await Operation(site, second).Run(Actor.System, ben, bens, Ct)));
            Assert.True(outcomes.Count(o => o) <= 1, "Both were taken away.");
            Assert.Single(await Administrators(site));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task From_two_administrators_who_both_looked_before_either_wrote_is_a_conflict(Database database)
    {
        await using var site = await TestSite.On(database);
        var (ana, ben) = (await site.AddPerson("Ana", PeopleSite.Administrator), await site.AddPerson("Ben", PeopleSite.Administrator));
        await using var first = site.Stores.Open(Installation.Cedar);
        await using var second = site.Stores.Open(Installation.Cedar);
        Assert.Null(await AgainstLosing(first, ana));
        Assert.Null(await AgainstLosing(second, ben));
        await first.Commit(new(Actor.System, "role.revoked", new("account", ana.Value), []), Ct);
        await Assert.ThrowsAsync<StaleWriteException>(() => second.Commit(new(Actor.System, "role.revoked", new("account", ben.Value), []), Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Ends_the_sessions_in_the_same_commit(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var lead = await site.As(Role.AiLead);
        var id = lead.Account!.Value;
        await lead.Page("/people");
        var grant = Assert.Single(await site.Grants(id));
        using (var answer = await administrator.Submit($"/people/{id}/roles/{grant.Id}/take-away", $"/people/{id}/roles/{grant.Id}/take-away"))
            Assert.Equal($"/cedar-valley/people/{id}", answer.Headers.Location?.ToString());
        using var after = await lead.Get("/people");
        Assert.StartsWith("/cedar-valley/sign-in", after.Headers.Location?.ToString());
        Assert.Empty(await site.Grants(id));
        Assert.Equal("role.revoked", (await site.Log(id))[^1]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Asks_first_and_tells_why_not(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var id = administrator.Account!.Value;
        var path = $"/people/{id}/roles/{Assert.Single(await site.Grants(id)).Id}/take-away";
        using var answer = await administrator.Submit(path, path);
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains("last system administrator", (await Browser.Read(answer)).QuerySelector(".faults")!.TextContent);
    }

    /// <summary>Whether it took the role away; refused and late are both no.</summary>
    private static async Task<bool> Attempt(Func<Task<object>> act)
    {
        try
        {
            return await act() is RevokeRoleResult.Revoked or AccountChangeResult.Done;
        }
        catch (StaleWriteException)
        {
            return false;
        }
    }

    private static Task<RoleRefusal?> AgainstLosing(DistrictDb db, AccountId account) => Chalkline.Platform.People.Administrators.AgainstLosing(db, account, Ct);

    private static RevokeRole Operation(TestSite site, DistrictDb db) => new(db, new Sessions(db, site.Stores.Time), site.Stores.Time);

    private static CloseAccount Closing(TestSite site, DistrictDb db) => new(db, new Sessions(db, site.Stores.Time), new(db, site.Stores.Time), new(site.Stores, Installation.Cedar), site.Stores.Time);

    private static async Task<RevokeRoleResult> Revoke(TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await Operation(site, db).Run(Actor.System, account, Grant(site, account), Ct);
    }

    private static async Task<AccountChangeResult> Deactivate(TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await Closing(site, db).Deactivate(Actor.System, account, Ct);
    }

    private static GrantId Grant(TestSite site, AccountId account)
    {
        using var db = site.Stores.Open(Installation.Cedar);
        return db.Set<RoleGrant>().Single(g => g.Account == account).Id;
    }

    private static async Task<List<AccountId>> Administrators(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await (from g in db.Set<RoleGrant>()
                      join a in db.Users on g.Account equals a.Id
                      where g.RevokedAt == null && g.Role == Role.SystemAdministrator && a.DeactivatedAt == null
                      select a.Id).ToListAsync(Ct);
    }

    private static async Task<List<AccountId>> Others(TestSite site, AccountId one, AccountId other) =>
        [.. (await Administrators(site)).Where(a => a != one && a != other)];

    private static async Task Change(TestSite site, AccountId account, Action<Account> change)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        change(await db.Users.SingleAsync(a => a.Id == account, Ct));
        await db.Commit(new(Actor.System, "account.changed", new("account", account.Value), []), Ct);
    }
}
