using System.Text.Json.Nodes;

namespace Chalkline.Evidence.Tests;

/// <summary>Reference/functions.json, which Reference/functions.R wrote.</summary>
internal static class RFunctions
{
    private static readonly JsonNode Root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "functions.json")))!;

    public static IEnumerable<double[]> Rows(string part) => Root[part]!.AsArray().Select(r => Numbers(r!));

    public static IEnumerable<(double[] P, double[] BenjaminiHochberg, double[] Holm)> Adjusted() =>
        Root["adjusted"]!.AsArray().Select(r => (Numbers(r!["p"]!), Numbers(r["BH"]!), Numbers(r["holm"]!)));

    private static double[] Numbers(JsonNode array) => array.AsArray().Select(x => (double)x!).ToArray();
}
