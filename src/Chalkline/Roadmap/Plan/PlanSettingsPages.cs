using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>What the roadmap as a whole has, as it is typed.</summary>
public sealed record PlanSettingsForm
{
    public string? ScheduleLocksOn { get; init; }
    public string? Version { get; init; }
}

/// <summary>The page of the day on which the master schedule is fixed.</summary>
internal static class PlanSettingsPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/settings", Show).Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/settings", Save).DisableAntiforgery().Requires(PlanRights.Manage);
    }

    private static async Task<RazorComponentResult> Show(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var state = await db.Set<PlanState>().AsNoTracking().SingleOrDefaultAsync(ct);
        return Pages.Show<PlanSettingsPage>(http, new PlanSettingsPage.Content(
            new() { ScheduleLocksOn = DayText.Field(state?.ScheduleLocksOn), Version = state?.Version.ToString(CultureInfo.InvariantCulture) }, new()));
    }

    private static async Task<IResult> Save(HttpContext http, DistrictDb db, PlanStore plan, [FromForm] PlanSettingsForm form, CancellationToken ct)
    {
        DateOnly? locks = null;
        if (!string.IsNullOrWhiteSpace(form.ScheduleLocksOn))
        {
            if (!DayText.TryRead(form.ScheduleLocksOn, out var day))
            {
                var faults = PlanText.Of(Pages.LanguageOf(http), [new(nameof(form.ScheduleLocksOn), nameof(PlanWords.FaultDay))]);
                return Pages.Again<PlanSettingsPage>(http, new PlanSettingsPage.Content(form, faults));
            }
            locks = day;
        }
        var state = await plan.Touch(ct);
        if (db.Entry(state).State != EntityState.Added) db.Expect(state, PlanStore.VersionOf(form.Version));
        var before = state.ScheduleLocksOn;
        state.ScheduleLocksOn = locks;
        await db.Commit(new(http.SignedIn().Actor, "roadmap.settings-changed", new("roadmap", Guid.Empty), AuditEntry.Fields(("scheduleLocksOn", PlanStore.Day(before), PlanStore.Day(locks)))), ct);
        return Pages.GoTo(http, "/roadmap");
    }
}
