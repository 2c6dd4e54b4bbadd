using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>What the parts of a record's page say people and instants by.</summary>
internal sealed class RecordText(DistrictDb db)
{
    /// <summary>The district's time zone, an IANA name.</summary>
    public Task<string> Zone(CancellationToken ct) => DistrictTime.Zone(db, ct);

    /// <summary>Names of accounts; an erased one has an empty name and is left out.</summary>
    public Task<Dictionary<AccountId, string>> Names(IEnumerable<AccountId?> accounts, CancellationToken ct)
    {
        var wanted = accounts.OfType<AccountId>().Distinct().ToList();
        return db.Users.AsNoTracking().Where(a => wanted.Contains(a.Id) && a.Name != "").ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }
}
