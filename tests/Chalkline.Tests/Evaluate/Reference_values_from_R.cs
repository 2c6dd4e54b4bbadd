using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>
/// Figures that estimatr and clubSandwich computed, met from a study file and its data to the JSON answer: 1e-9 relative on estimates and
/// errors, 1e-6 on degrees of freedom.
/// </summary>
public sealed class Reference_values_from_R : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reference");
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => [.. Cases().Select(c => (string)c!["name"]!)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task are_met_by_the_answer_of(string name)
    {
        var one = Cases().Single(c => (string)c!["name"]! == name)!;
        var (model, expected) = (one["model"]!, one["expected"]!);
        var data = (string)one["data"]!;
        File.Copy(Path.Combine(Folder, data), _folder.At(data));

        var answer = await _folder.Answer(_folder.Write("study.yaml", Study(data, model, expected)));

        Assert.Equal((long)expected["observations"]!, (long)answer["observations"]!);
        Assert.Equal((long)expected["students"]!, (long)answer["students"]!);
        Assert.Equal((long?)expected["clusters"] ?? 0, (long)answer["clusters"]!);
        var effects = answer["effects"]!.AsArray();
        foreach (var effect in expected["effects"]!.AsArray())
            Effect(effect!, Assert.Single(effects, e => Same(e!, effect!, "arm") && Same(e!, effect!, "against"))!, (string)model["kind"]! != "student-randomized");
        Joint(expected["joint"], answer["jointTests"]!.AsArray());
        Adjustment(model, expected, answer);
        foreach (var subgroup in expected["subgroups"]?.AsArray() ?? [])
        {
            var mine = Assert.Single(answer["subgroups"]!.AsArray(), s => Same(s!, subgroup!, "column") && Same(s!, subgroup!, "level") && Same(s!, subgroup!, "arm"))!;
            Estimate(subgroup!["effect"]!, mine["effect"]!);
            Estimate(subgroup["difference"]!, mine["difference"]!);
        }
    }

    private static void Effect(JsonNode expected, JsonNode mine, bool byCluster)
    {
        Estimate(expected, mine);
        Assert.Equal((long)expected["observations"]!, (long)mine["observations"]!);
        Assert.Equal((long)expected["students"]!, (long)mine["students"]!);
        var robust = mine["robustness"]!;
        if (expected["HC1"] is { } hc1)
        {
            Close(hc1, mine["conventional"]!["standardError"], 1e-9);
            Close(expected["HC3"]!, robust["cr3"]!["standardError"], 1e-9);
            return;
        }
        Close(expected["CR0"]!, robust["cr0"], 1e-9);
        Close(expected["CR1"]!, robust["cr1"], 1e-9);
        Close(expected["CR1S"]!, mine["conventional"]!["standardError"], 1e-9);
        Assert.Equal(expected["CR3"] is null, robust["cr3"] is null);
        if (expected["CR3"] is { } cr3) Close(cr3, robust["cr3"]!["standardError"], 1e-8);
        if (expected["hedges"] is not { } hedges) return;
        Close(hedges["S"]!, mine["hedgesG"]!["standardDeviation"], 1e-9);
        // R's intracluster correlation is found by a search, to some seven digits. The script corrects for clusters in every design that has
        // them; the product only where clusters were assigned.
        if (byCluster) Close(hedges["g"]!, mine["hedgesG"]!["value"], 1e-6);
    }

    private static void Joint(JsonNode? expected, JsonArray mine)
    {
        if (expected is null) return;
        var joint = Assert.Single(mine)!;
        Close(expected["F"]!, joint["f"], 1e-8);
        Close(expected["degreesOfFreedom"]![1]!, joint["denominatorDegreesOfFreedom"], 1e-6);
    }

    private static void Adjustment(JsonNode model, JsonNode expected, JsonNode answer)
    {
        var terms = answer["adjustment"]!.AsArray().SelectMany(a => a!["terms"]!.AsArray()).ToDictionary(t => (string)t!["term"]!, t => t!);
        foreach (var term in expected["adjustment"]!.AsArray().Where(t => !((string)t!["term"]!).StartsWith($"{model["block"]}=", StringComparison.Ordinal)))
            Estimate(term!, terms[(string)term!["term"]!]);
        Assert.Equal(expected["dropped"]!.AsArray().Select(d => (string)d!),
            answer["notices"]!.AsArray().Where(n => (string)n!["kind"]! == "covariateDropped").Select(n => (string)n!["subject"]!));
    }

    private static void Estimate(JsonNode expected, JsonNode mine)
    {
        var error = (double)expected["standardError"]!;
        Assert.Equal((double)expected["estimate"]!, (double)mine["estimate"]!, 1e-9 * Math.Max(Math.Abs((double)expected["estimate"]!), 1e-3 * error));
        Close(expected["standardError"]!, mine["standardError"], 1e-9);
        Close(expected["degreesOfFreedom"]!, mine["degreesOfFreedom"], 1e-6);
    }

    private static void Close(JsonNode expected, JsonNode? mine, double relative) =>
        Assert.Equal((double)expected, (double)mine!, relative * Math.Abs((double)expected));

    private static bool Same(JsonNode a, JsonNode b, string key) => (string)a[key]! == (string)b[key]!;

    private static JsonArray Cases() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "designs.json")))!["cases"]!.AsArray();

    private static string Study(string data, JsonNode model, JsonNode expected)
    {
        var control = (string)model["control"]!;
        var arms = model["arms"]!.AsArray().Select(a => (string)a!).ToList();
        var subgroups = expected["subgroups"]?.AsArray().Select(s => (string)s!["column"]!).Distinct() ?? [];
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"data: {data}\nwhere: {model["arm"]} in ({control}, {string.Join(", ", arms)})\nstudent: {model["student"]}\n");
        if (model["occasion"] is { } occasion) text.Append(CultureInfo.InvariantCulture, $"occasion: {occasion}\n");
        text.Append(CultureInfo.InvariantCulture, $"design:\n  kind: {model["kind"]}\n  arm: {model["arm"]}\n  control: {control}\n");
        text.Append(CultureInfo.InvariantCulture, $"  arms: {{ {string.Join(", ", arms.Select(a => $"{a}: {a}"))} }}\n");
        var contrasts = expected["effects"]!.AsArray().Where(e => (string)e!["against"]! != control).Select(e => $"[{e!["arm"]}, {e["against"]}]").ToList();
        if (contrasts.Count > 0) text.Append(CultureInfo.InvariantCulture, $"  contrasts: [{string.Join(", ", contrasts)}]\n");
        if (model["cluster"] is JsonArray cluster) text.Append(CultureInfo.InvariantCulture, $"  cluster: [{string.Join(", ", cluster.Select(c => (string)c!))}]\n");
        foreach (var key in new[] { "block", "delivery", "probabilities" })
            if (model[key] is { } value) text.Append(CultureInfo.InvariantCulture, $"  {key}: {value}\n");
        text.Append(CultureInfo.InvariantCulture, $"outcomes: [{{ column: {model["outcome"]}, role: confirmatory }}]\n");
        text.Append(CultureInfo.InvariantCulture, $"adjust: [{string.Join(", ", model["adjust"]!.AsArray().Select(a => (string)a!))}]\n");
        text.Append(CultureInfo.InvariantCulture, $"missing: {model["missing"]}\nsubgroups: [{string.Join(", ", subgroups)}]\n");
        return text.ToString().Replace("\r", "", StringComparison.Ordinal);
    }
}
