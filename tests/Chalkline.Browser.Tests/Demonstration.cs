using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>The demonstration, as <c>chalkline demo</c> serves it; tests share one, and leave it as it is.</summary>
public sealed class Demonstration : IAsyncLifetime
{
    public const string Home = "/cedar-valley";

    private readonly ServedSite _site = new(null);

    public string Address => _site.Address;

    public async ValueTask InitializeAsync() => await _site.Demonstrate();

    /// <summary>Signs in by one click as somebody of the invented district, by name.</summary>
    public static async Task SignIn(Visit visit, string person)
    {
        await visit.See(Home + "/sign-in");
        await visit.Leave(() => visit.Page.Locator("li", new() { HasText = person }).Locator("button[name=account]").ClickAsync());
        Assert.Equal(Home + "/", visit.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.Stop();
        await _site.DisposeAsync();
    }
}
