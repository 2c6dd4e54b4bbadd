using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>
/// One person's browser, at one page. What the browser complains of (a violation of the content security policy, an error of a script) is kept, and
/// <see cref="DisposeAsync"/> fails on it.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Visit> Start(IBrowserContext context)
    {
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.PageError += (_, error) => visit._complaints.Add($"{visit.Page.Url}: {error}");
        visit.Page.Console += (_, message) =>
        {
            // That a page answers 404 or 422 is what some steps are about.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) visit._complaints.Add($"{visit.Page.Url}: {message.Text}");
        };
        return visit;
    }

    /// <summary>Opens a path and says with which status it was answered.</summary>
    public async Task<int> Go(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Opens a page that must be there.</summary>
    public async Task See(string path) => Assert.Equal(200, await Go(path));

    /// <summary>Fills in the fields of the form that acts on a path, by name, and sends it; the browser follows.</summary>
    public async Task Send(string action, params (string Name, string Value)[] fields)
    {
        var form = Page.Locator($"form[method=post][action$='{action}']").First;
        foreach (var (name, value) in fields)
        {
            var field = form.Locator($"[name='{name}']").First;
            if (await field.EvaluateAsync<string>("f => f.tagName") == "SELECT") await field.SelectOptionAsync(value);
            else await field.FillAsync(value);
        }
        await Leave(() => form.Locator("button[type=submit]").First.ClickAsync());
    }

    /// <summary>Chooses a radio button or ticks a box by its label, as people do; what is folded is unfolded first.</summary>
    public async Task Choose(string name, string value)
    {
        var id = await Page.Locator($"main input[name='{name}'][value='{value}']").First.GetAttributeAsync("id");
        var folded = Page.Locator("main details:not([open])").Filter(new() { Has = Page.Locator($"label[for='{id}']") });
        if (await folded.CountAsync() > 0) await folded.First.Locator("summary").First.ClickAsync();
        await Page.Locator($"main label[for='{id}']").ClickAsync();
    }

    /// <summary>Follows the first link whose address has this in it.</summary>
    public Task Follow(string part) => Leave(() => Page.Locator($"main a[href*='{part}']").First.ClickAsync());

    /// <summary>Does what leads to another page, and waits until that is there. The page that is left is marked, so that the wait cannot end on it.</summary>
    public async Task Leave(Func<Task> act)
    {
        await Page.EvaluateAsync("document.documentElement.dataset.left = ''");
        await act();
        await Page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        // Asked of the page itself: its load event can have been before anybody waited for it.
        for (var clock = Stopwatch.StartNew(); await Page.EvaluateAsync<string>("document.readyState") != "complete"; await Task.Delay(20, TestContext.Current.CancellationToken))
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), Page.Url);
    }

    /// <summary>What the page says, without its frame.</summary>
    public async Task<string> Says() => await Page.Locator("main").InnerTextAsync();

    /// <summary>The path that the browser is at, within the district.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
