using Microsoft.Playwright;

namespace Chalkline.Browser.Tests;

/// <summary>An authenticator that the browser has built in, as a phone or a laptop has: the person is there, and verified.</summary>
internal static class Passkeys
{
    public static async Task AddAuthenticator(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>Presses the page's passkey button and waits until it has led somewhere else.</summary>
    public static Task Use(Visit visit) => visit.Leave(() => visit.Page.Locator("[data-passkey] button").ClickAsync());
}
