using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.People;

/// <summary>People with passwords, and what a test asks of their accounts.</summary>
internal static class SignInScene
{
    public const string Password = "olive trees hum at dawn";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A site whose hashes are quick: how many rounds they have is not what most tests are about.</summary>
    public static Task<TestSite> Site(Database database, TimeProvider? time = null, bool twoDistricts = false, bool noDistrict = false) =>
        TestSite.On(database, time, twoDistricts, QuickHashes, noDistrict);

    /// <summary>An account with <see cref="Password"/>.</summary>
    public static async Task<(AccountId Id, string Email)> Person(this TestSite site, string name, params HeldRole[] roles)
    {
        var id = await site.AddPerson(Installation.Cedar, name, roles);
        await site.Change(id, a => a.PasswordHash = site.App.Services.GetRequiredService<Passwords>().Hash(Password));
        return (id, (await site.Stored(id)).Email!);
    }

    public static async Task Change(this TestSite site, AccountId id, Action<Account> change)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        change(await db.Users.SingleAsync(a => a.Id == id, Ct));
        await db.Commit(new(Actor.System, "account.prepared", new("account", id.Value), new JsonObject()), Ct);
    }

    public static async Task<Account> Stored(this TestSite site, AccountId id)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, Ct);
    }

    public static Task<HttpResponseMessage> SignIn(this Browser browser, string email, string password = Password, string? returnTo = null) =>
        browser.Submit("/sign-in", "/sign-in", ("Email", email), ("Password", password), ("Return", returnTo ?? "/"));

    /// <summary>How often the audit log tells of this about the account.</summary>
    public static async Task<int> Told(this TestSite site, string action, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<AuditRecord>().CountAsync(e => e.Action == action && e.SubjectId == account.Value, Ct);
    }

    private static void QuickHashes(WebApplicationBuilder site) => site.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
}
