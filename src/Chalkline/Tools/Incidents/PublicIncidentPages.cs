using Chalkline.Platform;
using Chalkline.Tools.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>The public form for what went wrong with a tool, and the private link of whoever used it.</summary>
internal static class PublicIncidentPages
{
    public const string Home = "/report-a-problem", Limits = "incidents";

    /// <summary>Within an hour.</summary>
    public const int PerAddress = 20, InTotal = 300;

    private const string Why = "families report what went wrong with a tool, without an account";

    /// <summary>Far more than the form may have, and far less than a store would mind.</summary>
    private const long MostRequestBytes = 64 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Begin).InDistrict().ForAnyone(Why);
        routes.MapPost(Home, Report).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).InDistrict().ForAnyone(Why);
        routes.MapGet(Home + "/status/{token}", Status).InDistrict().ForAnyone("whoever has the private link reads what became of the report");
    }

    private static Task<IResult> Begin(HttpContext http, DistrictDb db, string? tool, CancellationToken ct) => Show(http, db, new() { Tool = tool }, new(), StatusCodes.Status200OK, ct);

    private static async Task<IResult> Report(HttpContext http, DistrictDb db, TimeProvider time, [FromKeyedServices(Limits)] PublicLimits limits, [FromForm] ReportForm form, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        if (limits.IsTooMany(http)) return await Show(http, db, form, IncidentText.Of(language, [new("", nameof(RequestWords.FaultTooMany))]), StatusCodes.Status429TooManyRequests, ct);
        return await ReportIncident.Run(db, time, null, form, ct) switch
        {
            ReportResult.Refused refused => await Show(http, db, form, IncidentText.Of(language, refused.Faults), StatusCodes.Status422UnprocessableEntity, ct),
            ReportResult.Kept kept => Pages.GoTo(http, $"{Home}/status/{kept.Link}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, ReportForm form, Faults faults, int status, CancellationToken ct) =>
        Pages.Show<ReportPage>(http, new ReportPage.Content(true, form, faults, await RequestPages.Schools(db, ct)), status);

    private static async Task<IResult> Status(HttpContext http, DistrictDb db, string token, CancellationToken ct)
    {
        SecretLinks.Keep(http);
        var hash = SecretLinks.HashOf(token);
        if (await db.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(i => i.LinkHash == hash, ct) is not { } incident) return Results.NotFound();
        return Pages.Show<ReportedPage>(http, new ReportedPage.Content(incident, DistrictTime.Day(incident.ReportedAt, await DistrictTime.Zone(db, ct)), true));
    }
}
