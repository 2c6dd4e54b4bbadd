using System.IO.Compression;
using System.Net;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Governance.Decisions;
using Chalkline.Governance.Delegation;
using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Governance;

/// <summary>A policy is adopted by a recorded decision, and by nothing else. Today is October 5, 2026; the board meets on September 15, October 13 and November 10.</summary>
public sealed class Adopting_a_policy
{
    private static readonly (string, string?)[] Vote = [("MovedBy", "A. Invented"), ("SecondedBy", "B. Invented"), ("VotesFor", "6"), ("VotesAgainst", "1"), ("Abstained", "0"), ("Absent", "0")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_done_by_the_boards_vote_and_freezes_the_very_words_that_were_read(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        await site.AddBoard();
        using var lead = await site.As(Role.AiLead);
        var policy = await ReadOnce(lead);
        Assert.Contains("read only once", (await lead.Page("/decisions/new?about=policy:" + PolicySite.IdOf(policy))).QuerySelector("main")!.TextContent);
        var asked = await PolicySite.Ask(lead, policy);
        // Its readings are the policy's: to the board it comes for the vote.
        Assert.Equal(["second", "action"], (await lead.Page(asked)).QuerySelectorAll("select[name=reading] option").Select(o => o.GetAttribute("value")));
        Assert.Contains("entered on its own page", await (await lead.Submit(asked, asked + "/to-board", ("reading", "first"))).Refused());
        (await lead.Submit(asked, asked + "/to-board", ("reading", "second"))).Goes(asked);
        // Sessions end in the meantime.
        clock.Advance(TimeSpan.FromDays(8));
        using var clerk = await site.As(Role.BoardClerk);
        using var later = await site.As(Role.AiLead);
        var vote = await VoteOf(clerk, "2026-10-13");
        Assert.Contains("Enter its second reading first", await (await clerk.Submit(vote, vote, Vote)).Refused());
        await PolicySite.Write(later, policy, "## Rule\n\nAmended after the first reading.");
        await PolicySite.Step(clerk, policy, 1, "read-second", ("Day", "2026-10-13"));
        (await clerk.Submit(vote, vote, Vote)).Goes(asked);
        var (version, decision) = (await site.Do((db, _) => db.Set<PolicyVersion>().SingleAsync(Ct)), await site.DecisionOf(asked));
        Assert.Equal((PolicyState.Adopted, (PolicyAuthority?)PolicyAuthority.Board, (DateOnly?)new DateOnly(2026, 10, 13)), (version.State, version.AdoptedBy, version.AdoptedOn));
        Assert.Equal(((Guid?)decision.Id.Value, clerk.Account), (version.Decision, version.EnteredBy));
        Assert.True(new FrozenContent(decision.Content, decision.Sha256).Holds);
        Assert.Contains($"\"hash\":\"{version.Hash}\"", decision.Content);
        Assert.Contains("Amended after the first reading.", decision.Content);
        // Each leads to the other.
        Assert.Contains((await later.Page(policy)).QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/cedar-valley" + asked);
        Assert.Contains((await later.Page(asked)).QuerySelectorAll("main dl a"), a => a.GetAttribute("href") == "/cedar-valley" + policy);
        Assert.Equal([CheckState.Met, CheckState.Met], await States(site, new("document-adopted", With("document", "acceptable-use")), new("board-action-taken", With("kind", "policy"))));
        await PolicySite.Step(later, policy, 1, "publish");
        // What the board adopted, its clerk withdraws, and the superintendent does not.
        using var superintendent = await site.As(Role.Superintendent);
        using (var forbidden = await superintendent.Get(policy + "/versions/1/withdraw")) Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        await PolicySite.Step(clerk, policy, 1, "withdraw", ("Why", "The law changed."));
        Assert.Contains("The law changed.", (await later.Page(policy)).Body!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_not_before_its_second_reading_and_a_vote_against_it_leaves_it_as_it_was(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        await site.AddBoard();
        using var lead = await site.As(Role.AiLead);
        using var clerk = await site.As(Role.BoardClerk);
        var policy = await ReadTwice(lead);
        var asked = await PolicySite.Ask(lead, policy);
        await Put("2026-09-15");
        var early = await VoteOf(clerk, "2026-09-15");
        Assert.Contains("before October 5, 2026", await (await clerk.Submit(early, early, Vote)).Refused());
        (await clerk.Submit("/board/meetings/2026-09-15", early[..^"/vote".Length] + "/off")).Goes("/board/meetings/2026-09-15");
        await Put("2026-10-13");
        clock.Advance(TimeSpan.FromDays(8));
        using var then = await site.As(Role.BoardClerk);
        var vote = await VoteOf(then, "2026-10-13");
        (await then.Submit(vote, vote, [.. Vote.Where(v => !v.Item1.StartsWith("Votes", StringComparison.Ordinal)), ("VotesFor", "3"), ("VotesAgainst", "4")])).Goes(asked);
        var version = await site.Do((db, _) => db.Set<PolicyVersion>().SingleAsync(Ct));
        Assert.Equal((PolicyState.SecondReading, (DateOnly?)null), (version.State, version.AdoptedOn));
        // It can be asked for again.
        using var again = await site.As(Role.AiLead);
        Assert.NotEqual(asked, await PolicySite.Ask(again, policy));

        async Task Put(string day) =>
            (await clerk.Submit("/board/meetings/" + day, $"/board/meetings/{day}/items", ("proposal", asked["/decisions/".Length..]), ("reading", "second"))).Goes("/board/meetings/" + day);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_asked_for_once_at_the_policy_and_the_request_falls_away_when_it_goes_back_to_draft(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.AddBoard();
        using var lead = await site.As(Role.AiLead);
        using var clerk = await site.As(Role.BoardClerk);
        Assert.Contains("on its own page", await (await lead.Submit("/decisions/new", "/decisions/new", ("Title", "A policy"), ("Kind", "policy"), ("Tier", "no-student-data"), ("Background", "B."), ("Motion", "M."))).Refused());
        var policy = await PolicySite.Begin(lead);
        var form = "/decisions/new?about=policy:" + PolicySite.IdOf(policy);
        foreach (var nothing in new[] { form, "/decisions/new?about=policy:" + Guid.CreateVersion7(), "/decisions/new?about=account:" + lead.Account })
        {
            using var missing = await lead.Get(nothing);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
        await ReadTwice(lead, policy);
        var asked = await PolicySite.Ask(lead, policy);
        Assert.Contains("asked for already", await (await lead.Submit(form, "/decisions/new", ("Background", "Again."))).Refused());
        (await lead.Submit(asked, asked + "/to-board", ("reading", "second"))).Goes(asked);
        Assert.Single((await clerk.Page("/board/meetings/2026-10-13")).QuerySelectorAll("main ol:not(.usa-breadcrumb__list) li"));
        await PolicySite.Step(lead, policy, 1, "back-to-draft", ("Why", "Counsel has a question."));
        Assert.Empty((await clerk.Page("/board/meetings/2026-10-13")).QuerySelectorAll("main ol:not(.usa-breadcrumb__list) li"));
        Assert.Contains("Taken back", (await lead.Page(asked)).QuerySelector("main .status")!.TextContent);
        Assert.Equal(0, await site.Do((db, _) => db.Set<Decision>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_the_superintendents_where_the_delegation_says_so_but_not_of_the_own_words_and_never_the_directors(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var both = await site.As(new HeldRole(Role.AiLead, null, null), new HeldRole(Role.Superintendent, null, null));
        using var superintendent = await site.As(Role.Superintendent);
        var policy = await ReadTwice(both);
        var asked = await PolicySite.Ask(lead, policy);
        await both.Declare();
        await superintendent.Declare();
        Assert.Contains("only the board decides", await (await superintendent.Decides(asked)).Refused());
        await PolicySite.LeaveToTheSuperintendent(site);
        Assert.Contains("You wrote the last words", await (await both.Decides(asked)).Refused());
        (await superintendent.Decides(asked)).Goes(asked);
        var version = await site.Do((db, _) => db.Set<PolicyVersion>().SingleAsync(Ct));
        Assert.Equal((PolicyState.Adopted, (PolicyAuthority?)PolicyAuthority.Superintendent, superintendent.Account), (version.State, version.AdoptedBy, version.EnteredBy));
        var refused = Assert.IsType<GovernanceResult.Refused>(await site.Do((db, time) => DraftDelegation.Run(db, time, AimSite.Lead, new() { Name = "Ours", Kind = ["policy"], Body = ["director"] }, Language.English, Ct)));
        Assert.Equal(nameof(GovernanceFaultWords.PolicyLine), Assert.Single(refused.Faults).Word);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Stands_with_its_words_in_the_open_records_and_before_that_on_the_task_forces_agenda(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var draft = await PolicySite.Begin(lead, "academic-integrity", "Only a draft");
        var policy = await PolicySite.Begin(lead, title: "Use of <AI>");
        await PolicySite.Write(lead, policy, "## Rule\n\nAsk first.");
        await PolicySite.Step(lead, policy, 1, "consult", ("Day", "2026-10-20"));
        var key = $"policy:{PolicySite.IdOf(policy)}:1";
        Assert.Equal([key], (await Suggested(site)).Where(k => k.StartsWith("policy:", StringComparison.Ordinal)));
        await PolicySite.Step(lead, policy, 1, "read-first", ("Day", "2026-09-20"));
        Assert.Contains(key, await Suggested(site));
        await PolicySite.Step(lead, policy, 1, "read-second", ("Day", "2026-10-05"));
        await PolicySite.LeaveToTheSuperintendent(site);
        using var superintendent = await site.As(Role.Superintendent);
        await superintendent.Declare();
        var asked = await PolicySite.Ask(lead, policy);
        // What waits for a decision is suggested as that, once.
        Assert.Equal(["proposal:" + asked["/decisions/".Length..]], (await Suggested(site)).Where(k => k.StartsWith("policy:", StringComparison.Ordinal) || k.StartsWith("proposal:", StringComparison.Ordinal)));
        (await superintendent.Decides(asked)).Goes(asked);
        using var clerk = await site.As(Role.BoardClerk);
        using var response = await clerk.Get("/decisions/open-records.zip");
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Ct));
        var (json, page) = (await Text(zip, $"policies/{PolicySite.IdOf(policy)}-1.json"), await Text(zip, "index.html"));
        var version = await site.Do((db, _) => db.Set<PolicyVersion>().SingleAsync(v => v.AdoptedOn != null, Ct));
        Assert.Contains($"\"sha256\":\"{version.Hash}\"", json);
        Assert.Contains("\"adopted_by\":\"superintendent\"", json);
        Assert.Contains((await site.DecisionOf(asked)).Id.ToString(), json);
        Assert.Contains("Ask first.", json);
        Assert.Contains("Policy: Use of AI, version 1", page);
        Assert.DoesNotContain("Only a draft", page);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.Contains(PolicySite.IdOf(draft).ToString(), StringComparison.Ordinal));
        foreach (var account in new[] { lead.Account, superintendent.Account }) Assert.DoesNotContain(account!.Value.ToString(), json + page);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_the_delegation_is_met_by_the_table_that_is_in_force(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        Criterion delegation = new("document-adopted", With("document", "delegation"));
        Assert.Equal([CheckState.NotMet], await States(site, delegation));
        await site.AddDelegation();
        Assert.Equal([CheckState.Met], await States(site, delegation));
    }

    /// <summary>A policy whose words may still change.</summary>
    private static async Task<string> ReadOnce(Browser lead, string? begun = null)
    {
        var policy = begun ?? await PolicySite.Begin(lead, title: "Use of AI");
        await PolicySite.Step(lead, policy, 1, "consult", ("Day", "2026-10-20"));
        await PolicySite.Step(lead, policy, 1, "read-first", ("Day", "2026-09-20"));
        return policy;
    }

    private static async Task<string> ReadTwice(Browser lead, string? begun = null)
    {
        var policy = await ReadOnce(lead, begun);
        await PolicySite.Step(lead, policy, 1, "read-second", ("Day", "2026-10-05"));
        return policy;
    }

    private static async Task<string> VoteOf(Browser clerk, string day) =>
        (await clerk.Page("/board/meetings/" + day)).QuerySelector("main ol a.usa-button")!.GetAttribute("href")!["/cedar-valley".Length..];

    private static Task<List<string>> Suggested(TestSite site) => site.Do(async (db, time) =>
    {
        var keys = new List<string>();
        foreach (var source in site.App.Services.GetServices<IAgendaItems>())
            keys.AddRange((await source.Of(new(db, AimSite.Lead, Language.English, time.Now(), new(2026, 10, 5)), Ct)).Select(s => s.Key));
        return keys;
    });

    private static Task<List<CheckState>> States(TestSite site, params Criterion[] criteria) => site.Do(async (db, time) =>
        (await site.App.Services.GetRequiredService<Checks>().Evaluate(new(db, Language.English, time.Now(), new(2026, 10, 13)), criteria, Ct)).Select(r => r.State).ToList());

    private static Dictionary<string, string> With(string name, string value) => new() { [name] = value };

    private static async Task<string> Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(Ct);
    }
}
