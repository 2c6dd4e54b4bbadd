using System.Net;
using Chalkline.Governance;
using Chalkline.Governance.Board;
using Chalkline.Governance.Decisions;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Calendar;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

/// <summary>A district with a board, its meetings and a delegation table, around October 5, 2026.</summary>
internal static class DecisionSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Meetings on September 15, October 13 (agenda until October 5) and November 10; seven seats.</summary>
    public static async Task AddBoard(this TestSite site)
    {
        foreach (var (day, deadline) in new[] { ("2026-09-15", "2026-09-07"), ("2026-10-13", "2026-10-05"), ("2026-11-10", "2026-11-02") })
        {
            var form = new CalendarForm { Kind = CalendarKinds.Code(CalendarKind.BoardMeeting), FirstDay = day, LastDay = day, AgendaDeadline = deadline };
            Assert.IsType<ChangeCalendarResult.Done>(await site.Do((db, time) => ChangeCalendar.Add(db, time, AimSite.Lead, form, [], Ct)));
        }
        Assert.IsType<GovernanceResult.Done>(await site.Do((db, _) => ChangeBoard.Describe(db, Clerk, new() { Seats = "7", Majority = "of-votes" }, Ct)));
    }

    public static Person Clerk { get; } = new(new(Guid.CreateVersion7()), "Invented clerk", null, [new(Role.BoardClerk, null, null)]);

    /// <summary>In force without a vote: what a table's lines do is tested, not how it came.</summary>
    public static Task AddDelegation(this TestSite site) => site.Do(async (db, time) =>
    {
        var table = new DelegationTable { Id = time.NewId<DelegationTableId>(), Name = "Invented", AdoptedOn = new(2026, 9, 15), CreatedAt = time.Now() };
        table.Lines.Add(new() { Id = time.NewId<DelegationLineId>(), Delegation = table.Id, Place = 1, Kind = DecisionKind.Purchase, Body = DecidingBody.Director, UpTo = 1000 });
        table.Lines.Add(new() { Id = time.NewId<DelegationLineId>(), Delegation = table.Id, Place = 2, Kind = DecisionKind.Purchase, Body = DecidingBody.Superintendent, UpTo = 10_000 });
        db.Add(table);
        await db.Commit(new(Actor.System, "test", new("test", Guid.Empty), []), Ct);
        return table.Id;
    });

    public static async Task Declare(this Browser browser) => await browser.Submit("/conflicts", "/conflicts", ("Any", "no"));

    /// <returns>The path of the proposal.</returns>
    public static async Task<string> AskFor(this Browser browser, string amount, string title = "A tool")
    {
        using var asked = await browser.Submit("/decisions/new", "/decisions/new", ("Title", title), ("Kind", "purchase"), ("Tier", "no-student-data"), ("Amount", amount), ("Background", "Because."), ("FiscalEffect", "The fund."), ("Motion", "We buy it."));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        return asked.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    public static Task<HttpResponseMessage> Decides(this Browser browser, string path, string approve = "yes") => browser.Sends(path + "/decide", ("Approve", approve), ("Reason", "Good."));

    /// <summary>Sends a form that the page does not show: what somebody would do who is not held by pages.</summary>
    public static async Task<HttpResponseMessage> Sends(this Browser browser, string path, params (string Name, string? Value)[] fields) =>
        await browser.Post(path, browser.Fields(await browser.Page("/account"), "/account", fields));

    public static async Task<string> Refused(this HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            return (await Browser.Read(response)).QuerySelector(".faults")!.TextContent;
        }
    }

    public static void Goes(this HttpResponseMessage response, string path)
    {
        using (response) Assert.Equal((HttpStatusCode.Redirect, "/cedar-valley" + path), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    public static async Task<Decision> DecisionOf(this TestSite site, string path)
    {
        var id = new ProposalId(Guid.Parse(path[(path.LastIndexOf('/') + 1)..]));
        return await site.Do((db, _) => db.Set<Decision>().AsNoTracking().SingleAsync(d => d.Proposal == id, Ct));
    }
}
