using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>The pages of goals.</summary>
internal static class GoalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/goals", List).Requires(RoadmapRights.GoalsRead);
        routes.MapGet("/goals.csv", File).Requires(RoadmapRights.GoalsRead);
        routes.MapGet("/goals/new", New).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/new", Add).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
        routes.MapGet("/goals/{id:guid}", One).Requires(RoadmapRights.GoalsRead);
        routes.MapGet("/goals/{id:guid}/edit", Edit).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/{id:guid}/edit", Change).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
        routes.MapGet("/goals/{id:guid}/drop", AskToDrop).Requires(RoadmapRights.GoalsManage);
        routes.MapPost("/goals/{id:guid}/drop", Drop).DisableAntiforgery().Requires(RoadmapRights.GoalsManage);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (person, view) = (http.SignedIn(), ListView.Read(http, GoalFilter.List));
        var filter = GoalFilter.Read(view);
        var all = await GoalQueries.Standings(db, person, await DistrictDay.Today(db, time, ct), g => g.DroppedAt == null, ct);
        var rows = view.Faults.None ? GoalList.Of(all, filter, view).PageOf(view.Page) : new([], 1, 0);
        return Pages.Show<GoalListPage>(http, new GoalListPage.Content(all, rows, view, person.May(RoadmapRights.GoalsManage)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var view = ListView.Read(http, GoalFilter.List);
        var filter = GoalFilter.Read(view);
        if (!view.Faults.None) return await List(http, db, time, ct);
        var all = await GoalQueries.Standings(db, http.SignedIn(), await DistrictDay.Today(db, time, ct), g => g.DroppedAt == null, ct);
        return GoalList.File(Pages.LanguageOf(http), GoalList.Of(all, filter, view));
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? challenge, string? measure, CancellationToken ct) =>
        Pages.Show<GoalFormPage>(http, await Form(http, db, AimAgain<Goal>.First(null), new() { Challenge = challenge, Measure = measure }, ct));

    private static Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] GoalForm form, CancellationToken ct) =>
        Answer(http, db, null, form, () => SetGoal.Add(db, time, http.SignedIn(), form, ct), ct);

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
            await sections.Of(http, AimRecords.Goals.Kind, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { DroppedAt: null } goal
        ? Pages.Show<GoalFormPage>(http, await Form(http, db, AimAgain<Goal>.First(goal), GoalForm.Of(goal), ct)) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] GoalForm form, CancellationToken ct) =>
        Answer(http, db, id, form, () => SetGoal.Change(db, time, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> AskToDrop(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { DroppedAt: null } goal
        ? Pages.Show<DropPage>(http, new DropPage.Content(goal, new() { Version = goal.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static Task<IResult> Drop(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] DropForm form, CancellationToken ct) =>
        AimAnswer.To<DropPage, Goal>(http, () => SetGoal.Drop(db, time, http.SignedIn(), new(id), form, ct), PathOf, () => Find(db, id, ct),
            again => Task.FromResult<object>(new DropPage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults)));

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, Guid? id, GoalForm form, Func<Task<AimResult<Goal>>> act, CancellationToken ct) =>
        StaffSearch.Of(http).IsAsked ? Pages.Show<GoalFormPage>(http, await Form(http, db, AimAgain<Goal>.First(id is { } of ? await Find(db, of, ct) : null), form, ct))
        : await AimAnswer.To<GoalFormPage, Goal>(http, act, PathOf, async () => id is { } wanted ? await Find(db, wanted, ct) : null, async again => await Form(http, db, again, form, ct));

    private static string PathOf(Goal goal) => $"/goals/{goal.Id}";

    private static async Task<GoalFormPage.Content> Form(HttpContext http, DistrictDb db, AimAgain<Goal> again, GoalForm form, CancellationToken ct)
    {
        var goal = again.Record;
        var measures = (await MeasureQueries.Choices(db, ct)).Select(m => (m.Id.ToString(), m.Name)).ToList();
        // The goal's own measure stays to be chosen though it is retired.
        if (goal is not null && measures.TrueForAll(m => m.Item1 != goal.Measure.ToString()))
            measures.Add((goal.Measure.ToString(), await db.Set<Measure>().Where(m => m.Id == goal.Measure).Select(m => m.Name).SingleAsync(ct)));
        return new(goal, form with { Version = again.Version(form.Version) }, again.Faults, again.Stored(GoalForm.Of), [.. (await ChallengeQueries.Choices(db, ct)).Select(c => (c.Id.ToString(), c.Name))], measures,
            [.. (await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new { s.Id, s.Name }).ToListAsync(ct)).Select(s => (s.Id.ToString(), s.Name))],
            await StaffNames.Choice(db, null, null, StaffSearch.Of(http), [form.Owner], ct));
    }

    private static Task<Goal?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new GoalId(id);
        return db.Set<Goal>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == wanted, ct);
    }
}
