using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>The pages of one milestone.</summary>
internal static class MilestonePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/milestones/new", New).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/new", Add).DisableAntiforgery().Requires(PlanRights.Pace);
        routes.MapGet("/roadmap/milestones/{id:guid}", One).Requires(PlanRights.Read);
        routes.MapGet("/roadmap/milestones/{id:guid}/edit", Edit).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/{id:guid}/edit", Change).DisableAntiforgery().Requires(PlanRights.Pace);
        routes.MapGet("/roadmap/milestones/{id:guid}/remove", AskToRemove).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/{id:guid}/remove", Remove).DisableAntiforgery().Requires(PlanRights.Pace);
    }

    /// <summary>A milestone that this person may change; null where there is none.</summary>
    internal static async Task<Milestone?> Find(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new MilestoneId(id);
        var milestone = await db.Set<Milestone>().AsNoTracking().Include(m => m.Waits).SingleOrDefaultAsync(m => m.Id == wanted && m.RemovedAt == null, ct);
        return milestone is not null && PlanAccess.MayPace(http.SignedIn(), milestone.School) ? milestone : null;
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, TimeProvider time, string? school, CancellationToken ct) =>
        Pages.Show<MilestoneFormPage>(http, await FormOf(http, db, time, null, new() { School = school }, new(), ct));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, ChangeMilestone change, [FromForm] MilestoneForm form, CancellationToken ct) =>
        StaffSearch.Of(http).IsAsked ? Pages.Show<MilestoneFormPage>(http, await FormOf(http, db, time, null, form, new(), ct)) : await change.Add(http.SignedIn(), form, ct) switch
        {
            ChangePlanResult.Done done => Pages.GoTo(http, $"/roadmap/milestones/{done.Id}"),
            ChangePlanResult.Refused refused => Pages.Again<MilestoneFormPage>(http, await FormOf(http, db, time, null, form, PlanText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> One(HttpContext http, DistrictDb db, ReadPlan read, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        var (person, language, wanted) = (http.SignedIn(), Pages.LanguageOf(http), new MilestoneId(id));
        var milestone = await PlanAccess.SeenBy(db.Set<Milestone>().AsNoTracking(), person).SingleOrDefaultAsync(m => m.Id == wanted, ct);
        if (milestone is null || await read.Now(language, ct) is not { } view || view.Find(wanted) is not { } line) return Results.NotFound();
        var moves = await db.Set<MilestoneMove>().AsNoTracking().Where(m => m.Milestone == wanted).OrderByDescending(m => m.Id).Take(Paging.Size).ToListAsync(ct);
        var calendar = await SchoolCalendars.Load(db, ct);
        var warnings = line.State is MilestoneState.Done ? [] : PlanRules.Warnings(line.Item, line.Item.DueOn, view.Items, calendar, view.ScheduleLocks, view.Today);
        var names = await StaffNames.Of(db, [milestone.Owner, milestone.Backup, .. moves.Select(m => m.MovedBy)], language, ct);
        return Pages.Show<MilestonePage>(http, new MilestonePage.Content(milestone, line, view, view.SeenBy(person), warnings, moves, names, await PlanPages.SchoolNames(db, ct),
            PlanAccess.MayPace(person, milestone.School), await sections.Of(http, MilestoneRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, TimeProvider time, Guid id, CancellationToken ct) =>
        await Find(http, db, id, ct) is { } milestone ? Pages.Show<MilestoneFormPage>(http, await FormOf(http, db, time, milestone, MilestoneForm.Of(milestone), new(), ct)) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, ChangeMilestone change, Guid id, [FromForm] MilestoneForm form, CancellationToken ct) =>
        StaffSearch.Of(http).IsAsked ? await Find(http, db, id, ct) is { } found ? Pages.Show<MilestoneFormPage>(http, await FormOf(http, db, time, found, form, new(), ct)) : Results.NotFound()
        : await Pages.OrStale<MilestoneFormPage>(http, async () => await change.Change(http.SignedIn(), new(id), form, ct) switch
        {
            ChangePlanResult.Done => Pages.GoTo(http, $"/roadmap/milestones/{id}"),
            ChangePlanResult.Refused refused when await Find(http, db, id, ct) is { } milestone =>
                Pages.Again<MilestoneFormPage>(http, await FormOf(http, db, time, milestone, form, PlanText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        }, async faults => await Find(http, db, id, ct) is not { } milestone ? null
            : await FormOf(http, db, time, milestone, form with { Version = milestone.Version.ToString(Language.Numbers) }, faults, ct) with { Stored = MilestoneForm.Of(milestone) });

    private static async Task<IResult> AskToRemove(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await Find(http, db, id, ct) is { } milestone ? Pages.Show<RemoveMilestonePage>(http, milestone) : Results.NotFound();

    private static async Task<IResult> Remove(HttpContext http, ChangeMilestone change, Guid id, [FromForm] string? version, CancellationToken ct) =>
        await change.Remove(http.SignedIn(), new(id), version, ct) is ChangePlanResult.Done ? Pages.GoTo(http, "/roadmap") : Results.NotFound();

    private static async Task<MilestoneFormPage.Content> FormOf(HttpContext http, DistrictDb db, TimeProvider time, Milestone? milestone, MilestoneForm form, Faults faults, CancellationToken ct)
    {
        var (reach, today) = (http.SignedIn().Reach(PlanRights.Pace), await DistrictDay.Today(db, time, ct));
        var schools = milestone is not null ? [] : await reach.Within(db.Set<School>().AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > today), s => s.Id)
            .OrderBy(s => s.NameFolded).Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct);
        SchoolId? school = milestone is not null ? milestone.School : Guid.TryParse(form.School, out var asked) ? new SchoolId(asked) : schools.Count == 1 && !reach.IsDistrict ? schools[0].Id : null;
        return new(milestone?.Id, form, faults, schools, await StaffNames.Choice(db, PlanRights.Own, school, StaffSearch.Of(http), [form.Owner, form.Backup], ct), reach.IsDistrict);
    }
}
