using System.Net;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Jobs;

public sealed class Pages_of_jobs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Lead_from_the_audit_log_to_what_the_check_found(Database database)
    {
        await using var site = await TestSite.On(database);
        using var auditor = await site.As(Role.Auditor);
        var path = await Asked(auditor);
        var waiting = await auditor.Page(path + "?lang=es");
        Assert.Equal("Comprobar el registro de auditoría", waiting.QuerySelector("h1")!.TextContent);
        Assert.Contains("En espera", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // Asked for again while it waits, it is the same one.
        Assert.Equal(path, await Asked(auditor));
        await Work(site);
        await using var db = site.Stores.Open(Installation.Cedar);
        var head = await db.Set<AuditRecord>().Where(r => r.Action != "job.done").OrderByDescending(r => r.Sequence).FirstAsync(Ct);
        var done = await auditor.Page(path + "?lang=en");
        Assert.Contains($"Done. All {head.Sequence} entries hold. To be kept elsewhere: {head.Sequence}:{head.Hash}", done.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(done.QuerySelectorAll("main form"));
        Assert.NotEqual(path, await Asked(auditor));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Name_the_first_entry_that_does_not_hold(Database database)
    {
        await using var site = await TestSite.On(database);
        using var auditor = await site.As(Role.Auditor);
        await using var db = site.Stores.Open(Installation.Cedar);
        await db.Database.ExecuteSqlRawAsync("UPDATE audit_record SET action = 'nothing.happened' WHERE sequence = 2", Ct);
        var path = await Asked(auditor);
        await Work(site);
        var page = await auditor.Page(path);
        Assert.Contains("does not hold from entry 2 on: its column action says something else", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/cedar-valley/audit-log/2");
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_for_whoever_asked_and_for_the_administrator(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var another = await site.As(Role.Superintendent);
        using var auditor = await site.As(Role.Auditor);
        using var administrator = await site.As(Role.SystemAdministrator);
        var path = await Asked(lead);
        Assert.Equal(HttpStatusCode.NotFound, await Status(another, path));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(lead, "/jobs"));
        // The auditor sees it and can do nothing about it.
        Assert.Empty((await auditor.Page(path)).QuerySelectorAll("main form"));
        using (var forged = await auditor.Post(path + "/cancel", auditor.Fields(await auditor.Page("/audit-log"), "/audit-log/check")))
            Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        var listed = await administrator.Page("/jobs?state=waiting");
        Assert.Equal("Check the audit log", Assert.Single(listed.QuerySelectorAll("tbody th")).TextContent);
        Assert.Empty((await administrator.Page("/jobs?state=done")).QuerySelectorAll("tbody th"));
        Assert.Single((await administrator.Page("/jobs?state=no-such-state")).QuerySelectorAll("tbody th"));
        using (var cancelled = await administrator.Submit(path, path + "/cancel")) Assert.Equal(HttpStatusCode.Redirect, cancelled.StatusCode);
        Assert.Contains("Cancelled.", (await lead.Page(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var again = await lead.Submit(path, path + "/try-again")) Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await Work(site);
        Assert.Contains("Done.", (await lead.Page(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(["job.queued", "job.cancelled", "job.tried-again", "job.done"],
            await db.Set<AuditRecord>().Where(r => r.SubjectKind == "job").OrderBy(r => r.Sequence).Select(r => r.Action).ToListAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Say_why_one_failed_in_words(Database database)
    {
        var kind = new ATestJob((_, _) => throw new StoreRefusalException("There is no room for it.")) { Tries = 1 };
        await using var site = await TestSite.On(database, configure: b => b.Services.AddSingleton<IJobKind>(kind));
        using var administrator = await site.As(Role.SystemAdministrator);
        var id = await ATestJob.Ask(site.Stores);
        await Work(site);
        var page = await administrator.Page("/jobs/" + id);
        Assert.Equal("Invented work", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("It cannot be done as things stand.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("There is no room for it.", page.QuerySelector("main [lang=en]")!.TextContent);
        Assert.Contains("Chalkline itself", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
        // It waits for the administrator until somebody has it tried again or lets it be.
        Assert.Contains("Failed: Invented work", (await administrator.Page("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var left = await administrator.Submit("/jobs/" + id, $"/jobs/{id}/cancel")) Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.DoesNotContain("Failed: Invented work", (await administrator.Page("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_25_a_page(Database database)
    {
        await using var site = await TestSite.On(database, configure: b => b.Services.AddSingleton<IJobKind>(new ATestJob((_, _) => Task.FromResult(new System.Text.Json.Nodes.JsonObject()))));
        using var administrator = await site.As(Role.SystemAdministrator);
        for (var i = 0; i < 30; i++) await ATestJob.Ask(site.Stores);
        Assert.Equal(25, (await administrator.Page("/jobs")).QuerySelectorAll("tbody tr").Length);
        Assert.Equal(5, (await administrator.Page("/jobs?page=2")).QuerySelectorAll("tbody tr").Length);
    }

    /// <summary>Does all that is due, as the program does that serves.</summary>
    internal static async Task Work(TestSite site)
    {
        var worker = site.App.Services.GetRequiredService<JobWorker>();
        while (await worker.RunNext(Installation.Cedar, Ct)) await Task.Yield();
    }

    private static async Task<string> Asked(Browser browser)
    {
        using var response = await browser.Submit("/audit-log", "/audit-log/check");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString()["/cedar-valley".Length..];
    }

    private static async Task<HttpStatusCode> Status(Browser browser, string path)
    {
        using var response = await browser.Get(path);
        return response.StatusCode;
    }
}
