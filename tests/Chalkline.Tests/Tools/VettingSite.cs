using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Governance;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Web;
using Chalkline.Tools;
using Chalkline.Tools.Vetting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>Reviews of a test, done by the pages that people use; and questions of the district's own, few enough to be counted.</summary>
internal static class VettingSite
{
    public const string Privacy = "privacy-security", Curriculum = "curriculum", Accessibility = "accessibility", Legal = "legal-procurement";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Questions(string version, string items, string spanish) => $$"""
        id: urn:chalkline:pack:local:questions
        kind: vetting-criteria
        version: {{version}}
        locale: en
        title: Our questions
        description: Questions of a test.
        license: CC0-1.0
        source: { title: Invented, url: "https://example.org/questions", as_of: 2026-10-01 }
        groups: [{ id: special-education, title: Special education }]
        items:
        {{items}}
        translations:
          es:
            title: Nuestras preguntas
            description: Preguntas de una prueba.
            groups: { special-education: { title: Educación especial } }
            items:
        {{spanish}}
        """;

    public static string Item(string id, string title, string blocks = "always") =>
        $"  - {{ id: {id}, group: special-education, title: \"{title}\", why: Because., evidence: A paper., answered_by: either, blocks: {blocks}, pass: \"yes\" }}";

    public static string Spanish(string id, string title) => $"      {id}: {{ title: \"{title} (es)\", why: Porque sí., evidence: Un papel. }}";

    public static async Task UploadPack(this Browser administrator, string yaml)
    {
        using var added = await administrator.Upload("/packs/upload", "/packs/upload", "file", "questions.yaml", Encoding.UTF8.GetBytes(yaml));
        Assert.True(added.StatusCode == HttpStatusCode.Redirect, await added.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Without student data, for teachers alone: four areas, few questions.</summary>
    public static Task<string> EnterQuiet(this Browser lead, string name = "Planner F", string entered = "in-use") => lead.EnterTool(name, ("Entered", entered), ("Tier", "no-student-data"), ("TierWhy", "Nothing goes in."), ("Users", "teachers"));

    public static Task<Browser> Reviewer(this TestSite site, string area) => site.As(new HeldRole(Role.Reviewer, null, area));

    /// <summary>Answers every question of an area, each with the good answer unless another is given.</summary>
    public static async Task<HttpResponseMessage> Answer(this Browser reviewer, string tool, string area, params (string Name, string? Value)[] other)
    {
        var path = $"{tool}/vetting/{area}";
        var page = await reviewer.Page(path);
        var keys = page.QuerySelectorAll("main input[name=Question]").Select(i => i.GetAttribute("value")!).ToList();
        var good = keys.SelectMany(k => new (string Name, string? Value)[] { ("Reply-" + k, k == "vetting:privacy.training" ? "no" : "yes"), ("Note-" + k, "Seen.") }).Where(f => other.All(o => o.Name != f.Name));
        return await reviewer.Post(path, reviewer.Fields(page, path, [.. good, .. other]));
    }

    public static async Task<HttpResponseMessage> Finish(this Browser reviewer, string tool, string area, string verdict = "for", string? signed = "on") =>
        await reviewer.Submit($"{tool}/vetting/{area}/finish?lang=en", $"{tool}/vetting/{area}/finish", ("Verdict", verdict), ("Summary", "It does what it says."), ("Confirmed", signed));

    public static async Task<HttpResponseMessage> Accept(this Browser lead, string tool, string area, params (string Name, string? Value)[] other)
    {
        (string Name, string? Value)[] typed = [("Source", "state"), ("Name", "State office"), ("Link", "https://example.org/review"), ("Day", "2026-09-01"), ("Covers", "All of it."), ("Until", "2027-09-01"), ("Verdict", "for"), ("Why", "They asked the same.")];
        return await lead.Submit($"{tool}/vetting/{area}/accept?lang=en", $"{tool}/vetting/{area}/accept", [.. typed.Where(t => other.All(o => o.Name != t.Name)), .. other]);
    }

    /// <returns>The path of the evidence.</returns>
    public static async Task<string> AddEvidence(this Browser reviewer, string tool, params (string Name, string? Value)[] other)
    {
        (string Name, string? Value)[] typed = [("Name", "Privacy policy"), ("For", "vendor"), ("Link", "https://example.org/policy"), ("SeenOn", "2026-10-01"), ("ExpiresOn", "2026-12-01")];
        using var added = await reviewer.Submit($"{tool}/vetting/evidence/new", $"{tool}/vetting/evidence/new", [.. typed.Where(t => other.All(o => o.Name != t.Name)), .. other]);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        return added.Headers.Location!.OriginalString["/cedar-valley".Length..];
    }

    public static Guid IdOf(this string path) => Guid.Parse(path[(path.LastIndexOf('/') + 1)..]);

    /// <returns>The path of the public page.</returns>
    public static async Task<string> AskVendor(this Browser lead, string tool, string days, params string[] questions)
    {
        var path = tool + "/vetting/questions";
        using var made = await lead.Post(path, lead.Fields(await lead.Page(path), path, [("Addressee", "Office"), ("Days", days), .. questions.Select(q => ("Questions", (string?)q))]));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var shown = (await Browser.Read(made)).QuerySelector("main code")!.TextContent;
        return shown[shown.IndexOf("/vendor-answers/", StringComparison.Ordinal)..];
    }

    public static async Task<string> Says(this Browser browser, string path) => (await browser.Page(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en")).QuerySelector("main")!.TextContent;

    /// <summary>How the checks of the reviews come out, asked as a gate asks them.</summary>
    public static async Task<IReadOnlyDictionary<string, CheckState>> Checks(this TestSite site, string tool)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var kinds = scope.ServiceProvider.GetServices<IToolCheck>().Where(c => c is VettingCheck).ToList();
        return await site.Do(async (db, time) =>
        {
            var asked = new CheckQuestion(db, Chalkline.Design.Language.English, time.GetUtcNow(), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            var found = new Dictionary<string, CheckState>();
            foreach (var kind in kinds) found[kind.Name] = (await kind.Evaluate(asked, [new(tool.IdOf())], Ct))[0].State;
            return found;
        });
    }

    public static Task<AreaReview?> Review(this TestSite site, string tool, string area) => site.Do((db, _) => db.Set<AreaReview>().AsNoTracking().SingleOrDefaultAsync(r => r.Tool == new ToolId(tool.IdOf()) && r.Area == area, Ct));

    public static Task BecomeSmall(this TestSite site) => site.Do(async (db, _) =>
    {
        (await db.Set<DistrictProfile>().SingleAsync(Ct)).SmallDistrict = true;
        await db.Commit(new(Actor.System, "test.done", new("test", Guid.Empty), []), Ct);
        return true;
    });

    /// <summary>The path to all of it: every area, the law, signatures.</summary>
    public static async Task Vet(this TestSite site, string tool)
    {
        foreach (var area in new[] { Privacy, Curriculum, Accessibility, Legal })
        {
            using var reviewer = await site.Reviewer(area);
            await reviewer.Declare();
            (await reviewer.Answer(tool, area)).Goes($"{tool}/vetting/{area}");
            (await reviewer.Finish(tool, area)).Goes(tool + "/vetting");
        }
        using var law = await site.Reviewer(Legal);
        await law.Declare();
        (await law.Answer(tool, VettingRules.Law)).Goes($"{tool}/vetting/{VettingRules.Law}");
    }
}
