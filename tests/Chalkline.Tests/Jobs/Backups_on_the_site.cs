using System.Net;
using System.Security.Cryptography;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Jobs;

public sealed class Backups_on_the_site
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_made_listed_and_downloaded_and_restore(Database database)
    {
        await using var site = await TestSite.On(database);
        using var administrator = await site.As(Role.SystemAdministrator);
        Assert.Empty((await administrator.Page("/backups")).QuerySelectorAll("tbody tr"));
        var job = await Make(administrator);
        await Pages_of_jobs.Work(site);
        Assert.Contains("is written", (await administrator.Page(job)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var row = Assert.Single((await administrator.Page("/backups")).QuerySelectorAll("tbody tr"));
        using var response = await administrator.Get(row.QuerySelector("a")!.GetAttribute("href")!["/cedar-valley".Length..]);
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(row.QuerySelector("code")!.TextContent, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal("backup.downloaded", await db.Set<AuditRecord>().OrderByDescending(r => r.Sequence).Select(r => r.Action).FirstAsync(Ct));
        await using var elsewhere = await Installation.On(database);
        var file = Path.Combine(elsewhere.Settings.DataFolder, "downloaded.zip");
        await File.WriteAllBytesAsync(file, bytes, Ct);
        await A_backup.Restore(elsewhere).Run(file, null, false, Ct);
        // The job that made it was under way: in the restored store it is found again when the district is opened.
        await using var restored = elsewhere.Open();
        Assert.Equal(JobState.Running, (await restored.Set<Job>().SingleAsync(Ct)).State);
        await new ResumeJobs(elsewhere.Stores).Open(restored, Ct);
        await using var host = elsewhere.Stores.OpenHost();
        Assert.Equal("cedar-valley", (await host.Set<Platform.Storage.JobHint>().SingleAsync(Ct)).Slug);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Expire_when_they_were_made_here_and_are_kept_when_somebody_put_them_there(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var administrator = await site.As(Role.SystemAdministrator);
        await Make(administrator);
        await Pages_of_jobs.Work(site);
        var backup = new StoreBackup(site.Stores);
        await backup.Write(Installation.Cedar, backup.FileFor(Installation.Cedar).Replace("000Z.zip", "001Z.zip", StringComparison.Ordinal), Ct);
        Assert.Equal(2, (await administrator.Page("/backups")).QuerySelectorAll("tbody tr").Length);
        clock.Advance(TimeSpan.FromDays(35));
        using var again = await site.As(Role.SystemAdministrator);
        // Over by the clock, before any job has taken it away.
        Assert.Single((await again.Page("/backups")).QuerySelectorAll("tbody tr"));
        await Make(again);
        await Pages_of_jobs.Work(site);
        var names = Directory.GetFiles(Path.Combine(site.Installation.Settings.DataFolder, "backups")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["cedar-valley-20261005T143000001Z.zip", "cedar-valley-20261109T143000000Z.zip", "cedar-valley-20261109T143000000Z.zip.sha256"], names);
    }

    [Fact]
    public async Task Are_refused_where_no_folder_can_be_written_to()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var administrator = await site.As(Role.SystemAdministrator);
        await File.WriteAllTextAsync(Path.Combine(site.Installation.Settings.DataFolder, "backups"), "a file in the folder's place", Ct);
        using var response = await administrator.Submit("/backups", "/backups");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("no folder here that backups can be written to", (await Browser.Read(response)).QuerySelector("#faults")!.TextContent, StringComparison.Ordinal);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Empty(await db.Set<Job>().ToListAsync(Ct));
    }

    [Theory]
    [InlineData("../host.db")]
    [InlineData("..%2Fhost.db")]
    [InlineData("juniper-20261005T143000000Z.zip")]
    [InlineData("cedar-valley-20261005T143000000Z.zip.sha256")]
    public async Task Of_another_district_and_other_files_are_not_there(string name)
    {
        await using var site = await TestSite.On(Database.Sqlite, twoDistricts: true);
        var folder = Directory.CreateDirectory(Path.Combine(site.Installation.Settings.DataFolder, "backups")).FullName;
        foreach (var there in new[] { "juniper-20261005T143000000Z.zip", "cedar-valley-20261005T143000000Z.zip.sha256" }) await File.WriteAllTextAsync(Path.Combine(folder, there), "secret", Ct);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var response = await administrator.Get("/backups/" + name);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<string> Make(Browser administrator)
    {
        using var response = await administrator.Submit("/backups", "/backups");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString()["/cedar-valley".Length..];
    }
}
