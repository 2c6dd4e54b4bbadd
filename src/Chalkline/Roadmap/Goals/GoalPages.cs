using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>The pages of goals.</summary>
internal static class GoalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/goals", List).Requires(RoadmapRights.GoalsRead);
        routes.MapGet("/goals/new", New).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/new", Add).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
        routes.MapGet("/goals/{id:guid}", One).Requires(RoadmapRights.GoalsRead);
        routes.MapGet("/goals/{id:guid}/edit", Edit).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/{id:guid}/edit", Change).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
        routes.MapGet("/goals/{id:guid}/drop", AskToDrop).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/{id:guid}/drop", Drop).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, TimeProvider time, string? kind, string? pace, CancellationToken ct)
    {
        var (person, today) = (http.SignedIn(), await DistrictDay.Today(db, time, ct));
        var (asked, verdict) = (Codes.Find<AimKind>(kind), Codes.Find<PaceVerdict>(pace));
        var goals = await GoalQueries.Standings(db, person, today, g => g.DroppedAt == null && (asked == null || g.Kind == asked), ct);
        return Pages.Show<GoalListPage>(http, new GoalListPage.Content([.. goals.Where(g => verdict is null || g.Verdict == verdict)], kind, pace, person.May(RoadmapRights.GoalsManage)));
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? challenge, string? measure, CancellationToken ct) =>
        Pages.Show<GoalFormPage>(http, await Form(db, null, new() { Challenge = challenge, Measure = measure }, new(), ct));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] GoalForm form, CancellationToken ct) =>
        await Answer(http, db, form, await SetGoal.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, wanted, today) = (http.SignedIn(), new GoalId(id), await DistrictDay.Today(db, time, ct));
        if ((await GoalQueries.Judged(db, person, today, g => g.Id == wanted, ct)).SingleOrDefault() is not { } judged) return Results.NotFound();
        var goal = judged.Goal;
        var values = (await MeasureQueries.Values(db, person, goal.Measure, ct))
            .Where(v => v.School == goal.School && !v.IsHidden && StoreConventions.Fold(v.Group) == StoreConventions.Fold(goal.StudentGroup)).OrderBy(v => v.Day).ToList();
        var challenge = await ChallengeQueries.Readable(db, person).Where(c => c.Id == goal.Challenge).SingleOrDefaultAsync(ct);
        var school = goal.School is { } of ? await db.Set<School>().AsNoTracking().Where(s => s.Id == of).Select(s => s.Name).SingleOrDefaultAsync(ct) : null;
        var cases = await UseCaseQueries.OfGoal(db, wanted, ct);
        return Pages.Show<GoalPage>(http, new GoalPage.Content(judged, values, challenge, school, cases, today, person.May(RoadmapRights.GoalsManage), person.May(RoadmapRights.UseCasesManage),
            await sections.Of(http, GoalRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { DroppedAt: null } goal
        ? Pages.Show<GoalFormPage>(http, await Form(db, goal, GoalForm.Of(goal), new(), ct)) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] GoalForm form, CancellationToken ct) =>
        await Answer(http, db, form, await SetGoal.Change(db, time, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> AskToDrop(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { DroppedAt: null } goal
        ? Pages.Show<DropPage>(http, new DropPage.Content(goal, new() { Version = goal.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static async Task<IResult> Drop(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] DropForm form, CancellationToken ct) =>
        await SetGoal.Drop(db, time, http.SignedIn(), new(id), form, ct) switch
        {
            SetGoalResult.Refused { Goal: { } goal } refused => Pages.Again<DropPage>(http, new DropPage.Content(goal, form, AimText.Of(Pages.LanguageOf(http), refused.Faults))),
            SetGoalResult.Done => Pages.GoTo(http, $"/goals/{id}"),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, GoalForm form, SetGoalResult result, CancellationToken ct) => result switch
    {
        SetGoalResult.NoSuchGoal => Results.NotFound(),
        SetGoalResult.Refused refused => Pages.Again<GoalFormPage>(http, await Form(db, refused.Goal, form, AimText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
        SetGoalResult.Done done => Pages.GoTo(http, $"/goals/{done.Id}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<GoalFormPage.Content> Form(DistrictDb db, Goal? goal, GoalForm form, Faults faults, CancellationToken ct)
    {
        var measures = (await MeasureQueries.Choices(db, ct)).Select(m => (m.Id.ToString(), m.Name)).ToList();
        // The goal's own measure stays to be chosen though it is retired.
        if (goal is not null && measures.TrueForAll(m => m.Item1 != goal.Measure.ToString()))
            measures.Add((goal.Measure.ToString(), await db.Set<Measure>().Where(m => m.Id == goal.Measure).Select(m => m.Name).SingleAsync(ct)));
        return new(goal, form, faults, [.. (await ChallengeQueries.Choices(db, ct)).Select(c => (c.Id.ToString(), c.Name))], measures,
            [.. (await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new { s.Id, s.Name }).ToListAsync(ct)).Select(s => (s.Id.ToString(), s.Name))],
            [.. (await GoalOwners.Choices(db, ct)).Select(o => (o.Id.ToString(), o.Name))]);
    }

    private static Task<Goal?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new GoalId(id);
        return db.Set<Goal>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == wanted, ct);
    }
}
