using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>
/// Pages of the demonstration in light and dark, wide and on a phone of 320 pixels, in English and Spanish: axe with no rule off finds nothing, nothing is
/// cut off, and the browser has nothing to complain of (the content security policy above all).
/// </summary>
public sealed class Pages_of_the_demonstration(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private static readonly string[] Paths = ["/", "/account", "/people", "/people/invite", "/schools", "/schools/new", "/calendar", "/audit-log", "/packs", "/district", "/jobs",
        "/policies", "/policies/new", "/policies/acknowledgements", "/acknowledgements", "/principles", "/principles/new", "/guidance", "/employees", "/employees/agreements/new",
        "/account/reminders", "/reminders", "/web-hooks", "/web-hooks/add"];

    [Theory]
    [InlineData(ColorScheme.Light, 1200, "en")]
    [InlineData(ColorScheme.Dark, 320, "es")]
    public async Task Have_no_finding(ColorScheme scheme, int width, string language)
    {
        await using var visit = await chromium.Open(demo.Address, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await Demonstration.SignIn(visit, "Ruth Albright");
        var wrong = new List<string>();
        foreach (var path in Paths)
        {
            await visit.See($"{Demonstration.Home}{path}?lang={language}");
            if (await visit.Page.Locator("h1").CountAsync() != 1) wrong.Add($"{path}: not one h1");
            if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width) wrong.Add($"{path}: {wide} pixels wide");
            wrong.AddRange((await visit.Page.RunAxe()).Violations.Select(v => $"{path}: {v.Id}: {v.Nodes[0].Html}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
