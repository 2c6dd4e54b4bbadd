using System.Net;
using AngleSharp.Html.Dom;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class A_persons_account
{
    private const string Script = "<script>alert(1)</script>\"'&";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_made_by_an_invitation_with_a_role_and_a_link_that_is_shown_once(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await Invite(administrator, ("name", "Dana Ortiz"), ("email", "dana@example.org"), ("language", "es"), ("role", "reviewer"), ("area", "accessibility"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Browser.Read(answer);
        var link = page.QuerySelector(".link code")!.TextContent;
        Assert.StartsWith("http://localhost/cedar-valley/welcome/", link);
        var id = IdOf(page);
        var account = (await site.Account(id))!;
        Assert.Equal(("Dana Ortiz", "dana ortiz", "dana@example.org", "es", null), (account.Name, account.NameFolded, account.Email, account.Language, account.PasswordHash));
        Assert.Equal("accessibility", Assert.Single(await site.Grants(id)).ReviewArea);
        Assert.Equal(["account.invited"], await site.Log(id));
        // The log has no name and no address, and neither has anything the token.
        await using var db = site.Stores.Open(Installation.Cedar);
        var body = await db.Set<Chalkline.Platform.Auditing.AuditRecord>().Where(e => e.Action == "account.invited").Select(e => e.Body).SingleAsync(Ct);
        Assert.DoesNotContain("dana", body, StringComparison.OrdinalIgnoreCase);
        var token = link[(link.LastIndexOf('/') + 1)..];
        Assert.Empty(await db.Set<SignInLink>().Where(l => l.TokenHash.Contains(token)).ToListAsync(Ct));
        Assert.DoesNotContain(token, (await administrator.Page($"/people/{id}")).DocumentElement.OuterHtml);
        Assert.Contains("invited", (await administrator.Page($"/people/{id}")).QuerySelector(".facts")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_made_once_by_a_form_that_is_sent_twice(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var fields = administrator.Fields(await administrator.Page("/people/invite"), "/people/invite", ("name", "Dana"), ("email", "dana@example.org"), ("role", "ai-lead"));
        using var first = await administrator.Post("/people/invite", fields);
        using var second = await administrator.Post("/people/invite", fields);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        var known = (await Browser.Read(second)).QuerySelector($"main a[href*='/people/{IdOf(await Browser.Read(first))}']");
        Assert.NotNull(known);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Users.CountAsync(a => a.Email == "dana@example.org", Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_not_made_twice_for_an_address_whatever_its_case(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using (await Invite(administrator, ("name", "Dana"), ("email", "dana@example.org"), ("role", "ai-lead")))
        using (var again = await Invite(administrator, ("name", "Other"), ("email", "DANA@Example.org"), ("role", "assessment")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
            var page = await Browser.Read(again);
            Assert.Contains("has this e-mail address already", page.QuerySelector("#email-fault")!.TextContent);
            Assert.Equal("Other", page.QuerySelector("#name")!.GetAttribute("value"));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_asked_for_again_with_every_fault_named(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await Invite(administrator, ("name", " "), ("email", "nobody"), ("language", "de"));
        var page = await Browser.Read(answer);
        Assert.Equal(["#name", "#email", "#language", "#role"], page.QuerySelectorAll(".faults a").Select(a => a.GetAttribute("href")));
        Assert.Equal("nobody", page.QuerySelector("#email")!.GetAttribute("value"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Shows_script_in_any_field_as_text(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using (var refused = await Invite(administrator, ("name", Script), ("email", Script), ("language", Script), ("role", Script), ("school", Script), ("area", Script)))
            Harmless(await Browser.Read(refused), HttpStatusCode.UnprocessableEntity, refused);
        using (var invited = await Invite(administrator, ("name", Script), ("email", "script@example.org"), ("role", "ai-lead")))
        {
            var page = await Browser.Read(invited);
            Harmless(page, HttpStatusCode.OK, invited);
            var id = IdOf(page);
            foreach (var path in new[] { "/people", "/people?name=%3Cscript%3E", $"/people/{id}", $"/people/{id}/give-role", $"/people/{id}/deactivate", $"/people/{id}/roles/{Assert.Single(await site.Grants(id)).Id}/take-away" })
            {
                using var shown = await administrator.Get(path);
                var document = await Browser.Read(shown);
                Harmless(document, HttpStatusCode.OK, shown);
                Assert.Contains(Script, document.QuerySelector("main")!.TextContent);
            }
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Cannot_be_used_while_it_is_deactivated_and_can_after(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var lead = await site.As(Role.AiLead);
        var id = lead.Account!.Value;
        await lead.Page("/people");
        using (var done = await Act(administrator, id, "deactivate")) Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        using (var shut = await lead.Get("/people")) Assert.StartsWith("/cedar-valley/sign-in", shut.Headers.Location?.ToString());
        Assert.Contains("deactivated on", (await administrator.Page($"/people/{id}")).QuerySelector(".facts")!.TextContent);
        // Done already: the way leads back to how things stand.
        using (var again = await administrator.Get($"/people/{id}/deactivate")) Assert.EndsWith($"/people/{id}", again.Headers.Location?.ToString());
        using (var no = await administrator.Get($"/people/{id}/sign-in-link")) Assert.Equal(HttpStatusCode.Redirect, no.StatusCode);
        using (await Act(administrator, id, "reactivate"))
            Assert.Equal(["account.added", "session.started", "account.deactivated", "account.reactivated"], await site.Log(id));
        Assert.Single(await site.Grants(id));
        Assert.Null((await site.Account(id))!.DeactivatedAt);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_not_deactivated_by_its_own_person(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var other = await site.As(Role.SystemAdministrator);
        using var answer = await Act(administrator, administrator.Account!.Value, "deactivate");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Ask another system administrator", (await Browser.Read(answer)).QuerySelector(".faults")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Gets_a_new_link_that_takes_the_old_ones_back(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var invited = await Invite(administrator, ("name", "Dana"), ("email", "dana@example.org"), ("role", "ai-lead"));
        var id = IdOf(await Browser.Read(invited));
        using var answer = await Act(administrator, id, "sign-in-link");
        Assert.Contains("/welcome/", (await Browser.Read(answer)).QuerySelector(".link code")!.TextContent);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Set<SignInLink>().CountAsync(l => l.Account == id && l.WithdrawnAt == null, Ct));
        Assert.Equal(2, await db.Set<SignInLink>().CountAsync(l => l.Account == id, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_erased_for_good_and_a_restore_is_told(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var id = await site.AddPerson("Dana Ortiz", new HeldRole(Role.AiLead, null, null));
        await AddMeans(site, id);
        // Only what is deactivated can be erased.
        using (var early = await administrator.Get($"/people/{id}/erase")) Assert.Equal(HttpStatusCode.Redirect, early.StatusCode);
        using (await Act(administrator, id, "deactivate"))
        using (var done = await Act(administrator, id, "erase"))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var account = (await site.Account(id))!;
        Assert.Equal(("", "", null, null, null, null), (account.Name, account.NameFolded, account.Email, account.UserName, account.NormalizedUserName, account.PasswordHash));
        Assert.NotNull(account.ErasedAt);
        Assert.Empty(await site.Grants(id));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(0, await db.UserLogins.CountAsync(l => l.UserId == id, Ct) + await db.UserPasskeys.CountAsync(p => p.UserId == id, Ct) + await db.Set<SignInLink>().CountAsync(l => l.Account == id, Ct));
        await using var host = site.Stores.OpenHost();
        var deletion = await host.Deletions.SingleAsync(Ct);
        Assert.Equal(("account", id.Value, (await host.Districts.SingleAsync(Ct)).Id), (deletion.Kind, deletion.Subject, deletion.District));
        var page = await administrator.Page($"/people/{id}");
        Assert.Equal("Erased person", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main a[href*='reactivate']"));
        Assert.DoesNotContain("Erased", (await administrator.Page("/people")).QuerySelector("tbody")!.TextContent);
        // The address is free again.
        using var again = await Invite(administrator, ("name", "Dana Ortiz"), ("email", "dana.ortiz@example.org"), ("role", "ai-lead"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_was_reactivated_in_the_meantime_is_not_erased_by_a_later_restore(Database database)
    {
        await using var site = await TestSite.On(database);
        var id = await site.AddPerson("Dana Ortiz");
        var deletions = new DistrictDeletions(site.Stores, Installation.Cedar);
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            (await db.Users.SingleAsync(a => a.Id == id, Ct)).DeactivatedAt = site.Stores.Time.Now();
            await db.Commit(new(Actor.System, "account.deactivated", new("account", id.Value), []), Ct);
        }
        await using var late = site.Stores.Open(Installation.Cedar);
        await late.Users.SingleAsync(a => a.Id == id, Ct);
        // An erasure that was announced and cut off, and then somebody changed their mind.
        await deletions.Record("account", id.Value, Ct);
        using var administrator = await site.As(Role.SystemAdministrator);
        using (await Act(administrator, id, "reactivate"))
        await using (var host = site.Stores.OpenHost()) Assert.Empty(await host.Deletions.ToListAsync(Ct));
        await Assert.ThrowsAsync<StaleWriteException>(() => new EraseAccount(late, new(site.Stores.Time), deletions).Run(Actor.System, id, Ct));
        await using (var host = site.Stores.OpenHost()) Assert.Empty(await host.Deletions.ToListAsync(Ct));
        Assert.Equal("Dana Ortiz", (await site.Account(id))!.Name);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_its_history_for_those_who_may_read_the_audit_log(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var invited = await Invite(administrator, ("name", "Dana"), ("email", "dana@example.org"), ("role", "ai-lead"));
        var id = IdOf(await Browser.Read(invited));
        using (await Act(administrator, id, "deactivate"))
        using (var auditor = await site.As(Role.Auditor))
        {
            var page = await auditor.Page($"/people/{id}?lang=es");
            Assert.Contains("cuenta desactivada", page.QuerySelectorAll("table")[^1].TextContent);
            Assert.Empty(page.QuerySelectorAll("main a[href*='take-away'], main form, main a.usa-button"));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_there_is_not_answers_404_to_everything(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var (nobody, fields) = (Guid.CreateVersion7(), administrator.Fields(await administrator.Page("/people/invite"), "/people/invite", ("role", "ai-lead")));
        foreach (var path in new[] { "", "/give-role", "/deactivate", "/reactivate", "/erase", "/sign-in-link" })
        {
            using var read = await administrator.Get($"/people/{nobody}{path}");
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            if (path.Length == 0) continue;
            using var written = await administrator.Post($"/people/{nobody}{path}", fields);
            Assert.Equal(HttpStatusCode.NotFound, written.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> Invite(Browser browser, params (string, string?)[] fields) => browser.Submit("/people/invite", "/people/invite", fields);

    private static Task<HttpResponseMessage> Act(Browser browser, AccountId id, string act) => browser.Submit($"/people/{id}/{act}", $"/people/{id}/{act}");

    private static AccountId IdOf(IHtmlDocument linkPage) => new(Guid.Parse(linkPage.QuerySelector("main a.usa-button")!.GetAttribute("href")!.Split('/')[^1]));

    private static void Harmless(IHtmlDocument page, HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain(page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    private static async Task AddMeans(TestSite site, AccountId id)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        (await db.Users.SingleAsync(a => a.Id == id, Ct)).PasswordHash = "hash";
        db.Add(new IdentityUserLogin<AccountId> { LoginProvider = "issuer", ProviderKey = "dana", UserId = id });
        db.Add(new IdentityUserPasskey<AccountId> { CredentialId = [1, 2, 3], UserId = id, Data = new() { PublicKey = [1], AttestationObject = [1], ClientDataJson = [1], Name = "Dana's phone" } });
        db.Add(new SignInLink { TokenHash = "h", Account = id, CreatedAt = site.Stores.Time.Now(), ExpiresAt = site.Stores.Time.Now() });
        await db.Commit(new(Actor.System, "account.changed", new("account", id.Value), []), Ct);
    }
}
