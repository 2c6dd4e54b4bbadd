using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>How a district governs its tools, in real Chromium: what is there comes in, families read of it, what changes comes up for review, and a teacher finds out on a phone.</summary>
public sealed class Tool_journeys(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private const string Home = Demonstration.Home;

    [Fact]
    public async Task A_spreadsheet_of_300_tools_comes_in_gets_owners_and_days_and_three_are_reviewed()
    {
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        var sheet = new StringBuilder("Product,Company,Purpose,Tier,Used by,Grades\n");
        for (var i = 1; i <= 300; i++) sheet.Append(CultureInfo.InvariantCulture, $"Found thing {i:000},Found maker {i % 40},From the web filter,{(i % 3 == 0 ? "student-data" : "no-student-data")},teachers,6-8\n");
        await lead.See(Home + "/tools");
        await lead.Follow("/tools/import");
        await lead.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "found.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(sheet.ToString()) });
        await lead.Send("/tools/import");
        Assert.Contains("300 new tools", await lead.Says());
        await lead.Leave(() => lead.Page.Locator("main form button[type=submit]").First.ClickAsync());
        Assert.Contains("What this file did", await lead.Says());
        Assert.Contains("300 new tools", await lead.Says());
        await lead.Follow("/tools/assign");
        await lead.See(Home + "/tools/assign?view=no-owner&name=found");
        foreach (var box in await lead.Page.Locator("main tbody .usa-checkbox__label").AllAsync()) await box.ClickAsync();
        await lead.Send("/tools/assign?view=no-owner&name=found", ("Owner", "grace.chen@cedar-valley.example"), ("ReviewBy", "2027-06-01"));
        Assert.Equal(Home + "/tools/assign", lead.Path);
        await lead.See(Home + "/tools?name=found+thing+001");
        Assert.Contains("Grace Chen", await lead.Says());
        Assert.Contains("June 1, 2027", await lead.Says());
        foreach (var number in new[] { "001", "002", "004" })
        {
            await lead.See(Home + "/tools?name=found+thing+" + number);
            await lead.Leave(() => lead.Page.Locator("main tbody a[href*='/tools/']").First.ClickAsync());
            var tool = lead.Path;
            await Plans(lead, tool);
            await Reviews("Priya Nair", tool, "privacy-security", "rules-of-law");
            await Reviews("Tom Becker", tool, "curriculum");
            await AcceptsTheRest(lead, tool);
            Assert.Equal(0, await lead.Page.Locator("main table .status:not(.status-good)").CountAsync());
        }
    }

    [Fact]
    public async Task Families_read_what_is_published_and_nothing_before()
    {
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(Home + "/tools/new");
        await lead.Page.Locator("label[for=Entered]").ClickAsync();
        await lead.Send("/tools/new", ("Name", "Kites"), ("Vendor", "Kite maker"));
        await using var parent = await chromium.Open(demo.Address);
        await parent.See(Home + "/ai?name=kites");
        Assert.Contains("No tool with that name", await parent.Says());
        await lead.See(Home + "/public-page");
        Assert.Contains("new tools:", await lead.Says());
        await lead.Leave(() => lead.Page.Locator("button[value=publish]").ClickAsync());
        Assert.Equal(Home + "/ai", lead.Path);
        await parent.See(Home + "/ai?name=kites&lang=es");
        Assert.Contains("Kites", await parent.Says());
        Assert.Contains("Qué datos de estudiantes", await parent.Says());
    }

    [Fact]
    public async Task An_AI_feature_that_is_added_to_a_tool_brings_it_up_for_review_while_classes_go_on()
    {
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(Home + "/tools?name=planner");
        await lead.Leave(() => lead.Page.Locator("main tbody a[href*='/tools/']").First.ClickAsync());
        Assert.Contains("Approved with conditions", await lead.Says());
        var tool = lead.Path;
        await lead.Follow("/features/new");
        await lead.Page.Locator("label[for=IsAi]").ClickAsync();
        if (!await lead.Page.Locator("#IsAi").IsCheckedAsync()) await lead.Page.Locator("label[for=IsAi]").ClickAsync();
        await lead.Send("/features/new", ("Name", "Chat with students"), ("Since", "2026-10-01"));
        Assert.Equal(tool, lead.Path);
        var said = await lead.Says();
        Assert.Contains("Under review", said);
        Assert.Contains("Chat with students", said);
        Assert.Contains("Whoever uses it now may go on", said);
        await using var teacher = await chromium.Open(demo.Address);
        await teacher.See(Home + "/can-i-use?tool=planner&role=teachers");
        Assert.Contains("Under review", await teacher.Says());
    }

    [Fact]
    public async Task A_request_is_reviewed_by_three_answered_by_the_vendor_agreed_on_and_decided_by_the_board()
    {
        const string name = "Volcano lab";
        await using var teacher = await chromium.Open(demo.Address);
        await Demonstration.SignIn(teacher, "Jun Park");
        await teacher.See(Home + "/tool-requests/new");
        await teacher.Send("/tool-requests/new", ("Name", name), ("Purpose", "Students of grade 7 build a volcano and write what happens."));
        var request = teacher.Path;

        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(request + "/answer");
        await lead.Choose("Act", "enter");
        await lead.Send("/answer", ("Name", name), ("Vendor", "Lava works"));
        await lead.Follow("/tools/0");
        var tool = lead.Path;
        Assert.Contains("requested", await lead.Says());
        await lead.Follow("/edit");
        await lead.Page.Locator("main input[name=UseCases] + label").First.ClickAsync();
        await lead.Choose("Users", "students");
        await lead.Send("/edit", ("Owner", "grace.chen@cedar-valley.example"), ("Backup", "ana.ruiz@cedar-valley.example"), ("Tier", "student-data"), ("TierWhy", "Students sign in."), ("Grades", "7"), ("YearlyCost", "60000"), ("Funding", "General fund"));
        await lead.See(tool + "/move?to=in-review");
        await lead.Send("/move", ("Why", "It serves a goal."));

        await Plans(lead, tool);
        var vendor = await Asks(lead, tool);
        await using (var maker = await chromium.Open(demo.Address)) await Answers(maker, vendor);
        await Reviews("Priya Nair", tool, "privacy-security", "rules-of-law");
        await Reviews("Tom Becker", tool, "curriculum");
        await using (var third = await Invited("Rosa Weber (invented)", "accessibility")) await Reviews(third, tool, "accessibility");
        await AcceptsTheRest(lead, tool);
        await Agrees(lead, tool);
        await using (var owner = await chromium.Open(demo.Address))
        {
            // A principal answers for it: what waits for her leads to the declaration that the gate asks for.
            await Demonstration.SignIn(owner, "Grace Chen");
            await owner.See(Home + "/");
            await owner.Follow("/conflicts");
            await HasNone(owner);
        }

        await lead.See(tool + "/move?to=approved-for-use");
        Assert.Empty(await lead.Page.Locator("main table tbody tr").Filter(new() { Has = lead.Page.Locator(".status:not(.status-good)") }).AllInnerTextsAsync());
        await lead.Send("/move", ("Why", "It is looked at, and agreed on."), ("ReviewBy", "2027-08-01"));
        await lead.Follow("/decisions/0");
        Assert.Contains("Board · by the delegation table", await lead.Says());
        var matter = (await lead.Page.Locator("main h1").InnerTextAsync()).Trim();
        var today = await TheBoard.Today(lead);
        await using var clerk = await chromium.Open(demo.Address);
        await Demonstration.SignIn(clerk, "Hana Novak");
        await TheBoard.TakesUp(clerk, today, matter, "action");
        await TheBoard.Votes(clerk, 5, 1, 1);
        await lead.See(tool);
        var story = await lead.Says();
        Assert.Contains("Approved", story);
        Assert.Contains("approved for use", story, StringComparison.OrdinalIgnoreCase);
        await teacher.See(request);
        Assert.Contains(name, await teacher.Says());
    }

    private static async Task Plans(Visit lead, string tool)
    {
        await lead.See(tool + "/vetting/plan");
        await lead.Send("/plan", ("Reviewer-privacy-security", "Priya Nair (invented)"), ("Reviewer-curriculum", "Tom Becker (invented)"), ("Reviewer-rules-of-law", "Priya Nair (invented)"));
        Assert.Contains("Priya Nair", await lead.Says());
    }

    /// <returns>The link, as it is handed over.</returns>
    private static async Task<string> Asks(Visit lead, string tool)
    {
        await lead.See(tool + "/vetting/questions");
        await lead.Choose("Questions", "vetting:privacy.training");
        await lead.Send("/questions", ("Addressee", "Office of Lava works"), ("Days", "14"));
        return new Uri(await lead.Page.Locator(".link code").InnerTextAsync()).AbsolutePath;
    }

    private static async Task Answers(Visit maker, string link)
    {
        await maker.See(link);
        await maker.Choose("Reply-vetting:privacy.training", "no");
        await maker.Page.Locator("[name='Text-vetting:privacy.training']").FillAsync("We train on nothing that students write.");
        await maker.Leave(() => maker.Page.Locator("button[value=yes]").ClickAsync());
        Assert.Equal(404, await maker.Go(link));
    }

    private async Task Reviews(string person, string tool, params string[] areas)
    {
        await using var visit = await chromium.Open(demo.Address);
        await Demonstration.SignIn(visit, person);
        await Reviews(visit, tool, areas);
    }

    /// <summary>Answers all questions of an area and signs for it; the law is answered and not signed for.</summary>
    private static async Task Reviews(Visit reviewer, string tool, params string[] areas)
    {
        foreach (var area in areas)
        {
            await reviewer.See($"{tool}/vetting/{area}");
            foreach (var key in await reviewer.Page.Locator("main input[name=Question]").EvaluateAllAsync<string[]>("inputs => inputs.map(i => i.value)"))
            {
                await reviewer.Choose("Reply-" + key, Unwanted.Contains(key) ? "no" : "yes");
                await reviewer.Page.Locator($"main [name='Note-{key}']").FillAsync("Seen in the vendor's papers.");
                // What the vendor answered counts once a reviewer takes it over.
                var take = reviewer.Page.Locator($"main label[for='Take-{key}']");
                if (await take.CountAsync() > 0) await take.ClickAsync();
            }
            await reviewer.Send("/vetting/" + area);
            if (area == "rules-of-law") continue;
            await reviewer.See($"{tool}/vetting/{area}/finish");
            await reviewer.Choose("Verdict", "for");
            await reviewer.Page.Locator("main label[for=Confirmed]").ClickAsync();
            await reviewer.Send("/finish", ("Summary", "It does what the papers say."));
            Assert.EndsWith("/vetting", reviewer.Path);
        }
    }

    /// <summary>What should not be so.</summary>
    private static readonly string[] Unwanted = ["vetting:privacy.training", "vetting:privacy.no-sale", "vetting:privacy.biometrics", "vetting:safety.companion"];

    private async Task<Visit> Invited(string name, string area)
    {
        const string password = "seven invented volcanoes";
        await using var administrator = await chromium.Open(demo.Address);
        await Demonstration.SignIn(administrator, "Ruth Albright");
        await administrator.See(Home + "/people/invite");
        await administrator.Send("/people/invite", ("name", name), ("email", area + "@cedar-valley.example"), ("role", "reviewer"), ("area", area));
        var visit = await chromium.Open(demo.Address);
        await visit.See(new Uri(await administrator.Page.Locator(".link code").InnerTextAsync()).AbsolutePath);
        await visit.Leave(async () =>
        {
            await visit.Page.Locator("[name=Password]").FillAsync(password);
            await visit.Page.Locator("[name=PasswordAgain]").FillAsync(password);
            await visit.Page.Locator("main form button[type=submit]").First.ClickAsync();
        });
        await Declares(visit);
        return visit;
    }

    /// <summary>Says that no vendor is anything to them.</summary>
    private static async Task Declares(Visit visit)
    {
        await visit.See(Home + "/conflicts");
        await HasNone(visit);
    }

    private static async Task HasNone(Visit visit)
    {
        await visit.Choose("Any", "no");
        await visit.Send("/conflicts");
    }

    /// <summary>What nobody of the district reviews was reviewed by the state.</summary>
    private static async Task AcceptsTheRest(Visit lead, string tool)
    {
        await lead.See(tool + "/vetting");
        for (var left = await lead.Page.Locator("main a[href$='/accept']").CountAsync(); left > 0; left--)
        {
            await lead.Follow("/accept");
            await lead.Choose("Source", "state");
            await lead.Choose("Verdict", "for");
            await lead.Send("/accept", ("Name", "State office (invented)"), ("Link", "https://www.example.org/review"), ("Day", "2026-09-01"), ("Covers", "All of it."), ("Until", "2027-09-01"), ("Why", "They asked the same."));
            Assert.Equal(tool + "/vetting", lead.Path);
        }
    }

    /// <summary>What it takes, and an agreement that allows the same.</summary>
    private static async Task Agrees(Visit lead, string tool)
    {
        await lead.See(tool + "/data/new");
        await lead.Choose("Elements", "student-name.name");
        await lead.Send("/data/new", ("Source", "sign-in"), ("Purpose", "To sign in"));
        await lead.See($"{Home}/agreements/new?tool={tool[(tool.LastIndexOf('/') + 1)..]}");
        await lead.Send("/agreements/new", ("Name", "Student data, Lava works"), ("Kind", "ndpa"), ("Basis", "school-official"), ("Purposes", "Teaching"), ("Disposal", "Deleted"), ("FirstDay", "2026-09-01"), ("LastDay", "2027-12-31"));
        var agreement = lead.Path;
        await lead.See(agreement + "/elements");
        await lead.Choose("Elements", "student-name.name");
        await lead.Send("/elements", ("Purpose", "To sign in"));
        await lead.See(agreement + "/sign");
        await lead.Send("/sign", ("Day", "2026-09-20"), ("SignedFor", "samuel.okafor@cedar-valley.example"), ("VendorSigner", "Head of sales (invented)"));
        Assert.Equal(agreement, lead.Path);
    }

    [Fact]
    public async Task A_parent_reports_an_incident_without_an_account_and_once_somebody_has_read_it_the_clock_runs()
    {
        await using var parent = await chromium.Open(demo.Address, new BrowserNewContextOptions { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await parent.See(Home + "/report-a-problem");
        await parent.Send("/report-a-problem", ("Tool", "Reader E"), ("What", "My daughter saw the reading scores of other children."), ("Asker", "family"));
        var link = parent.Path;
        Assert.Contains("Nobody has read it yet", await parent.Says());
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(Home + "/incidents?state=reported&sort=reported");
        await lead.Follow("/incidents/0");
        var incident = lead.Path;
        var unread = await lead.Says();
        Assert.Contains("the reading scores of other children", unread);
        Assert.DoesNotContain("The law's clocks", unread);
        await lead.Follow("/triage");
        await lead.Page.Locator("label:has-text('Take it up')").First.ClickAsync();
        await lead.Send("/triage", ("Kind", "data-breach"), ("Severity", "high"), ("Tool", "Reader E (invented)"), ("Students", "28"));
        Assert.Equal(incident, lead.Path);
        Assert.Contains("as \"Student data, Reader E (invented)\" says", await lead.Says());
        Assert.Contains("Begins when the incident is confirmed", await lead.Says());
        await lead.Send("/act");
        Assert.Contains("Runs until", await lead.Says());
        await lead.See(Home + "/");
        Assert.Contains("as \"Student data, Reader E (invented)\" says", await lead.Says());
        await lead.See(Home + "/tools?name=reader");
        await lead.Leave(() => lead.Page.Locator("main tbody a[href*='/tools/']").First.ClickAsync());
        Assert.Contains("Under review", await lead.Says());
        Assert.Contains("Data breach", await lead.Says());
        await parent.See(link);
        Assert.Contains("We have read it, and are working on it", await parent.Says());
        Assert.DoesNotContain("reading scores", await parent.Says());
        Assert.True(await parent.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }

    [Fact]
    public async Task A_teacher_finds_out_on_a_phone_whether_a_chatbot_may_be_used_in_grade_7()
    {
        await using var teacher = await chromium.Open(demo.Address, new BrowserNewContextOptions { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await teacher.See(Home + "/can-i-use");
        await teacher.Page.GetByLabel("Tool or vendor").FillAsync("chatbot");
        await teacher.Page.Locator("select[name=grade]").SelectOptionAsync("07");
        await teacher.Page.Locator("select[name=role]").SelectOptionAsync("students");
        await teacher.Leave(() => teacher.Page.Locator("main form button[type=submit]").First.ClickAsync());
        var said = await teacher.Says();
        Assert.Contains("Chatbot D (invented)", said);
        Assert.Contains("Under review", said);
        Assert.True(await teacher.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }
}
