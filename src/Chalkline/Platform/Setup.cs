using Chalkline.Platform.Access;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>The one-time links by which an installation's operator lets the first administrator of a district in.</summary>
public sealed class Setup(DistrictStores stores)
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromHours(72);

    /// <summary>A new link; older ones for the same are void from now on.</summary>
    /// <param name="slug">The district that it sets up; null: one that whoever follows it names.</param>
    /// <returns>Its path, <c>/setup/TOKEN</c>: to be shown once, for only its hash is kept.</returns>
    public async Task<string> NewLink(DistrictSlug? slug, CancellationToken ct)
    {
        var (token, now, text) = (SecretToken.New(), stores.Time.Now(), slug?.Text);
        await using var host = stores.OpenHost();
        await host.SetupLinks.Where(l => l.Slug == text && l.UsedAt == null && l.ExpiresAt > now).ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, now), ct);
        host.Add(new SetupLink { TokenHash = SecretToken.HashOf(token), Slug = text, CreatedAt = now, ExpiresAt = now + LinkLasts });
        await host.SaveChangesAsync(ct);
        return "/setup/" + token;
    }

    /// <summary>Where a link stands now.</summary>
    internal async Task<SetupLinkState> StateOf(string token, CancellationToken ct)
    {
        var hash = SecretToken.HashOf(token);
        await using var host = stores.OpenHost();
        return await host.SetupLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct) switch
        {
            null => new SetupLinkState.Unknown(),
            { UsedAt: not null } => new SetupLinkState.Used(),
            var link when link.ExpiresAt <= stores.Time.Now() => new SetupLinkState.Expired(),
            var link => new SetupLinkState.Open(DistrictSlug.TryParse(link.Slug, out var slug) ? slug : null),
        };
    }

    /// <summary>
    /// Takes the link for whoever asks first. It is taken before the district is made, so that a form sent twice makes one district, and given back
    /// by <see cref="Release"/> where nothing came of it.
    /// </summary>
    internal async Task<bool> Claim(string token, CancellationToken ct)
    {
        var (hash, now) = (SecretToken.HashOf(token), stores.Time.Now());
        await using var host = stores.OpenHost();
        return await host.SetupLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    internal async Task Release(string token)
    {
        var hash = SecretToken.HashOf(token);
        await using var host = stores.OpenHost();
        await host.SetupLinks.Where(l => l.TokenHash == hash).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, (DateTimeOffset?)null), CancellationToken.None);
    }
}

/// <summary>A link for setting up, at one moment.</summary>
internal abstract record SetupLinkState
{
    private SetupLinkState()
    {
    }

    public sealed record Unknown : SetupLinkState;

    public sealed record Used : SetupLinkState;

    /// <summary>Too old, or replaced by a newer one.</summary>
    public sealed record Expired : SetupLinkState;

    /// <param name="Slug">The district that it is for; null: to be named.</param>
    public sealed record Open(DistrictSlug? Slug) : SetupLinkState;
}
