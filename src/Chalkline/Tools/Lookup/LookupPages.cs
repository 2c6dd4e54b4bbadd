using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lookup;

/// <summary>A tool as anybody sees it who asks whether it may be used.</summary>
/// <param name="May">Names of the data that may go in under agreements in force; none where nothing may.</param>
/// <param name="Instead">Approved tools for the same use, people and grade.</param>
public sealed record LookupRow(Tool Tool, string Vendor, ToolStanding Standing, UseAnswer Answer, DataAdvice Data, IReadOnlyList<string> May, IReadOnlyList<TakenUnder> Under, IReadOnlyList<string> Instead);

/// <summary>"Can I use this?": for everybody, without an account.</summary>
internal static class LookupPages
{
    public const string Home = "/can-i-use";

    private const int MostInstead = 3;

    private static readonly ListKind Kind = new(["tool", "role", "grade"], ["name"]);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Home, Ask).InDistrict().ForAnyone("everybody sees in ten seconds which tools may be used, by whom, with which data");

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, CancellationToken ct)
    {
        var view = ListView.Read(http, Kind);
        var role = view.Value<ToolUser>("role", Codes.Find<ToolUser>) ?? ToolUser.Students;
        var grade = view.Value<Grade>("grade", text => GradeSet.AllCodes.Contains(text) ? new Grade(text) : null)?.Code;
        var name = view.Text("tool");
        if (!view.Faults.None || name is null) return Pages.Show<LookupPage>(http, new LookupPage.Content(view, name, role, grade, null), view.Status);
        var folded = StoreConventions.Fold(name);
        var found = await (from tool in db.Set<Tool>().AsNoTracking()
                           join vendor in db.Set<Vendor>() on tool.Vendor equals vendor.Id
                           where tool.NameFolded.Contains(folded) || vendor.NameFolded.Contains(folded)
                           orderby tool.NameFolded, tool.Id
                           select new { Tool = tool, Vendor = vendor.Name }).PageOf(view.Page, ct);
        var today = await DistrictDay.Today(db, time, ct);
        var standings = await ReadStandings.Of(db, [.. found.Rows.Select(f => f.Tool)], today, ct);
        var answers = found.Rows.ToDictionary(f => f.Tool.Id, f => LookupRules.Answer(f.Tool, standings[f.Tool.Id], role, grade));
        var instead = await Instead(db, [.. answers.Where(a => a.Value is not (UseAnswer.Yes or UseAnswer.YesUnderConditions)).Select(a => a.Key)], role, grade, today, ct);
        var catalog = await elements.Of(db, ct);
        var taken = await DataTaken.Of(db, catalog, [.. answers.Keys], today, ct);
        var rows = found.Rows.Select(f => Row(f.Tool, f.Vendor)).ToList();
        return Pages.Show<LookupPage>(http, new LookupPage.Content(view, name, role, grade, new PageOf<LookupRow>(rows, found.Number, found.Total)));

        LookupRow Row(Tool tool, string vendor)
        {
            var advice = LookupRules.Data(tool, answers[tool.Id]);
            var agreed = advice == DataAdvice.AsAgreed ? taken[tool.Id] : null;
            return new(tool, vendor, standings[tool.Id], answers[tool.Id], advice, [.. (agreed?.May ?? []).Select(e => catalog.Name(Pages.LanguageOf(http), e))], agreed?.Agreements ?? [], [.. instead[tool.Id].Take(MostInstead)]);
        }
    }

    /// <summary>A grade's code, as an address has it.</summary>
    private readonly record struct Grade(string Code);

    /// <summary>Tools that may be used for a use case that the tool serves, too.</summary>
    private static async Task<ILookup<ToolId, string>> Instead(DistrictDb db, IReadOnlyList<ToolId> of, ToolUser role, string? grade, DateOnly today, CancellationToken ct)
    {
        if (of.Count == 0) return Array.Empty<int>().ToLookup(_ => default(ToolId), _ => "");
        var pairs = await (from mine in db.Set<ToolUseCase>().AsNoTracking()
                           where of.Contains(mine.Tool)
                           join other in db.Set<ToolUseCase>() on mine.UseCase equals other.UseCase
                           where other.Tool != mine.Tool
                           join tool in db.Set<Tool>() on other.Tool equals tool.Id
                           where tool.StoppedAt == null && (tool.Stage == ToolStage.ApprovedForUse || tool.Stage == ToolStage.InUse)
                           select new { Mine = mine.Tool, Tool = tool }).ToListAsync(ct);
        var others = pairs.Select(p => p.Tool).DistinctBy(t => t.Id).ToList();
        var standings = await ReadStandings.Of(db, others, today, ct);
        return pairs.Where(p => LookupRules.Answer(p.Tool, standings[p.Tool.Id], role, grade) is UseAnswer.Yes or UseAnswer.YesUnderConditions)
            .OrderBy(p => p.Tool.NameFolded, StringComparer.Ordinal).DistinctBy(p => (p.Mine, p.Tool.Id)).ToLookup(p => p.Mine, p => p.Tool.Name);
    }
}
