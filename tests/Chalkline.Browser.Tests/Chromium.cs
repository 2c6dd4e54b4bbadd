using Chalkline.Browser.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Chalkline.Browser.Tests;

/// <summary>The one Chromium of all tests; each opens contexts of its own in it, which share nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } program) return;
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public bool IsInstalled => _browser is not null;

    /// <summary>Skips a test where there is no Chromium; with CI=true it fails.</summary>
    public void Need()
    {
        if (IsInstalled) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("Chromium is not installed (chromium in Debian).");
        Assert.Skip("Chromium is not installed (chromium in Debian).");
    }

    /// <summary>A browser as one person has it.</summary>
    public async Task<Visit> Open(string site, BrowserNewContextOptions? options = null)
    {
        Need();
        options ??= new();
        options.BaseURL = site;
        options.Locale ??= "en-US";
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return await Visit.Start(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _driver?.Dispose();
    }
}
