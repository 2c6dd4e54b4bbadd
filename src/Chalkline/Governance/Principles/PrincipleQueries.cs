using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Principles;

/// <summary>Reads of principles.</summary>
internal static class PrincipleQueries
{
    /// <summary>All that are not withdrawn, in the order in which they came.</summary>
    public static Task<List<Principle>> Standing(DistrictDb db, CancellationToken ct) =>
        db.Set<Principle>().AsNoTracking().Where(p => p.WithdrawnAt == null).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync(ct);
}
