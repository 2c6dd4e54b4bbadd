using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>The day of the calendar where the district is.</summary>
public static class DistrictDay
{
    /// <summary>Today in the district's time zone; of UTC where nobody has said which it is.</summary>
    public static async Task<DateOnly> Today(DistrictDb db, TimeProvider time, CancellationToken ct) => DistrictTime.Day(time.Now(), await DistrictTime.Zone(db, ct));
}
