using System.Net;
using System.Text.RegularExpressions;
using Chalkline.Commands;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Sample;
using Chalkline.Tests.House;
using Chalkline.Tests.People;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Visits;
using Chalkline.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests;

/// <summary>The capability of docs/guides/add-a-capability.md, tried: the folder Visits is all there is of it, and one line plugs it in.</summary>
public sealed partial class A_capability
{
    private const string Guide = "docs/guides/add-a-capability.md", Folder = "tests/Chalkline.Tests/Visits/";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_its_page_its_rule_its_work_its_check_its_search_and_its_words(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await Site(database, clock);
        var (pine, oak) = (await site.AddSchool("Pine School"), await site.AddSchool("Oak School"));
        using var lead = await site.As(Role.AiLead);
        using (var refused = await lead.Submit("/visits", "/visits", ("School", Guid.CreateVersion7().ToString()), ("Purpose", " "), ("Day", "2026-10-04")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(["#School", "#Purpose", "#Day"], (await Browser.Read(refused)).QuerySelectorAll("#faults a").Select(a => a.GetAttribute("href")));
        }
        using (var planned = await lead.Submit("/visits", "/visits", ("School", pine.ToString()), ("Purpose", "See the reading tutor"), ("Day", "2026-10-09"))) Assert.Equal(HttpStatusCode.Found, planned.StatusCode);

        // The work list, late or not; search; the audit log's words; the other language.
        Assert.Contains("See the reading tutor", (await lead.Page("/")).QuerySelector("section[aria-labelledby=for-us]")!.TextContent);
        Assert.Equal("/cedar-valley/visits", (await lead.Page("/search?q=reading+tut")).QuerySelector(".found a")!.GetAttribute("href"));
        Assert.Contains("Visit planned", (await lead.Page("/audit-log?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Equal("Visitas", (await lead.Page("/visits?lang=es")).QuerySelector("h1")!.TextContent);
        Assert.Contains("/cedar-valley/visits", (await lead.Page("/people")).QuerySelectorAll("nav a").Select(a => a.GetAttribute("href")));

        // Another school's principal sees nothing of it, on no page.
        using var here = await site.As(new HeldRole(Role.Principal, pine, null));
        using var elsewhere = await site.As(new HeldRole(Role.Principal, oak, null));
        foreach (var path in new[] { "/visits", "/search?q=reading" })
        {
            Assert.Contains("See the reading tutor", (await here.Page(path)).QuerySelector("main")!.TextContent);
            Assert.DoesNotContain("See the reading tutor", (await elsewhere.Page(path)).QuerySelector("main")!.TextContent);
        }
        // The check holds once a visit was made, in that school and no other; without its number it is open.
        Assert.Equal([CheckState.NotMet, CheckState.NotMet, CheckState.InsufficientInformation], await Checked(site, pine));
        var id = await Visit(site);
        (await lead.Submit("/visits", $"/visits/{id}/done")).Dispose();
        Assert.DoesNotContain("See the reading tutor", (await lead.Page("/")).QuerySelector("section[aria-labelledby=for-us]")!.TextContent);
        Assert.Equal([CheckState.Met, CheckState.Met, CheckState.InsufficientInformation], await Checked(site, pine));
        Assert.Equal(CheckState.NotMet, (await Checked(site, oak))[1]);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Has_the_table_that_its_mapping_describes(Database database)
    {
        await using var site = await Site(database);
        await using var migrated = site.Stores.Open(Installation.Cedar);
        await using var created = site.Stores.Open(Installation.Juniper);
        await A_store.CreateFromModel(site.Installation, created, Installation.Juniper.Schema, site.Installation.Settings.DistrictFile(Installation.Juniper));
        var lines = await Catalog.Of(migrated, Ct);
        Assert.Contains(lines, l => l.Contains("visit.purpose", StringComparison.Ordinal));
        Assert.Equal(await Catalog.Of(created, Ct), lines);
    }

    [Fact]
    public async Task Is_in_the_access_matrix_and_nowhere_without_its_line()
    {
        await using (var site = await Site(Database.Sqlite))
        {
            var matrix = AccessMatrix.Markdown(site.App.Services.GetRequiredService<EndpointDataSource>());
            Assert.Contains("| `POST /visits` | visits.manage |", matrix);
            Assert.Contains("| `GET /visits` | visits.read |", matrix);
        }
        await using var without = await TestSite.On(Database.Sqlite);
        using var lead = await without.As(Role.AiLead);
        using var none = await lead.Get("/visits");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        await using var db = without.Stores.Open(Installation.Cedar);
        Assert.DoesNotContain("visit", Catalog.Tables(db));
    }

    [Fact]
    public async Task Is_part_of_the_demonstration()
    {
        await using var site = await TestSite.On(Database.Sqlite, noDistrict: true,
            capabilities: [new(null, services => services.AddSingleton(new SamplePlan { Students = 2500 }), _ => { }), .. Capabilities.All, VisitsCapability.Capability, Demonstration.Capability]);
        await Demonstration.Fill(site.App.Services, 2500, Ct);
        await using var db = site.Stores.Open(Demonstration.Slug);
        Assert.Equal("See the reading tutor in grade 3 (invented)", (await db.Set<Visit>().SingleAsync(Ct)).Purpose);
    }

    [Fact]
    public void Is_one_folder()
    {
        var elsewhere = SourceTree.Files(".cs", ".razor").Where(f => !f.StartsWith(Folder, StringComparison.Ordinal) && SourceTree.Text(f).Contains(nameof(Visits) + "Capability", StringComparison.Ordinal));
        Assert.Equal(["tests/Chalkline.Tests/A_capability.cs"], elsewhere);
    }

    [Fact]
    public void Stands_in_the_guide_word_for_word()
    {
        var shown = Snippet().Matches(SourceTree.Text(Guide).ReplaceLineEndings("\n")).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var files = SourceTree.Files(".cs", ".razor").Where(f => f.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        Assert.Equal(files.Select(Path.GetFileName).Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        foreach (var file in files) Assert.Equal(SourceTree.Text(file).ReplaceLineEndings("\n").TrimStart('\uFEFF'), shown[Path.GetFileName(file)]);
    }

    private static Task<TestSite> Site(Database database, TimeProvider? time = null) => TestSite.On(database, time, capabilities: [.. Capabilities.All, VisitsCapability.Capability]);

    /// <summary>One visit in the district, one to a school, and a check that does not say how many.</summary>
    private static async Task<List<CheckState>> Checked(TestSite site, SchoolId school)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var one = new Dictionary<string, string> { ["least"] = "1" };
        var results = await site.App.Services.GetRequiredService<Checks>().Evaluate(new(db, Language.English, site.Stores.Time.Now(), new(2026, 10, 5)),
            [new("visits-made", one), new("visits-made", one, school), new("visits-made", new Dictionary<string, string>())], Ct);
        return [.. results.Select(r => r.State)];
    }

    private static async Task<VisitId> Visit(TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<Visit>().Select(v => v.Id).SingleAsync(Ct);
    }

    [GeneratedRegex(@"`(\w+\.\w+)`[^\n]*\n\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
