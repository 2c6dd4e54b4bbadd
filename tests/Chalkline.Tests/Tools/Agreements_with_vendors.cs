using System.Net;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Agreements;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Agreements_with_vendors
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_written_signed_and_then_never_changed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        Assert.Contains("No agreement is here yet", (await teacher.Page("/agreements?lang=en")).QuerySelector("main")!.TextContent);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"));
        var agreement = await lead.Draft(tool, ("Name", "=HYPERLINK(1)"));
        Assert.Equal(CheckState.NotMet, (await site.Check("agreement-in-force", tool)).State);
        var email = await site.EmailOf(lead.Account!.Value);
        Assert.Contains("The data elements that it allows", await (await lead.Sign(agreement, email)).Refused());
        await lead.Allow(agreement, "student-name.name", "enrollment.grade");
        Assert.Contains("Nobody with an open account", await (await lead.Submit(agreement + "/sign?lang=en", agreement + "/sign", ("Day", "2026-09-20"), ("SignedFor", "nobody@example.org"), ("VendorSigner", "X"))).Refused());
        Assert.Contains("still to come", await (await lead.Submit(agreement + "/sign?lang=en", agreement + "/sign", ("Day", "2026-10-06"), ("SignedFor", email), ("VendorSigner", "X"))).Refused());
        (await lead.Sign(agreement, email)).Goes(agreement);
        var page = (await teacher.Page(agreement + "?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("In force", page);
        Assert.Contains("It says today what was signed", page);
        Assert.Contains("Vigente", (await teacher.Page(agreement + "?lang=es")).QuerySelector("main .status")!.TextContent);
        Assert.Equal(CheckState.Met, (await site.Check("agreement-in-force", tool)).State);
        // Signed is frozen: by the pages, by the operation, by the database.
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Get(agreement + "/edit")).StatusCode);
        Assert.Contains("what was signed is not changed", await (await lead.Sends(agreement + "/elements?lang=en", ("Elements", "conduct.behavior"), ("Purpose", "x"), ("Version", "9"))).Refused());
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Sends(agreement + "/elements/remove", ("element", "student-name.name"))).StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => site.Do((db, _) => db.Database.ExecuteSqlAsync($"UPDATE agreement SET purposes = 'Anything'", Ct)));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(agreement + "/end")).StatusCode);
        using var file = await teacher.Get("/agreements.csv");
        Assert.Contains("'=HYPERLINK(1)", await file.Content.ReadAsStringAsync(Ct));
        Assert.Single((await teacher.Page("/agreements?view=in-force&name=tutor")).QuerySelectorAll("tbody tr"));
        Assert.Empty((await teacher.Page("/agreements?view=draft")).QuerySelectorAll("tbody tr"));
        Assert.Contains("HYPERLINK", (await teacher.Page(tool)).QuerySelector("section[aria-labelledby=agreements]")!.TextContent);
        Assert.Contains("HYPERLINK", (await teacher.Page("/vendors/" + (await site.Tool(tool)).Vendor)).QuerySelector("section[aria-labelledby=agreements]")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Refuse_what_cannot_be_with_every_fault_at_its_field(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool();
        using var other = await lead.Submit("/tools/new", "/tools/new", ("Name", "Quiz"), ("Vendor", "Vendor B"), ("Entered", "in-use"));
        var foreign = other.Headers.Location!.OriginalString.Split('/')[^1];
        var fields = lead.Fields(await lead.Page($"/agreements/new?tool={AgreementSite.IdOf(tool)}"), "/agreements/new", ("Name", ""), ("Kind", "x"), ("Basis", ""), ("Tools", foreign), ("Training", "allowed"), ("BreachHours", "0"),
            ("FirstDay", "2027-01-01"), ("LastDay", "2026-12-31"), ("NoticeBy", "2027-02-01"));
        using var refused = await lead.Post("/agreements/new", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Browser.Read(refused);
        foreach (var field in new[] { "Name", "Kind", "Basis", "TrainingWhat", "BreachHours", "LastDay", "NoticeBy" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null, field);
        Assert.Contains("of this vendor alone", page.QuerySelector(".faults")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.Do((db, _) => db.Set<Agreement>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_one_of_two_who_edit_or_sign_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.AiLead);
        var tool = await one.EnterTool();
        var agreement = await one.Draft(tool);
        var edit = agreement + "/edit";
        var late = two.Fields(await two.Page(edit), edit, ("Purposes", "Late"));
        (await one.Submit(edit, edit, ("Purposes", "First"))).Goes(agreement);
        using var stale = await two.Post(edit, late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("First", (await Browser.Read(stale)).QuerySelector("#Purposes-fault")!.TextContent);
        await one.Allow(agreement, "student-name.name");
        var email = await site.EmailOf(one.Account!.Value);
        var second = two.Fields(await two.Page(agreement + "/sign"), agreement + "/sign", ("Day", "2026-09-21"), ("SignedFor", email), ("VendorSigner", "Two"));
        (await one.Sign(agreement, email)).Goes(agreement);
        using var twice = await two.Post(agreement + "/sign", second);
        Assert.Contains(twice.StatusCode, new[] { HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity });
        Assert.Equal(new DateOnly(2026, 9, 20), (await site.Agreement(agreement)).SignedOn);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_amended_renewed_and_ended_by_a_step_each(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"));
        var first = await site.Agree(lead, tool, ["student-name.name"], ("RenewsItself", "yes"), ("NoticeBy", "2027-06-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(first + "/renew", first + "/renew", ("LastDay", "2027-06-30"), ("NoticeBy", ""))).StatusCode);
        (await lead.Submit(first + "/renew", first + "/renew", ("LastDay", "2028-06-30"), ("NoticeBy", "2028-06-01"))).Goes(first);
        Assert.Contains("It says today what was signed", (await lead.Page(first + "?lang=en")).QuerySelector("main")!.TextContent);
        using var amended = await lead.Submit(first, first + "/amend");
        var second = amended.Headers.Location!.OriginalString["/cedar-valley".Length..];
        Assert.Equal((2, 1), ((await site.Agreement(second)).Number, await site.Do((db, _) => db.Set<AgreementElement>().CountAsync(e => e.Agreement == new AgreementId(AgreementSite.IdOf(second)), Ct))));
        // There is one next version, whoever asks for it again.
        (await lead.Sends(first + "/amend")).Goes(second);
        (await lead.Submit(second + "/edit", second + "/edit", ("FirstDay", "2026-10-05"))).Goes(second);
        (await lead.Sign(second, await site.EmailOf(lead.Account!.Value))).Goes(second);
        Assert.Equal(new DateOnly(2026, 10, 5), (await site.Agreement(first)).EndedOn);
        Assert.Contains("Ended", (await lead.Page(first + "?lang=en")).QuerySelector("main .status")!.TextContent);
        Assert.Equal(CheckState.Met, (await site.Check("agreement-in-force", tool)).State);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(second + "/end", second + "/end", ("Day", "2026-10-05"), ("Why", ""))).StatusCode);
        (await lead.Submit(second + "/end", second + "/end", ("Day", "2026-10-05"), ("Why", "It was sold."))).Goes(second);
        Assert.Equal(CheckState.NotMet, (await site.Check("agreement-in-force", tool)).State);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Bring_a_decided_tool_up_for_review_when_they_end_and_let_it_go_on_while_they_bind(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names"), ("Owner", await site.EmailOf(lead.Account!.Value)));
        Assert.DoesNotContain("The agreement expired", (await lead.Page(tool + "?lang=en")).QuerySelector("main")!.TextContent);
        await site.Decided(tool);
        Assert.Contains("The agreement expired", (await lead.Page(tool + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Single((await lead.Page("/tools?view=no-agreement")).QuerySelectorAll("tbody tr"));
        Assert.Single((await lead.Page("/tools?view=under-review")).QuerySelectorAll("tbody tr"));
        var agreement = await site.Agree(lead, tool, ["student-name.name"], ("LastDay", "2026-11-30"));
        Assert.DoesNotContain("The agreement expired", (await lead.Page(tool + "?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Empty((await lead.Page("/tools?view=no-agreement")).QuerySelectorAll("tbody tr"));
        Assert.Single((await lead.Page("/tools?view=renewal")).QuerySelectorAll("tbody tr"));
        Assert.Single((await lead.Page("/agreements?view=ends-soon")).QuerySelectorAll("tbody tr"));
        Assert.Contains("56 days are left", (await lead.Page("/?lang=en")).QuerySelector("main")!.TextContent);
        (await lead.Submit(tool + "/concerns/new", tool + "/concerns/new", ("Kind", "incident"), ("Severe", "yes"), ("Why", "Names were shown."))).Goes(tool);
        (await superintendent.Submit(tool + "/continue", tool + "/continue", ("Why", "Until the end of term."), ("Until", "2026-12-20"))).Goes(tool);
        Assert.Contains("may go on", (await lead.Page(tool + "?lang=en")).QuerySelector("main .page-head")!.TextContent);
        clock.Advance(TimeSpan.FromDays(57));
        using var later = await site.As(Role.Superintendent);
        Assert.Contains("May not be used", (await later.Page(tool + "?lang=en")).QuerySelector("main .page-head")!.TextContent);
        Assert.Contains("No written agreement", await (await later.Submit(tool + "/continue?lang=en", tool + "/continue", ("Why", "x"), ("Until", "2026-12-20"))).Refused());
        Assert.Equal(AgreementStanding.Ended, AgreementTerm.Standing(await site.Agreement(agreement), await site.Do((db, time) => DistrictDay.Today(db, time, Ct))));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Stay_within_their_district(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock(), twoDistricts: true);
        using var lead = await site.As(Role.AiLead);
        using var foreign = await site.As(Installation.Juniper, new HeldRole(Role.AiLead, null, null));
        var agreement = await site.Agree(lead, await lead.EnterTool(), ["student-name.name"]);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Get(agreement)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Get(agreement + "/end")).StatusCode);
        Assert.Empty((await foreign.Page("/agreements")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public void Warn_anew_at_each_of_the_four_days()
    {
        var agreement = new Agreement { Id = new(Guid.CreateVersion7()), Name = "A", NameFolded = "a", SignedOn = new(2026, 1, 1), FirstDay = new(2026, 1, 1), LastDay = new(2026, 12, 31), NoticeBy = new(2026, 12, 1), RenewsItself = true };
        WorkItem? On(DateOnly day) => AgreementWork.Item(new(null!, null!, Language.English, default, day), agreement);
        Assert.Null(On(new(2026, 8, 2)));
        Assert.EndsWith(":notice:120", On(new(2026, 8, 3))!.Key);
        Assert.EndsWith(":notice:30", On(new(2026, 12, 1))!.Key);
        Assert.EndsWith(":end:30", On(new(2026, 12, 2))!.Key);
        Assert.Equal(new DateOnly(2026, 12, 31), On(new(2026, 12, 31))!.Due);
        Assert.Null(On(new(2027, 1, 1)));
    }
}
