using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>The pages on which a milestone's date is moved, and what it waits for is changed.</summary>
internal static class PlanChangePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/milestones/{id:guid}/move", AskToMove).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/{id:guid}/move", Move).DisableAntiforgery().Requires(PlanRights.Pace);
        routes.MapGet("/roadmap/milestones/{id:guid}/waits", Waits).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/{id:guid}/waits", SaveWaits).DisableAntiforgery().Requires(PlanRights.Pace);
    }

    private static async Task<IResult> AskToMove(HttpContext http, DistrictDb db, ReadPlan read, Guid id, string? due, CancellationToken ct)
    {
        if (await MilestonePages.Find(http, db, id, ct) is not { } milestone) return Results.NotFound();
        return Pages.Show<MovePage>(http, await MoveModel(http, db, read, milestone, new() { DueOn = due, Version = milestone.Version.ToString(Language.Numbers) }, new(), ct));
    }

    private static async Task<IResult> Move(HttpContext http, DistrictDb db, ReadPlan read, MoveMilestone move, Guid id, [FromForm] MoveForm form, CancellationToken ct) =>
        await move.Run(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct) switch
        {
            ChangePlanResult.Done => Pages.GoTo(http, $"/roadmap/milestones/{id}"),
            ChangePlanResult.Refused refused when await MilestonePages.Find(http, db, id, ct) is { } milestone =>
                Pages.Again<MovePage>(http, await MoveModel(http, db, read, milestone, form, PlanText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    /// <summary>What a new date would push and what speaks against it, before anything is saved.</summary>
    private static async Task<MovePage.Content> MoveModel(HttpContext http, DistrictDb db, ReadPlan read, Milestone milestone, MoveForm form, Faults faults, CancellationToken ct)
    {
        var view = await read.Now(Pages.LanguageOf(http), ct);
        var seen = view.SeenBy(http.SignedIn()).Select(l => l.Item.Id).ToHashSet();
        if (view.Find(milestone.Id) is not { } line || !DayText.TryRead(form.DueOn, out var due)) return new(milestone, form, faults, [], 0, []);
        var pushed = PlanRules.Pushes(view.Items, milestone.Id, due);
        var warnings = PlanRules.Warnings(line.Item, due, view.Items, await SchoolCalendars.Load(db, ct), view.ScheduleLocks, view.Today);
        return new(milestone, form, faults, [.. pushed.Where(p => seen.Contains(p.Id))], pushed.Count(p => !seen.Contains(p.Id)), warnings);
    }

    private static async Task<IResult> Waits(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await MilestonePages.Find(http, db, id, ct) is { } milestone ? Pages.Show<WaitsPage>(http, await WaitsModel(http, db, milestone, null, new(), ct)) : Results.NotFound();

    private static async Task<IResult> SaveWaits(HttpContext http, DistrictDb db, ChangeWaits change, Guid id, [FromForm] string? add, [FromForm] string? remove, [FromForm] string? version, CancellationToken ct) =>
        await change.Run(http.SignedIn(), new(id), add, remove, version, ct) switch
        {
            ChangePlanResult.Done => Pages.GoTo(http, $"/roadmap/milestones/{id}/waits"),
            ChangePlanResult.Refused refused when await MilestonePages.Find(http, db, id, ct) is { } milestone =>
                Pages.Again<WaitsPage>(http, await WaitsModel(http, db, milestone, add, PlanText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    private static async Task<WaitsPage.Content> WaitsModel(HttpContext http, DistrictDb db, Milestone milestone, string? add, Faults faults, CancellationToken ct)
    {
        var others = await PlanAccess.SeenBy(db.Set<Milestone>().AsNoTracking(), http.SignedIn()).Where(m => m.Id != milestone.Id).OrderBy(m => m.DueOn).ThenBy(m => m.Id)
            .Select(m => new WaitsPage.Other(m.Id, m.Name, m.DueOn)).ToListAsync(ct);
        return new(milestone, others, add, faults);
    }
}
