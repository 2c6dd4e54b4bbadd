using Chalkline.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>The public form, and the private link of whoever used it.</summary>
internal static class PublicSayPages
{
    private const string Why = "families say what should be better, without an account";

    /// <summary>Far more than the form may have, and far less than a store would mind.</summary>
    private const long MostRequestBytes = 64 << 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/say", Ask).InDistrict().ForAnyone(Why);
        routes.MapPost("/say", Say).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostRequestBytes)).InDistrict().ForAnyone(Why);
        routes.MapGet("/say/{secret}", Answer).InDistrict().ForAnyone("whoever has the private link reads the answer");
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, CancellationToken ct) => await Show(http, db, new(), new(), false, StatusCodes.Status200OK, ct);

    private static async Task<IResult> Say(HttpContext http, DistrictDb db, TimeProvider time, SayLimits limits, [FromForm] SayForm form, CancellationToken ct)
    {
        // Whom to call is said to everybody, however many ask.
        if (form.Category != ChallengeRules.PersonInNeed && limits.IsTooMany(http))
        {
            var faults = AimText.Of(Pages.LanguageOf(http), [new("", nameof(AimWords.FaultTooMany))]);
            return await Show(http, db, form, faults, false, StatusCodes.Status429TooManyRequests, ct);
        }
        return await SayChallenge.Run(db, time, null, form, ct) switch
        {
            SayChallengeResult.Refused refused => await Show(http, db, form, AimText.Of(Pages.LanguageOf(http), refused.Faults), false, StatusCodes.Status422UnprocessableEntity, ct),
            SayChallengeResult.CallInstead => await Show(http, db, form, new(), true, StatusCodes.Status422UnprocessableEntity, ct),
            SayChallengeResult.Kept kept => Pages.GoTo(http, "/say/" + kept.Link),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, SayForm form, Faults faults, bool callInstead, int status, CancellationToken ct) =>
        Pages.Show<SayPage>(http, new SayPage.Content(true, form, faults, callInstead, await ChallengeQueries.Published(db, ct)), status);

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, string secret, CancellationToken ct)
    {
        var hash = SecretLinks.HashOf(secret);
        if (await db.Set<Challenge>().AsNoTracking().SingleOrDefaultAsync(c => c.LinkHash == hash, ct) is not { } challenge) return Results.NotFound();
        var parent = challenge.PartOf is { } partOf ? await db.Set<Challenge>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == partOf, ct) : null;
        SecretLinks.Keep(http);
        return Pages.Show<SaidPage>(http, new SaidPage.Content(challenge, parent is { IsPublished: true } ? parent : null));
    }
}
