using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>The day of the calendar where the district is.</summary>
public static class DistrictDay
{
    /// <summary>Today in the district's time zone; of UTC where nobody has said which it is.</summary>
    public static async Task<DateOnly> Today(DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var zone = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleOrDefaultAsync(ct);
        return At(time.Now(), zone ?? "UTC");
    }

    /// <param name="zone">An IANA name.</param>
    public static DateOnly At(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
}
