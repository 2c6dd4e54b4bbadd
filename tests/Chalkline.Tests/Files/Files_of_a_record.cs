using System.Net;
using System.Security.Cryptography;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Files;
using Chalkline.Tests.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Files;

public sealed class Files_of_a_record
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Come_back_as_they_were_and_as_downloads_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        // More than two chunks, no two alike.
        var content = new byte[2_500_000];
        new Random(11).NextBytes(content);
        SomeFiles.Pdf.CopyTo(content, 0);
        await Attach(lead, school, @"C:\plans\Ñu plan.pdf", content);
        using var reader = await site.As(Role.Reviewer);
        var page = await reader.Page("/schools/aspen");
        var link = Assert.Single(page.QuerySelectorAll("#files ~ div a[download]"));
        Assert.Equal("Ñu plan.pdf", link.TextContent);
        using var response = await reader.Get(Local(link.GetAttribute("href")!));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "Ñu plan.pdf"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("sandbox; default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(Ct));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal([0, 1, 2], await db.Set<FileChunk>().OrderBy(c => c.Number).Select(c => c.Number).ToListAsync(Ct));
        var entry = await db.Set<AuditRecord>().SingleAsync(r => r.Action == "file.uploaded", Ct);
        Assert.Equal(("school", school.Value), (entry.SubjectKind, entry.SubjectId));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("plan", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_their_versions_and_stand_once_where_they_are_equal(Database database)
    {
        await using var site = await TestSite.On(database);
        var (aspen, birch) = (await RecordSite.AddSchool(site, "Aspen"), await RecordSite.AddSchool(site, "Birch"));
        using var lead = await site.As(Role.AiLead);
        await Attach(lead, aspen, "Plan.txt", SomeFiles.Text("one"));
        await Attach(lead, aspen, "plan.TXT", SomeFiles.Text("two"));
        await Attach(lead, birch, "other.txt", SomeFiles.Text("one"));
        var rows = (await lead.Page(Files(aspen))).QuerySelectorAll("tbody tr");
        Assert.Equal([("plan.TXT", "2"), ("Plan.txt", "1")], rows.Select(r => (r.QuerySelector("th")!.TextContent.Trim(), r.QuerySelector("td")!.TextContent)));
        Assert.Equal("one", await Text(lead, rows[1].QuerySelector("a")!.GetAttribute("href")!));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(2, await db.Set<FileContent>().CountAsync(Ct));
        // The content that two files have stays with the second when the first goes, and goes with it.
        await Delete(lead, aspen, "Plan.txt");
        Assert.Equal(2, await db.Set<FileContent>().CountAsync(Ct));
        Assert.Equal("one", await Text(lead, (await lead.Page(Files(birch))).QuerySelector("tbody a")!.GetAttribute("href")!));
        await Delete(lead, birch, "other.txt");
        Assert.Equal(1, await db.Set<FileContent>().CountAsync(Ct));
        Assert.Equal(1, await db.Set<FileChunk>().CountAsync(Ct));
        var gone = await db.Set<AttachedFile>().AsNoTracking().Where(f => f.RemovedAt != null).ToListAsync(Ct);
        Assert.All(gone, f => Assert.Equal(("", null), (f.Name, f.Sha256)));
        Assert.Equal(2, gone.Count);
        Assert.Contains("Deleted on", (await lead.Page(Files(birch))).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_another_school_are_not_there(Database database)
    {
        await using var site = await TestSite.On(database);
        var (aspen, birch) = (await RecordSite.AddSchool(site, "Aspen"), await RecordSite.AddSchool(site, "Birch"));
        using var lead = await site.As(Role.AiLead);
        using var principal = await site.As(new HeldRole(Role.Principal, birch, null));
        using var teacher = await site.As(new HeldRole(Role.Teacher, aspen, null));
        await Attach(lead, aspen, "plan.txt", SomeFiles.Text("one"));
        var file = Local((await lead.Page(Files(aspen))).QuerySelector("tbody a")!.GetAttribute("href")!);
        foreach (var path in new[] { Files(aspen), file, file + "/delete", $"/records/school/{aspen}/comments", $"/records/school/{aspen}/history" })
            Assert.Equal(HttpStatusCode.NotFound, await Status(principal, path));
        using (var forged = await principal.Upload(Files(birch), Files(birch), "file", "a.txt", SomeFiles.Text("mine"))) Assert.Equal(HttpStatusCode.Redirect, forged.StatusCode);
        using (var forged = await Forged(principal, Files(birch), Files(aspen))) Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        using (var forged = await principal.Post(file + "/delete", principal.Fields(await principal.Page(Files(birch)), Files(birch)))) Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        // Who may read and not write gets no form, and nothing by forging one.
        Assert.Equal("one", await Text(teacher, "/cedar-valley" + file));
        Assert.Empty((await teacher.Page("/schools/aspen")).QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(teacher, file + "/delete"));
        foreach (var path in new[] { $"/records/school/{Guid.Empty}/files", $"/records/nothing/{aspen}/files" }) Assert.Equal(HttpStatusCode.NotFound, await Status(lead, path));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_expired_are_not_served_and_then_deleted(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        await Attach(lead, school, "plan.txt", SomeFiles.Text("one"), ("until", "2026-10-06"));
        var file = Local((await lead.Page(Files(school))).QuerySelector("tbody a")!.GetAttribute("href")!);
        await Pages_of_jobs.Work(site);
        Assert.Equal(HttpStatusCode.OK, await Status(lead, file));
        // The end of October 6 in Denver.
        clock.Advance(new DateTimeOffset(2026, 10, 7, 6, 0, 0, TimeSpan.Zero) - clock.Now());
        using var later = await site.As(Role.AiLead);
        Assert.Equal(HttpStatusCode.NotFound, await Status(later, file));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Set<FileChunk>().CountAsync(Ct));
        Assert.Contains("Expired after October 6, 2026", (await later.Page(Files(school))).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await Pages_of_jobs.Work(site);
        Assert.Equal(0, await db.Set<FileContent>().CountAsync(Ct));
        Assert.Equal(0, await db.Set<FileChunk>().CountAsync(Ct));
        Assert.Equal(["file.uploaded", "file.expired"], await db.Set<AuditRecord>().Where(r => r.Action.StartsWith("file.")).OrderBy(r => r.Sequence).Select(r => r.Action).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("a.pdf", "text", "", "Rename it")]
    [InlineData("a.exe", "MZ", "", "These are: PDF")]
    [InlineData("..", "text", "", "no name that can be kept")]
    [InlineData("a.txt", "", "", "is empty")]
    [InlineData("a.txt", "text", "tomorrow", "such as 9/30/2027")]
    [InlineData("a.txt", "text", "1/1/2020", "is over")]
    public async Task Are_refused_on_their_page_with_the_reason(string name, string text, string until, string reason)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        using var response = await lead.Upload(Files(school), Files(school), "file", name, SomeFiles.Text(text), ("until", until));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Contains(reason, page.QuerySelector("#faults")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(until, page.QuerySelector("#until")!.GetAttribute("value"));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(0, await db.Set<FileContent>().CountAsync(Ct));
    }

    [Theory]
    [InlineData("stream: Eicar-Test-Signature FOUND", "Eicar-Test-Signature")]
    [InlineData("stream: ERROR", "did not answer")]
    public async Task Are_refused_where_the_scanner_does_not_find_them_clean(string answer, string reason)
    {
        await using var clamd = PretendClamd.That(answer);
        await using var site = await TestSite.On(Database.Sqlite, configure: Scanned(clamd.Address));
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        using var response = await lead.Upload(Files(school), Files(school), "file", "a.txt", SomeFiles.Text("text"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(reason, (await Browser.Read(response)).QuerySelector("#faults")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("text"u8.ToArray(), clamd.Seen);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(0, await db.Set<AttachedFile>().CountAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_are_cut_off_on_the_way_leave_nothing(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        using var response = await Forged(lead, Files(school), Files(school), cutOff: true);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await Browser.Read(response)).QuerySelector("h1"));
        // And what an upload had put there that ended in the middle of it is gone a day later.
        await using var db = site.Stores.Open(Installation.Cedar);
        await db.Lease(d => d.Database.ExecuteSqlRawAsync("INSERT INTO file_content (sha256, bytes, whole, staged_at) SELECT 'cut off', 9, '0', created_at FROM account ORDER BY created_at LIMIT 1", Ct), Ct);
        await db.Lease(d => d.Set<FileContent>().ExecuteUpdateAsync(c => c.SetProperty(x => x.StagedAt, site.Stores.Time.Now().AddDays(-2)), Ct), Ct);
        await Attach(lead, school, "plan.txt", SomeFiles.Text("one"));
        Assert.True((await db.Set<FileContent>().AsNoTracking().SingleAsync(Ct)).Whole);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_in_backups_and_what_was_deleted_since_is_deleted_again(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        using var lead = await site.As(Role.AiLead);
        // Packed to a thousandth: no reason to take the backup for a bomb.
        var dull = SomeFiles.Text(new string('a', 20_000_000));
        await Attach(lead, school, "dull.txt", dull);
        await Attach(lead, school, "gone.txt", SomeFiles.Text("not for ever"));
        using (var said = await lead.Submit($"/records/school/{school}/comments", $"/records/school/{school}/comments", ("text", "Not for ever either"))) Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        var file = Path.Combine(site.Installation.Settings.DataFolder, "before.zip");
        await new StoreBackup(site.Stores).Write(Installation.Cedar, file, Ct);
        await Delete(lead, school, "gone.txt");
        var comment = Local((await lead.Page("/schools/aspen")).QuerySelector(".comments a")!.GetAttribute("href")!);
        using (var deleted = await lead.Submit(comment, comment)) Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        Assert.Equal(2, (await A_backup.Restore(site.Installation).Run(file, null, replace: true, Ct)).Deletions);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(dull)), (await db.Set<FileContent>().SingleAsync(Ct)).Sha256);
        Assert.Equal(20, await db.Set<FileChunk>().CountAsync(Ct));
        Assert.Null((await db.Set<Platform.Comments.Comment>().SingleAsync(Ct)).Text);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_many_attach_and_delete_at_once_are_whole(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await RecordSite.AddSchool(site, "Aspen");
        var person = new Person(await site.AddPerson(Installation.Cedar, "Invented lead", new HeldRole(Role.AiLead, null, null)), "Invented lead", null, [new(Role.AiLead, null, null)]);
        var content = new byte[FileChunk.Size + 5];
        SomeFiles.Pdf.CopyTo(content, 0);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => AttachAndDelete(i), Ct)));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(0, await db.Set<FileContent>().CountAsync(Ct));
        Assert.Equal(0, await db.Set<FileChunk>().CountAsync(Ct));

        async Task AttachAndDelete(int i)
        {
            for (var round = 0; round < 5; round++)
            {
                using var scope = site.App.Services.CreateScope();
                await using var db = site.Stores.Open(Installation.Cedar);
                var contents = new FileContents(db, site.Stores.Time);
                var upload = new UploadFile(db, new(db, []), contents, new(new(null), Microsoft.Extensions.Logging.Abstractions.NullLogger<VirusScan>.Instance), new(site.Stores), site.Stores.Time);
                var added = Assert.IsType<UploadFileResult.Added>(await upload.Run(person, new("school", school.Value), new($"{i}-{round}.pdf", new MemoryStream(content), null), Ct));
                var file = await db.Set<AttachedFile>().AsNoTracking().SingleAsync(f => f.Id == added.Id, Ct);
                var bytes = 0;
                await foreach (var chunk in contents.Read(file.Sha256!, file.Bytes, Ct)) bytes += chunk.Length;
                Assert.Equal(content.Length, bytes);
                await using var other = site.Stores.Open(Installation.Cedar);
                var (kinds, text) = (scope.ServiceProvider.GetServices<IRecordKind>(), new RecordText(other));
                var remove = new RemoveFile(other, new(other, []), new(other, site.Stores.Time), new(other, new(other, kinds), text, site.Stores.Time), new(site.Stores, Installation.Cedar), site.Stores.Time);
                Assert.IsType<RemoveFileResult.Removed>(await remove.Run(person, added.Id, Ct));
            }
        }
    }

    private static Action<WebApplicationBuilder> Scanned(ClamdAddress address) => b => b.Services.AddSingleton(new FileSettings(address));

    private static string Files(SchoolId school) => $"/records/school/{school}/files";

    private static string Local(string address) => address["/cedar-valley".Length..];

    private static async Task Attach(Browser browser, SchoolId school, string name, byte[] content, params (string, string?)[] fields)
    {
        using var response = await browser.Upload("/schools/" + (await SlugOf(browser, school)), Files(school), "file", name, content, fields);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task<string> SlugOf(Browser browser, SchoolId school) =>
        (await browser.Page(Files(school))).QuerySelector("main a")!.GetAttribute("href")!.Split('/')[^1];

    private static async Task Delete(Browser browser, SchoolId school, string name)
    {
        var row = (await browser.Page(Files(school))).QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == name);
        var path = Local(row.QuerySelectorAll("a")[^1].GetAttribute("href")!);
        using var response = await browser.Submit(path, path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> Forged(Browser browser, string page, string action, bool cutOff = false)
    {
        var body = new MultipartFormDataContent("invented-boundary");
        foreach (var (name, value) in browser.Fields(await browser.Page(page), page)) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(SomeFiles.Text("forged")), "file", "forged.txt");
        var bytes = await body.ReadAsByteArrayAsync(Ct);
        var sent = new ByteArrayContent(cutOff ? bytes[..^30] : bytes);
        sent.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=invented-boundary");
        return await browser.Send(new(HttpMethod.Post, browser.Path(action)) { Content = sent });
    }

    private static async Task<string> Text(Browser browser, string address)
    {
        using var response = await browser.Get(Local(address));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<HttpStatusCode> Status(Browser browser, string path)
    {
        using var response = await browser.Get(path);
        return response.StatusCode;
    }
}
