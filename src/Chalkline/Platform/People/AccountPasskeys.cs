using System.Buffers.Text;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>The passkeys of one's own account: adding and removing them.</summary>
internal sealed class AccountPasskeys(DistrictDb db, IPasskeyHandler<Account> handler, AccountStore accounts, PasskeyCeremony ceremony)
{
    public const int LongestName = 60, Most = 20;
    private const string Purpose = "register";

    /// <summary>The challenge, as the browser's <c>PublicKeyCredential.parseCreationOptionsFromJSON</c> takes it.</summary>
    public async Task<string> Challenge(HttpContext http, CancellationToken ct)
    {
        var account = await Own(http, ct);
        var options = await handler.MakeCreationOptionsAsync(
            new() { Id = account.Id.ToString(), Name = account.Email ?? account.Name, DisplayName = account.Name }, http);
        ceremony.Begin(http, Purpose, options.AttestationState!);
        return options.CreationOptionsJson;
    }

    /// <summary>Whether the new passkey was accepted.</summary>
    /// <param name="name">What its owner calls it, at most <see cref="LongestName"/> signs.</param>
    /// <param name="credential">The browser's <c>PublicKeyCredential</c> as JSON.</param>
    public async Task<bool> Add(HttpContext http, string name, string credential, CancellationToken ct)
    {
        if (ceremony.End(http, Purpose) is not { } state) return false;
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        var account = await Own(http, ct);
        if (!result.Succeeded || result.UserEntity.Id != account.Id.ToString() || (await accounts.GetPasskeysAsync(account, ct)).Count >= Most) return false;
        result.Passkey.Name = name;
        await accounts.AddOrUpdatePasskeyAsync(account, result.Passkey, ct);
        db.FormKey = SecretToken.HashOf(state);
        await db.Commit(new(Actor.Person(account.Id), "passkey.added", new("account", account.Id.Value), new() { ["passkey"] = Base64Url.EncodeToString(result.Passkey.CredentialId) }), ct);
        return true;
    }

    /// <summary>Removes a passkey of one's own; nothing where it is not there any more.</summary>
    /// <param name="id">The credential's id in Base64url, as the page has it.</param>
    public async Task Remove(HttpContext http, string? id, CancellationToken ct)
    {
        if (id is null || !Base64Url.IsValid(id)) return;
        var (account, credential) = (await Own(http, ct), Base64Url.DecodeFromChars(id));
        if (await accounts.FindPasskeyAsync(account, credential, ct) is null) return;
        await accounts.RemovePasskeyAsync(account, credential, ct);
        await db.Commit(new(Actor.Person(account.Id), "passkey.removed", new("account", account.Id.Value), new() { ["passkey"] = id }), ct);
    }

    private Task<Account> Own(HttpContext http, CancellationToken ct)
    {
        var id = http.SignedIn().Id;
        return db.Users.SingleAsync(a => a.Id == id, ct);
    }
}
