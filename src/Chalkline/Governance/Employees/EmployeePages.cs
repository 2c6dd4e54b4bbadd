using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Employees;

/// <summary>What holds for figures about staff, and what was agreed with associations of employees.</summary>
internal static class EmployeePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/employees", List).Requires(RuleRights.EmployeesRead);
        routes.MapGet("/employees/agreements/new", New).Requires(RuleRights.EmployeesWrite);
        routes.MapPost("/employees/agreements/new", Add).DisableAntiforgery().Requires(RuleRights.EmployeesWrite);
        routes.MapGet("/employees/agreements/{id:guid}", One).Requires(RuleRights.EmployeesRead);
        routes.MapGet("/employees/agreements/{id:guid}/edit", Ask).Requires(RuleRights.EmployeesWrite);
        routes.MapPost("/employees/agreements/{id:guid}/edit", Save).DisableAntiforgery().Requires(RuleRights.EmployeesWrite);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, TimeProvider time, string? page, CancellationToken ct)
    {
        var rows = await db.Set<EmployeeAgreement>().AsNoTracking().OrderByDescending(a => a.AgreedOn).ThenBy(a => a.Id).PageOf(page, ct);
        return Pages.Show<EmployeesPage>(http, new EmployeesPage.Content(rows, await DistrictDay.Today(db, time, ct), http.SignedIn().May(RuleRights.EmployeesWrite)));
    }

    private static RazorComponentResult New(HttpContext http) => Pages.Show<AgreementFormPage>(http, new AgreementFormPage.Content(null, new(), null, new()));

    private static async Task<IResult> Add(HttpContext http, KeepAgreement keep, [FromForm] AgreementForm form, CancellationToken ct) =>
        Answer(http, null, form, await keep.Run(http.SignedIn(), null, form, ct));

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } agreement
        ? Pages.Show<AgreementPage>(http, new AgreementPage.Content(agreement, await DistrictDay.Today(db, time, ct), http.SignedIn().May(RuleRights.EmployeesWrite), await sections.Of(http, EmployeeAgreementRecord.KindName, id, ct)))
        : Results.NotFound();

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } agreement
        ? Pages.Show<AgreementFormPage>(http, new AgreementFormPage.Content(agreement, AgreementForm.Of(agreement), null, new())) : Results.NotFound();

    private static Task<IResult> Save(HttpContext http, DistrictDb db, KeepAgreement keep, Guid id, [FromForm] AgreementForm form, CancellationToken ct) => Pages.OrStale<AgreementFormPage>(http,
        async () => await Find(db, id, ct) is { } agreement ? Answer(http, agreement, form, await keep.Run(http.SignedIn(), new(id), form, ct)) : Results.NotFound(),
        async faults => await Find(db, id, ct) is { } now ? new AgreementFormPage.Content(now, form with { Version = AgreementForm.Of(now).Version }, AgreementForm.Of(now), faults) : null);

    private static IResult Answer(HttpContext http, EmployeeAgreement? agreement, AgreementForm form, GovernanceResult result) => result switch
    {
        GovernanceResult.Done done => Pages.GoTo(http, "/employees/agreements/" + done.Id),
        GovernanceResult.Refused refused => Pages.Again<AgreementFormPage>(http, new AgreementFormPage.Content(agreement, form, null, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults))),
        _ => Results.NotFound(),
    };

    private static Task<EmployeeAgreement?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new EmployeeAgreementId(id);
        return db.Set<EmployeeAgreement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == wanted, ct);
    }
}
