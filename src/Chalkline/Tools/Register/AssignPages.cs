using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Tools.Register;

/// <summary>The page on which many tools get an owner and a day.</summary>
internal static class AssignPages
{
    public const string Home = "/tools/assign";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Ask).Requires(ToolRights.Manage);
        routes.MapPost(Home, Assign).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    private static async Task<RazorComponentResult> Ask(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var model = await Content(http, db, time, new(), new(), ct);
        return Pages.Show<AssignPage>(http, model, model.View.Status);
    }

    private static async Task<IResult> Assign(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] AssignForm form, CancellationToken ct)
    {
        var faults = await AssignTools.Run(db, time, http.SignedIn(), form, Pages.LanguageOf(http), ct);
        if (faults.Count == 0) return Pages.GoTo(http, Home + http.Request.QueryString);
        db.ChangeTracker.Clear();
        return Pages.Again<AssignPage>(http, await Content(http, db, time, form, ToolText.Of(Pages.LanguageOf(http), faults), ct));
    }

    private static async Task<AssignPage.Content> Content(HttpContext http, DistrictDb db, TimeProvider time, AssignForm form, Faults faults, CancellationToken ct)
    {
        var (view, today) = (ListView.Read(http, ToolFilter.List), await DistrictDay.Today(db, time, ct));
        var filter = ToolFilter.Read(view);
        var rows = view.Faults.None ? await ReadTools.Rows(db, ReadTools.Where(db, filter, today), view).PageOf(view.Page, ct) : new([], 1, 0);
        return new(rows, view, filter, await ReadTools.Counts(db, today, ct), form, faults);
    }
}
