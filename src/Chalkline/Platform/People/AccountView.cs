using System.Buffers.Text;
using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>One's own account: what its page shows.</summary>
/// <param name="Zone">The district's time zone.</param>
public sealed record AccountView(
    string Name, string? Language, int Version, string? Email, bool HasPassword, string Zone, IReadOnlyList<OwnPasskey> Passkeys, IReadOnlyList<OwnSession> Sessions, string? Done)
{
    /// <summary>"light" or "dark"; null: as the device is set.</summary>
    public string? Theme { get; init; }

    public Faults NameFaults { get; init; } = new();

    public Faults PasswordFaults { get; init; } = new();

    /// <param name="done">What was just done, as the address has it; null: nothing.</param>
    internal static async Task<AccountView> Of(HttpContext http, DistrictDb db, AccountStore accounts, TimeProvider time, string? done, CancellationToken ct)
    {
        var (id, now) = (http.SignedIn().Id, time.Now());
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var zone = await DistrictTime.Zone(db, ct);
        var here = SecretToken.HashOf(http.Request.Cookies[Access.Sessions.Cookie] ?? "");
        var idleSince = now - Access.Sessions.Idle;
        var sessions = await db.Set<Session>().AsNoTracking().Where(s => s.Account == id && s.EndedAt == null && s.EndsAt > now && s.SeenAt > idleSince)
            .OrderByDescending(s => s.SeenAt).ThenBy(s => s.TokenHash).Take(50).Select(s => new OwnSession(s.Means, s.StartedAt, s.SeenAt, s.TokenHash == here)).ToListAsync(ct);
        var passkeys = (await accounts.GetPasskeysAsync(account, ct)).OrderBy(p => p.CreatedAt)
            .Select(p => new OwnPasskey(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt)).ToList();
        return new(account.Name, account.Language, account.Version, account.Email, account.PasswordHash is not null, zone, passkeys, sessions, done) { Theme = http.SignedIn().Theme };
    }
}

/// <param name="Id">The credential's, in Base64url.</param>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset CreatedAt);

/// <param name="Here">The browser that the page is shown in.</param>
public sealed record OwnSession(string Means, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool Here);
