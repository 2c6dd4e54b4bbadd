using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>The ways through the roadmap that people take, in real Chromium, in a demonstration of their own.</summary>
public sealed partial class Roadmap_journeys(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private const string Home = Demonstration.Home;

    /// <summary>People read and think; the program has its part of ten minutes.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Seven_answers_lead_to_a_first_roadmap()
    {
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        var clock = Stopwatch.StartNew();
        await lead.See(Home + "/roadmap");
        var before = await Milestones(lead);
        await lead.See(Home + "/roadmap/set-up");
        foreach (var (question, answer) in new[]
        {
            ("size", "size-small"), ("grades", "grades-elementary"), ("inUse", "in-use-teachers"), ("decides", "decides-board"), ("worries", "worry-privacy"), ("matters", "matters-teacher-time"),
        })
            await lead.Page.Locator($"input[name={question}][value={answer}] + label").ClickAsync();
        await lead.Page.Locator("[name=state]").FillAsync("CO");
        await lead.Leave(() => lead.Page.Locator("main form button[type=submit]").Last.ClickAsync());
        // Nothing is saved yet: the page says what would be, and why each of it.
        Assert.Equal(Home + "/roadmap/set-up/preview", lead.Path);
        var planned = await lead.Page.Locator("main table tbody tr").CountAsync();
        Assert.InRange(planned, 12, 25);
        await lead.Send("/roadmap/set-up/preview");
        Assert.Equal(Home + "/roadmap", lead.Path);
        Assert.Equal(before + planned, await Milestones(lead));
        Assert.True(clock.Elapsed < Allowed, clock.Elapsed.ToString());
    }

    [Fact]
    public async Task What_a_teacher_says_becomes_a_goal_and_a_use_case_and_closes_a_milestone()
    {
        await using var teacher = await chromium.Open(demo.Address);
        await Demonstration.SignIn(teacher, "Jun Park");
        await teacher.See(Home + "/challenges/new");
        await teacher.Send("/challenges/new", ("Category", "learning"), ("Title", "Reading logs come back empty"), ("Text", "Half of my class forgets them."));
        var challenge = teacher.Path;

        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        // A milestone that ends when there is a goal for the use of resources.
        await lead.See(Home + "/roadmap/milestones/new");
        await lead.Send("/roadmap/milestones/new", ("Name", "Resources have a goal"), ("DueOn", "2030-06-01"));
        var milestone = lead.Path;
        await lead.See(milestone + "/checks?check=goal-set");
        await lead.Send("/checks", ("with-kind", "resources"));
        await lead.See(milestone);
        Assert.Contains("Not met", await lead.Says());

        await lead.See(challenge);
        Assert.Contains("Half of my class forgets them.", await lead.Says());
        await lead.Follow("/answer");
        await lead.Send("/answer", ("State", "answered"), ("PublicTitle", "Reading logs"), ("PublicText", "Families see too few reading logs."), ("Answer", "We set a goal for it."));
        await lead.See(Home + "/measures/new");
        await lead.Send("/measures/new", ("Name", "Reading logs returned"), ("Unit", "%"), ("Direction", "more"), ("Level", "district"), ("Domain", "resources"), ("Source", "Counted each Friday"));
        var measure = lead.Path[(lead.Path.LastIndexOf('/') + 1)..];
        await lead.See(challenge);
        await lead.Follow("/goals/new?challenge=");
        await lead.Send("/goals/new", ("Name", "More reading logs come back"), ("Kind", "resources"), ("Measure", measure), ("Baseline", "48"), ("BaselineDay", "2026-01-10"), ("Target", "80"), ("TargetDay", "2030-05-01"));
        var goal = lead.Path;
        Assert.Contains("/goals/", goal);
        await lead.Follow("/use-cases/new?goal=");
        await lead.Page.Locator("input[name=Roles][value=teachers] + label").ClickAsync();
        await lead.Send("/use-cases/new", ("Name", "A reminder that writes itself"), ("Summary", "A message on Thursdays."), ("Level", "district"), ("Purpose", "operations"), ("Data", "none"), ("Impact", "4"),
            ("ImpactWhy", "It asks at the right time."), ("Risk", "1"), ("RiskWhy", "No data."));
        Assert.Contains("/use-cases/", lead.Path);
        await lead.See(goal);
        Assert.Contains("A reminder that writes itself", await lead.Says());

        // Nobody ticked anything: the milestone is done.
        await lead.See(milestone);
        Assert.Contains("Done", await lead.Page.Locator("main .status").First.InnerTextAsync());
        // And whoever said it reads the answer.
        await teacher.See(challenge);
        Assert.Contains("We set a goal for it.", await teacher.Says());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task The_superintendents_page_prints_on_one_sheet_of_letter_paper(string language)
    {
        await using var superintendent = await chromium.Open(demo.Address);
        await Demonstration.SignIn(superintendent, "Samuel Okafor");
        await superintendent.See($"{Home}/briefing?lang={language}");
        var pdf = Encoding.Latin1.GetString(await superintendent.Page.PdfAsync(new() { Format = "Letter", PreferCSSPageSize = true }));
        Assert.Equal("1", Sheets().Match(pdf).Groups[1].Value);
    }

    private static async Task<int> Milestones(Visit visit)
    {
        await visit.See(Home + "/roadmap/timeline");
        var rows = await visit.Page.Locator("main table tbody tr").CountAsync();
        await visit.See(Home + "/roadmap");
        return rows;
    }

    [GeneratedRegex(@"/Type /Pages\s+/Count (\d+)")]
    private static partial Regex Sheets();
}
