using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Platform.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>What came of signing in somebody whom a provider has vouched for.</summary>
internal abstract record SignInByProviderResult
{
    private SignInByProviderResult()
    {
    }

    /// <param name="Token">What the session's cookie holds.</param>
    public sealed record Welcome(AccountId Account, string Token) : SignInByProviderResult;

    public sealed record Refused(SignInFault Fault) : SignInByProviderResult;
}

/// <summary>
/// Finds the account of a proven identity (by issuer and subject, then by verified e-mail address; where a group gives a role it is made), brings
/// the roles that groups give up to date, and starts a session.
/// </summary>
internal sealed class SignInByProvider(DistrictDb db, Sessions sessions, GroupRoles roles, TimeProvider time)
{
    private const int Tries = 3;

    public async Task<SignInByProviderResult> Run(SignInProvider provider, ProvenIdentity who, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(provider, who, ct);
            }
            catch (StaleWriteException) when (attempt < Tries)
            {
                // The same person signs in elsewhere at this moment; what that saved is found now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<SignInByProviderResult> Once(SignInProvider provider, ProvenIdentity who, CancellationToken ct)
    {
        var groups = await roles.Of(provider, who, ct);
        if (groups is null) return Refused(SignInFault.GroupsNotTold);
        var (account, fault) = await Find(provider, who, ct);
        if (account is { DeactivatedAt: not null }) return Refused(SignInFault.Deactivated);
        JsonArray? skipped = null;
        if (fault is SignInFault.NotInvited && groups.Count > 0) (account, fault) = (await Join(provider, who, groups, ct), null);
        else if (account is not null && fault is null) skipped = await roles.Match(provider, account, groups, ct);
        if (fault is { } why) return Refused(why);
        if (account is null) return Refused(SignInFault.NotInvited);
        var token = sessions.Start(account.Id, provider.Source);
        var change = new JsonObject { ["means"] = provider.Source };
        if (skipped is { Count: > 0 }) change["skippedRoles"] = skipped;
        await db.Commit(new(Actor.Person(account.Id), "session.started", new("account", account.Id.Value), change), ct);
        return new SignInByProviderResult.Welcome(account.Id, token);
    }

    private async Task<(Account? Account, SignInFault? Fault)> Find(SignInProvider provider, ProvenIdentity who, CancellationToken ct)
    {
        var key = KeyOf(who.Subject);
        var known = await (from login in db.UserLogins
                           join account in db.Users on login.UserId equals account.Id
                           where login.LoginProvider == who.Issuer && login.ProviderKey == key
                           select account).SingleOrDefaultAsync(ct);
        if (known is not null) return (known, null);
        if (who.Email is not { } email) return (null, SignInFault.NoEmail);
        if (!who.EmailVerified) return (null, SignInFault.EmailNotVerified);
        var folded = email.Normalize().ToUpperInvariant();
        var invited = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == folded, ct);
        if (invited is null) return (null, SignInFault.NotInvited);
        if (invited.DeactivatedAt is not null) return (invited, null);
        // An address can pass to somebody new; an account cannot.
        if (await db.UserLogins.AsNoTracking().FirstOrDefaultAsync(l => l.UserId == invited.Id && l.LoginProvider == who.Issuer, ct) is { } linked)
        {
            // The same person, signing in a second time just now, may have been linked since the first look.
            return linked.ProviderKey == key ? (invited, null) : (null, SignInFault.OtherSubject);
        }
        await Link(provider, who, invited, ct);
        return (invited, null);
    }

    private async Task Link(SignInProvider provider, ProvenIdentity who, Account account, CancellationToken ct)
    {
        db.Add(LoginOf(provider, who, account.Id));
        account.EmailConfirmed = true;
        await db.Commit(new(Actor.Person(account.Id), "account.linked", new("account", account.Id.Value), new JsonObject { ["provider"] = provider.Source }), ct);
    }

    /// <summary>A new account with the roles that the groups give; null where the rules leave none of them.</summary>
    private async Task<Account?> Join(SignInProvider provider, ProvenIdentity who, IReadOnlyList<GroupRole> groups, CancellationToken ct)
    {
        var account = Account.New(time.NewId<AccountId>(), who.Name ?? who.Email!, who.Email!, time.Now());
        account.EmailConfirmed = true;
        var plan = await roles.Plan(provider, account.Id, [], groups, ct);
        if (plan.Give.Count == 0) return null;
        db.Add(account);
        db.Add(LoginOf(provider, who, account.Id));
        var change = await roles.Apply(provider, account.Id, plan, ct);
        change["provider"] = provider.Source;
        await db.Commit(new(Actor.Person(account.Id), "account.joined", new("account", account.Id.Value), change), ct);
        return account;
    }

    private static IdentityUserLogin<AccountId> LoginOf(SignInProvider provider, ProvenIdentity who, AccountId account) =>
        new() { LoginProvider = who.Issuer, ProviderKey = KeyOf(who.Subject), ProviderDisplayName = provider.Name, UserId = account };

    /// <summary>A subject may have 255 characters, a login's key 128: a longer one stands as its hash.</summary>
    private static string KeyOf(string subject) =>
        subject.Length <= 128 ? subject : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    private static SignInByProviderResult.Refused Refused(SignInFault fault) => new(fault);
}
