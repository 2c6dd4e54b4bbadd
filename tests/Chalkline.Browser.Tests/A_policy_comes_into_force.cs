using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>From a template through two readings and the board's vote to a teacher's phone; and the table for a classroom wall on one printed page.</summary>
public sealed partial class A_policy_comes_into_force(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private static readonly ViewportSize Wide = new() { Width = 1200, Height = 900 }, Phone = new() { Width = 320, Height = 640 };

    [Fact]
    public async Task and_a_teacher_acknowledges_it_on_a_phone_without_JavaScript()
    {
        string policy, asked;
        DateOnly today;
        await using (var lead = await chromium.Open(demo.Address, new() { ViewportSize = Wide }))
        {
            await Demonstration.SignIn(lead, "Ana Ruiz");
            today = await TheBoard.Today(lead);
            await lead.See(Demonstration.Home + "/policies/new?template=academic-integrity&lang=en");
            await lead.Send("/policies/new", ("Title", "Honest work with AI"));
            policy = lead.Path[..^"/edit".Length];
            await lead.Send("/edit", ("WhatChanged", "It is new."));
            await Step(lead, policy, "consult", today.AddDays(14));
            await Step(lead, policy, "read-first", today.AddDays(-9));
            await Step(lead, policy, "read-second", today);
            await lead.Follow("/decisions/new?about=policy:");
            await lead.Send("/decisions/new", ("Background", "Students ask what counts as their own work."));
            asked = lead.Path;
        }
        await using (var clerk = await chromium.Open(demo.Address, new() { ViewportSize = Wide }))
        {
            await Demonstration.SignIn(clerk, "Hana Novak");
            await TheBoard.TakesUp(clerk, today, "Policy: Honest work with AI, version 1", "second");
            await TheBoard.Votes(clerk, 6, 0, 1);
            Assert.Equal(asked, clerk.Path);
            Assert.Contains("Approved", await clerk.Says());
            await clerk.See(policy);
            Assert.Contains("by the board", await clerk.Says());
        }
        await using (var lead = await chromium.Open(demo.Address, new() { ViewportSize = Wide }))
        {
            await Demonstration.SignIn(lead, "Ana Ruiz");
            await lead.See($"{policy}/versions/1/publish");
            await lead.Send("/publish");
            Assert.Contains("In force", await lead.Says());
        }
        await using var teacher = await chromium.Open(demo.Address, new() { ViewportSize = Phone, JavaScriptEnabled = false });
        await teacher.See(Demonstration.Home + "/sign-in");
        await teacher.Page.Locator("li", new() { HasText = "Jun Park" }).Locator("button[name=account]").ClickAsync();
        await teacher.Page.GetByText("Acknowledge: Honest work with AI, version 1").First.WaitForAsync();
        await teacher.See(policy + "/acknowledge");
        await teacher.Page.Locator("label[for=Read]").ClickAsync();
        await teacher.Page.Locator("main button[type=submit]").ClickAsync();
        await teacher.Page.GetByText("You have acknowledged it").First.WaitForAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task beside_a_table_for_the_classroom_wall_on_one_letter_page(string language)
    {
        await using var family = await chromium.Open(demo.Address, new() { ViewportSize = Wide });
        await family.See($"{Demonstration.Home}/guidance?lang={language}");
        var pdf = await family.Page.PdfAsync(new() { PreferCSSPageSize = true });
        Assert.Single(PdfPage().Matches(Encoding.Latin1.GetString(pdf)));
    }

    private static async Task Step(Visit visit, string policy, string step, DateOnly day)
    {
        await visit.See($"{policy}/versions/1/{step}");
        await visit.Send("/" + step, ("Day", TheBoard.Text(day)));
        Assert.Contains("?version=1", visit.Page.Url);
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PdfPage();
}
