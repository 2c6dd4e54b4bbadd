using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Chalkline.Pilots;
using Chalkline.Platform;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.RepresentationModel;

namespace Chalkline.Tests.Study;

/// <summary>Study files for tests, and what reading them says.</summary>
internal static class StudyText
{
    /// <summary>Lines: study 1, data 2, design 3 to 6, outcomes 7 and 8.</summary>
    public const string Smallest = """
        study: Tutor pilot
        data: scores.csv
        design:
          kind: matched-comparison
          arm: group
          control: none
        outcomes:
          - { column: score }
        """;

    /// <summary>The sketch of the design, word for word.</summary>
    public const string Trial = """
        study: AI tutors in high-school mathematics
        data: final_data.csv                 # delimited text with a header; .gz too
        where: Honors = 0                    # column op value { and column op value }; = != < <= > >= in (..), is missing, is not missing
        unit: student                        # student | teacher
        student: Student ID                  # the unit's identifier; optional where each row is a unit
        occasion: Session                    # required where units repeat: (unit, occasion) is unique, else an error
        roster: null                         # or {file, student, cluster, arm, assigned: date, joined, left}: whom attrition is counted from
        design:
          kind: cluster-randomized           # student-randomized | cluster-randomized | matched-comparison | difference-in-differences
          cluster: Class                     # unit of assignment; [School, Class] where names repeat between schools
          block: null                        # randomization block or pair, if any
          delivery: shared                   # shared | individual; required for student-randomized
          probabilities: equal               # equal | by-block
          period: null                       # for difference-in-differences: the column, and `post:` its later value(s)
          arm: Treatment arm                 # the column that holds the arm
          control: control                   # its value for the comparison group
          arms: { vanilla: GPT Base, augmented: GPT Tutor }   # optional labels; without it every other value is an arm
          contrasts: [[augmented, vanilla]]  # optional, beside each arm against control
        outcomes:
          - { column: Part3Tot, label: Unassisted exam, role: confirmatory, domain: achievement }
          - { column: Part2Tot, label: Assisted practice, role: exploratory, domain: practice }
        adjust: [gpa_prev, teacher*, Session*, Grader*, Year*]   # a star: a factor; without: a number
        baseline: [gpa_prev]                 # or {column, level: student|cluster, sd}
        subgroups: [female]
        missing: complete                    # indicator | complete; the default follows the design (the published analysis was on complete cases)
        weights: null                        # propensity | {column: w}; with `estimand: att|ate`
        criteria:                            # optional: without it there are effects and ratings, but no recommendation
          outcome: Part3Tot
          worthwhile: 0.05                   # smallest effect worth having, in g
          planned: 0.20                      # the effect hoped for
          extension: none                    # none | planned
          harm: -0.10
          guardrails: []                     # [{outcome, floor}]
        confidence: 0.95                     # of the intervals shown
        columns: {}                          # {score: {centre: 2500, digits: 6}} for large or fine numbers
        """;

    public static StudyFile Read(string yaml) => StudyReader.Parse(yaml, "pilot.yaml");

    public static IReadOnlyList<YamlFault> FaultsOf(string yaml)
    {
        try
        {
            Read(yaml);
            return [];
        }
        catch (StudyFileException e)
        {
            return e.Faults;
        }
    }

    /// <summary>The lines that people see, without the file's name.</summary>
    public static string[] Said(string yaml) => [.. FaultsOf(yaml).Select(f => f.ToString())];

    /// <summary>The smallest study with lines below, or with one line replaced (which must be there).</summary>
    public static string With(params string[] lines) => Smallest + "\n" + string.Join('\n', lines);

    public static string Change(this string yaml, string from, string to) =>
        yaml.Contains(from, StringComparison.Ordinal) ? yaml.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException($"no {from}", nameof(from));

    /// <summary>Each text with three slips: a letter that means something in YAML in place of up to 20 others.</summary>
    public static Gen<string> Slips(Gen<string> texts)
    {
        const string Letters = "\n\t :,[]{}#&*!|>'\"%@`?-~0ax\u0085\uFEFF\uD800";
        return from text in texts
               from places in Gen.ListOf(Gen.Choose(0, text.Length - 1), 3)
               from letters in Gen.ListOf(Gen.Elements(Letters.ToCharArray()), 3)
               from drop in Gen.Choose(0, 20)
               select places.Zip(letters).Aggregate(text, (t, slip) =>
                   t[..Math.Min(slip.First, t.Length)] + slip.Second + t[Math.Min(t.Length, slip.First + drop)..]);
    }

    public static JsonSchemaSubset Schema() => JsonSchemaSubset.Parse(File.ReadAllText(InTree("docs/schemas/study.schema.json")));

    public static string InTree(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));

    /// <summary>As an editor sees it: plain scalars by YAML's core schema.</summary>
    public static JsonElement ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) Write(stream.Documents[0].RootNode, writer);
        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement.Clone();
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Children)
                {
                    writer.WritePropertyName(((YamlScalarNode)key).Value!);
                    Write(value, writer);
                }
                writer.WriteEndObject();
                break;
            case YamlSequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Children) Write(item, writer);
                writer.WriteEndArray();
                break;
            case YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain } scalar: writer.WriteStringValue(scalar.Value); break;
            case YamlScalarNode { Value: null or "" or "~" or "null" }: writer.WriteNullValue(); break;
            case YamlScalarNode { Value: "true" or "false" } scalar: writer.WriteBooleanValue(scalar.Value == "true"); break;
            case YamlScalarNode scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                break;
            case YamlScalarNode scalar: writer.WriteStringValue(scalar.Value); break;
        }
    }
}
