using System.Net;
using Chalkline.Design;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Records;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Acknowledging_a_policy
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Waits_in_My_work_until_one_has_read_it_oneself(Database database)
    {
        await using var site = await TestSite.On(database);
        var (lead, one, _) = await Staff(site);
        var policy = await PolicySite.Begin(lead, title: "Use of AI");
        await PolicySite.IntoForce(site, lead, policy);
        Assert.Contains("Acknowledge: Use of AI, version 1", (await one.Page("/?lang=en")).Body!.TextContent);
        Assert.Contains("Waits for you", (await one.Page(policy + "/acknowledge?lang=en")).QuerySelector("main")!.TextContent);
        using (var unread = await one.Submit(policy + "/acknowledge", policy + "/acknowledge", ("Read", null))) Assert.Equal(HttpStatusCode.UnprocessableEntity, unread.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(one, policy));
        Assert.DoesNotContain("Acknowledge: Use of AI", (await one.Page("/?lang=en")).Body!.TextContent);
        Assert.Contains("Use of AI", (await one.Page("/acknowledgements")).QuerySelector("#said-caption")!.ParentElement!.TextContent);
        var said = await site.Do((db, _) => db.Set<PolicyAcknowledgement>().SingleAsync(Ct));
        var version = await site.Do((db, _) => db.Set<PolicyVersion>().SingleAsync(Ct));
        Assert.Equal((one.Account!.Value, 1, version.Hash), (said.Account, said.Number, said.Hash));
        var entry = await site.Do((db, _) => db.Set<AuditRecord>().SingleAsync(e => e.Action == "policy.acknowledged", Ct));
        Assert.Equal(one.Account!.Value.Value, entry.ActorId);
        Assert.Contains(version.Hash, entry.Body);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_never_for_somebody_else_whatever_is_sent_along(Database database)
    {
        await using var site = await TestSite.On(database);
        var (lead, one, two) = await Staff(site);
        var policy = await PolicySite.Begin(lead);
        await PolicySite.IntoForce(site, lead, policy);
        var other = two.Account!.Value.ToString();
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(one, policy, ("Account", other), ("account", other), ("person", other), ("By", other)));
        Assert.Equal([one.Account!.Value], await site.Do((db, _) => db.Set<PolicyAcknowledgement>().Select(a => a.Account).ToListAsync(Ct)));
        Assert.Contains("Acknowledge:", (await two.Page("/?lang=en")).Body!.TextContent);
        // Who stands in for somebody does not find that person's reading among the work.
        var item = $"acknowledge:{PolicySite.IdOf(policy)}:1";
        Assert.DoesNotContain((await two.Page("/?lang=en")).QuerySelectorAll("a, form").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action") ?? ""), h => h.Contains("hand-over", StringComparison.Ordinal) && h.Contains(Uri.EscapeDataString(item), StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_of_the_words_that_were_read_and_a_new_version_asks_again_where_its_author_says_so(Database database)
    {
        await using var site = await TestSite.On(database);
        var (lead, one, two) = await Staff(site);
        var policy = await PolicySite.Begin(lead, title: "Use of AI");
        await PolicySite.IntoForce(site, lead, policy);
        var old = two.Fields(await two.Page(policy + "/acknowledge"), policy + "/acknowledge", ("Read", "on"));
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(one, policy));
        await Next(2, asksAgain: null);
        Assert.DoesNotContain("Acknowledge: ", (await one.Page("/?lang=en")).Body!.TextContent);
        using (var late = await two.Post(policy + "/acknowledge", old))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
            Assert.Equal("2", (await Browser.Read(late)).QuerySelector("input[name=Number]")!.GetAttribute("value"));
        }
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(two, policy));
        await Next(3, asksAgain: "on");
        Assert.Contains("Acknowledge: Use of AI, version 3", (await one.Page("/?lang=en")).Body!.TextContent);
        Assert.Contains("Acknowledge: Use of AI, version 3", (await two.Page("/?lang=en")).Body!.TextContent);

        async Task Next(int number, string? asksAgain)
        {
            using var continued = await lead.Submit(policy, policy + "/continue");
            await PolicySite.Write(lead, policy, $"## Rule\n\nVersion {number}.", asksAgain);
            await PolicySite.IntoForce(site, lead, policy, number);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_counted_by_school_and_who_has_not_is_listed_by_name_for_a_principal_of_the_own_school_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var (north, south) = (await School(site, "North"), await School(site, "South"));
        using var lead = await site.As(Role.AiLead);
        using var principal = await site.As(new HeldRole(Role.Principal, north, null));
        using var here = await site.As(new HeldRole(Role.Teacher, north, null));
        await site.AddPerson(Installation.Cedar, "Nora North", new HeldRole(Role.Teacher, north, null));
        await site.AddPerson(Installation.Cedar, "Sam South", new HeldRole(Role.Teacher, south, null));
        var policy = await PolicySite.Begin(lead, "academic-integrity", "Honest work");
        await PolicySite.IntoForce(site, lead, policy);
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(here, policy));
        var counts = (await lead.Page(policy + "/acknowledgements?lang=en")).QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim())));
        Assert.Equal(["North 3 1 2", "South 1 0 1"], counts);
        Assert.Equal(["North 3 1 2"], (await principal.Page(policy + "/acknowledgements?lang=en")).QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.Children.Select(c => c.TextContent.Trim()))));
        var all = (await lead.Page("/policies/acknowledgements?lang=en")).QuerySelector("table")!.TextContent;
        Assert.Contains("Nora North", all);
        Assert.Contains("Sam South", all);
        var own = (await principal.Page("/policies/acknowledgements?lang=en")).QuerySelector("main")!;
        Assert.Contains("Nora North", own.TextContent);
        Assert.DoesNotContain("Sam South", own.TextContent);
        // Not by a filter, not as a file, and not who has, or when.
        Assert.DoesNotContain("Sam South", (await principal.Page($"/policies/acknowledgements?school={south}")).QuerySelector("main")!.TextContent);
        var name = await site.Do((db, _) => db.Users.Where(a => a.Id == here.Account).Select(a => a.Name).SingleAsync(Ct));
        Assert.DoesNotContain(name, (await principal.Page("/policies/acknowledgements?standing=done")).QuerySelector("table")!.TextContent);
        Assert.Contains(name, (await lead.Page("/policies/acknowledgements?standing=done")).QuerySelector("table")!.TextContent);
        Assert.DoesNotContain(name, (await principal.Page(policy)).Body!.TextContent);
        using var history = await principal.Get($"/records/policy/{PolicySite.IdOf(policy)}/history");
        Assert.Equal(HttpStatusCode.NotFound, history.StatusCode);
        using var file = await principal.Get("/policies/acknowledgements.csv");
        Assert.Equal(HttpStatusCode.Forbidden, file.StatusCode);
        using var csv = await lead.Get($"/policies/acknowledgements.csv?school={south}");
        Assert.Equal("name,policy,version\r\nSam South,Honest work,1\r\n", (await csv.Content.ReadAsStringAsync(Ct)).ReplaceLineEndings("\r\n"));
        using var wrong = await lead.Get("/policies/acknowledgements?polcy=x");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Concerns_the_roles_and_schools_that_were_set_as_people_hold_them_now(Database database)
    {
        await using var site = await TestSite.On(database);
        var (north, south) = (await School(site, "North"), await School(site, "South"));
        using var lead = await site.As(Role.AiLead);
        using var one = await site.As(new HeldRole(Role.Teacher, north, null));
        using var two = await site.As(new HeldRole(Role.Teacher, south, null));
        var policy = await PolicySite.Begin(lead, "academic-integrity", "Honest work");
        await PolicySite.IntoForce(site, lead, policy);
        using (var set = await lead.Submit(policy + "/audience", policy + "/audience", ("Schools", south.ToString()))) Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.DoesNotContain("Acknowledge:", (await one.Page("/?lang=en")).Body!.TextContent);
        Assert.Contains("Acknowledge:", (await two.Page("/?lang=en")).Body!.TextContent);
        var stale = lead.Fields(await lead.Page(policy + "/audience"), policy + "/audience", ("Days", "5"));
        using (var none = await lead.Submit(policy + "/audience", policy + "/audience", ("Roles", null))) Assert.Equal(HttpStatusCode.Redirect, none.StatusCode);
        Assert.DoesNotContain("Acknowledge:", (await two.Page("/?lang=en")).Body!.TextContent);
        using var conflict = await lead.Post(policy + "/audience", stale);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Meets_the_checks_that_milestones_end_on(Database database)
    {
        await using var site = await TestSite.On(database);
        var (lead, one, two) = await Staff(site);
        Assert.Equal((CheckState.NotMet, "/policies/new?template=academic-integrity"), await Check("document-adopted"));
        var policy = await PolicySite.Begin(lead, "academic-integrity", "Honest work");
        Assert.Equal((CheckState.NotMet, policy), await Check("document-adopted"));
        Assert.Equal(CheckState.NotMet, (await Check("document-acknowledged", "50")).State);
        await PolicySite.IntoForce(site, lead, policy);
        Assert.Equal((CheckState.Met, policy), await Check("document-adopted"));
        Assert.Equal(CheckState.NotMet, (await Check("document-acknowledged", "50")).State);
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(one, policy));
        Assert.Equal(CheckState.Met, (await Check("document-acknowledged", "50")).State);
        Assert.Equal(CheckState.NotMet, (await Check("document-acknowledged", "51")).State);
        Assert.Equal(CheckState.InsufficientInformation, (await Check("document-acknowledged")).State);
        Assert.NotNull(two.Account);

        async Task<(CheckState State, string? Path)> Check(string kind, string? share = null)
        {
            await using var db = site.Stores.Open(Installation.Cedar);
            var checks = (Checks)site.App.Services.GetService(typeof(Checks))!;
            var with = new Dictionary<string, string> { ["document"] = "academic-integrity" };
            if (share is not null) with["share"] = share;
            var now = site.Stores.Time.Now();
            var result = Assert.Single(await checks.Evaluate(new(db, Language.English, now, DistrictTime.Day(now, "America/Denver")), [new(kind, with)], Ct));
            return (result.State, result.Path);
        }
    }

    internal static async Task<SchoolId> School(TestSite site, string name)
    {
        var id = site.Stores.Time.NewId<SchoolId>();
        await site.Do(async (db, time) =>
        {
            db.Add(new School { Id = id, Slug = name.ToLowerInvariant(), Name = name, NameFolded = StoreConventions.Fold(name), CreatedAt = time.Now() });
            await db.Commit(new(Actor.System, "school.added", new("school", id.Value), []), Ct);
            return true;
        });
        return id;
    }

    private static async Task<(Browser Lead, Browser One, Browser Two)> Staff(TestSite site)
    {
        var school = new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null);
        return (await site.As(Role.AiLead), await site.As(school), await site.As(school));
    }
}
