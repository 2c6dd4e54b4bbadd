using System.Net;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class A_policy
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Goes_from_a_template_through_comments_and_two_readings_into_force(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        var policy = await PolicySite.Begin(lead, title: "Use of AI");
        Assert.Contains("Never type in", (await lead.Page(policy + "?lang=en")).Body!.TextContent);
        Assert.Contains("Nunca se escribe", (await lead.Page(policy + "?lang=es")).Body!.TextContent);
        // A draft is for those who work on it.
        Assert.Equal(HttpStatusCode.NotFound, await Status(teacher, policy));
        Assert.DoesNotContain("Use of AI", (await teacher.Page("/policies")).QuerySelector("main")!.TextContent);
        var today = PolicySite.Today(site);
        await PolicySite.Step(lead, policy, 1, "consult", ("Day", DayText.Field(today.AddDays(14))));
        using (var commented = await teacher.Submit(policy, $"/records/policy/{PolicySite.IdOf(policy)}/comments", ("text", "Say more about families.")))
            Assert.Equal(HttpStatusCode.Redirect, commented.StatusCode);
        Assert.Contains("Say more about families.", (await lead.Page(policy)).Body!.TextContent);
        await PolicySite.Step(lead, policy, 1, "read-first", ("Day", DayText.Field(today.AddDays(-10))));
        await PolicySite.Write(lead, policy, "## Rule\n\nAmended after the first reading.");
        await PolicySite.Step(lead, policy, 1, "read-second", ("Day", DayText.Field(today.AddDays(-2))));
        await PolicySite.LeaveToTheSuperintendent(site);
        Assert.Contains("Ask for its adoption: Use of AI, version 1", (await lead.Page("/?lang=en")).Body!.TextContent);
        var asked = await PolicySite.Ask(lead, policy);
        Assert.DoesNotContain("Ask for its adoption", (await lead.Page("/?lang=en")).Body!.TextContent);
        using var superintendent = await site.As(Role.Superintendent);
        await superintendent.Declare();
        Assert.Contains("Decide: Policy: Use of AI, version 1", (await superintendent.Page("/?lang=en")).Body!.TextContent);
        (await superintendent.Decides(asked)).Goes(asked);
        await PolicySite.Step(lead, policy, 1, "publish");
        var page = await teacher.Page(policy + "?lang=en");
        Assert.Contains("In force", page.Body!.TextContent);
        Assert.Contains("Amended after the first reading.", page.Body!.TextContent);
        // What was read first is kept, and stands beside what came of it.
        var reading = page.QuerySelectorAll("table a").Select(a => a.GetAttribute("href")!).First(h => h.Contains("compare?from=", StringComparison.Ordinal) && page.Body!.TextContent.Contains("Reading 1", StringComparison.Ordinal));
        Assert.NotEmpty((await teacher.Page("/policies/" + PolicySite.IdOf(policy) + "/compare?from=" + await FirstReading(site, policy) + "&to=1")).QuerySelectorAll("ins, del"));
        Assert.NotEmpty(reading);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task In_force_is_replaced_by_its_next_version_which_is_compared_line_by_line(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var policy = await PolicySite.Begin(lead);
        await PolicySite.Write(lead, policy, "## Rule\n\nOne.\nTwo.\nThree.");
        await PolicySite.IntoForce(site, lead, policy);
        using (var continued = await lead.Submit(policy, policy + "/continue")) Assert.Equal(policy + "/edit", PolicySite.Within(continued));
        await PolicySite.Write(lead, policy, "## Rule\n\nOne.\nTwo and a half.\nThree.");
        await PolicySite.IntoForce(site, lead, policy, 2);
        var compared = await lead.Page(policy + "/compare?from=1&to=2&lang=en");
        Assert.Equal(["Taken out: Two."], compared.QuerySelectorAll("del").Select(d => d.TextContent));
        Assert.Equal(["Put in: Two and a half."], compared.QuerySelectorAll("ins").Select(d => d.TextContent));
        Assert.Equal([PolicyState.Superseded, PolicyState.Published],
            await site.Do((db, _) => db.Set<PolicyVersion>().OrderBy(v => v.Number).Select(v => v.State).ToListAsync(Ct)));
        Assert.Contains("Two.", (await lead.Page(policy + "?version=1")).QuerySelector(".written")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_two_write_at_once_loses_nothing_of_what_the_second_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.AiLead);
        var policy = await PolicySite.Begin(one);
        var late = two.Fields(await two.Page(policy + "/edit"), policy + "/edit", ("Text", "## Mine\n\nTyped at length."));
        await PolicySite.Write(one, policy, "## Theirs\n\nSaved first.");
        using var stale = await two.Post(policy + "/edit", late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var page = await Browser.Read(stale);
        Assert.Contains("Typed at length.", page.QuerySelector("textarea#Text")!.TextContent);
        Assert.Contains("Saved first.", page.QuerySelector("del")!.ParentElement!.ParentElement!.ParentElement!.TextContent);
        Assert.Equal("## Theirs\n\nSaved first.", await site.Do((db, _) => db.Set<PolicyVersion>().Select(v => v.Text).SingleAsync(Ct)));
        // Saved again on purpose, it goes.
        using var again = await two.Post(policy + "/edit", two.Fields(page, policy + "/edit"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("Typed at length.", await site.Do((db, _) => db.Set<PolicyVersion>().Select(v => v.Text).SingleAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task That_was_adopted_is_not_changed_by_SQL_either(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        var policy = await PolicySite.Begin(lead);
        await Sql("UPDATE policy_version SET text = 'still a draft'");
        await PolicySite.Write(lead, policy, "## Rule\n\nAs adopted.");
        await PolicySite.IntoForce(site, lead, policy);
        Assert.Equal(HttpStatusCode.Redirect, await PolicySite.Acknowledge(teacher, policy));
        foreach (var change in new[]
        {
            "UPDATE policy_version SET text = 'other words'", "UPDATE policy_version SET title = 'Other'", "UPDATE policy_version SET hash = 'x'", "UPDATE policy_version SET adopted_on = NULL",
            "UPDATE policy_version SET published_at = NULL", "UPDATE policy_version SET number = 7", "DELETE FROM policy_version", "UPDATE policy_reading SET text = 'other words'",
            "DELETE FROM policy_reading", "UPDATE policy_acknowledgement SET hash = 'x'", "DELETE FROM policy_acknowledgement",
        })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Sql(change));
            Assert.Contains("frozen", refused.Message);
        }
        if (database == Database.PostgreSql)
            foreach (var table in new[] { "policy_version", "policy_reading", "policy_acknowledgement" }) Assert.Contains("frozen", (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Sql("TRUNCATE " + table))).Message);
        Assert.Equal("## Rule\n\nAs adopted.", await site.Do((db, _) => db.Set<PolicyVersion>().Select(v => v.Text).SingleAsync(Ct)));
        // Nor is there a page for it.
        using var edit = await lead.Get(policy + "/edit");
        Assert.Equal(policy, PolicySite.Within(edit));

        Task<int> Sql(string statement) => site.Do((db, _) => db.Database.ExecuteSqlRawAsync(statement, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_held_to_its_order_its_days_and_to_who_may(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var clerk = await site.As(Role.BoardClerk);
        var policy = await PolicySite.Begin(lead);
        var today = PolicySite.Today(site);
        Assert.Equal(HttpStatusCode.NotFound, await Status(lead, policy + "/versions/1/publish"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(lead, policy + "/versions/1/read-second"));
        await PolicySite.Step(lead, policy, 1, "consult", ("Day", DayText.Field(today.AddDays(14))));
        await Refused(clerk, "read-first", "still ahead", ("Day", DayText.Field(today.AddDays(1))));
        await PolicySite.Step(clerk, policy, 1, "read-first", ("Day", DayText.Field(today.AddDays(-1))));
        await Refused(clerk, "read-second", "later day", ("Day", DayText.Field(today.AddDays(-1))));
        // Whoever fills a step in while somebody else takes one keeps what was typed.
        var back = $"{policy}/versions/1/back-to-draft";
        var late = lead.Fields(await lead.Page(back), back, ("Why", "Counsel has a question."));
        await PolicySite.Step(clerk, policy, 1, "read-second", ("Day", DayText.Field(today)));
        using (var stale = await lead.Post(back, late))
        {
            Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
            Assert.Contains("Counsel has a question.", await stale.Content.ReadAsStringAsync(Ct));
        }
        // Adopting is no step: it is decided.
        Assert.Equal(HttpStatusCode.NotFound, await Status(clerk, policy + "/versions/1/adopt"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(lead, policy + "/versions/1/publish"));

        async Task Refused(Browser who, string step, string because, params (string, string?)[] fields)
        {
            var path = $"{policy}/versions/1/{step}";
            using var response = await who.Submit(path + "?lang=en", path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains(because, (await Browser.Read(response)).QuerySelector("#faults")!.TextContent);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Comes_back_with_every_fault_and_its_day_of_review_stands_in_My_work(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var nothing = await lead.Submit("/policies/new", "/policies/new", ("Template", ""), ("Title", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        var policy = await PolicySite.Begin(lead, title: "Use of AI");
        using var empty = await lead.Submit(policy + "/edit", policy + "/edit", ("Title", new string('x', 161)), ("Text", " "), ("TextSpanish", "se queda"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        var page = await Browser.Read(empty);
        Assert.Equal(2, page.QuerySelectorAll("#faults li").Length);
        Assert.Equal("se queda", page.QuerySelector("#TextSpanish")!.TextContent);
        await PolicySite.IntoForce(site, lead, policy);
        using var set = await lead.Submit(policy + "/audience", policy + "/audience", ("ReviewOn", DayText.Field(PolicySite.Today(site).AddDays(20))), ("Days", "10"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Contains("Review: Use of AI", (await lead.Page("/?lang=en")).Body!.TextContent);
        using var many = await lead.Submit(policy + "/audience", policy + "/audience", ("Days", "0"), ("Roles", "nobody"), ("ReviewOn", "soon"));
        Assert.Equal(3, (await Browser.Read(many)).QuerySelectorAll("#faults li").Length);
    }

    private static async Task<HttpStatusCode> Status(Browser who, string path)
    {
        using var response = await who.Get(path);
        return response.StatusCode;
    }

    private static Task<PolicyReadingId> FirstReading(TestSite site, string policy)
    {
        var id = PolicySite.IdOf(policy);
        return site.Do((db, _) => db.Set<PolicyReading>().Where(r => r.Policy == id && r.Ordinal == 1).Select(r => r.Id).SingleAsync(Ct));
    }
}
