using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Measures;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>Challenges as the staff says them and the AI lead answers.</summary>
internal static class ChallengePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/challenges", List).Requires(RoadmapRights.ChallengesRead);
        routes.MapGet("/challenges/new", New).Requires(RoadmapRights.ChallengesRead);
        routes.MapPost("/challenges/new", Say).DisableAntiforgery().Requires(RoadmapRights.ChallengesRead);
        routes.MapGet("/challenges/{id:guid}", One).Requires(RoadmapRights.ChallengesRead);
        routes.MapGet("/challenges/{id:guid}/answer", AskToDecide).Requires(RoadmapRights.ChallengesManage);
        routes.MapPost("/challenges/{id:guid}/answer", Decide).DisableAntiforgery().Requires(RoadmapRights.ChallengesManage);
        routes.MapGet("/challenges/{id:guid}/hide", AskToHide).Requires(RoadmapRights.ChallengesManage);
        routes.MapPost("/challenges/{id:guid}/hide", Hide).DisableAntiforgery().Requires(RoadmapRights.ChallengesManage);
        // A form that is sent twice is led to its own address.
        routes.MapGet("/challenges/{id:guid}/show", (HttpContext http, Guid id) => Pages.GoTo(http, $"/challenges/{id}")).Requires(RoadmapRights.ChallengesManage);
        routes.MapPost("/challenges/{id:guid}/show", ShowAgain).DisableAntiforgery().Requires(RoadmapRights.ChallengesManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, string? state, string? page, CancellationToken ct)
    {
        var person = http.SignedIn();
        var mayReview = person.May(RoadmapRights.ChallengesReview);
        var rows = await ChallengeQueries.Rows(db, ChallengeQueries.Readable(db, person), Codes.Find<ChallengeState>(state), mayReview && state == "hidden").PageOf(page, ct);
        return Pages.Show<ChallengeListPage>(http, new ChallengeListPage.Content(rows, state, mayReview));
    }

    private static RazorComponentResult New(HttpContext http) => Pages.Show<SayPage>(http, new SayPage.Content(false, new(), new(), false, []));

    private static async Task<IResult> Say(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] SayForm form, CancellationToken ct) =>
        await SayChallenge.Run(db, time, http.SignedIn(), form, ct) switch
        {
            SayChallengeResult.Refused refused => Pages.Again<SayPage>(http, new SayPage.Content(false, form, Said(http, refused.Faults), false, [])),
            SayChallengeResult.CallInstead => Pages.Again<SayPage>(http, new SayPage.Content(false, form, new(), true, [])),
            SayChallengeResult.Kept kept => Pages.GoTo(http, "/challenges/" + kept.Id),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> One(HttpContext http, DistrictDb db, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new ChallengeId(id));
        if (await ChallengeQueries.Readable(db, person).SingleOrDefaultAsync(c => c.Id == wanted, ct) is not { } challenge) return Results.NotFound();
        var (mayReview, mine) = (person.May(RoadmapRights.ChallengesReview), challenge.AskedBy == person.Id);
        var readable = ChallengeQueries.Readable(db, person);
        var parts = await ChallengeQueries.Rows(db, readable.Where(c => c.PartOf == wanted), null, false).ToListAsync(ct);
        var parent = challenge.PartOf is { } partOf ? await readable.Where(c => c.Id == partOf).SingleOrDefaultAsync(ct) : null;
        var measure = challenge.Measure is { } tied ? await MeasureQueries.Card(db, person, tied, ct) : null;
        var zone = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleAsync(ct);
        return Pages.Show<ChallengePage>(http, new ChallengePage.Content(challenge, parent, parts, measure, DistrictTime.Day(challenge.AskedAt, zone), mayReview || mine,
            person.May(RoadmapRights.ChallengesManage), person.May(RoadmapRights.GoalsManage), await sections.Of(http, ChallengeRecord.KindName, id, ct)));
    }

    private static async Task<IResult> AskToDecide(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ChallengeId(id);
        return await db.Set<Challenge>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct) is { } challenge
            ? Pages.Show<DecidePage>(http, await Decision(db, challenge, DecideForm.Of(challenge), new(), ct)) : Results.NotFound();
    }

    private static async Task<IResult> Decide(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] DecideForm form, CancellationToken ct) =>
        await DecideChallenge.Run(db, time, http.SignedIn(), new(id), form, ct) switch
        {
            DecideChallengeResult.NoSuchChallenge => Results.NotFound(),
            DecideChallengeResult.Refused refused => Pages.Again<DecidePage>(http, await Decision(db, refused.Challenge, form, Said(http, refused.Faults), ct)),
            DecideChallengeResult.Done => Pages.GoTo(http, $"/challenges/{id}"),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> AskToHide(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ChallengeId(id);
        if (await db.Set<Challenge>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct) is not { } challenge) return Results.NotFound();
        var form = new HideForm { Reason = challenge.HiddenReason, Version = challenge.Version.ToString(Language.Numbers) };
        return Pages.Show<HidePage>(http, new HidePage.Content(challenge, form, new()));
    }

    private static async Task<IResult> Hide(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] HideForm form, CancellationToken ct) =>
        Answer(http, id, form, await DecideChallenge.Hide(db, time, http.SignedIn(), new(id), form, ct));

    private static async Task<IResult> ShowAgain(HttpContext http, DistrictDb db, Guid id, [FromForm] HideForm form, CancellationToken ct) =>
        Answer(http, id, form, await DecideChallenge.ShowAgain(db, http.SignedIn(), new(id), form, ct));

    private static IResult Answer(HttpContext http, Guid id, HideForm form, DecideChallengeResult result) => result switch
    {
        DecideChallengeResult.NoSuchChallenge => Results.NotFound(),
        DecideChallengeResult.Refused refused => Pages.Again<HidePage>(http, new HidePage.Content(refused.Challenge, form, Said(http, refused.Faults))),
        DecideChallengeResult.Done => Pages.GoTo(http, $"/challenges/{id}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<DecidePage.Content> Decision(DistrictDb db, Challenge challenge, DecideForm form, Faults faults, CancellationToken ct) =>
        new(challenge, form, faults, [.. (await ChallengeQueries.Choices(db, ct)).Where(c => c.Id != challenge.Id).Select(c => (c.Id.ToString(), c.Name))],
            [.. (await MeasureQueries.Choices(db, ct)).Select(m => (m.Id.ToString(), m.Name))]);

    private static Faults Said(HttpContext http, IReadOnlyList<AimFault> faults) => AimText.Of(Pages.LanguageOf(http), faults);
}
