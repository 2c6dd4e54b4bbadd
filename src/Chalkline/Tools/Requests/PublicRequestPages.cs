using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>The public form for a tool, and the private link of whoever used it.</summary>
internal static class PublicRequestPages
{
    public const string Home = "/ask-for-a-tool", Limits = "tool-requests";

    /// <summary>Within an hour.</summary>
    public const int PerAddress = 20, InTotal = 300;

    private const string Why = "anybody asks for a tool without an account";

    /// <summary>Far more than the form may have, and far less than a store would mind.</summary>
    private const long MostRequestBytes = 64 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Begin).InDistrict().ForAnyone(Why);
        routes.MapPost(Home, Ask).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).InDistrict().ForAnyone(Why);
        routes.MapGet(RequestPages.Home + "/status/{token}", Status).InDistrict().ForAnyone("whoever has the private link reads what became of the request");
    }

    private static Task<IResult> Begin(HttpContext http, DistrictDb db, string? name, CancellationToken ct) => Show(http, db, new() { Name = name }, new(), StatusCodes.Status200OK, ct);

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, TimeProvider time, [FromKeyedServices(Limits)] PublicLimits limits, [FromForm] AskForm form, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        if (limits.IsTooMany(http)) return await Show(http, db, form, RequestText.Of(language, [new("", nameof(RequestWords.FaultTooMany))]), StatusCodes.Status429TooManyRequests, ct);
        return await AskForTool.Run(db, time, null, form, ct) switch
        {
            AskResult.Refused refused => await Show(http, db, form, RequestText.Of(language, refused.Faults), StatusCodes.Status422UnprocessableEntity, ct),
            AskResult.Kept kept => Pages.GoTo(http, $"{RequestPages.Home}/status/{kept.Link}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, AskForm form, Faults faults, int status, CancellationToken ct) =>
        Pages.Show<AskPage>(http, new AskPage.Content(true, form, faults, await RequestPages.Schools(db, ct)), status);

    private static async Task<IResult> Status(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, string token, CancellationToken ct)
    {
        SecretLinks.Keep(http);
        var hash = SecretLinks.HashOf(token);
        if (await ReadRequests.One(db, packs, db.Set<ToolRequest>().AsNoTracking().Where(r => r.LinkHash == hash), ct) is not { } row) return Results.NotFound();
        var head = row.Request.MergedInto is { } into ? await db.Set<ToolRequest>().AsNoTracking().SingleAsync(r => r.Id == into, ct) : row.Request;
        return Pages.Show<AskedPage>(http, new AskedPage.Content(row, head, await RequestPages.Fate(db, head, time, ct), await DistrictDay.Today(db, time, ct)));
    }
}
