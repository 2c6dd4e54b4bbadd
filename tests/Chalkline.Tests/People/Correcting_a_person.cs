using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Correcting_a_person
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Changes_name_and_address_and_tells_the_log_of_neither(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var id = await site.AddPerson("Invented Dana", PeopleSite.Administrator);
        var edit = $"/people/{id}/edit";
        using var answer = await administrator.Submit(edit, edit, ("Name", "Invented Dána"), ("Email", "Dana.New@example.org"));
        Assert.Equal(administrator.Path($"/people/{id}"), answer.Headers.Location!.ToString());
        var account = (await site.Account(id))!;
        Assert.Equal(("Invented Dána", "invented dana", "Dana.New@example.org", "DANA.NEW@EXAMPLE.ORG"), (account.Name, account.NameFolded, account.Email, account.NormalizedUserName));
        Assert.Equal("account.changed", (await site.Log(id))[^1]);
        using var log = await administrator.Get("/audit-log.jsonl");
        Assert.DoesNotContain("dana", await log.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Names_every_fault_and_refuses_an_address_that_another_has(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        await site.AddPerson("Invented Lee");
        var id = await site.AddPerson("Invented Dana");
        var edit = $"/people/{id}/edit";
        using var empty = await administrator.Submit(edit, edit, ("Name", " "), ("Email", "<script>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        var page = await Browser.Read(empty);
        Assert.Equal(["true", "true"], new[] { "#Name", "#Email" }.Select(f => page.QuerySelector(f)!.GetAttribute("aria-invalid")));
        Assert.Equal("<script>", page.QuerySelector("#Email")!.GetAttribute("value"));
        using var taken = await administrator.Submit(edit, edit, ("Email", "INVENTED.LEE@example.org"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        Assert.Equal("Invented Dana", (await site.Account(id))!.Name);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Does_not_overwrite_what_was_changed_since(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        var id = await site.AddPerson("Invented Dana");
        var edit = $"/people/{id}/edit";
        var stale = administrator.Fields(await administrator.Page(edit), edit, ("Name", "Invented Old"));
        using var first = await administrator.Submit(edit, edit, ("Name", "Invented New"));
        using var second = await administrator.Post(edit, stale.Where(f => f.Key != "form-key").ToList());
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Invented New", (await site.Account(id))!.Name);
    }
}
