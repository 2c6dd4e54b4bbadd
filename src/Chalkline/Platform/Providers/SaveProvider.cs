using System.Text.Json.Nodes;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>Adds providers, changes them, switches them off and on. What two people change at once is a stale write for the second.</summary>
internal sealed class SaveProvider(DistrictDb db, ProviderSecrets secrets, TimeProvider time)
{
    public async Task<ProviderId> Add(Actor actor, DistrictSlug district, ProviderValues values, CancellationToken ct)
    {
        var id = time.NewId<ProviderId>();
        var provider = new SignInProvider
        {
            Id = id,
            Name = values.Name,
            Issuer = values.Issuer,
            ClientId = values.ClientId,
            ProtectedSecret = secrets.Protect(district, id, values.Secret!),
            Scopes = values.Scopes,
            EmailClaim = values.EmailClaim,
            NameClaim = values.NameClaim,
            GroupsClaim = values.GroupsClaim,
            HostedDomain = values.HostedDomain,
            TrustsEmail = values.TrustsEmail,
            CreatedAt = time.Now(),
        };
        db.Add(provider);
        await db.Commit(new(actor, "sign-in-provider.added", SubjectOf(id), Change(null, provider)), ct);
        return id;
    }

    /// <param name="version">That the form was filled in on.</param>
    public async Task Change(Actor actor, DistrictSlug district, SignInProvider provider, int version, ProviderValues values, CancellationToken ct)
    {
        var before = Described(provider);
        (provider.Name, provider.Issuer, provider.ClientId, provider.Scopes) = (values.Name, values.Issuer, values.ClientId, values.Scopes);
        (provider.EmailClaim, provider.NameClaim, provider.GroupsClaim) = (values.EmailClaim, values.NameClaim, values.GroupsClaim);
        (provider.HostedDomain, provider.TrustsEmail) = (values.HostedDomain, values.TrustsEmail);
        var change = Change(before, provider);
        if (values.Secret is { } secret)
        {
            provider.ProtectedSecret = secrets.Protect(district, provider.Id, secret);
            change["secret"] = "replaced";
        }
        db.Raise(provider);
        db.Expect(provider, version);
        await db.Commit(new(actor, "sign-in-provider.changed", SubjectOf(provider.Id), change), ct);
    }

    /// <summary>Switches it off, which ends the sessions that it started, or on again.</summary>
    public async Task Enable(Actor actor, SignInProvider provider, int version, bool on, CancellationToken ct)
    {
        var now = time.Now();
        provider.DisabledAt = on ? null : now;
        db.Raise(provider);
        db.Expect(provider, version);
        if (!on)
            foreach (var session in await db.Set<Session>().Where(s => s.Means == provider.Source && s.EndedAt == null).ToListAsync(ct)) session.EndedAt = now;
        await db.Commit(new(actor, on ? "sign-in-provider.enabled" : "sign-in-provider.disabled", SubjectOf(provider.Id), []), ct);
    }

    public async Task TieGroup(Actor actor, SignInProvider provider, GroupValues values, CancellationToken ct)
    {
        var tie = new GroupRole
        {
            Id = time.NewId<GroupRoleId>(),
            Provider = provider.Id,
            GroupValue = values.Group,
            Role = values.Role.Role,
            School = values.Role.School,
            ReviewArea = values.Role.ReviewArea,
            CreatedAt = time.Now(),
            CreatedBy = actor.Account,
        };
        db.Add(tie);
        await db.Commit(new(actor, "sign-in-provider.group-tied", SubjectOf(provider.Id), Described(tie)), ct);
    }

    /// <summary>Who has the role by this group loses it at the next sign-in.</summary>
    public async Task UntieGroup(Actor actor, GroupRole tie, CancellationToken ct)
    {
        db.Remove(tie);
        await db.Commit(new(actor, "sign-in-provider.group-untied", SubjectOf(tie.Provider), Described(tie)), ct);
    }

    /// <summary>
    /// Unties an account from the person at the provider who signs in to it, so that the next one with the account's e-mail address is tied to it:
    /// an address passed to a successor, or the provider numbers its people anew.
    /// </summary>
    /// <returns>False where nobody at the provider signs in to an account with this address.</returns>
    public async Task<bool> Unlink(Actor actor, SignInProvider provider, string email, CancellationToken ct)
    {
        var folded = email.Normalize().ToUpperInvariant();
        var logins = await (from login in db.UserLogins
                            join account in db.Users on login.UserId equals account.Id
                            where login.LoginProvider == provider.Issuer && account.NormalizedEmail == folded
                            select login).ToListAsync(ct);
        if (logins.Count == 0) return false;
        var owner = logins[0].UserId;
        db.RemoveRange(logins);
        foreach (var session in await db.Set<Session>().Where(s => s.Account == owner && s.Means == provider.Source && s.EndedAt == null).ToListAsync(ct)) session.EndedAt = time.Now();
        await db.Commit(new(actor, "account.unlinked", new("account", owner.Value), new JsonObject { ["provider"] = provider.Source }), ct);
        return true;
    }

    private static Subject SubjectOf(ProviderId id) => new("sign-in-provider", id.Value);

    private static JsonObject Change(JsonObject? before, SignInProvider after) =>
        AuditEntry.Fields([.. Described(after).Select(f => (f.Key, before?[f.Key], f.Value))]);

    private static JsonObject Described(SignInProvider p) => new()
    {
        ["name"] = p.Name,
        ["issuer"] = p.Issuer,
        ["clientId"] = p.ClientId,
        ["scopes"] = p.Scopes,
        ["emailClaim"] = p.EmailClaim,
        ["nameClaim"] = p.NameClaim,
        ["groupsClaim"] = p.GroupsClaim,
        ["hostedDomain"] = p.HostedDomain,
        ["trustsEmail"] = p.TrustsEmail,
    };

    private static JsonObject Described(GroupRole tie) => new()
    {
        ["group"] = tie.GroupValue,
        ["role"] = tie.Role.Code(),
        ["school"] = tie.School?.ToString(),
        ["reviewArea"] = tie.ReviewArea,
    };
}
