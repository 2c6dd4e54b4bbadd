using System.Net;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.Vetting;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Evidence_of_a_review
{
    private const string History = "vetting:security.history";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Stands_behind_answers_of_the_vendors_tools_until_it_runs_out(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Privacy);
        var (tool, other, stranger) = (await lead.EnterQuiet(), await lead.EnterQuiet("Planner G"), await lead.EnterQuiet("Else"));
        (await lead.Submit(stranger + "/edit", stranger + "/edit", ("Vendor", "Vendor B"))).Goes(stranger);
        var evidence = await reviewer.AddEvidence(tool);
        foreach (var one in new[] { tool, other }) (await reviewer.Answer(one, VettingSite.Privacy, ("Tie-" + History, evidence.IdOf().ToString()))).Goes($"{one}/vetting/privacy-security");
        // Another vendor's paper shows nothing here.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.Answer(stranger, VettingSite.Privacy, ("Tie-" + History, evidence.IdOf().ToString()))).StatusCode);
        Assert.DoesNotContain("Privacy policy", await reviewer.Says(stranger + "/vetting/evidence"));
        Assert.Contains("Privacy policy", await reviewer.Says(other + "/vetting/evidence"));
        Assert.Contains("Planner G: answers: 1", await reviewer.Says(evidence));
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["evidence-current"]);
        clock.Advance(TimeSpan.FromDays(57));
        using var last = await site.As(Role.AiLead);
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["evidence-current"]);
        Assert.Contains("Evidence expires: Privacy policy", await last.Says("/"));
        clock.Advance(TimeSpan.FromDays(1));
        using var after = await site.As(Role.AiLead);
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["evidence-current"]);
        Assert.Contains("Evidence has expired: Privacy policy", await after.Says("/"));
        var version = (await site.Tool(tool)).Version;
        (await after.Submit(evidence + "/edit", evidence + "/edit", ("ExpiresOn", "2027-12-01"))).Goes(evidence);
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["evidence-current"]);
        Assert.True((await site.Tool(tool)).Version > version);
        Assert.Contains(((await after.Page("/search?q=privacy+policy")).QuerySelectorAll("main a")), a => a.GetAttribute("href")!.Contains("/evidence/", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_files_in_versions_that_are_downloads_and_nothing_that_could_run(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var reviewer = await site.Reviewer(VettingSite.Privacy);
        var tool = await lead.EnterQuiet();
        var evidence = await reviewer.AddEvidence(tool, ("Link", ""), ("SeenOn", ""));
        (await reviewer.Answer(tool, VettingSite.Privacy, ("Tie-" + History, evidence.IdOf().ToString()))).Goes($"{tool}/vetting/privacy-security");
        // Nothing is behind it yet.
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["evidence-current"]);
        var files = $"/records/evidence/{evidence.IdOf()}/files";
        foreach (var name in new[] { "page.html", "page.txt" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.Upload(evidence, files, "file", name, "<!doctype html><script>alert(1)</script>"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reviewer.Upload(evidence, files, "file", "large.txt", new byte[26_000_000])).StatusCode);
        Assert.Equal(CheckState.NotMet, (await site.Checks(tool))["evidence-current"]);
        foreach (var text in new[] { "First", "Second" }) Assert.Equal(HttpStatusCode.Redirect, (await reviewer.Upload(evidence, files, "file", "policy.txt", System.Text.Encoding.UTF8.GetBytes(text))).StatusCode);
        Assert.Equal(CheckState.Met, (await site.Checks(tool))["evidence-current"]);
        var page = await reviewer.Page(evidence + "?lang=en");
        Assert.Contains("policy.txt, version 2", page.QuerySelector("main")!.TextContent);
        using var download = await reviewer.Get(page.QuerySelectorAll("main a[download]")[0].GetAttribute("href")!["/cedar-valley".Length..]);
        Assert.Equal(("attachment", "sandbox; default-src 'none'; frame-ancestors 'none'"), (download.Content.Headers.ContentDisposition!.DispositionType, download.Headers.GetValues("Content-Security-Policy").Single()));
        using var teacher = await site.As(Role.Teacher);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.Get(download.RequestMessage!.RequestUri!.AbsolutePath["/cedar-valley".Length..])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(evidence)).StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_with_every_fault_at_its_field_and_taken_from_one_of_two(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterQuiet();
        var path = tool + "/vetting/evidence/new";
        using var refused = await lead.Submit(path, path, ("Name", ""), ("For", "nobody"), ("Link", "http://example.org"), ("SeenOn", "2026-10-06"), ("ExpiresOn", "soon"), ("Note", new string('x', 1001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await Browser.Read(refused);
        foreach (var field in new[] { "Name", "For", "Link", "SeenOn", "ExpiresOn", "Note" }) Assert.True(page.QuerySelector($"#{field}-fault") is not null, field);
        Assert.Equal(0, await site.Do((db, _) => db.Set<VettingEvidence>().CountAsync(Ct)));
        var evidence = await lead.AddEvidence(tool, ("Name", "<b>Policy</b>"));
        Assert.Empty((await lead.Page(evidence)).QuerySelectorAll("h1 b"));
        var late = lead.Fields(await lead.Page(evidence + "/edit"), evidence + "/edit", ("Name", "Late"));
        (await lead.Submit(evidence + "/edit", evidence + "/edit", ("Name", "First"))).Goes(evidence);
        using var stale = await lead.Post(evidence + "/edit", late);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("First", (await Browser.Read(stale)).QuerySelector("#Name-fault")!.TextContent);
    }
}
