using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.DataMap;

/// <summary>A line of the data map: an element on its way from a system to a tool.</summary>
/// <param name="Allowed">An agreement in force allows it.</param>
public sealed record DataRow(DataUse Use, string Tool, Enforcement Enforcement, string EnforcementProof, bool Allowed);

/// <summary>What an address asks of the data map.</summary>
public sealed record DataFilter(string? Tool, DataSource? Source, string? Group, bool? Allowed)
{
    public static ListKind List { get; } = new(["tool", "source", "group", "allowed"], ["tool"]);

    public static DataFilter Read(ListView view, ElementCatalog catalog) => new(view.Text("tool"), view.Value<DataSource>("source", Codes.Find<DataSource>),
        view.Value<Code>("group", text => catalog.All.Any(e => e.Group == text) ? new Code(text) : null)?.Text, view.Value<bool>("allowed", text => text switch { "yes" => true, "no" => false, _ => null }));

    private readonly record struct Code(string Text);
}

/// <summary>Reads of what tools take.</summary>
internal static class ReadData
{
    /// <summary>The elements that agreements in force allow a tool.</summary>
    public static IQueryable<string> Allowed(DistrictDb db, ToolId tool, DateOnly today) =>
        (from agreement in ReadAgreements.InForce(db, today)
         join covers in db.Set<AgreementTool>() on agreement.Id equals covers.Agreement
         where covers.Tool == tool
         join element in db.Set<AgreementElement>() on agreement.Id equals element.Agreement
         select element.Element).Distinct();

    /// <summary>What tools take, each with whether it may.</summary>
    public static IQueryable<DataRow> Rows(DistrictDb db, DataFilter filter, ElementCatalog catalog, DateOnly today)
    {
        var pairs = from agreement in ReadAgreements.InForce(db, today)
                    join covers in db.Set<AgreementTool>() on agreement.Id equals covers.Agreement
                    join element in db.Set<AgreementElement>() on agreement.Id equals element.Agreement
                    select new { covers.Tool, element.Element };
        var none = catalog.All.Where(e => e.Group == DataElement.NoData).Select(e => e.Code).ToList();
        var rows = from use in db.Set<DataUse>().AsNoTracking()
                   join tool in db.Set<Tool>() on use.Tool equals tool.Id
                   select new { Use = use, Tool = tool, Allowed = none.Contains(use.Element) || pairs.Any(p => p.Tool == use.Tool && p.Element == use.Element) };
        if (filter.Tool is { } name && StoreConventions.Fold(name) is var folded) rows = rows.Where(r => r.Tool.NameFolded.Contains(folded));
        if (filter.Source is { } source) rows = rows.Where(r => r.Use.Source == source);
        if (filter.Group is { } group)
        {
            var codes = catalog.All.Where(e => e.Group == group).Select(e => e.Code).ToList();
            rows = rows.Where(r => codes.Contains(r.Use.Element));
        }
        if (filter.Allowed is { } allowed) rows = rows.Where(r => r.Allowed == allowed);
        return rows.OrderBy(r => r.Tool.NameFolded).ThenBy(r => r.Tool.Id).ThenBy(r => r.Use.Element).ThenBy(r => r.Use.Source)
            .Select(r => new DataRow(r.Use, r.Tool.Name, r.Tool.Enforcement, r.Tool.EnforcementProof, r.Allowed));
    }

    /// <summary>How many elements go from where to whom: of systems by element, and of tools.</summary>
    public static async Task<DataFlows> Flows(DistrictDb db, ElementCatalog catalog, CancellationToken ct)
    {
        var sources = await db.Set<DataUse>().AsNoTracking().GroupBy(u => new { u.Source, u.Element }).Select(g => new { g.Key.Source, g.Key.Element, Uses = g.Count() }).ToListAsync(ct);
        var tools = await (from use in db.Set<DataUse>().AsNoTracking() group use by use.Tool into uses select new { Tool = uses.Key, Uses = uses.Count() }).OrderByDescending(t => t.Uses).ThenBy(t => t.Tool).Take(DataFlows.MostTools).ToListAsync(ct);
        var shown = tools.Select(t => t.Tool).ToList();
        var names = await db.Set<Tool>().AsNoTracking().Where(t => shown.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var taken = await db.Set<DataUse>().AsNoTracking().Where(u => shown.Contains(u.Tool)).Select(u => new { u.Tool, u.Element }).ToListAsync(ct);
        var others = await db.Set<DataUse>().AsNoTracking().Where(u => !shown.Contains(u.Tool)).Select(u => u.Tool).Distinct().CountAsync(ct);
        return new(
            [.. sources.Where(s => !catalog.IsNone(s.Element)).GroupBy(s => (s.Source, Group: GroupOf(s.Element))).Select(g => new DataFlow<DataSource>(g.Key.Source, g.Key.Group, g.Sum(s => s.Uses)))],
            [.. taken.Where(t => !catalog.IsNone(t.Element)).GroupBy(t => (t.Tool, Group: GroupOf(t.Element))).Select(g => new DataFlow<ToolId>(g.Key.Tool, g.Key.Group, g.Count()))],
            names, others);

        string GroupOf(string element) => catalog.Find(element)?.Group ?? "";
    }
}

/// <summary>A stream of the data map between a category of elements and what stands at its side.</summary>
/// <param name="Uses">How many elements, each as often as a tool takes it.</param>
public sealed record DataFlow<T>(T End, string Group, int Uses);

/// <summary>What the data map draws.</summary>
/// <param name="Names">Of the tools that take most.</param>
/// <param name="OtherTools">How many more take something.</param>
public sealed record DataFlows(IReadOnlyList<DataFlow<DataSource>> From, IReadOnlyList<DataFlow<ToolId>> To, IReadOnlyDictionary<ToolId, string> Names, int OtherTools)
{
    /// <summary>More than that nobody can tell apart in a drawing; the table has them all.</summary>
    public const int MostTools = 12;
}
