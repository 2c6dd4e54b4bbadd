using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>What an address asks of the roadmap.</summary>
/// <param name="School">An id; "district": what is of no school.</param>
/// <param name="State"><c>late</c>, <c>open</c> (all that is not done) or <c>done</c>.</param>
public sealed record PlanFilter(string? Phase, string? School, string? State)
{
    public bool IsNone => string.IsNullOrEmpty(Phase) && string.IsNullOrEmpty(School) && string.IsNullOrEmpty(State);

    public IReadOnlyList<PlanLine> Of(IReadOnlyList<PlanLine> lines) => [.. lines.Where(l =>
        (string.IsNullOrEmpty(Phase) || Codes.Of(l.Item.Phase) == Phase)
        && (string.IsNullOrEmpty(School) || (l.Item.School?.ToString() ?? "district") == School)
        && (string.IsNullOrEmpty(State) || State == "late" && l.State is MilestoneState.Late || State == "open" && l.State is not MilestoneState.Done || State == "done" && l.State is MilestoneState.Done))];
}

/// <summary>The roadmap: as a list, as a timeline, school by school.</summary>
internal static class PlanPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap", List).Requires(PlanRights.Read);
        routes.MapGet("/roadmap.csv", Csv).Requires(PlanRights.Read);
        routes.MapGet("/roadmap/timeline", Timeline).Requires(PlanRights.Read);
        routes.MapGet("/roadmap/schools", Schools).Requires(PlanRights.Read);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, ReadPlan read, [AsParameters] PlanFilter filter, string? page, CancellationToken ct)
    {
        var (person, language) = (http.SignedIn(), Pages.LanguageOf(http));
        var view = await read.Now(language, ct);
        var seen = view.SeenBy(person);
        var rows = filter.Of(seen).PageOf(page);
        return Pages.Show<RoadmapPage>(http, new RoadmapPage.Content(view, seen, rows, filter, await Names(db, rows.Rows, language, ct), await SchoolNames(db, ct), person.May(PlanRights.Pace),
            person.May(PlanRights.Manage), person.May(PlanRights.RisksRead)));
    }

    private static async Task<IResult> Csv(HttpContext http, DistrictDb db, ReadPlan read, [AsParameters] PlanFilter filter, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var view = await read.Now(language, ct);
        var (lines, schools) = (filter.Of(view.SeenBy(http.SignedIn())), await SchoolNames(db, ct));
        return CsvFile.Of("roadmap", ["milestone", "phase", "school", "state", "starts on", "due on", "first due on", "waits for"], Rows());

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows()
        {
            await Task.CompletedTask;
            foreach (var line in lines)
            {
                var (item, waits) = (line.Item, line.Item.WaitsFor.Select(view.Find).OfType<PlanLine>().Select(l => l.Item.Name));
                yield return [item.Name, Codes.Of(item.Phase), item.School is { } school ? schools.GetValueOrDefault(school) : null, PlanText.Status(language, line.State).Word,
                    DayText.Field(item.StartsOn), DayText.Field(item.DueOn), DayText.Field(item.FirstDueOn), string.Join("; ", waits)];
            }
        }
    }

    private static async Task<RazorComponentResult> Timeline(HttpContext http, DistrictDb db, ReadPlan read, [AsParameters] PlanFilter filter, CancellationToken ct)
    {
        var (person, language) = (http.SignedIn(), Pages.LanguageOf(http));
        var view = await read.Now(language, ct);
        var seen = view.SeenBy(person);
        return Pages.Show<TimelinePage>(http, new TimelinePage.Content(view, seen, filter.Of(seen), filter, await SchoolNames(db, ct), http.Request.QueryString.ToUriComponent()));
    }

    private static async Task<RazorComponentResult> Schools(HttpContext http, DistrictDb db, ReadPlan read, string? page, CancellationToken ct)
    {
        var view = await read.Now(Pages.LanguageOf(http), ct);
        var names = await SchoolNames(db, ct);
        var schools = view.SeenBy(http.SignedIn()).Where(l => l.Item.School is not null).GroupBy(l => l.Item.School!.Value)
            .Select(g => new SchoolPacePage.Row(g.Key, names.GetValueOrDefault(g.Key, "–"), g.Count(l => l.State is MilestoneState.Done), g.Count(), g.Count(l => l.State is MilestoneState.Late),
                g.Where(l => l.State is not MilestoneState.Done).MinBy(l => l.Item.DueOn)?.Item))
            .OrderBy(r => StoreConventions.Fold(r.Name), StringComparer.Ordinal).ThenBy(r => r.School.Value).ToList();
        return Pages.Show<SchoolPacePage>(http, new SchoolPacePage.Content(schools.PageOf(page)));
    }

    internal static async Task<IReadOnlyDictionary<SchoolId, string>> SchoolNames(DistrictDb db, CancellationToken ct) =>
        await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).ToDictionaryAsync(s => s.Id, s => s.Name, ct);

    private static Task<IReadOnlyDictionary<AccountId, string>> Names(DistrictDb db, IReadOnlyList<PlanLine> lines, Language language, CancellationToken ct) =>
        StaffNames.Of(db, lines.Select(l => l.Owner), language, ct);
}
