using System.Net;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Records.Schools;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class Pages_of_schools
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Add_change_close_and_reopen_a_school(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Goes(await lead.Submit("/schools/new", "/schools/new", ("Name", "Juniper Elementary"), ("NcesId", "080001200034"), ("Grades", "K-5"), ("Enrollment", "412"),
            ("EnrollmentOn", "2026-09-01")), "/schools/juniper-elementary");
        Assert.Contains("412 on September 1, 2026", (await lead.Page("/schools/juniper-elementary")).QuerySelector("main")!.TextContent);
        await Goes(await lead.Submit("/schools/juniper-elementary/edit", "/schools/juniper-elementary/edit", ("Name", "Juniper Academy")), "/schools/juniper-elementary");
        await Goes(await lead.Submit("/schools/juniper-elementary/close", "/schools/juniper-elementary/close", ("ClosedOn", "2020-06-30")), "/schools/juniper-elementary");
        Assert.DoesNotContain("Juniper Academy", (await lead.Page("/schools")).QuerySelector("main")!.TextContent);
        Assert.Contains("Closed since June 30, 2020", (await lead.Page("/schools?closed=yes")).QuerySelector("main")!.TextContent);
        await Goes(await lead.Submit("/schools/juniper-elementary/reopen", "/schools/juniper-elementary/reopen"), "/schools/juniper-elementary");
        Assert.Contains("Juniper Academy", (await lead.Page("/schools?q=acad&grade=03")).QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Juniper Academy", (await lead.Page("/schools?grade=06")).QuerySelector("main")!.TextContent);
        Assert.Equal(4, (await lead.Page("/schools/juniper-elementary")).QuerySelectorAll("#history ~ div tbody tr").Length);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(["school.added", "school.changed", "school.closed", "school.reopened"],
            await db.Database.SqlQueryRaw<string>("SELECT action AS \"Value\" FROM audit_record WHERE subject_kind = 'school' ORDER BY sequence").ToListAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_faults_beside_what_was_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        await Add(site, "Pine", "080001200034");
        using var lead = await site.As(Role.SystemAdministrator);
        using var response = await lead.Submit("/schools/new", "/schools/new", ("Name", "PINE"), ("NcesId", "080001200034"), ("Grades", "K-5"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = await Browser.Read(response);
        Assert.Equal("PINE", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Contains("Another school has this name", page.QuerySelector(".faults")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_a_principal_and_a_teacher_their_own_schools_alone(Database database)
    {
        await using var site = await TestSite.On(database);
        var (own, _) = (await Add(site, "Pine"), await Add(site, "Oak"));
        using var principal = await site.As(new HeldRole(Role.Principal, own, null));
        using var teacher = await site.As(new HeldRole(Role.Teacher, own, null));
        foreach (var browser in new[] { principal, teacher })
        {
            Assert.Equal(["Pine"], (await browser.Page("/schools")).QuerySelectorAll("tbody th").Select(c => c.TextContent));
            using var csv = await browser.Get("/schools.csv");
            Assert.DoesNotContain("Oak", await csv.Content.ReadAsStringAsync(Ct));
            await Is(HttpStatusCode.NotFound, browser.Get("/schools/oak"));
            await Is(HttpStatusCode.Forbidden, browser.Get("/schools/new"));
            await Is(HttpStatusCode.Forbidden, browser.Get("/schools/pine/close"));
        }
        await Is(HttpStatusCode.Forbidden, teacher.Get("/schools/pine/edit"));
        await Is(HttpStatusCode.NotFound, principal.Get("/schools/oak/edit"));
        // With the form of the own school: it is the record that is not theirs.
        var fields = principal.Fields(await principal.Page("/schools/pine/edit"), "/schools/pine/edit", ("Enrollment", "7"), ("Name", "Mine"));
        await Is(HttpStatusCode.NotFound, principal.Post("/schools/oak/edit", fields));
        await Goes(await principal.Post("/schools/pine/edit", fields), "/schools/pine");
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal([("Oak", null), ("Pine", 7)], (await db.Set<School>().OrderBy(s => s.Name).ToListAsync(Ct)).Select(s => (s.Name, s.Enrollment)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Open_by_role(Database database)
    {
        await using var site = await TestSite.On(database);
        await Add(site, "Pine");
        foreach (var role in Roles.All.Where(r => !r.IsOfASchool()))
        {
            using var browser = await site.As(role);
            var manages = role is Role.SystemAdministrator or Role.AiLead;
            await Is(HttpStatusCode.OK, browser.Get("/schools/pine"));
            foreach (var path in new[] { "/schools/new", "/schools/import", "/schools/pine/edit", "/schools/pine/close", "/schools/pine/reopen" })
                await Is(manages ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Get(path));
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keep_a_stale_change_from_overwriting_a_newer_one(Database database)
    {
        await using var site = await TestSite.On(database);
        await Add(site, "Pine");
        using var one = await site.As(Role.AiLead);
        using var other = await site.As(Role.SystemAdministrator);
        var stale = other.Fields(await other.Page("/schools/pine/edit"), "/schools/pine/edit", ("Address", "2 Oak"));
        await Goes(await one.Submit("/schools/pine/edit", "/schools/pine/edit", ("Address", "1 Elm")), "/schools/pine");
        await Is(HttpStatusCode.Conflict, other.Post("/schools/pine/edit", stale));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal("1 Elm", (await db.Set<School>().SingleAsync(Ct)).Address);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Act_once_on_a_form_that_is_sent_twice(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var fields = lead.Fields(await lead.Page("/schools/new"), "/schools/new", ("Name", "Pine"), ("Grades", "K"));
        var both = await Task.WhenAll(lead.Post("/schools/new", fields), lead.Post("/schools/new", fields));
        Assert.Contains(both, r => r.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther);
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal(1, await db.Set<School>().CountAsync(Ct));
        foreach (var response in both) response.Dispose();
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Show_script_as_text_and_disarm_formulas_in_files(Database database)
    {
        const string script = "<script>alert(1)</script>";
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Goes(await lead.Submit("/schools/new", "/schools/new", ("Name", script), ("Grades", "K"), ("Address", "=HYPERLINK(\"x\")" + script)), "/schools/script-alert-1-script");
        foreach (var path in new[] { "/schools", "/schools?q=" + Uri.EscapeDataString(script), "/schools/script-alert-1-script", "/schools/script-alert-1-script/edit", "/schools/script-alert-1-script/close" })
        {
            using var response = await lead.Get(path);
            Assert.DoesNotContain(script, await response.Content.ReadAsStringAsync(Ct));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        var refused = await Browser.Read(await lead.Submit("/schools/new", "/schools/new", ("Name", ""), ("NcesId", script), ("Grades", script), ("Enrollment", script), ("EnrollmentOn", script)));
        Assert.Empty(refused.QuerySelectorAll("main script"));
        Assert.Equal(script, refused.QuerySelector("#Grades")!.GetAttribute("value"));
        using var csv = await lead.Get("/schools.csv");
        Assert.Contains("\"'=HYPERLINK(", await csv.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Offer_open_schools_to_roles(Database database)
    {
        await using var site = await TestSite.On(database);
        var (pine, _) = (await Add(site, "Pine"), await Add(site, "Oak", closed: new(2020, 1, 1)));
        await using var db = site.Stores.Open(Installation.Cedar);
        Assert.Equal([new SchoolName(pine, "Pine")], await new OpenSchools(TimeProvider.System).Open(db, Ct));
    }

    internal static async Task<SchoolId> Add(TestSite site, string name, string? nces = null, DateOnly? closed = null)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var school = new SchoolFacts(name, nces, GradeSet.Of("KG"), null, null, null).NewSchool(site.Stores.Time.NewId<SchoolId>(), StoreConventions.Fold(name), site.Stores.Time.Now());
        school.ClosedOn = closed;
        db.Add(school);
        await db.Commit(new(Actor.System, "school.added", new("test", school.Id.Value), []), Ct);
        return school.Id;
    }

    internal static async Task Is(HttpStatusCode expected, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.Equal(expected, response.StatusCode);
    }

    internal static async Task Goes(HttpResponseMessage response, string to)
    {
        using (response)
        {
            Assert.True(response.StatusCode == HttpStatusCode.Redirect, $"{response.StatusCode} {(response.StatusCode == HttpStatusCode.UnprocessableEntity ? (await Browser.Read(response)).QuerySelector(".faults")?.TextContent : "")}");
            Assert.Equal("/cedar-valley" + to, response.Headers.Location!.ToString());
        }
    }
}
