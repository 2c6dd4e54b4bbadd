using Chalkline.Platform;
using Chalkline.Records.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>The calendar, read from a district's store.</summary>
public static class SchoolCalendars
{
    public static async Task<SchoolCalendar> Load(DistrictDb db, CancellationToken ct) =>
        new((await db.Set<CalendarEntry>().AsNoTracking().Include(e => e.Schools).Where(e => e.RemovedAt == null).ToListAsync(ct)).Select(e => e.Dates));
}
