using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>The host's list of what a district deleted for good: it stands outside of the district's store, so that no restore forgets it.</summary>
internal sealed class DistrictDeletions(DistrictStores stores, DistrictSlug district)
{
    public async Task Record(string kind, Guid subject, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var id = await District(host, ct);
        if (await host.Deletions.AnyAsync(d => d.District == id && d.Kind == kind && d.Subject == subject, ct)) return;
        host.Add(new Deletion { District = id, Kind = kind, Subject = subject, At = stores.Time.Now() });
        await host.SaveChangesAsync(ct);
    }

    /// <summary>Takes an announcement back whose deletion did not come about.</summary>
    public async Task Withdraw(string kind, Guid subject, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var id = await District(host, ct);
        await host.Deletions.Where(d => d.District == id && d.Kind == kind && d.Subject == subject).ExecuteDeleteAsync(ct);
    }

    private Task<Guid> District(HostDb host, CancellationToken ct) => host.Districts.Where(d => d.Slug == district.Text).Select(d => d.Id).SingleAsync(ct);
}
