using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>Which districts there are, and whether their stores can be served; asked for by every request, so remembered once it is good.</summary>
public sealed class DistrictDirectory(DistrictStores stores, IEnumerable<IDistrictOpening>? openings = null)
{
    private readonly ConcurrentDictionary<string, bool> _current = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>The district of an address's first segment; null where there is none.</summary>
    public async Task<DistrictSlug?> Find(string segment, CancellationToken ct)
    {
        if (!DistrictSlug.TryParse(segment, out var slug)) return null;
        if (_current.ContainsKey(slug.Text)) return slug;
        await using var host = stores.OpenHost();
        return await host.Districts.AnyAsync(d => d.Slug == slug.Text && d.OpenedAt != null, ct) ? slug : null;
    }

    /// <summary>Whether the district's store is of this program's version; asked again until it is, and it has been opened.</summary>
    /// <exception cref="StoreRefusalException">It is, and must not be served all the same.</exception>
    public async Task<StoreState> StateOf(DistrictSlug slug, CancellationToken ct)
    {
        if (_current.ContainsKey(slug.Text)) return StoreState.Current;
        // The first requests come together: one of them opens the store, the others wait for it.
        var turn = _turns.GetOrAdd(slug.Text, _ => new(1));
        await turn.WaitAsync(ct);
        try
        {
            return _current.ContainsKey(slug.Text) ? StoreState.Current : await Open(slug, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StoreState> Open(DistrictSlug slug, CancellationToken ct)
    {
        var state = await stores.StateOf(slug, ct);
        if (state != StoreState.Current) return state;
        foreach (var opening in openings ?? [])
        {
            await using var db = stores.Open(slug);
            await opening.Open(db, ct);
        }
        _current[slug.Text] = true;
        return state;
    }

    /// <summary>All districts, in order of their slugs.</summary>
    public async Task<IReadOnlyList<DistrictSlug>> All(CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var slugs = await host.Districts.Where(d => d.OpenedAt != null).OrderBy(d => d.Slug).Select(d => d.Slug).ToListAsync(ct);
        return [.. slugs.Select(s => DistrictSlug.TryParse(s, out var slug) ? slug : null).OfType<DistrictSlug>()];
    }

    /// <summary>Registers a district and makes its store; nothing where it is there already.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> Add(DistrictSlug slug, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var entry = await host.Districts.SingleOrDefaultAsync(d => d.Slug == slug.Text, ct);
        if (entry is { OpenedAt: not null }) return false;
        if (entry is null)
        {
            entry = new() { Slug = slug.Text, Id = Guid.CreateVersion7(stores.Time.Now()), CreatedAt = stores.Time.Now() };
            host.Add(entry);
            await host.SaveChangesAsync(ct);
        }
        // The store before the sign that it may be served: what is cut off between the two is done again.
        await stores.Prepare(slug, null, ct);
        entry.OpenedAt = stores.Time.Now();
        await host.SaveChangesAsync(ct);
        return true;
    }
}
