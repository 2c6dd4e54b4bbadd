using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chalkline.Briefing;

/// <summary>The page's endpoint: folds what was contributed, in the order of the places.</summary>
internal static class BriefingPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/briefing", Show).Requires(BriefingRights.Read);

    private static async Task<RazorComponentResult> Show(HttpContext http, DistrictDb db, IEnumerable<IBriefingSection> sections, TimeProvider time, CancellationToken ct)
    {
        var (now, zone) = (time.Now(), await DistrictTime.Zone(db, ct));
        var asked = new BriefingQuestion(db, http.SignedIn(), Pages.LanguageOf(http), now, DistrictTime.Day(now, zone));
        var parts = new List<BriefingPart>();
        foreach (var section in sections) parts.AddRange(await section.Of(asked, ct));
        return Pages.Show<BriefingPage>(http, new BriefingPage.Content([.. parts.OrderBy(p => p.Place)], asked.Today));
    }
}
