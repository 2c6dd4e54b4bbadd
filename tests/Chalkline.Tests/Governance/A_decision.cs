using System.Net;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Tests.People;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class A_decision
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_beyond_the_delegation_and_goes_to_the_board_whose_vote_the_clerk_enters(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        await site.AddBoard();
        await site.AddDelegation();
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        await lead.Declare();
        await superintendent.Declare();
        using var reviewer = await site.As(Role.Reviewer);
        var path = await reviewer.AskFor("10000.01");
        Assert.Contains("only the board decides", await (await lead.Decides(path)).Refused());
        Assert.Contains("only the board decides", await (await superintendent.Decides(path)).Refused());
        var middle = await reviewer.AskFor("1000.01", "Another tool");
        Assert.Contains("beyond the director", await (await lead.Decides(middle)).Refused());
        (await superintendent.Decides(middle)).Goes(middle);
        // One click: onto the next agenda that still takes something. October's closes today, by the district's clock.
        (await reviewer.Submit(path, path + "/to-board")).Goes(path);
        Assert.Contains("October 13, 2026", (await lead.Page(path)).QuerySelector("main .status")!.TextContent);
        using var early = await site.As(Role.BoardClerk);
        var vote = (await early.Page("/board/meetings/2026-10-13")).QuerySelector("main ol a.usa-button")!.GetAttribute("href")!["/cedar-valley".Length..];
        (string, string?)[] full = [("Motion", "We buy it."), ("MovedBy", "A. Invented"), ("SecondedBy", "B. Invented"), ("VotesFor", "4"), ("VotesAgainst", "1"), ("Abstained", "1"), ("Absent", "1"), ("AbstainedWho", "C. Invented, whose brother sells it")];
        Assert.Contains("The board meets on October 13, 2026", await (await early.Submit(vote, vote, full)).Refused());
        // Sessions end in the meantime.
        clock.Advance(TimeSpan.FromDays(8));
        using var clerk = await site.As(Role.BoardClerk);
        using var reader = await site.As(Role.AiLead);
        Assert.Contains("Enter 1 matters", (await clerk.Page("/")).QuerySelector("main")!.TextContent);
        Assert.Contains("add up to 8, and the board has 7 seats", await (await clerk.Submit(vote, vote, [.. full.Where(f => f.Item1 != "VotesFor"), ("VotesFor", "5")])).Refused());
        (await clerk.Submit(vote, vote, full)).Goes(path);
        var decision = await site.DecisionOf(path);
        Assert.Equal((true, new DateOnly(2026, 10, 13), (AccountId?)null), (decision.Approved, decision.DecidedOn, decision.DecidedBy));
        Assert.True(new FrozenContent(decision.Content, decision.Sha256).Holds);
        var page = (await reader.Page(path)).QuerySelector("main")!.TextContent;
        Assert.Contains("4 for, 1 against, 1 abstained, 1 absent", page);
        Assert.Contains("whose brother sells it", page);
        using var file = await reader.Get(path + "/frozen.json");
        Assert.Equal(decision.Content, await file.Content.ReadAsStringAsync(Ct));
        // What was decided is not decided again, by whatever way.
        using var late = await site.As(Role.Superintendent);
        Assert.Equal(HttpStatusCode.NotFound, (await late.Decides(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Sends(vote, full)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_never_made_by_who_asked_who_has_not_declared_or_who_abstains(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.AddDelegation();
        using var lead = await site.As(Role.AiLead);
        using var other = await site.As(Role.AiLead);
        var own = await lead.AskFor("100");
        Assert.Contains("Declare your conflicts of interest", await (await other.Decides(own)).Refused());
        Assert.Contains("Declare your conflicts of interest", (await other.Page("/")).QuerySelector("main")!.TextContent);
        await lead.Declare();
        Assert.Contains("You asked for this yourself", await (await lead.Decides(own)).Refused());
        await other.Submit("/conflicts", "/conflicts", ("Any", "yes"), ("What", "Shares in a vendor"));
        Assert.Contains("this matter touches none", await (await other.Decides(own)).Refused());
        (await other.Submit(own, own + "/abstain", ("why", "It is that vendor"))).Goes(own);
        Assert.Contains("You take no part", await (await other.Sends(own + "/decide", ("Approve", "yes"), ("Reason", "x"), ("Untouched", "on"))).Refused());
        using var superintendent = await site.As(Role.Superintendent);
        await superintendent.Declare();
        (await superintendent.Decides(own, "no")).Goes(own);
        var page = (await lead.Page(own)).QuerySelector("main")!.TextContent;
        Assert.Contains("It is that vendor", page);
        Assert.Contains("Declined", page);
        Assert.Contains("It is that vendor", (await site.DecisionOf(own)).Content);
        Assert.Contains("Shares in a vendor", (await superintendent.Page("/conflicts/all")).QuerySelector("table")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Of_somebody_with_several_roles_waits_in_a_small_district_for_another_persons_signature(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.SetSmallDistrict();
        await site.AddDelegation();
        using var both = await site.As(new HeldRole(Role.AiLead, null, null), new HeldRole(Role.Superintendent, null, null));
        using var reviewer = await site.As(Role.Reviewer);
        await both.Declare();
        var path = await reviewer.AskFor("100");
        (await both.Decides(path)).Goes(path);
        Assert.Contains("You decided this yourself", await (await both.Sends(path + "/countersign")).Refused());
        Assert.Empty(await site.Do((db, _) => ReadDecisions.Standing(db).ToListAsync(Ct)));
        using var superintendent = await site.As(Role.Superintendent);
        Assert.Contains("Countersign: A tool", (await superintendent.Page("/")).QuerySelector("main")!.TextContent);
        (await superintendent.Submit(path, path + "/countersign")).Goes(path);
        Assert.Single(await site.Do((db, _) => ReadDecisions.Standing(db).ToListAsync(Ct)));
        Assert.Equal(HttpStatusCode.NotFound, (await superintendent.Sends(path + "/countersign")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Never_changes_in_the_database_and_gives_way_to_a_later_one_alone(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        await site.AddDelegation();
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.As(Role.Reviewer);
        await lead.Declare();
        var first = await reviewer.AskFor("100");
        (await lead.Decides(first)).Goes(first);
        foreach (var sql in new[] { "UPDATE decision SET approved = NOT approved", "UPDATE decision SET reason = 'other'", "DELETE FROM decision", "UPDATE delegation_line SET up_to = NULL", "DELETE FROM conflict_declaration" })
        {
            await using var db = site.Stores.Open(Installation.Cedar);
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql, Ct));
            Assert.Contains("never change", refused.Message);
        }
        var old = await site.DecisionOf(first);
        using var asked = await reviewer.Submit("/decisions/new?supersedes=" + old.Id, "/decisions/new", ("Title", "Not any more"), ("Kind", "purchase"), ("Tier", "no-student-data"), ("Background", "It failed."), ("Motion", "We stop."));
        var second = asked.Headers.Location!.OriginalString["/cedar-valley".Length..];
        Assert.Contains("Approved", (await lead.Page(first)).QuerySelector("main .status")!.TextContent);
        (await lead.Decides(second)).Goes(second);
        Assert.Contains("Replaced", (await lead.Page(first)).QuerySelector("main .status")!.TextContent);
        Assert.Equal(old, await site.DecisionOf(first), (a, b) => a!.Content == b!.Content && a.Sha256 == b.Sha256);
        await using var log = site.Stores.Open(Installation.Cedar);
        Assert.IsType<LogVerification.Whole>(await VerifyLog.Of(log, null, Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task On_who_decides_what_is_the_boards_and_puts_the_table_into_force(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        await site.AddBoard();
        using var superintendent = await site.As(Role.Superintendent);
        await superintendent.Declare();
        Assert.Contains("the board decides everything", (await superintendent.Page("/delegation")).QuerySelector("main")!.TextContent);
        var form = (await superintendent.Page("/delegation")).QuerySelectorAll("main ul a").Select(a => a.GetAttribute("href")!).First(a => a.Contains("small", StringComparison.Ordinal))["/cedar-valley".Length..];
        using var drafted = await superintendent.Submit(form, "/delegation/new");
        var path = drafted.Headers.Location!.OriginalString["/cedar-valley".Length..];
        Assert.Contains("You asked for this yourself", await (await superintendent.Decides(path)).Refused());
        using var other = await site.As(Role.Superintendent);
        await other.Declare();
        Assert.Contains("only the board decides", await (await other.Decides(path)).Refused());
        // A first reading is not voted on; the second is at the next meeting.
        (await superintendent.Submit(path, path + "/to-board", ("reading", "first"))).Goes(path);
        clock.Advance(TimeSpan.FromDays(8));
        using var clerk = await site.As(Role.BoardClerk);
        var read = (await clerk.Page("/board/meetings/2026-10-13")).QuerySelectorAll("form").Select(f => f.GetAttribute("action")!).Single(a => a.EndsWith("/read", StringComparison.Ordinal))["/cedar-valley".Length..];
        Assert.Contains("nobody votes", await (await clerk.Sends(read[..^"/read".Length] + "/vote", ("Motion", "M"), ("MovedBy", "A"), ("SecondedBy", "B"), ("VotesFor", "7"), ("VotesAgainst", "0"), ("Abstained", "0"), ("Absent", "0"))).Refused());
        (await clerk.Sends(read)).Goes("/board/meetings/2026-10-13");
        clock.Advance(TimeSpan.FromDays(28));
        using var later = await site.As(Role.BoardClerk);
        var vote = (await later.Page("/board/meetings/2026-11-10")).QuerySelector("main ol a.usa-button")!.GetAttribute("href")!["/cedar-valley".Length..];
        (await later.Submit(vote, vote, ("MovedBy", "A"), ("SecondedBy", "B"), ("VotesFor", "7"))).Goes(path);
        Assert.Contains("November 10, 2026", (await later.Page("/delegation")).QuerySelector("main .status")!.TextContent);
        using var reviewer = await site.As(Role.Reviewer);
        var small = await reviewer.AskFor("100");
        Assert.Contains("Director", (await reviewer.Page(small)).QuerySelector("dl")!.TextContent);
    }
}
