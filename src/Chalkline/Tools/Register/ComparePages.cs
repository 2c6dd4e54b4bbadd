using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>A tool as a comparison shows it.</summary>
/// <param name="Gate">Of the step that comes next; null: no gate leads on.</param>
public sealed record ComparedTool(ToolFull Full, ToolStanding Standing, ToolStep? Gate);

/// <summary>Two tools side by side: chosen from those that serve the same use, or looked for by name.</summary>
internal static class ComparePages
{
    private static readonly ListKind Kind = new(["name"], ["name"]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tools/{id:guid}/compare", Choose).Requires(ToolRights.Read);
        routes.MapGet("/tools/{id:guid}/compare/{other:guid}", Compare).Requires(ToolRights.Read);
    }

    private static async Task<IResult> Choose(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        var (view, mine) = (ListView.Read(http, Kind), tool.Id);
        var others = db.Set<Tool>().AsNoTracking().Where(t => t.Id != mine);
        // Nobody asked for a name: what serves the same use is what somebody would compare.
        others = view.Text("name") is { } name && StoreConventions.Fold(name) is var folded ? others.Where(t => t.NameFolded.Contains(folded))
            : others.Where(t => db.Set<ToolUseCase>().Any(u => u.Tool == t.Id && db.Set<ToolUseCase>().Any(m => m.Tool == mine && m.UseCase == u.UseCase)));
        var rows = view.Faults.None ? await ReadTools.Rows(db, others, view).PageOf(view.Page, ct) : new([], 1, 0);
        return Pages.Show<CompareChoicePage>(http, new CompareChoicePage.Content(tool, view, view.Text("name"), rows), view.Status);
    }

    private static async Task<IResult> Compare(HttpContext http, DistrictDb db, MoveTool moves, TimeProvider time, Guid id, Guid other, CancellationToken ct)
    {
        var (a, b) = (new ToolId(id), new ToolId(other));
        var fulls = (await ReadTools.Fulls(db, db.Set<Tool>().AsNoTracking().Where(t => t.Id == a || t.Id == b), ct)).ToDictionary(f => f.Tool.Id);
        if (a == b || fulls.Count < 2) return Results.NotFound();
        var (today, language) = (await DistrictDay.Today(db, time, ct), Pages.LanguageOf(http));
        var standings = await ReadStandings.Of(db, [.. fulls.Values.Select(f => f.Tool)], today, ct);
        return Pages.Show<ComparePage>(http, new ComparePage.Content(await Of(a), await Of(b)));

        async Task<ComparedTool> Of(ToolId one)
        {
            var tool = fulls[one].Tool;
            var gates = await moves.GatesFor(tool, ToolLife.After(tool.Stage), today, language, ct);
            var next = ToolLife.After(tool.Stage).Where(to => gates.GetValueOrDefault(to) is { Id: not null }).Select(to => new ToolStep(to, ToolLife.DecidedAs(tool.Stage, to) is not null, gates[to])).FirstOrDefault();
            return new(fulls[one], standings[one], next);
        }
    }
}
