using System.Globalization;
using System.IO.Compression;
using System.Net;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Access;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Governance;

/// <summary>Figures about a single member of the staff, asked for by every role through every route there is; the capability that keeps them in this test hides nothing itself.</summary>
public sealed class Figures_about_staff
{
    /// <summary>Of one teacher; nothing else on any page is this number.</summary>
    private const int Points = 738_421;

    private static readonly string Shown = Points.ToString(CultureInfo.InvariantCulture);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_seen_by_nobody_else_whatever_their_role_and_whichever_route_they_take(Database database)
    {
        await using var site = await Site(database);
        var school = SchoolId.From(Guid.CreateVersion7());
        using var teacher = await site.As(new HeldRole(Role.Teacher, school, null));
        var score = await Score(site, teacher.Account!.Value, school);
        var paths = Paths(site, teacher.Account.Value, score);
        Assert.Contains("/training.csv", paths);
        Assert.Contains("/audit-log.jsonl", paths);
        Assert.Contains("/briefing", paths);
        var seen = new List<string>();
        foreach (var role in Roles.All)
        {
            using var browser = await site.As(new HeldRole(role, role.IsOfASchool() ? school : null, role.IsOfAnArea() ? "curriculum" : null));
            foreach (var path in paths)
                if (await Body(browser, path) is var (_, body) && body.Contains(Shown, StringComparison.Ordinal)) seen.Add($"{role.Code()} {path}");
        }
        using var visitor = site.Visitor();
        foreach (var path in paths)
            if (await Body(visitor, path) is var (_, body) && body.Contains(Shown, StringComparison.Ordinal)) seen.Add("visitor " + path);
        Assert.Empty(seen);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_in_no_packet_for_the_board_as_a_page_or_in_Word(Database database)
    {
        await using var site = await Site(database, new SteppedClock());
        await site.AddBoard();
        var school = SchoolId.From(Guid.CreateVersion7());
        await Score(site, await site.AddPerson(Installation.Cedar, "Invented teacher", new HeldRole(Role.Teacher, school, null)), school);
        using var clerk = await site.As(Role.BoardClerk);
        (await clerk.Submit("/briefing/packet/templates/new", "/briefing/packet/templates/new", ("Name", "Ours"), ("Body", "# Training\n\n{training}"))).Goes("/briefing/packet");
        var print = (await clerk.Page("/briefing/packet")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(a => a.Contains("/print", StringComparison.Ordinal))["/cedar-valley".Length..];
        var made = 0;
        foreach (var role in Roles.All)
        {
            using var browser = await site.As(new HeldRole(role, role.IsOfASchool() ? school : null, role.IsOfAnArea() ? "curriculum" : null));
            var (status, page) = await Body(browser, print);
            using var word = await browser.Get(print.Replace("/print", "/packet.docx", StringComparison.Ordinal));
            Assert.Equal(status, word.StatusCode);
            Assert.DoesNotContain(Shown, page);
            if (status != HttpStatusCode.OK) continue;
            made++;
            using var zip = new ZipArchive(await word.Content.ReadAsStreamAsync(Ct));
            using var text = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            var document = await text.ReadToEndAsync(Ct);
            Assert.Contains("Scores of the staff:", document);
            Assert.DoesNotContain(Shown, document);
        }
        Assert.Equal(4, made);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_seen_by_the_person_in_every_way(Database database)
    {
        await using var site = await Site(database);
        var school = SchoolId.From(Guid.CreateVersion7());
        using var teacher = await site.As(new HeldRole(Role.Teacher, school, null));
        var score = await Score(site, teacher.Account!.Value, school);
        foreach (var path in new[] { "/", "/training", "/training.csv", "/api/training", "/training/sum", "/training/names", $"/training/{score}", "/search?q=anything", $"/records/training/{score}/comments" })
        {
            var (status, body) = await Body(teacher, path);
            Assert.True(status == HttpStatusCode.OK && body.Contains(Shown, StringComparison.Ordinal), $"{path}: {(int)status}");
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Stand_in_the_audit_log_without_their_value_and_in_no_entry_of_search(Database database)
    {
        await using var site = await Site(database);
        var staff = await site.AddPerson(Installation.Cedar, "Invented teacher");
        await using (var db = site.Stores.Open(Installation.Cedar))
        {
            db.Add(new TrainingScore { Id = site.Stores.Time.NewId<TrainingScoreId>(), Staff = staff, Points = Points });
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Commit(new(Actor.Person(staff), "training.done", new("training", Guid.Empty), new() { ["points"] = Points }), Ct));
        }
        await Score(site, staff, default);
        await using var read = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await read.Set<AuditRecord>().CountAsync(e => e.Action == "training.done", Ct));
        Assert.DoesNotContain(await read.Set<AuditRecord>().Select(e => e.Body).ToListAsync(Ct), b => b.Contains(Shown, StringComparison.Ordinal));
        Assert.Equal(0, await read.Set<Chalkline.Platform.Search.SearchEntry>().CountAsync(e => e.Kind == "training", Ct));
        // Where nobody is signed in (a job, a command) there are none.
        Assert.Equal(0, await read.Set<TrainingScore>().CountAsync(Ct));
    }

    /// <summary>Every address that answers a GET, filled with the teacher's and the figure's ids.</summary>
    private static List<string> Paths(TestSite site, AccountId staff, TrainingScoreId score) =>
    [
        .. AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>()).Where(e => e.Method is "GET" or "*" && !Routes.ChangesWhoAsks(e.Pattern)).Select(e => e.Pattern)
            .SelectMany(p => p.Contains("{id:guid}", StringComparison.Ordinal)
                ? new[] { p.Replace("{id:guid}", score.ToString(), StringComparison.Ordinal), p.Replace("{id:guid}", staff.ToString(), StringComparison.Ordinal) } : [p])
            .Select(p => Routes.Filled(p.Replace("{kind}", "training", StringComparison.Ordinal))),
        "/search?q=training", "/search?q=" + Shown[..5], "/people.csv", $"/audit-log?person={staff}",
    ];

    private static async Task<(HttpStatusCode Status, string Body)> Body(Browser browser, string path)
    {
        using var response = await browser.Get(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<TrainingScoreId> Score(TestSite site, AccountId staff, SchoolId school)
    {
        var id = site.Stores.Time.NewId<TrainingScoreId>();
        await using var db = site.Stores.Open(Installation.Cedar);
        db.Add(new TrainingScore { Id = id, Staff = staff, School = school, Points = Points });
        await db.Commit(new(Actor.Person(staff), "training.done", new("training", id.Value), []), Ct);
        return id;
    }

    /// <summary>With a table that no migration makes: those of this project's other capabilities are compared with their models.</summary>
    private static async Task<TestSite> Site(Database database, TimeProvider? time = null)
    {
        var site = await TestSite.On(database, time, capabilities: [.. Capabilities.All, TrainingCapability.Capability]);
        await using var db = site.Stores.Open(Installation.Cedar);
        await db.Database.ExecuteSqlRawAsync(database == Database.Sqlite
            ? "CREATE TABLE training_score (id TEXT NOT NULL PRIMARY KEY, staff TEXT NOT NULL, school TEXT NOT NULL, points INTEGER NOT NULL)"
            : "CREATE TABLE training_score (id uuid NOT NULL PRIMARY KEY, staff uuid NOT NULL, school uuid NOT NULL, points integer NOT NULL)", Ct);
        return site;
    }
}
