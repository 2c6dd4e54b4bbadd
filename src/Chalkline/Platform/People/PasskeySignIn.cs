using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Identity;

namespace Chalkline.Platform.People;

/// <summary>Signs in with a passkey: the browser's authenticator answers a challenge that is good once.</summary>
internal sealed class PasskeySignIn(DistrictDb db, IPasskeyHandler<Account> handler, AccountStore accounts, PasskeyCeremony ceremony, StartSession start)
{
    private const string Purpose = "sign-in";

    /// <summary>The challenge, as the browser's <c>PublicKeyCredential.parseRequestOptionsFromJSON</c> takes it. It names no account: who it is, the passkey says.</summary>
    public async Task<string> Challenge(HttpContext http)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http);
        ceremony.Begin(http, Purpose, options.AssertionState!);
        return options.RequestOptionsJson;
    }

    /// <summary>Whether the answer signed its person in. A lock-out of the password does not hold here: a passkey cannot be guessed.</summary>
    /// <param name="credential">The browser's <c>PublicKeyCredential</c> as JSON.</param>
    public async Task<bool> Run(HttpContext http, string credential, CancellationToken ct)
    {
        if (ceremony.End(http, Purpose) is not { } state) return false;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!result.Succeeded || result.User is not { DeactivatedAt: null, ErasedAt: null } account) return false;
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey, ct);
        // A challenge is spent like a form: whoever copied cookie and answer comes too late.
        db.FormKey = SecretToken.HashOf(state);
        try
        {
            await start.Run(http, account.Id, "passkey", null, ct);
            return true;
        }
        catch (FormAlreadySubmittedException)
        {
            return false;
        }
    }
}
