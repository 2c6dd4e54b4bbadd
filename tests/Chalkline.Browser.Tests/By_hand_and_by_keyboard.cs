using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>A file put up and taken down again; and the way from signing in to a record by keyboard alone, with JavaScript and without.</summary>
public sealed class By_hand_and_by_keyboard(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private const string Home = Demonstration.Home;

    /// <summary>More than any page has before what is looked for.</summary>
    private const int MostTabs = 150;

    [Fact]
    public async Task A_file_is_put_up_at_a_record_and_taken_down_again()
    {
        const string name = "invented minutes.txt";
        await using var lead = await chromium.Open(demo.Address, new() { AcceptDownloads = true });
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(Home + "/goals");
        await lead.Leave(() => lead.Page.Locator("main tbody th a").First.ClickAsync());
        var goal = lead.Path;
        await lead.Page.Locator("form[action$='/files'] input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("What was said.") });
        await lead.Leave(() => lead.Page.Locator("form[action$='/files'] button[type=submit]").ClickAsync());
        await lead.See(goal);
        var download = await lead.Page.RunAndWaitForDownloadAsync(() => lead.Page.Locator("main a[download]", new() { HasText = name }).ClickAsync());
        Assert.Equal("What was said.", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        await lead.Leave(() => lead.Page.Locator("main tr", new() { HasText = name }).Locator("a[href$='/delete']").ClickAsync());
        await lead.Leave(() => lead.Page.Locator("main form[action$='/delete'] button[type=submit]").ClickAsync());
        await lead.See(goal);
        Assert.Equal(0, await lead.Page.Locator("main a[download]", new() { HasText = name }).CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_signing_in_over_my_work_and_a_list_to_a_record_by_keyboard_alone(bool javaScript)
    {
        await using var visit = await chromium.Open(demo.Address, new() { JavaScriptEnabled = javaScript, ViewportSize = new() { Width = 1200, Height = 900 } });
        await visit.See(Home + "/sign-in");
        await Press(visit, "button[name=account] >> nth=0", Home + "/");
        // The first stop of every page leads past its head.
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#content", await visit.Page.Locator("*:focus").GetAttributeAsync("href"));
        // The menu with the list in it is opened by its own key.
        await TabTo(visit, ".site-nav details:has(a[href$='/people']) > summary");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Press(visit, ".site-nav a[href$='/people']", Home + "/people");
        await Press(visit, "main tbody th a >> nth=0", Home + "/people/*");
        Assert.NotEmpty(await visit.Page.Locator("h1").InnerTextAsync());
    }

    private static async Task Press(Visit visit, string selector, string to)
    {
        await TabTo(visit, selector);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**" + to);
    }

    /// <summary>Presses Tab until something has the focus, which must then be seen.</summary>
    private static async Task TabTo(Visit visit, string selector)
    {
        var target = await visit.Page.Locator(selector).ElementHandleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (!await target.EvaluateAsync<bool>("e => e === document.activeElement")) continue;
            Assert.True(await target.EvaluateAsync<bool>("e => { const s = getComputedStyle(e); return e.checkVisibility() && (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'); }"), selector + " shows no focus");
            return;
        }
        Assert.Fail($"{selector} is not reached by {MostTabs} tabs.");
    }
}
