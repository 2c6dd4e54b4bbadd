using System.Globalization;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>Instants as people of a district read them: in its own time zone.</summary>
public static class DistrictTime
{
    /// <summary>The time zone in the district's profile, an IANA name; UTC where nobody has said which it is. Read once until the next commit: a page asks for it several times.</summary>
    public static async Task<string> Zone(DistrictDb db, CancellationToken ct) =>
        db.Zone ??= await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? "UTC";

    /// <summary>The day of an instant where the district is.</summary>
    /// <param name="zone">An IANA name.</param>
    public static DateOnly Day(DateTimeOffset at, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>"Nov 24, 2026, 2:05 PM" in English, "24 nov 2026, 14:05" in Spanish.</summary>
    /// <param name="zone">The IANA name in the district's profile.</param>
    public static string Text(DateTimeOffset at, string zone, Language language)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return language == Language.Spanish ? local.ToString("d MMM yyyy, H:mm", language.Culture) : local.ToString("MMM d, yyyy, h:mm tt", CultureInfo.InvariantCulture);
    }
}
