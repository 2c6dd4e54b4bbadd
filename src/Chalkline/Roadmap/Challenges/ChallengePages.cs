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
        routes.MapGet("/challenges.csv", File).Requires(RoadmapRights.ChallengesRead);
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

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (person, view) = (http.SignedIn(), ListView.Read(http, ChallengeFilter.List));
        var filter = ChallengeFilter.Read(view);
        var rows = view.Faults.None ? await ChallengeQueries.Of(db, person, filter, view).PageOf(view.Page, ct) : new([], 1, 0);
        return Pages.Show<ChallengeListPage>(http, new ChallengeListPage.Content(rows, view, await DistrictTime.Zone(db, ct), person.May(RoadmapRights.ChallengesReview)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, ChallengeFilter.List));
        var filter = ChallengeFilter.Read(view);
        if (!view.Faults.None) return await List(http, db, ct);
        var zone = await DistrictTime.Zone(db, ct);
        string Say(string key) => AimText.Say(language, key);
        return CsvFile.Of("challenges", [Say(nameof(AimWords.Challenge)), Say(nameof(AimWords.Rank)), Say(nameof(AimWords.State)), Say(nameof(AimWords.Category)), Say(nameof(AimWords.AskedOn)), Say(nameof(AimWords.PartsCount))], Rows());

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows()
        {
            await foreach (var row in ChallengeQueries.Of(db, http.SignedIn(), filter, view).AsAsyncEnumerable())
            {
                yield return [row.Said(language), row.Rank?.ToString(Language.Numbers), row.StateSaid(language), AimText.Of(language, row.Category), DayText.Field(DistrictTime.Day(row.AskedAt, zone)),
                    row.Parts.ToString(Language.Numbers)];
            }
        }
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
        var parts = await ChallengeQueries.Rows(db, readable.Where(c => c.PartOf == wanted && c.HiddenAt == null).OrderBy(c => c.AskedAt).ThenBy(c => c.Id)).ToListAsync(ct);
        var parent = challenge.PartOf is { } partOf ? await readable.Where(c => c.Id == partOf).SingleOrDefaultAsync(ct) : null;
        var measure = challenge.Measure is { } tied ? await MeasureQueries.Card(db, person, tied, ct) : null;
        var zone = await DistrictTime.Zone(db, ct);
        return Pages.Show<ChallengePage>(http, new ChallengePage.Content(challenge, parent, parts, measure, DistrictTime.Day(challenge.AskedAt, zone), mayReview || mine,
            person.May(RoadmapRights.ChallengesManage), person.May(RoadmapRights.GoalsManage), await sections.Of(http, ChallengeRecord.KindName, id, ct)));
    }

    private static async Task<IResult> AskToDecide(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } challenge
        ? Pages.Show<DecidePage>(http, await Decision(db, AimAgain<Challenge>.First(challenge), DecideForm.Of(challenge), ct)) : Results.NotFound();

    private static Task<IResult> Decide(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] DecideForm form, CancellationToken ct) =>
        AimAnswer.To<DecidePage, Challenge>(http, () => DecideChallenge.Run(db, time, http.SignedIn(), new(id), form, ct), PathOf, () => Find(db, id, ct), async again => await Decision(db, again, form, ct));

    private static async Task<IResult> AskToHide(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } challenge
        ? Pages.Show<HidePage>(http, new HidePage.Content(challenge, new() { Reason = challenge.HiddenReason, Version = challenge.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static Task<IResult> Hide(HttpContext http, DistrictDb db, DistrictDeletions deletions, TimeProvider time, Guid id, [FromForm] HideForm form, CancellationToken ct) =>
        AimAnswer.To<HidePage, Challenge>(http, () => DecideChallenge.Hide(db, deletions, time, http.SignedIn(), new(id), form, ct), PathOf, () => Find(db, id, ct),
            again => Task.FromResult<object>(new HidePage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults)));

    private static async Task<IResult> ShowAgain(HttpContext http, DistrictDb db, Guid id, [FromForm] HideForm form, CancellationToken ct) =>
        await DecideChallenge.ShowAgain(db, http.SignedIn(), new(id), form, ct) is AimResult<Challenge>.Done ? Pages.GoTo(http, $"/challenges/{id}") : Results.NotFound();

    private static async Task<DecidePage.Content> Decision(DistrictDb db, AimAgain<Challenge> again, DecideForm form, CancellationToken ct) =>
        new(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults, again.Stored(DecideForm.Of),
            [.. (await ChallengeQueries.Choices(db, ct)).Where(c => c.Id != again.Record!.Id).Select(c => (c.Id.ToString(), c.Name))],
            [.. (await MeasureQueries.Choices(db, ct)).Select(m => (m.Id.ToString(), m.Name))]);

    private static string PathOf(Challenge challenge) => $"/challenges/{challenge.Id}";

    private static Task<Challenge?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ChallengeId(id);
        return db.Set<Challenge>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == wanted, ct);
    }

    private static Faults Said(HttpContext http, IReadOnlyList<AimFault> faults) => AimText.Of(Pages.LanguageOf(http), faults);
}
