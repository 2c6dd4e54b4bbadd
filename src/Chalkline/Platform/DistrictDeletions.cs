using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>
/// The host's list of what a district deleted for good: it stands outside of the district's store, so that no restore forgets it. What is on it is deleted
/// again by the <see cref="IEraser"/> of its kind.
/// </summary>
public sealed class DistrictDeletions(DistrictStores stores, DistrictSlug district)
{
    /// <summary>Saves a deletion. The list first: one that a restore does not know of would be undone by it.</summary>
    /// <param name="kind">Of the <see cref="IEraser"/>.</param>
    /// <param name="bulk">Statements that bypass change tracking, in the same transaction.</param>
    /// <exception cref="HeldException">A legal hold covers it; then nothing was deleted.</exception>
    /// <exception cref="StaleWriteException">A record was changed since it was read; then nothing was deleted.</exception>
    public async Task Commit(DistrictDb db, string kind, Guid subject, AuditEntry entry, Func<DbTransactionScope, Task>? bulk, CancellationToken ct)
    {
        await Record(kind, subject, ct);
        try
        {
            await db.Commit(entry, async scope =>
            {
                if (await LegalHolds.Cover(db, [new(kind, subject), entry.Subject], ct)) throw new HeldException();
                if (bulk is not null) await bulk(scope);
            }, ct);
        }
        catch
        {
            await Withdraw(kind, subject, CancellationToken.None);
            throw;
        }
    }

    internal async Task Record(string kind, Guid subject, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var id = await District(host, ct);
        if (await host.Deletions.AnyAsync(d => d.District == id && d.Kind == kind && d.Subject == subject, ct)) return;
        host.Add(new Deletion { District = id, Kind = kind, Subject = subject, At = stores.Time.Now() });
        await host.SaveChangesAsync(ct);
    }

    /// <summary>Takes an announcement back whose deletion did not come about.</summary>
    internal async Task Withdraw(string kind, Guid subject, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var id = await District(host, ct);
        await host.Deletions.Where(d => d.District == id && d.Kind == kind && d.Subject == subject).ExecuteDeleteAsync(ct);
    }

    private Task<Guid> District(HostDb host, CancellationToken ct) => host.Districts.Where(d => d.Slug == district.Text).Select(d => d.Id).SingleAsync(ct);
}
