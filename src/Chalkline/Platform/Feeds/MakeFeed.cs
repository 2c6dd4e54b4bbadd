using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Feeds;

/// <summary>Makes a person's link, replaces it, takes it back. The one before does not open anything from the commit on.</summary>
internal sealed class MakeFeed(DistrictDb db, TimeProvider time)
{
    /// <returns>The token, which nobody sees again.</returns>
    public async Task<string> Run(Person person, CancellationToken ct)
    {
        var (token, now) = (SecretToken.New(), time.Now());
        var feed = await db.Set<CalendarFeed>().SingleOrDefaultAsync(f => f.Account == person.Id, ct);
        var action = feed is null ? "calendar-feed.made" : "calendar-feed.replaced";
        if (feed is null) db.Add(feed = new CalendarFeed { Account = person.Id, TokenHash = "" });
        (feed.TokenHash, feed.MadeAt, feed.ReadAt) = (SecretToken.HashOf(token), now, null);
        await db.Commit(new(person.Actor, action, new("account", person.Id.Value), []), ct);
        return token;
    }

    public async Task Revoke(Person person, CancellationToken ct)
    {
        if (await Remove(db, person.Id, ct)) await db.Commit(new(person.Actor, "calendar-feed.revoked", new("account", person.Id.Value), []), ct);
    }

    /// <summary>Takes the link back with what the caller commits next.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> Remove(DistrictDb db, AccountId account, CancellationToken ct)
    {
        if (await db.Set<CalendarFeed>().SingleOrDefaultAsync(f => f.Account == account, ct) is not { } feed) return false;
        db.Remove(feed);
        return true;
    }
}
