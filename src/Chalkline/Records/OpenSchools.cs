using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>The schools that roles can be of.</summary>
internal sealed class OpenSchools(TimeProvider time) : ISchools
{
    public async Task<IReadOnlyList<SchoolName>> Open(DistrictDb db, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        return await db.Set<School>().AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > today).OrderBy(s => s.NameFolded)
            .Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct);
    }
}
