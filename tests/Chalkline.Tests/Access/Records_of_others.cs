using System.Net;
using Chalkline.Governance;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Plan;
using Chalkline.Tests.People;
using Chalkline.Tests.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Access;

/// <summary>
/// Every route that a role has for its own schools, tried with another school's record: none may be missing in the list below, so whoever adds a
/// route must say which record of another school proves it closed.
/// </summary>
public sealed class Records_of_others
{
    private const string Word = "Sagebrush";

    /// <summary>By method and pattern: the address of another school's record; where the route has none, the list that must not name it.</summary>
    private static readonly Dictionary<string, Func<Other, string>> Tried = new(StringComparer.Ordinal)
    {
        ["GET /people"] = _ => "/people?q=" + Word,
        ["GET /people.csv"] = _ => "/people.csv",
        ["GET /people/{id:guid}"] = o => $"/people/{o.Teacher.Value}",
        ["GET /schools"] = _ => "/schools?q=" + Word,
        ["GET /schools.csv"] = _ => "/schools.csv",
        ["GET /schools/{slug}"] = o => $"/schools/{o.School}",
        ["GET /schools/{slug}/edit"] = o => $"/schools/{o.School}/edit",
        ["POST /schools/{slug}/edit"] = o => $"/schools/{o.School}/edit",
        ["GET /roadmap"] = _ => "/roadmap",
        ["GET /roadmap.csv"] = _ => "/roadmap.csv",
        ["GET /roadmap/timeline"] = _ => "/roadmap/timeline",
        ["GET /roadmap/schools"] = _ => "/roadmap/schools",
        ["GET /roadmap/milestones/new"] = _ => "/roadmap/milestones/new",
        ["POST /roadmap/milestones/new"] = _ => "/roadmap/milestones/new",
        ["GET /roadmap/milestones/{id:guid}"] = o => $"/roadmap/milestones/{o.Milestone.Value}",
        ["GET /roadmap/milestones/{id:guid}/edit"] = o => $"/roadmap/milestones/{o.Milestone.Value}/edit",
        ["POST /roadmap/milestones/{id:guid}/edit"] = o => $"/roadmap/milestones/{o.Milestone.Value}/edit",
        ["GET /roadmap/milestones/{id:guid}/remove"] = o => $"/roadmap/milestones/{o.Milestone.Value}/remove",
        ["POST /roadmap/milestones/{id:guid}/remove"] = o => $"/roadmap/milestones/{o.Milestone.Value}/remove",
        ["GET /roadmap/milestones/{id:guid}/move"] = o => $"/roadmap/milestones/{o.Milestone.Value}/move",
        ["POST /roadmap/milestones/{id:guid}/move"] = o => $"/roadmap/milestones/{o.Milestone.Value}/move",
        ["GET /roadmap/milestones/{id:guid}/waits"] = o => $"/roadmap/milestones/{o.Milestone.Value}/waits",
        ["POST /roadmap/milestones/{id:guid}/waits"] = o => $"/roadmap/milestones/{o.Milestone.Value}/waits",
        ["GET /roadmap/milestones/{id:guid}/checks"] = o => $"/roadmap/milestones/{o.Milestone.Value}/checks",
        ["POST /roadmap/milestones/{id:guid}/checks"] = o => $"/roadmap/milestones/{o.Milestone.Value}/checks",
        ["GET /policies/acknowledgements"] = _ => "/policies/acknowledgements",
        ["GET /policies/{id:guid}/acknowledgements"] = o => $"/policies/{o.Policy.Value}/acknowledgements",
    };

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_not_found_and_in_no_list(Database database)
    {
        await using var site = await TestSite.On(database);
        var school = await Pages_of_schools.Add(site, Word);
        var other = new Other(Word.ToLowerInvariant(), await site.AddPerson($"Invented {Word} teacher", new HeldRole(Role.Teacher, school, null)), await AddMilestone(site, school), await AddPolicy(site, school));
        var own = await Pages_of_schools.Add(site, "Pine");
        var wrong = new List<string>();
        foreach (var (role, method, pattern) in OfOwnSchools(site))
        {
            using var browser = await site.As(new HeldRole(role, own, null));
            if (!Tried.TryGetValue($"{method} {pattern}", out var address))
            {
                wrong.Add($"{method} {pattern} is not in the list of this test");
                continue;
            }
            if (await Shown(browser, method, address(other), pattern.Contains('{')) is { } shown) wrong.Add($"{role.Code()} {method} {pattern}: {shown}");
        }
        Assert.Empty(wrong);
        Assert.Empty(Tried.Keys.Except(OfOwnSchools(site).Select(r => $"{r.Method} {r.Pattern}")));
    }

    private static async Task<string?> Shown(Browser browser, string method, string address, bool isRecord)
    {
        using var response = method == "GET" ? await browser.Get(address) : await browser.Post(address, browser.Fields(await browser.Page("/account"), "/account", ("Name", "Mine")));
        if (isRecord) return response.StatusCode == HttpStatusCode.NotFound ? null : $"{(int)response.StatusCode}";
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // The names of schools are public, and stand in filters; what was searched for stands in the search's own field.
        var name = address.StartsWith("/people", StringComparison.Ordinal) || address.StartsWith("/policies", StringComparison.Ordinal) ? $"Invented {Word}" : $">{Word}<";
        return text.Contains(name, StringComparison.Ordinal) || text.Contains($"\n{Word},", StringComparison.Ordinal) ? "names it" : null;
    }

    private static List<(Role Role, string Method, string Pattern)> OfOwnSchools(TestSite site) =>
        [.. from endpoint in AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>())
            where endpoint.Rule is AccessRule.Needs
            from held in ((AccessRule.Needs)endpoint.Rule!).Right.Held
            where held.Value == Extent.OwnSchools
            select (held.Key, endpoint.Method, endpoint.Pattern)];

    private static async Task<MilestoneId> AddMilestone(TestSite site, SchoolId school)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var (id, day) = (site.Stores.Time.NewId<MilestoneId>(), new DateOnly(2027, 1, 10));
        db.Add(new Milestone { Id = id, Name = Word, School = school, DueOn = day, FirstDueOn = day, CreatedAt = site.Stores.Time.Now() });
        await db.Commit(new(Actor.System, "milestone.added", new("milestone", id.Value), []), TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>In force, for the teachers of one school.</summary>
    private static async Task<PolicyId> AddPolicy(TestSite site, SchoolId school)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var (id, now) = (site.Stores.Time.NewId<PolicyId>(), site.Stores.Time.Now());
        db.Add(new Policy { Id = id, Name = "Policy", NameFolded = "policy", Published = 1, AcknowledgeFrom = 1, CreatedAt = now });
        db.Add(new PolicyVersion { Policy = id, Number = 1, State = PolicyState.Published, Title = "Policy", Text = "Text", Hash = "", WrittenAt = now, PublishedAt = now, CommentsUntil = new(2026, 10, 1), AdoptedOn = new(2026, 11, 1), AdoptedBy = PolicyAuthority.Board });
        db.Add(new PolicyRole { Policy = id, Role = Role.Teacher });
        db.Add(new PolicySchool { Policy = id, School = school });
        await db.Commit(new(Actor.System, "policy.imported", new("policy", id.Value), []), TestContext.Current.CancellationToken);
        return id;
    }

    private sealed record Other(string School, AccountId Teacher, MilestoneId Milestone, PolicyId Policy);
}
