using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tests.Visits;

/// <summary>Rights over visits.</summary>
public static class VisitRights
{
    public static Right Read { get; } = Right.Of("visits.read", Role.AiLead, Role.Superintendent, Role.Auditor).AndInOwnSchools(Role.Principal);

    public static Right Manage { get; } = Right.Of("visits.manage", Role.AiLead);
}

/// <summary>A visit as it is typed.</summary>
public sealed record VisitForm
{
    public string? School { get; init; }
    public string? Purpose { get; init; }
    public string? Day { get; init; }
}

/// <summary>The page of visits.</summary>
internal static class VisitPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/visits", List).Requires(VisitRights.Read);
        routes.MapPost("/visits", Plan).Requires(VisitRights.Manage).DisableAntiforgery();
        routes.MapPost("/visits/{id:guid}/done", Done).Requires(VisitRights.Manage).DisableAntiforgery();
        // A form that is sent twice is led to its own address.
        routes.MapGet("/visits/{id:guid}/done", (HttpContext http) => Pages.GoTo(http, "/visits")).Requires(VisitRights.Manage);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct) => Pages.Show<VisitsPage>(http, await Content(http, db, new(), new(), ct));

    private static async Task<IResult> Plan(HttpContext http, DistrictDb db, PlanVisit plan, [FromForm] VisitForm form, CancellationToken ct)
    {
        SchoolId? school = Guid.TryParse(form.School, out var id) ? new(id) : null;
        DateOnly? day = DayText.TryRead(form.Day, out var read) ? read : null;
        if (await plan.Run(http.SignedIn(), school, form.Purpose, day, ct) is not PlanVisitResult.Refused refused) return Pages.GoTo(http, "/visits");
        var faults = new Faults();
        foreach (var fault in refused.Faults) faults.Add(FieldOf(fault), VisitText.Say(Pages.LanguageOf(http), "Fault" + fault));
        return Pages.Again<VisitsPage>(http, await Content(http, db, form, faults, ct));
    }

    private static async Task<IResult> Done(HttpContext http, PlanVisit plan, Guid id, CancellationToken ct)
    {
        await plan.Done(http.SignedIn(), new(id), ct);
        return Pages.GoTo(http, "/visits");
    }

    /// <summary>The visits to schools within the person's reach, cut in SQL.</summary>
    private static async Task<VisitsPage.Content> Content(HttpContext http, DistrictDb db, VisitForm form, Faults faults, CancellationToken ct)
    {
        var person = http.SignedIn();
        var visits = person.Reach(VisitRights.Read).Within(db.Set<Visit>().AsNoTracking(), v => v.School);
        var rows = from visit in visits
                   join school in db.Set<School>() on visit.School equals school.Id
                   orderby visit.Day descending, visit.Id
                   select new VisitsPage.Row(visit.Id, school.Name, visit.Purpose, visit.Day, visit.DoneAt != null);
        var schools = await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct);
        return new(await rows.PageOf(http.Request.Query["page"], ct), schools, form, faults, person.May(VisitRights.Manage));
    }

    private static string FieldOf(VisitFault fault) => fault switch
    {
        VisitFault.NoSchool => nameof(VisitForm.School),
        VisitFault.NoPurpose => nameof(VisitForm.Purpose),
        _ => nameof(VisitForm.Day),
    };
}
