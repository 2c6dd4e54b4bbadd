using Chalkline.Design;

namespace Chalkline.Tools.DataMap;

/// <summary>What stands in one of the three columns of the drawing.</summary>
/// <param name="Weight">How many elements pass it, each as often as a tool takes it.</param>
public sealed record FlowEnd(string Label, int Weight);

/// <summary>A stream between an end and a category, by their places in their columns.</summary>
public sealed record FlowLine(int End, int Group, int Weight);

/// <summary>The data map as it is drawn: systems on the left, categories of elements in the middle, tools on the right.</summary>
public sealed record DataFlowModel(string Title, string Sentence, IReadOnlyList<FlowEnd> Sources, IReadOnlyList<FlowEnd> Groups, IReadOnlyList<FlowEnd> Tools, IReadOnlyList<FlowLine> Left, IReadOnlyList<FlowLine> Right,
    IReadOnlyList<IReadOnlyList<string>> Table)
{
    public static DataFlowModel Of(DataFlows flows, ElementCatalog catalog, Language language)
    {
        string Say(string key, params object[] values) => DataMapText.Say(language, key, values);
        var groups = catalog.All.Select(e => e.Group).Append("").Distinct().Where(g => flows.From.Any(f => f.Group == g)).ToList();
        var sources = Enum.GetValues<DataSource>().Where(s => flows.From.Any(f => f.End == s)).ToList();
        var tools = flows.Names.Keys.Where(t => flows.To.Any(f => f.End == t)).OrderByDescending(t => flows.To.Where(f => f.End == t).Sum(f => f.Uses)).ThenBy(t => flows.Names[t], StringComparer.Ordinal).ToList();
        var titles = groups.ToDictionary(g => g, g => catalog.All.FirstOrDefault(e => e.Group == g)?.GroupTitle.In(language) ?? Say(nameof(DataMapWords.NotInPack)));
        var total = flows.From.Sum(f => f.Uses);
        return new(Say(nameof(DataMapWords.ChartTitle)), Say(nameof(DataMapWords.ChartSentence), total, sources.Count, tools.Count + flows.OtherTools, tools.Count),
            [.. sources.Select(s => new FlowEnd(DataMapText.Of(language, s), flows.From.Where(f => f.End == s).Sum(f => f.Uses)))],
            [.. groups.Select(g => new FlowEnd(titles[g], flows.From.Where(f => f.Group == g).Sum(f => f.Uses)))],
            [.. tools.Select(t => new FlowEnd(flows.Names[t], flows.To.Where(f => f.End == t).Sum(f => f.Uses)))],
            [.. flows.From.Select(f => new FlowLine(sources.IndexOf(f.End), groups.IndexOf(f.Group), f.Uses))],
            [.. flows.To.Select(f => new FlowLine(tools.IndexOf(f.End), groups.IndexOf(f.Group), f.Uses))],
            [.. groups.Select(g => (string[])[titles[g], Ends(flows.From.Where(f => f.Group == g).Select(f => DataMapText.Of(language, f.End))), Ends(flows.To.Where(f => f.Group == g).Select(f => flows.Names[f.End])),
                flows.From.Where(f => f.Group == g).Sum(f => f.Uses).ToString(Language.Numbers)])]);

        static string Ends(IEnumerable<string> names) => string.Join(", ", names.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "–";
    }
}
