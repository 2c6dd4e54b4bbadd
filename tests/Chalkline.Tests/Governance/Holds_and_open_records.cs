using System.IO.Compression;
using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Holds_and_open_records
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task What_is_held_is_not_erased_until_the_hold_is_lifted(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var account = await site.AddPerson(Installation.Cedar, "Invented Ida", new HeldRole(Role.Auditor, null, null));
        using var administrator = await site.As(Role.SystemAdministrator);
        using var superintendent = await site.As(Role.Superintendent);
        (await administrator.Sends($"/people/{account}/deactivate")).Dispose();
        (await superintendent.Submit("/holds", "/holds", ("Kind", "account"), ("Record", $"/people/{account}"), ("Reason", "A case is open"))).Goes("/holds");
        using var refused = await administrator.Sends($"/people/{account}/erase");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("legal hold", (await Browser.Read(refused)).QuerySelector("main")!.TextContent);
        Assert.Equal("Invented Ida", await NameOf(site, account));
        var lift = (await superintendent.Page("/holds")).QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).Single(a => a.EndsWith("/lift", StringComparison.Ordinal))["/cedar-valley".Length..];
        Assert.Contains("This is missing", await (await superintendent.Submit("/holds", lift)).Refused());
        (await superintendent.Submit("/holds", lift, ("why", "The case is closed"))).Goes("/holds");
        (await administrator.Sends($"/people/{account}/erase")).Dispose();
        Assert.Equal("", await NameOf(site, account));
        Assert.Contains("The case is closed", (await superintendent.Page("/holds")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task All_decisions_come_as_one_file_by_office_and_without_names(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.AddDelegation();
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.As(Role.Reviewer);
        await lead.Declare();
        var path = await reviewer.AskFor("100", "A tool <for> all");
        (await lead.Decides(path)).Goes(path);
        using var clerk = await site.As(Role.BoardClerk);
        using var response = await clerk.Get("/decisions/open-records.zip");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Ct));
        var decision = await site.DecisionOf(path);
        var json = await Text(zip, $"decisions/{decision.Id}.json");
        var page = await Text(zip, "index.html");
        Assert.Contains("\"body\":\"director\"", json);
        Assert.Contains(decision.Sha256, json);
        Assert.Contains("A tool &lt;for&gt; all", page);
        Assert.DoesNotContain("Invented", json + page);
        Assert.DoesNotContain(lead.Account!.Value.ToString(), json);
        using var principal = await site.As(new HeldRole(Role.Principal, new(Guid.CreateVersion7()), null));
        using var refused = await principal.Get("/decisions/open-records.zip");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task<string> Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(Ct);
    }

    private static Task<string> NameOf(TestSite site, AccountId account) => site.Do((db, _) => db.Users.AsNoTracking().Where(a => a.Id == account).Select(a => a.Name).SingleAsync(Ct));
}
