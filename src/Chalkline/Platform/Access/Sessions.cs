using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Access;

/// <summary>Signed-in browsers of a district. A session is over when it is ended, too old, unused for too long, or its account is closed.</summary>
internal sealed class Sessions(DistrictDb db, TimeProvider time)
{
    public const string Cookie = "chalkline-session";

    public static readonly TimeSpan Longest = TimeSpan.FromHours(14), Idle = TimeSpan.FromHours(3);
    private static readonly TimeSpan SeenWithin = TimeSpan.FromMinutes(5);

    /// <summary>The person whose session this is; null where there is none any more.</summary>
    public async Task<Person?> PersonOf(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.HashOf(token), time.Now());
        var idleSince = now - Idle;
        var found = await (
            from s in db.Set<Session>().AsNoTracking()
            join a in db.Users on s.Account equals a.Id
            where s.TokenHash == hash && s.EndedAt == null && s.EndsAt > now && s.SeenAt > idleSince && a.DeactivatedAt == null
            select new
            {
                a.Id,
                a.Name,
                a.Language,
                Theme = db.Set<Looks.AccountStyle>().Where(l => l.Account == a.Id).Select(l => l.Theme).FirstOrDefault(),
                s.SeenAt,
                Roles = db.Set<RoleGrant>().Where(g => g.Account == a.Id && g.RevokedAt == null && (!g.NeedsCountersignature || g.CountersignedAt != null))
                    .Select(g => new HeldRole(g.Role, g.School, g.ReviewArea)).ToList(),
            }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        // A lease, not a change: no entry in the audit log, and lost without harm.
        if (now - found.SeenAt > SeenWithin)
            await db.Lease(d => d.Set<Session>().Where(s => s.TokenHash == hash).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), ct), ct);
        return new(found.Id, found.Name, found.Language, found.Roles) { Theme = found.Theme };
    }

    /// <summary>A new session, to be saved with the entry that tells of it. Returns what the cookie holds.</summary>
    public string Start(AccountId account, string means)
    {
        var (token, now) = (SecretToken.New(32), time.Now());
        db.Add(new Session { TokenHash = SecretToken.HashOf(token), Account = account, Means = means, StartedAt = now, SeenAt = now, EndsAt = now + Longest });
        return token;
    }

    /// <summary>Ends sessions of an account (all, with the link of its calendar; or the one whose token is given), to be saved with the entry that tells of it.</summary>
    public async Task End(AccountId account, string? token, CancellationToken ct)
    {
        var open = db.Set<Session>().Where(s => s.Account == account && s.EndedAt == null);
        if (token is not null)
        {
            var hash = SecretToken.HashOf(token);
            open = open.Where(s => s.TokenHash == hash);
        }
        // Whoever is signed out everywhere has no link left, either.
        else await Feeds.MakeFeed.Remove(db, account, ct);
        var now = time.Now();
        foreach (var session in await open.ToListAsync(ct)) session.EndedAt = now;
    }
}
