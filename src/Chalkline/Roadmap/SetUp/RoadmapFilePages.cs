using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Plan;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.SetUp;

/// <summary>A roadmap as a file: given away, and taken over after a preview, all of it or nothing.</summary>
internal static class RoadmapFilePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/export", Export).Requires(PlanRights.Manage);
        routes.MapGet("/roadmap/import", Ask).Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/import", Preview).DisableAntiforgery().Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/import/adopt", Adopt).DisableAntiforgery().Requires(PlanRights.Manage);
    }

    private static async Task<IResult> Export(DistrictDb db, Checks checks, CancellationToken ct)
    {
        var milestones = await db.Set<Milestone>().AsNoTracking().Include(m => m.Waits).Where(m => m.RemovedAt == null).OrderBy(m => m.DueOn).ThenBy(m => m.Id).ToListAsync(ct);
        var schools = await PlanPages.SchoolNames(db, ct);
        var text = RoadmapFile.Write([.. milestones.Select(m => (m, m.School is { } school ? schools.GetValueOrDefault(school) : null))],
            (check, parameter) => checks.Find(check)?.Parameters.FirstOrDefault(p => p.Name == parameter)?.IsOfDistrict != false);
        return Results.File(Encoding.UTF8.GetBytes(text), "application/yaml", "roadmap.yaml");
    }

    private static RazorComponentResult Ask(HttpContext http) => Pages.Show<ImportRoadmapPage>(http, new ImportRoadmapPage.Content([], new(), null));

    private static async Task<IResult> Preview(HttpContext http, DistrictDb db, TimeProvider time, IFormFile? file, [FromForm] string? firstDay, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var faults = new Faults();
        var first = FirstDay(firstDay, await DistrictDay.Today(db, time, ct), language, faults);
        if (file is null || file.Length == 0) faults.Add("file", SetUpText.Say(language, nameof(SetUpWords.FaultNoFile)));
        if (!faults.None) return Pages.Again<ImportRoadmapPage>(http, new ImportRoadmapPage.Content([], faults, firstDay));
        var (text, fault) = await Text(file!, ct);
        var reading = text is null ? new RoadmapFileReading([], [fault!]) : RoadmapFile.Read(text);
        if (reading.Faults.Count > 0) return Pages.Again<ImportRoadmapPage>(http, new ImportRoadmapPage.Content([.. reading.Faults.Select(f => $"{file!.FileName}: {f}")], faults, firstDay));
        return Pages.Show<ImportRoadmapPreviewPage>(http, await Model(db, reading, first, text!, new(), ct));
    }

    private static async Task<IResult> Adopt(HttpContext http, DistrictDb db, AdoptRoadmap adopt, TimeProvider time, [FromForm] string? text, [FromForm] string? firstDay, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        var first = FirstDay(firstDay, await DistrictDay.Today(db, time, ct), language, faults);
        var reading = RoadmapFile.Read(text ?? "");
        if (!faults.None || reading.Faults.Count > 0) return Pages.Again<ImportRoadmapPage>(http, new ImportRoadmapPage.Content([.. reading.Faults.Select(f => f.ToString())], faults, firstDay));
        var model = await Model(db, reading, first, text!, faults, ct);
        if (model.Milestones.Count > 0 && await adopt.Run(http.SignedIn(), "roadmap.imported", model.Milestones, new JsonObject(), ct)) return Pages.GoTo(http, "/roadmap");
        faults.Add("", PlanText.Say(language, nameof(PlanWords.FaultMany), MilestoneRules.MostMilestones));
        return Pages.Again<ImportRoadmapPreviewPage>(http, model);
    }

    /// <summary>The file's milestones with dates of this district. Those of schools that it does not have are left out, and named.</summary>
    private static async Task<ImportRoadmapPreviewPage.Content> Model(DistrictDb db, RoadmapFileReading reading, DateOnly first, string text, Faults faults, CancellationToken ct)
    {
        var schools = (await PlanPages.SchoolNames(db, ct)).ToDictionary(s => StoreConventions.Fold(s.Value), s => s.Key, StringComparer.Ordinal);
        var (kept, left) = (reading.Milestones.Where(Has).ToList(), reading.Milestones.Where(m => !Has(m)).ToList());
        var ids = kept.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var milestones = kept.ConvertAll(m => new NewMilestone(m.Id, m.Name, m.Description, m.Phase, m.School is null ? null : schools[StoreConventions.Fold(m.School)], m.Seat,
            m.StartDay is { } start ? first.AddDays(start) : null, first.AddDays(m.DueDay), m.Checks, [.. m.WaitsFor.Where(ids.Contains)]));
        return new(milestones, [.. left.Select(m => (m.Name, m.School!))], first, text, await db.Set<Milestone>().CountAsync(m => m.RemovedAt == null, ct), faults);

        bool Has(FileMilestone milestone) => milestone.School is null || schools.ContainsKey(StoreConventions.Fold(milestone.School));
    }

    private static DateOnly FirstDay(string? typed, DateOnly today, Language language, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return today;
        if (!DayText.TryRead(typed, out var day)) faults.Add("firstDay", SetUpText.Say(language, nameof(SetUpWords.FaultDay)));
        return day;
    }

    private static async Task<(string? Text, YamlFault? Fault)> Text(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[Math.Min(file.Length, YamlText.MostBytes + 1)];
        await using var stream = file.OpenReadStream();
        return YamlText.Decode(bytes[..await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)], "is larger than 1 MiB; a roadmap is smaller");
    }
}
