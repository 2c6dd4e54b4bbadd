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
    public async Task A_spreadsheet_of_300_tools_comes_in_gets_owners_and_days_and_a_review_begins()
    {
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(Home + "/account");
        var email = await lead.Page.Locator("main").InnerTextAsync() is var text && System.Text.RegularExpressions.Regex.Match(text, @"\S+@\S+\w") is { Success: true } found ? found.Value : throw new InvalidOperationException("The account page names no address.");
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
        await lead.Send("/tools/assign?view=no-owner&name=found", ("Owner", email), ("ReviewBy", "2027-06-01"));
        Assert.Equal(Home + "/tools/assign", lead.Path);
        await lead.See(Home + "/tools?name=found+thing+001");
        Assert.Contains("Ana Ruiz", await lead.Says());
        Assert.Contains("June 1, 2027", await lead.Says());
        await lead.Leave(() => lead.Page.Locator("main tbody a[href*='/tools/']").First.ClickAsync());
        await lead.Follow("/vetting");
        Assert.Contains("Privacy", await lead.Says());
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
