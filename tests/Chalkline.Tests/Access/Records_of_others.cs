using System.Net;
using Chalkline.Governance;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Platform.Comments;
using Chalkline.Platform.Files;
using Chalkline.Platform.Jobs;
using Chalkline.Platform.Work;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Plan;
using Chalkline.Tests.Files;
using Chalkline.Tests.People;
using Chalkline.Tests.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Access;

/// <summary>
/// Every route that a role has for its own schools, and every one to a record for all who are signed in, tried with a record of another school: none may be missing in the
/// lists below, so whoever adds a route must say which record of another school proves it closed.
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

    /// <summary>The same of routes for everybody who is signed in: there the record says who sees it.</summary>
    private static readonly Dictionary<string, Func<Belongings, string>> TriedSignedIn = new(StringComparer.Ordinal)
    {
        ["GET /records/{kind}/{id:guid}/comments"] = b => $"/records/school/{b.School}/comments",
        ["POST /records/{kind}/{id:guid}/comments"] = b => $"/records/school/{b.School}/comments",
        ["GET /records/{kind}/{id:guid}/files"] = b => $"/records/school/{b.School}/files",
        ["POST /records/{kind}/{id:guid}/files"] = b => $"/records/school/{b.School}/files",
        ["GET /records/{kind}/{id:guid}/history"] = b => $"/records/school/{b.School}/history",
        ["GET /comments/{id:guid}/delete"] = b => $"/comments/{b.Comment}/delete",
        ["POST /comments/{id:guid}/delete"] = b => $"/comments/{b.Comment}/delete",
        ["GET /files/{id:guid}"] = b => $"/files/{b.File}",
        ["GET /files/{id:guid}/delete"] = b => $"/files/{b.File}/delete",
        ["POST /files/{id:guid}/delete"] = b => $"/files/{b.File}/delete",
        ["GET /jobs/{id:guid}"] = b => $"/jobs/{b.Job}",
        ["POST /jobs/{id:guid}/cancel"] = b => $"/jobs/{b.Job}/cancel",
        ["POST /jobs/{id:guid}/try-again"] = b => $"/jobs/{b.Job}/try-again",
    };

    private const string EndDelegation = "POST /my-work/handed-over/{id:guid}/end";

    /// <summary>Routes that no record of a school closes: policies in force are for all to read, and whoever ends what others handed over is led to the own work, with nothing done.</summary>
    private static readonly string[] OfNoSchool = ["GET /policies/{id:guid}/acknowledge", "POST /policies/{id:guid}/acknowledge", "GET /my-work/handed-over/{id:guid}/end", EndDelegation];

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_closed_to_whoever_is_signed_in_at_another_school(Database database)
    {
        await using var site = await TestSite.On(database);
        var others = await Belong(site, await Pages_of_schools.Add(site, Word));
        var own = await Pages_of_schools.Add(site, "Pine");
        var routes = ForSignedIn(site);
        var wrong = routes.Where(r => !TriedSignedIn.ContainsKey(r) && !OfNoSchool.Contains(r)).Select(r => r + " is not in the list of this test").ToList();
        foreach (var role in Roles.All.Where(r => r.IsOfASchool()))
        {
            using var browser = await site.As(new HeldRole(role, own, null));
            foreach (var (route, address) in TriedSignedIn)
                if (await Shown(browser, route.Split(' ')[0], address(others), isRecord: true) is { } shown) wrong.Add($"{role.Code()} {route}: {shown}");
            (await browser.Post($"/my-work/handed-over/{others.Delegation}/end", browser.Fields(await browser.Page("/account"), "/account"))).Dispose();
        }
        await using (var db = site.Stores.Open(Installation.Cedar))
            if ((await db.Set<Delegation>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).EndedAt is not null) wrong.Add(EndDelegation + ": ended");
        Assert.Empty(wrong);
        Assert.Empty(TriedSignedIn.Keys.Concat(OfNoSchool).Except(routes));
    }

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
        using var response = method == "GET" ? await browser.Get(address) : await Forged(browser, address);
        if (isRecord) return response.StatusCode == HttpStatusCode.NotFound ? null : $"{(int)response.StatusCode}";
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // The names of schools are public, and stand in filters; what was searched for stands in the search's own field.
        var name = address.StartsWith("/people", StringComparison.Ordinal) || address.StartsWith("/policies", StringComparison.Ordinal) ? $"Invented {Word}" : $">{Word}<";
        return text.Contains(name, StringComparison.Ordinal) || text.Contains($"\n{Word},", StringComparison.Ordinal) ? "names it" : null;
    }

    /// <summary>Sends a form of the own account to an address, in the way that also files come.</summary>
    private static async Task<HttpResponseMessage> Forged(Browser browser, string address)
    {
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in browser.Fields(await browser.Page("/account"), "/account", ("Name", "Mine"))) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(SomeFiles.Text("Mine")), "file", "mine.txt");
        return await browser.Send(new(HttpMethod.Post, browser.Path(address)) { Content = body });
    }

    private static List<(Role Role, string Method, string Pattern)> OfOwnSchools(TestSite site) =>
        [.. from endpoint in AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>())
            where endpoint.Rule is AccessRule.Needs
            from held in ((AccessRule.Needs)endpoint.Rule!).Right.Held
            where held.Value == Extent.OwnSchools
            select (held.Key, endpoint.Method, endpoint.Pattern)];

    private static List<string> ForSignedIn(TestSite site) =>
        [.. AccessMatrix.Of(site.App.Services.GetRequiredService<EndpointDataSource>()).Where(e => e.Rule is AccessRule.SignedIn && e.Pattern.Contains('{')).Select(e => $"{e.Method} {e.Pattern}")];

    /// <summary>What a school's own people have put there.</summary>
    private static async Task<Belongings> Belong(TestSite site, SchoolId school)
    {
        var ct = TestContext.Current.CancellationToken;
        using var lead = await site.As(Role.AiLead);
        var (comments, files) = ($"/records/school/{school}/comments", $"/records/school/{school}/files");
        (await lead.Submit(comments, comments, ("text", Word))).Dispose();
        (await lead.Upload(files, files, "file", "plan.txt", SomeFiles.Text(Word))).Dispose();
        await using var db = site.Stores.Open(Installation.Cedar);
        var (job, now) = (site.Stores.Time.NewId<JobId>(), site.Stores.Time.Now());
        db.Add(new Job { Id = job, Kind = "invented", Arguments = "{}", RequestedBy = lead.Account, CreatedAt = now, State = JobState.Failed, DueAt = now, EndedAt = now, Failure = JobFailure.Ended });
        var delegation = new Delegation { Id = site.Stores.Time.NewId<DelegationId>(), Giver = lead.Account!.Value, Recipient = await site.AddPerson("Invented stand-in"), Until = new(2099, 1, 1), CreatedAt = now };
        db.Add(delegation);
        await db.Commit(new(Actor.System, "work.handed-over", new("delegation", delegation.Id.Value), []), ct);
        return new(school, await db.Set<Comment>().Select(c => c.Id).SingleAsync(ct), await db.Set<AttachedFile>().Select(f => f.Id).SingleAsync(ct), job, delegation.Id);
    }

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

    private sealed record Belongings(SchoolId School, CommentId Comment, FileId File, JobId Job, DelegationId Delegation);

    private sealed record Other(string School, AccountId Teacher, MilestoneId Milestone, PolicyId Policy);
}
