using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Schools;

/// <summary>The pages of schools.</summary>
internal static class SchoolPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/schools", List).Requires(RecordsRights.SchoolsRead);
        routes.MapGet("/schools.csv", Csv).Requires(RecordsRights.SchoolsRead);
        routes.MapGet("/schools/new", New).Requires(RecordsRights.SchoolsManage);
        routes.MapPost("/schools/new", Add).DisableAntiforgery().Requires(RecordsRights.SchoolsManage);
        routes.MapGet("/schools/{slug}", One).Requires(RecordsRights.SchoolsRead);
        routes.MapGet("/schools/{slug}/edit", Edit).Requires(RecordsRights.SchoolsFacts);
        routes.MapPost("/schools/{slug}/edit", Change).DisableAntiforgery().Requires(RecordsRights.SchoolsFacts);
        routes.MapGet("/schools/{slug}/close", AskToClose).Requires(RecordsRights.SchoolsManage);
        routes.MapPost("/schools/{slug}/close", Close).DisableAntiforgery().Requires(RecordsRights.SchoolsManage);
        routes.MapGet("/schools/{slug}/reopen", AskToReopen).Requires(RecordsRights.SchoolsManage);
        routes.MapPost("/schools/{slug}/reopen", Reopen).DisableAntiforgery().Requires(RecordsRights.SchoolsManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (person, today, view) = (http.SignedIn(), await DistrictDay.Today(db, time, ct), ListView.Read(http, SchoolFilter.Kind));
        var filter = SchoolFilter.Read(view);
        if (!view.Faults.None) return Refused(http, view, filter, today);
        var rows = await SchoolQueries.Filtered(SchoolQueries.Readable(db, person), filter, today, view.Sort, view.Descending)
            .Select(s => new SchoolListPage.Row(s.Slug, s.Name, s.GradeCodes, s.Enrollment, s.NcesId, s.ClosedOn)).PageOf(view.Page, ct);
        return Pages.Show<SchoolListPage>(http, new SchoolListPage.Content(rows, view, filter, today, person.May(RecordsRights.SchoolsManage)));
    }

    private static RazorComponentResult Refused(HttpContext http, ListView view, SchoolFilter filter, DateOnly today) =>
        Pages.Again<SchoolListPage>(http, new SchoolListPage.Content(new([], 1, 0), view, filter, today, http.SignedIn().May(RecordsRights.SchoolsManage)));

    private static async Task<IResult> Csv(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (today, view) = (await DistrictDay.Today(db, time, ct), ListView.Read(http, SchoolFilter.Kind));
        var filter = SchoolFilter.Read(view);
        if (!view.Faults.None) return Refused(http, view, filter, today);
        var schools = SchoolQueries.Filtered(SchoolQueries.Readable(db, http.SignedIn()), filter, today, view.Sort, view.Descending);
        return CsvFile.Of("schools", ["name", "nces id", "grades", "enrollment", "enrollment date", "address", "closed on"], Rows(schools.AsAsyncEnumerable()));
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Rows(IAsyncEnumerable<School> schools)
    {
        await foreach (var s in schools)
        {
            yield return [s.Name, s.NcesId, s.GradeCodes, s.Enrollment?.ToString(Language.Numbers), DayText.Field(s.EnrollmentOn), s.Address, DayText.Field(s.ClosedOn)];
        }
    }

    private static RazorComponentResult New(HttpContext http) => Pages.Show<SchoolFormPage>(http, new SchoolFormPage.Content(null, new SchoolForm(), new(), true));

    private static async Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] SchoolForm form, CancellationToken ct) =>
        await AddSchool.Run(db, time, http.SignedIn(), form, ct) switch
        {
            AddSchoolResult.Refused refused => Pages.Again<SchoolFormPage>(http, new SchoolFormPage.Content(null, form, Said(http, refused.Faults), true)),
            AddSchoolResult.Added added => Pages.GoTo(http, "/schools/" + added.Slug),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> One(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, string slug, CancellationToken ct)
    {
        var person = http.SignedIn();
        if (await SchoolQueries.Readable(db, person).SingleOrDefaultAsync(s => s.Slug == slug, ct) is not { } school) return Results.NotFound();
        return Pages.Show<SchoolPage>(http, new SchoolPage.Content(school, await DistrictDay.Today(db, time, ct),
            person.Reach(RecordsRights.SchoolsFacts).Includes(school.Id), person.Reach(RecordsRights.SchoolsManage).Includes(school.Id), await sections.Of(http, SchoolRecord.KindName, school.Id.Value, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, string slug, CancellationToken ct)
    {
        var person = http.SignedIn();
        return await SchoolQueries.ToChange(db, person, RecordsRights.SchoolsFacts, slug, ct) is { } school
            ? Pages.Show<SchoolFormPage>(http, new SchoolFormPage.Content(school, SchoolForm.Of(school), new(), person.May(RecordsRights.SchoolsManage)))
            : Results.NotFound();
    }

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, string slug, [FromForm] SchoolForm form, CancellationToken ct) =>
        await ChangeSchool.Run(db, time, http.SignedIn(), slug, form, ct) switch
        {
            ChangeSchoolResult.NoSuchSchool => Results.NotFound(),
            ChangeSchoolResult.Refused refused => Pages.Again<SchoolFormPage>(http,
                new SchoolFormPage.Content(refused.School, form, Said(http, refused.Faults), http.SignedIn().May(RecordsRights.SchoolsManage))),
            ChangeSchoolResult.Changed => Pages.GoTo(http, "/schools/" + slug),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static async Task<IResult> AskToClose(HttpContext http, DistrictDb db, TimeProvider time, string slug, CancellationToken ct) =>
        await Asked(http, db, slug, reopen: false, DayText.Field(await DistrictDay.Today(db, time, ct)), ct);

    private static Task<IResult> AskToReopen(HttpContext http, DistrictDb db, string slug, CancellationToken ct) => Asked(http, db, slug, reopen: true, null, ct);

    private static async Task<IResult> Asked(HttpContext http, DistrictDb db, string slug, bool reopen, string? day, CancellationToken ct)
    {
        if (await SchoolQueries.ToChange(db, http.SignedIn(), RecordsRights.SchoolsManage, slug, ct) is not { } school) return Results.NotFound();
        return Pages.Show<CloseSchoolPage>(http, new CloseSchoolPage.Content(school, reopen, new() { ClosedOn = day, Version = school.Version.ToString(Language.Numbers) }, new()));
    }

    private static async Task<IResult> Close(HttpContext http, DistrictDb db, string slug, [FromForm] CloseForm form, CancellationToken ct) =>
        Answer(http, slug, form, reopen: false, await CloseSchool.Run(db, http.SignedIn(), slug, form, ct));

    private static async Task<IResult> Reopen(HttpContext http, DistrictDb db, string slug, [FromForm] CloseForm form, CancellationToken ct) =>
        Answer(http, slug, form, reopen: true, await CloseSchool.Undo(db, http.SignedIn(), slug, form, ct));

    private static IResult Answer(HttpContext http, string slug, CloseForm form, bool reopen, CloseSchoolResult result) => result switch
    {
        CloseSchoolResult.NoSuchSchool => Results.NotFound(),
        CloseSchoolResult.Refused refused => Pages.Again<CloseSchoolPage>(http, new CloseSchoolPage.Content(refused.School, reopen, form, Said(http, refused.Faults))),
        CloseSchoolResult.Done => Pages.GoTo(http, "/schools/" + slug),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static Faults Said(HttpContext http, IReadOnlyList<RecordFault> faults) => RecordsText.Of(Pages.LanguageOf(http), faults);
}
