using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Vetting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Reviews_of_a_tool
{
    private const string Wcag = "vetting:access.wcag";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_planned_answered_and_signed_and_open_the_checks_of_a_gate(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Accessibility);
        var tool = await lead.EnterQuiet();
        Assert.Equal((CheckState.NotMet, CheckState.InsufficientInformation, CheckState.InsufficientInformation, CheckState.InsufficientInformation), Of(await site.Checks(tool)));
        var plan = tool + "/vetting/plan";
        // Five school days after Monday, October 5.
        Assert.Equal("2026-10-12", (await lead.Page(plan)).QuerySelector("#Due-accessibility")!.GetAttribute("value"));
        (await lead.Submit(plan, plan, ("Reviewer-accessibility", reviewer.Account.ToString()))).Goes(tool + "/vetting");
        Assert.Contains("Accessibility: Planner F", await reviewer.Says("/"));
        await site.Vet(tool);
        Assert.DoesNotContain("Accessibility: Planner F", await reviewer.Says("/"));
        Assert.Equal((CheckState.Met, CheckState.Met, CheckState.Met, CheckState.Met), Of(await site.Checks(tool)));
        var page = await lead.Says(tool);
        Assert.Contains("4 of 4 areas are reviewed; answers that block: 0", page);
        using var teacher = await site.As(Role.Teacher);
        Assert.Contains("4 of 4 areas are reviewed", await teacher.Says(tool));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(tool + "/vetting")).StatusCode);
        var spanish = (await lead.Page(tool + "/vetting?lang=es")).QuerySelector("main")!.TextContent;
        Assert.Contains("Revisada", spanish);

        static (CheckState, CheckState, CheckState, CheckState) Of(IReadOnlyDictionary<string, CheckState> checks) => (checks["reviews-complete"], checks["no-blocker"], checks["evidence-current"], checks["rules-answered"]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_not_finished_while_something_is_open_unshown_unsigned_or_in_the_way(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Accessibility);
        var tool = await lead.EnterQuiet();
        Assert.Contains("Questions that are open", await (await reviewer.Finish(tool, VettingSite.Accessibility)).Refused());
        (await reviewer.Answer(tool, VettingSite.Accessibility, ("Note-" + Wcag, ""))).Goes($"{tool}/vetting/accessibility");
        Assert.Contains("This can block, and has neither evidence nor a note", await (await reviewer.Finish(tool, VettingSite.Accessibility)).Refused());
        Assert.Contains("Say why", (await Browser.Read(await reviewer.Answer(tool, VettingSite.Accessibility, ("Reply-" + Wcag, "partly"), ("Note-" + Wcag, " ")))).QuerySelector(".faults")!.TextContent);
        (await reviewer.Answer(tool, VettingSite.Accessibility, ("Reply-" + Wcag, "no"))).Goes($"{tool}/vetting/accessibility");
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["no-blocker"]);
        Assert.Contains("One answer blocks", await (await reviewer.Finish(tool, VettingSite.Accessibility)).Refused());
        Assert.Contains("Tick this", await (await reviewer.Finish(tool, VettingSite.Accessibility, "against", null)).Refused());
        (await reviewer.Finish(tool, VettingSite.Accessibility, "against")).Goes(tool + "/vetting");
        Assert.Contains("Not recommended", await lead.Says(tool + "/vetting"));
        // Another answer opens the area again: what was signed was signed for other answers.
        (await reviewer.Answer(tool, VettingSite.Accessibility)).Goes($"{tool}/vetting/accessibility");
        Assert.Null((await site.Review(tool, VettingSite.Accessibility))!.FinishedAt);
        Assert.Contains("Answered, not finished", await lead.Says(tool + "/vetting"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_kept_apart_from_whoever_answers_for_the_tool(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var owner = await site.As(new HeldRole(Role.Reviewer, null, VettingSite.Curriculum), new HeldRole(Role.Reviewer, null, VettingSite.Accessibility));
        using var other = await site.Reviewer(VettingSite.Curriculum);
        using var superintendent = await site.As(Role.Superintendent);
        var tool = await lead.EnterQuiet();
        (await lead.Submit(tool + "/edit", tool + "/edit", ("Owner", await site.EmailOf(owner.Account!.Value)))).Goes(tool);
        var curriculum = $"{tool}/vetting/curriculum";
        Assert.Contains("You answer for this tool", await owner.Says(curriculum));
        (string Name, string? Value)[] typed = [("Question", "vetting:curriculum.need"), ("Reply-vetting:curriculum.need", "yes")];
        Assert.Contains("You answer for this tool", await (await owner.Sends(curriculum + "?lang=en", typed)).Refused());
        Assert.Contains("You do not have the role", await (await other.Sends($"{tool}/vetting/accessibility?lang=en", typed)).Refused());
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.Sends(curriculum, typed)).StatusCode);
        (await other.Answer(tool, VettingSite.Curriculum)).Goes(curriculum);
        Assert.Contains("You answer for this tool", await (await owner.Sends(curriculum + "/finish?lang=en", ("Verdict", "for"), ("Confirmed", "on"), ("Version", "9"))).Refused());
        // A small district has too few people: there the superintendent signs, too.
        await site.BecomeSmall();
        (await owner.Finish(tool, VettingSite.Curriculum)).Goes(tool + "/vetting");
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["reviews-complete"]);
        Assert.Contains("Curriculum", await superintendent.Says("/"));
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Sends(curriculum + "/countersign")).StatusCode);
        (await superintendent.Submit(tool + "/vetting", curriculum + "/countersign")).Goes(tool + "/vetting");
        Assert.Equal((true, superintendent.Account), ((await site.Review(tool, VettingSite.Curriculum))!.IsSigned, (await site.Review(tool, VettingSite.Curriculum))!.CountersignedBy));
        Assert.Equal(HttpStatusCode.NotFound, (await superintendent.Sends(curriculum + "/countersign")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_not_all_finished_by_one_person(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        string[] areas = [VettingSite.Privacy, VettingSite.Curriculum, VettingSite.Accessibility, VettingSite.Legal];
        using var one = await site.As([.. areas.Select(a => new HeldRole(Role.Reviewer, null, a))]);
        var tool = await lead.EnterQuiet();
        foreach (var area in areas) (await one.Answer(tool, area)).Goes($"{tool}/vetting/{area}");
        foreach (var area in areas[..3]) (await one.Finish(tool, area)).Goes(tool + "/vetting");
        Assert.Contains("You finished every other area", await (await one.Finish(tool, VettingSite.Legal)).Refused());
        using var two = await site.Reviewer(VettingSite.Legal);
        (await two.Finish(tool, VettingSite.Legal)).Goes(tool + "/vetting");
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["reviews-complete"]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_accepted_from_elsewhere_with_where_they_come_from(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterQuiet();
        Assert.Contains("no address that begins with https", await (await lead.Accept(tool, VettingSite.Legal, ("Link", "javascript:alert(1)"))).Refused());
        Assert.Contains("has not come yet", await (await lead.Accept(tool, VettingSite.Legal, ("Day", "2026-10-06"))).Refused());
        Assert.Contains("3 years", await (await lead.Accept(tool, VettingSite.Legal, ("Until", "2030-01-01"))).Refused());
        (await lead.Accept(tool, VettingSite.Legal)).Goes(tool + "/vetting");
        Assert.Contains("The state: State office", await lead.Says(tool + "/vetting"));
        Assert.Contains("All of it.", await lead.Says(tool + "/vetting/legal-procurement"));
        Assert.Contains("1 of 4 areas are reviewed", await lead.Says(tool));
        clock.Advance(TimeSpan.FromDays(340));
        using var later = await site.As(Role.AiLead);
        Assert.Contains("0 of 4 areas are reviewed", await later.Says(tool));
        Assert.Contains("To be looked at again", await later.Says(tool));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Bring_a_decided_tool_up_when_an_answer_turns_to_what_must_not_be(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Accessibility);
        var tool = await lead.EnterQuiet();
        (await reviewer.Answer(tool, VettingSite.Accessibility)).Goes($"{tool}/vetting/accessibility");
        await site.Decided(tool);
        var version = (await site.Tool(tool)).Version;
        (await reviewer.Answer(tool, VettingSite.Accessibility, ("Reply-" + Wcag, "no"), ("Note-" + Wcag, "Keyboard traps."))).Goes($"{tool}/vetting/accessibility");
        var concern = await site.Do((db, _) => db.Set<ToolConcern>().AsNoTracking().SingleAsync(Ct));
        Assert.Equal((ConcernKind.Blocker, false, (AccountId?)null), (concern.Kind, concern.Severe, concern.RaisedBy));
        Assert.True((await site.Tool(tool)).Version > version);
        // It was known: saying it again raises nothing new.
        (await reviewer.Answer(tool, VettingSite.Accessibility, ("Reply-" + Wcag, "no"), ("Note-" + Wcag, "Still."))).Goes($"{tool}/vetting/accessibility");
        Assert.Equal(1, await site.Do((db, _) => db.Set<ToolConcern>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tell_of_two_who_answer_the_same_question_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var one = await site.Reviewer(VettingSite.Accessibility);
        using var two = await site.Reviewer(VettingSite.Accessibility);
        var tool = await lead.EnterQuiet();
        var path = $"{tool}/vetting/accessibility";
        var late = two.Fields(await two.Page(path), path, ("Reply-" + Wcag, "yes"), ("Note-" + Wcag, "Fine."), ("Reply-vetting:access.report", "yes"), ("Note-vetting:access.report", "Read."));
        (await one.Answer(tool, VettingSite.Accessibility, ("Reply-" + Wcag, "no"), ("Reply-vetting:access.report", null), ("Note-vetting:access.report", null))).Goes(path);
        var refused = await two.Post(path + "?lang=en", late);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Browser.Read(refused);
        Assert.Contains("Somebody else answered this meanwhile: No", page.QuerySelector(".faults")!.TextContent);
        Assert.Equal("Fine.", page.QuerySelectorAll("textarea").Single(t => t.GetAttribute("name") == "Note-" + Wcag).TextContent);
        // Sent again it is on top of the other's.
        (await two.Post(path, two.Fields(page, path))).Goes(path);
        Assert.Equal(VettingReply.Yes, await site.Do((db, _) => db.Set<VettingAnswer>().Where(a => a.Item == "access.wcag").Select(a => a.Reply).SingleAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Survive_an_upgrade_of_the_pack(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer("special-education");
        await lead.UploadPack(VettingSite.Questions("1.0.0", VettingSite.Item("kept", "Is it kept?") + "\n" + VettingSite.Item("gone", "Is it gone?") + "\n" + VettingSite.Item("other", "Is it so?"),
            VettingSite.Spanish("kept", "¿Queda?") + "\n" + VettingSite.Spanish("gone", "¿Se fue?") + "\n" + VettingSite.Spanish("other", "¿Es así?")));
        var tool = await lead.EnterQuiet();
        (await reviewer.Answer(tool, "special-education")).Goes($"{tool}/vetting/special-education");
        (await reviewer.Finish(tool, "special-education")).Goes(tool + "/vetting");
        await lead.UploadPack(VettingSite.Questions("1.1.0", VettingSite.Item("kept", "Is it kept?") + "\n" + VettingSite.Item("other", "Is it otherwise?") + "\n" + VettingSite.Item("new", "Is it new?"),
            VettingSite.Spanish("kept", "¿Queda?") + "\n" + VettingSite.Spanish("other", "¿Es de otro modo?") + "\n" + VettingSite.Spanish("new", "¿Es nuevo?")));
        Assert.Contains("1 answer", await lead.Says("/packs/local.questions/upgrade?to=1.1.0"));
        using var upgraded = await lead.Submit("/packs/local.questions/upgrade?to=1.1.0", "/packs/local.questions/upgrade");
        Assert.Equal(HttpStatusCode.Redirect, upgraded.StatusCode);
        var area = await reviewer.Page($"{tool}/vetting/special-education?lang=en");
        Assert.Contains("2 of 3 answered", area.QuerySelector("main")!.TextContent);
        Assert.Equal(["local.questions:other"], area.QuerySelectorAll("main section.rule").Where(s => s.TextContent.Contains("Answered on an older wording (version 1.0.0)", StringComparison.Ordinal)).Select(s => s.QuerySelector("input[name=Question]")!.GetAttribute("value")!));
        Assert.Contains("Is it gone?: Yes · answered on version 1.0.0", await lead.Says(tool + "/vetting"));
        Assert.Contains("In progress", await lead.Says(tool + "/vetting"));
        Assert.Equal(CheckState.InsufficientInformation, (await site.Checks(tool))["no-blocker"]);
        // It is still so: that is an answer on the present wording.
        (await reviewer.Answer(tool, "special-education", ("Again-local.questions:other", "on"))).Goes($"{tool}/vetting/special-education");
        Assert.DoesNotContain("older wording", await reviewer.Says($"{tool}/vetting/special-education"));
        Assert.Equal(4, await site.Do((db, _) => db.Set<VettingAnswer>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Run_out_with_their_answers_and_wait_for_who_reviewed(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Privacy);
        var tool = await lead.EnterQuiet();
        (await lead.Submit(tool + "/vetting/plan", tool + "/vetting/plan", ("Reviewer-privacy-security", reviewer.Account.ToString()))).Goes(tool + "/vetting");
        (await reviewer.Answer(tool, VettingSite.Privacy)).Goes($"{tool}/vetting/privacy-security");
        (await reviewer.Finish(tool, VettingSite.Privacy)).Goes(tool + "/vetting");
        Assert.Equal(new DateOnly(2027, 10, 5), (await site.Review(tool, VettingSite.Privacy))!.RenewBy);
        clock.Advance(TimeSpan.FromDays(365));
        using var later = await site.As(new HeldRole(Role.Reviewer, null, VettingSite.Privacy));
        Assert.Contains("To be answered again since October 5, 2027", await later.Says($"{tool}/vetting/privacy-security"));
        Assert.Contains("Questions that are open or must be answered again: 1", await (await later.Finish(tool, VettingSite.Privacy)).Refused());
        (await later.Answer(tool, VettingSite.Privacy, ("Again-vetting:security.history", "on"))).Goes($"{tool}/vetting/privacy-security");
        (await later.Finish(tool, VettingSite.Privacy)).Goes(tool + "/vetting");
        Assert.Equal(new DateOnly(2028, 10, 5), (await site.Review(tool, VettingSite.Privacy))!.RenewBy);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Close_the_gate_on_a_rule_of_law_that_is_not_met(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Legal);
        var tool = await lead.EnterTool("Tutor A", ("Tier", "student-data"), ("TierWhy", "Names go in."), ("Users", "students"), ("Grades", "3-5"));
        var law = tool + "/vetting/rules-of-law";
        var page = await reviewer.Says(law);
        Assert.Contains("34 CFR 99.31", page);
        Assert.DoesNotContain("New York", page);
        Assert.Contains("Not in force yet: April 26, 2027", page);
        (await reviewer.Answer(tool, VettingRules.Law, ("Reply-rules-of-law:coppa.retention", "no"))).Goes(law);
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["rules-answered"]);
        Assert.Contains("Not met", await reviewer.Says(law));
        (await reviewer.Answer(tool, VettingRules.Law)).Goes(law);
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["rules-answered"]);
        Assert.Equal(reviewer.Account, (await site.Review(tool, VettingRules.Law))!.FinishedBy);
        // There is nothing to sign beside the answers.
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.Get(law + "/finish")).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_frozen_with_the_decision_that_rests_on_them_and_ask_reviewers_for_their_interests(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var admin = await site.As(Role.SystemAdministrator);
        await admin.UploadPack(ToolSite.Gates.Replace("{ check: serves-use-case, why: \"For a goal.\" }", "{ check: conflicts-declared, why: \"For a goal.\" }", StringComparison.Ordinal));
        await site.AllowToolUse();
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        await lead.Declare();
        await superintendent.Declare();
        var tool = await lead.EnterQuiet("Planner F", "requested");
        (await lead.Submit(tool + "/edit", tool + "/edit", ("Owner", await site.EmailOf(lead.Account!.Value)))).Goes(tool);
        using var silent = await site.Reviewer(VettingSite.Curriculum);
        (await silent.Answer(tool, VettingSite.Curriculum)).Goes($"{tool}/vetting/curriculum");
        (await silent.Finish(tool, VettingSite.Curriculum)).Goes(tool + "/vetting");
        (await lead.Step(tool, "in-review")).Dispose();
        Assert.Contains("not met", (await lead.Page(tool + "/move?to=approved-for-use&lang=en")).QuerySelector("main table")!.TextContent);
        await silent.Declare();
        Assert.DoesNotContain("not met", (await lead.Page(tool + "/move?to=approved-for-use&lang=en")).QuerySelector("main table")!.TextContent);
        await site.Vet(tool);
        using var privacy = await site.Reviewer(VettingSite.Privacy);
        var evidence = await privacy.AddEvidence(tool, ("Link", ""), ("SeenOn", ""));
        using var file = await privacy.Upload(evidence, $"/records/evidence/{evidence.IdOf()}/files", "file", "policy.txt", "We keep nothing."u8.ToArray());
        Assert.Equal(HttpStatusCode.Redirect, file.StatusCode);
        (await privacy.Answer(tool, VettingSite.Privacy, ("Tie-vetting:security.history", evidence.IdOf().ToString()))).Goes($"{tool}/vetting/privacy-security");
        // Whoever asks for a decision on what was there before the newest file is told that something changed.
        var before = lead.Fields(await lead.Page(tool + "/move?to=approved-for-use"), tool + "/move", ("To", "approved-for-use"), ("ReviewBy", "2027-06-01"), ("Why", "It is good."));
        (await privacy.Upload(evidence, $"/records/evidence/{evidence.IdOf()}/files", "file", "policy.txt", "We keep nothing at all."u8.ToArray())).Dispose();
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(tool + "/move", before)).StatusCode);
        (await lead.Step(tool, "approved-for-use", ("ReviewBy", "2027-06-01"))).Goes(tool);
        var decision = (await lead.Page(tool)).QuerySelectorAll("main .usa-alert a").Single().GetAttribute("href")!["/cedar-valley".Length..];
        (await superintendent.Decides(decision)).Goes(decision);
        var frozen = await site.DecisionOf(decision);
        Assert.True(new FrozenContent(frozen.Content, frozen.Sha256).Holds);
        Assert.Contains("\"format\":\"chalkline.tool-vetting/1\"", frozen.Content);
        Assert.Contains("\"sha256\":\"" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("We keep nothing at all."u8)), frozen.Content);
        Assert.Contains("\"question\":\"access.wcag\",\"reply\":\"yes\",\"version\":\"1.0.0\"", frozen.Content);
        Assert.DoesNotContain("Invented Reviewer", frozen.Content);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Wait_for_the_interests_of_whoever_answers_for_the_tool_who_may_be_anybody(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var admin = await site.As(Role.SystemAdministrator);
        await admin.UploadPack(ToolSite.Gates.Replace("{ check: serves-use-case, why: \"For a goal.\" }", "{ check: conflicts-declared, why: \"For a goal.\" }", StringComparison.Ordinal));
        using var lead = await site.As(Role.AiLead);
        using var owner = await site.As(Role.Teacher);
        var tool = await lead.EnterQuiet("Planner F", "requested");
        (await lead.Submit(tool + "/edit", tool + "/edit", ("Owner", await site.EmailOf(owner.Account!.Value)))).Goes(tool);
        Assert.DoesNotContain("Declare your conflicts", await owner.Says("/"));
        (await lead.Step(tool, "in-review")).Dispose();
        Assert.Contains("Declare your conflicts", await owner.Says("/"));
        using var superintendent = await site.As(Role.Superintendent);
        var name = await site.Do((db, _) => db.Users.Where(a => a.Id == owner.Account!.Value).Select(a => a.Name).SingleAsync(Ct));
        Assert.Contains((await superintendent.Page("/conflicts/all?lang=en")).QuerySelectorAll("tbody tr"), r => r.TextContent.Contains(name, StringComparison.Ordinal) && r.QuerySelector(".status") is not null);
        Assert.Contains("not met", (await lead.Page(tool + "/move?to=approved-for-use&lang=en")).QuerySelector("main table")!.TextContent);
        await owner.Submit("/conflicts", "/conflicts", ("Any", "yes"), ("What", "A cousin at the vendor"));
        Assert.DoesNotContain("not met", (await lead.Page(tool + "/move?to=approved-for-use&lang=en")).QuerySelector("main table")!.TextContent);
        Assert.DoesNotContain("Declare your conflicts", await owner.Says("/"));
        // An owner declares, but takes no part in decisions, and reads nobody else's declaration.
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Get("/conflicts/all")).StatusCode);
        Assert.Contains("A cousin at the vendor", await superintendent.Says("/conflicts/all"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Say_who_reviews_results_and_what_an_audit_found(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var person = await site.As(Role.Teacher);
        var tool = await lead.EnterTool("Early Alert G", ("Tier", "shapes-decisions"), ("TierWhy", "It flags."), ("Users", "staff"));
        var (human, audit) = (tool + "/vetting/human-review", tool + "/vetting/audit");
        Assert.Equal((CheckState.NotMet, CheckState.InsufficientInformation), Of(await site.Checks(tool)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit(human, human, ("Who", "nobody@example.org"), ("Text", "Every flag."), ("Confirmed", "on"))).StatusCode);
        Assert.Contains("Tick this", await (await lead.Submit(human + "?lang=en", human, ("Who", await site.EmailOf(person.Account!.Value)), ("Text", "Every flag."))).Refused());
        (await lead.Submit(human, human, ("Who", await site.EmailOf(person.Account!.Value)), ("Text", "Every flag, within two days."), ("Confirmed", "on"))).Goes(tool + "/vetting");
        var report = await lead.AddEvidence(tool, ("Name", "Audit report"));
        (string Name, string? Value)[] found = [("Who", "An institute"), ("Day", "2026-09-01"), ("Evidence", report.IdOf().ToString()), ("Text", "All flags by group."), ("Confirmed", "on")];
        Assert.Contains("has not come yet", await (await lead.Submit(audit + "?lang=en", audit, [.. found[..1], ("Day", "2026-12-01"), .. found[2..], ("Finding", "mended")])).Refused());
        (await lead.Submit(audit, audit, [.. found, ("Finding", "differences")])).Goes(tool + "/vetting");
        Assert.Equal((CheckState.Met, CheckState.NotMet), Of(await site.Checks(tool)));
        var late = lead.Fields(await lead.Page(audit), audit, [.. found, ("Finding", "no-difference")]);
        (await lead.Submit(audit, audit, [.. found, ("Finding", "mended")])).Goes(tool + "/vetting");
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(audit, late)).StatusCode);
        Assert.Equal((CheckState.Met, CheckState.Met), Of(await site.Checks(tool)));

        static (CheckState, CheckState) Of(IReadOnlyDictionary<string, CheckState> checks) => (checks["human-review-arranged"], checks["audit-done"]);
    }
}
