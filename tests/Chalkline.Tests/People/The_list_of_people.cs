using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class The_list_of_people
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_sorted_without_regard_to_accents_and_found_by_the_beginning_of_any_name(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        foreach (var name in new[] { "Zoë Ortiz", "ángel Díaz", "Ana Orozco" }) await site.AddPerson(name);
        Assert.Equal(["Ana Orozco", "ángel Díaz", "Invented AiLead", "Zoë Ortiz"], Names(await lead.Page("/people")));
        Assert.Equal(["Ana Orozco"], Names(await lead.Page("/people?name=oRÓ")));
        Assert.Equal(["Ana Orozco", "Zoë Ortiz"], Names(await lead.Page("/people?name=or")));
        Assert.Equal(["ángel Díaz"], Names(await lead.Page("/people?name=Angel+d")));
        Assert.Equal(["Zoë Ortiz"], Names(await lead.Page("/people?name=zoe.ortiz%40")));
        Assert.Empty(Names(await lead.Page("/people?name=%25")));
        Assert.Empty(Names(await lead.Page("/people?name=nobody%00")));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_filtered_by_role_school_and_status(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var (aspen, birch) = (await site.AddSchool("Aspen"), await site.AddSchool("Birch"));
        await site.AddPerson("Ana", new HeldRole(Role.Principal, aspen, null), new HeldRole(Role.Teacher, birch, null));
        await site.AddPerson("Ben", new HeldRole(Role.Teacher, aspen, null));
        using var administrator = await site.As(Role.SystemAdministrator);
        using (await administrator.Submit("/people/invite", "/people/invite", ("name", "Cleo"), ("email", "cleo@example.org"), ("role", "teacher"), ("school", aspen.ToString())))
            Assert.Equal(["Ana", "Ben", "Cleo"], Names(await lead.Page($"/people?school={aspen}")));
        Assert.Equal(["Ben", "Cleo"], Names(await lead.Page($"/people?school={aspen}&role=teacher")));
        Assert.Equal(["Cleo"], Names(await lead.Page("/people?status=invited")));
        Assert.Equal(["Ana", "Ben"], Names(await lead.Page("/people?status=active&role=teacher")));
        Assert.Contains("Show everybody", (await lead.Page("/people?role=board-clerk")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_for_a_principal_the_people_of_the_own_schools_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var (aspen, birch) = (await site.AddSchool("Aspen"), await site.AddSchool("Birch"));
        using var principal = await site.As(new HeldRole(Role.Principal, aspen, null));
        var mine = await site.AddPerson("Mine", new HeldRole(Role.Teacher, aspen, null));
        var theirs = await site.AddPerson("Theirs", new HeldRole(Role.Teacher, birch, null));
        var district = await site.AddPerson("District", new HeldRole(Role.AiLead, null, null));
        Assert.Equal(["Invented Principal", "Mine"], Names(await principal.Page("/people")));
        Assert.Empty(Names(await principal.Page($"/people?school={birch}")));
        using (var file = await principal.Get("/people.csv"))
            Assert.DoesNotContain("Theirs", await file.Content.ReadAsStringAsync(Ct));
        var record = await principal.Page($"/people/{mine}");
        Assert.DoesNotContain("History", record.QuerySelector("main")!.TextContent);
        foreach (var other in new[] { theirs, district })
        {
            using var answer = await principal.Get($"/people/{other}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Opens_for_those_alone_who_may_read_it(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await site.AddSchool("Aspen");
        foreach (var role in Roles.All)
        {
            using var browser = role.IsOfASchool() ? await site.As(new HeldRole(role, school, null)) : await site.As(role);
            foreach (var path in new[] { "/people", "/people.csv" })
            {
                using var answer = await browser.Get(path);
                Assert.Equal(PlatformRights.PeopleRead.Held.ContainsKey(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }
        using var visitor = site.Visitor();
        using var asked = await visitor.Get("/people");
        Assert.Equal("/cedar-valley/sign-in?return=%2Fpeople", asked.Headers.Location?.ToString());
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_five_thousand_takes_three_queries_a_page(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await site.AddSchool("Aspen");
        await AddMany(site, school, 5000);
        await using var db = site.Stores.Open(Installation.Cedar);
        var reader = new Person(new(Guid.Empty), "Reader", null, [new(Role.AiLead, null, null)]);
        PageOf<ListedPerson> page;
        using (var commands = new CountedCommands(db))
        {
            page = await (await PeopleList.Of(db, reader, new(null, Role.Teacher, school, AccountStatus.Active), Ct)).PageOf("3", Ct);
            // How many are left by the role and the school, the count, and the page.
            Assert.Equal(3, commands.Count);
        }
        Assert.Equal((5000, 200, 3), (page.Total, page.Pages, page.Number));
        Assert.Equal(Enumerable.Range(50, 25).Select(n => $"Person {n:D4}"), page.Rows.Select(r => r.Name));
        Assert.All(page.Rows, r => Assert.Equal(2, r.Roles.Count));
        using var lead = await site.As(Role.AiLead);
        await lead.Page("/people");
        var watch = Stopwatch.StartNew();
        Assert.Equal(25, Names(await lead.Page("/people?page=200")).Count);
        TestContext.Current.SendDiagnosticMessage($"The last page of 5,000 people on {database}: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task As_a_file_has_all_that_match_and_runs_nothing_in_a_spreadsheet(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await site.AddSchool("=Aspen");
        await AddMany(site, school, 30);
        await site.AddPerson("=HYPERLINK(\"http://evil.example\")", new HeldRole(Role.AiLead, null, null));
        using var auditor = await site.As(Role.Auditor);
        using var all = await auditor.Get("/people.csv");
        Assert.Equal("text/csv", all.Content.Headers.ContentType?.MediaType);
        var text = await all.Content.ReadAsStringAsync(Ct);
        Assert.Equal(1 + 30 + 2, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"", text);
        Assert.Contains("Reviewer: curriculum; Teacher, =Aspen", text);
        using var some = await auditor.Get("/people.csv?name=person+001");
        Assert.Equal(1 + 10, (await some.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>Names as the rows have them; of the test site's own people without their numbers.</summary>
    private static List<string> Names(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("tbody th").Select(t => t.TextContent.Trim()).Select(n => n.StartsWith("Invented ", StringComparison.Ordinal) ? n[..n.LastIndexOf(' ')] : n)];

    private static async Task AddMany(TestSite site, SchoolId school, int count)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var now = site.Stores.Time.Now();
        for (var i = 0; i < count; i++)
        {
            var account = Account.New(site.Stores.Time.NewId<AccountId>(), $"Person {i:D4}", $"person{i:D4}@example.org", now);
            account.EmailConfirmed = true;
            db.Add(account);
            db.Add(Grant(site, account.Id, new(Role.Reviewer, null, "curriculum")));
            db.Add(Grant(site, account.Id, new(Role.Teacher, school, null)));
        }
        await db.Commit(new(Actor.System, "people.added", new("district", Guid.Empty), []), Ct);
    }

    private static RoleGrant Grant(TestSite site, AccountId account, HeldRole role) => new()
    {
        Id = site.Stores.Time.NewId<GrantId>(),
        Account = account,
        Role = role.Role,
        School = role.School,
        ReviewArea = role.ReviewArea,
        Source = "setup",
        GrantedAt = site.Stores.Time.Now(),
    };

    /// <summary>Counts what one context asks of its database.</summary>
    private sealed class CountedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly object _context;
        private readonly List<IDisposable> _subscriptions = [];

        public CountedCommands(object context)
        {
            _context = context;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData executed && ReferenceEquals(executed.Context, _context)) Count++;
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }
    }
}
