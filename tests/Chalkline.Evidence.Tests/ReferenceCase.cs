using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Chalkline.Evidence.Tests;

/// <summary>A model on a data set, in the study file's words, and what R says of it (Reference/*.R wrote the JSON).</summary>
public sealed class ReferenceCase(JsonNode node)
{
    public string Name => (string)node["name"]!;

    public string Data => (string)node["data"]!;

    public JsonNode Model => node["model"]!;

    public JsonNode Expected => node["expected"]!;

    public string? Text(string key) => (string?)Model[key];

    public bool Individual => Text("delivery") == "individual";

    public IReadOnlyList<string> List(string key) => Model[key] switch
    {
        null => [],
        JsonArray array => array.Select(x => (string)x!).ToList(),
        var one => [(string)one!],
    };

    public IReadOnlyList<string> Arms => [Text("control")!, .. List("arms")];

    public IReadOnlyList<ArmPair> Effects =>
        Expected["effects"]!.AsArray().Select(e => new ArmPair((string)e!["arm"]!, (string)e["against"]!)).ToList();

    public override string ToString() => $"{Data}: {Name}";

    public static IEnumerable<ReferenceCase> In(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", file)))!["cases"]!.AsArray()
            .Select(c => new ReferenceCase(c!));

    /// <summary>The rows of the case's data, by column; null where a data set outside of this tree is not there.</summary>
    public List<Dictionary<string, string>>? Rows()
    {
        var rows = Data switch
        {
            "trial" => External("ai-tutor-trial/final_data.csv"),
            "star" => External("star/star.csv"),
            _ => Csv(Path.Combine(AppContext.BaseDirectory, "Reference", "data", Data)),
        };
        if (rows is not null && Data == "star") rows = Kindergarten(rows);
        if (rows is not null && Data == "trial") rows = Trial(rows);
        return rows;
    }

    private List<Dictionary<string, string>> Trial(List<Dictionary<string, string>> rows)
    {
        rows = rows.Where(r => r["Honors"] == "0").ToList();
        if (Text("outcome") != "mean") return rows;
        var source = Name.StartsWith("exam", StringComparison.Ordinal) ? "Part3Tot" : "Part2Tot";
        return rows.Where(r => r["Year"] == "9" && r["Treatment arm"] != "augmented" && r[source].Length > 0).GroupBy(r => r["Student ID"])
            .Select(g => new Dictionary<string, string>(g.First())
            {
                // To 17 digits, as R divides; exact decimals would differ in the last one.
                ["mean"] = (g.Sum(r => decimal.Parse(r[source], NumberStyles.Float, CultureInfo.InvariantCulture)) / g.Count())
                    .ToString(CultureInfo.InvariantCulture),
            }).ToList();
    }

    private static List<Dictionary<string, string>> Kindergarten(List<Dictionary<string, string>> rows)
    {
        rows = rows.Where(r => Known(r["stark"]) && Known(r["mathk"])).ToList();
        var sorted = rows.Select(r => double.Parse(r["mathk"], CultureInfo.InvariantCulture)).Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        foreach (var r in rows)
        {
            r["class"] = string.Join(' ', new[] { "schoolidk", "stark", "experiencek", "tethnicityk", "ladderk", "degreek" }.Select(c => r[c]));
            r["above"] = double.Parse(r["mathk"], CultureInfo.InvariantCulture) > median ? "1" : "0";
        }
        return rows;
    }

    public static bool Known(string value) => value is not ("" or "NA" or "N/A" or ".");

    private static List<Dictionary<string, string>>? External(string path)
    {
        var file = Path.Combine(Root(), "..", "shared", "data", path);
        if (File.Exists(file)) return Csv(file);
        if (Environment.GetEnvironmentVariable("CI") == "true") throw new FileNotFoundException("The data beside the tree are missing.", file);
        return null;
    }

    private static string Root([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Chalkline.slnx"))) return folder.FullName;
        return Path.GetDirectoryName(here)!;
    }

    /// <summary>Enough of CSV for the reference data: commas, optional quotes, no line breaks in fields.</summary>
    private static List<Dictionary<string, string>> Csv(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = Fields(lines[0]);
        return lines.Skip(1).Where(l => l.Length > 0).Select(l => header.Zip(Fields(l)).ToDictionary(x => x.First, x => x.Second)).ToList();

        static List<string> Fields(string line)
        {
            var fields = new List<string> { "" };
            var quoted = false;
            foreach (var c in line)
            {
                if (c == '"') quoted = !quoted;
                else if (c == ',' && !quoted) fields.Add("");
                else fields[^1] += c;
            }
            return fields;
        }
    }
}
