using System.Text;
using Chalkline.Pilots;
using Xunit;

namespace Chalkline.Tests.Study;

public sealed class Reading_a_study_file
{
    [Fact]
    public void Takes_all_of_the_trial_as_written()
    {
        var study = StudyText.Read(StudyText.Trial);
        Assert.Equal("AI tutors in high-school mathematics", study.Title);
        Assert.Equal(Path.Combine(study.Directory, "final_data.csv"), study.Data);
        Assert.Equal(("Honors = 0", 3), (study.Where, study.WhereLine));
        Assert.Equal((StudyUnit.Student, "Student ID", "Session"), (study.Unit, study.Student, study.Occasion));
        Assert.Null(study.Roster);
        Assert.Null(study.Weights);
        Assert.Null(study.Estimand);
        Assert.Equal(
            [new("Part3Tot", "Unassisted exam", OutcomeRole.Confirmatory, "achievement", false), new("Part2Tot", "Assisted practice", OutcomeRole.Exploratory, "practice", false)],
            study.Outcomes);
        Assert.Equal([new("gpa_prev", false), new("teacher", true), new("Session", true), new("Grader", true), new("Year", true)], study.Adjust);
        Assert.Equal([new("gpa_prev", BaselineLevel.Student, null)], study.Baseline);
        Assert.Equal(["female"], study.Subgroups);
        Assert.Equal(MissingRule.Complete, study.Missing);
        Assert.Equal(0.95, study.Confidence);
        Assert.Empty(study.Columns);
    }

    [Fact]
    public void Takes_the_design_and_the_criteria_of_the_trial()
    {
        var (design, criteria) = (StudyText.Read(StudyText.Trial).Design, StudyText.Read(StudyText.Trial).Criteria!);
        Assert.Equal((DesignKind.ClusterRandomized, Delivery.Shared, Probabilities.Equal), (design.Kind, design.Delivery, design.Probabilities));
        Assert.Equal(["Class"], design.Cluster);
        Assert.Null(design.Block);
        Assert.Null(design.Period);
        Assert.Equal(("Treatment arm", "control"), (design.Arm, design.Control));
        Assert.Equal([new("vanilla", "GPT Base"), new("augmented", "GPT Tutor")], design.Arms);
        Assert.Equal([("augmented", "vanilla")], design.Contrasts);
        Assert.Equal(("Part3Tot", 0.05, 0.20, -0.10), (criteria.Outcome, criteria.Worthwhile, criteria.Planned, criteria.Harm));
        Assert.Equal(ExtensionKind.None, criteria.Extension);
        Assert.Empty(criteria.Guardrails);
        Assert.Equal(new StudyPrior(0, 0.2), criteria.Prior);
    }

    [Fact]
    public void Fills_in_what_the_smallest_leaves_out()
    {
        var study = StudyText.Read(StudyText.Smallest.Change("study: Tutor pilot", "study:"));
        Assert.Equal("pilot", study.Title);
        Assert.Null(study.Where);
        Assert.Equal(StudyUnit.Student, study.Unit);
        Assert.Equal([new("score", "score", OutcomeRole.Confirmatory, "score", false)], study.Outcomes);
        Assert.Null(study.Criteria);
        Assert.Null(study.Design.Delivery);
        Assert.Empty(study.Design.Cluster);
        Assert.Empty(study.Design.Arms);
        Assert.Equal((0.95, new ColumnScale(0, 10)), (study.Confidence, study.ScaleOf("score")));
    }

    [Theory]
    [InlineData("cluster-randomized", MissingRule.Indicator)]
    [InlineData("matched-comparison", MissingRule.Complete)]
    public void Lets_the_rule_for_missing_covariates_follow_the_design(string kind, MissingRule rule) =>
        Assert.Equal(rule, StudyText.Read(StudyText.Smallest.Change("kind: matched-comparison", $"kind: {kind}\n  cluster: class")).Missing);

    [Fact]
    public void Takes_everything_that_has_a_longer_form()
    {
        var study = StudyText.Read("""
            # yaml-language-server: $schema=../schemas/study.schema.json
            data: /data/scores.csv.gz
            unit: teacher
            design: { kind: student-randomized, delivery: shared, cluster: [School, Class], block: Grade, probabilities: by-block, arm: A, control: 0, arms: { 1: ~, 2: Two } }
            outcomes:
              - { column: score }
              - { column: absences, better: lower }
            adjust: ["teacher *"]
            baseline: [{ column: pre, level: cluster, sd: 12.5 }]
            criteria: { outcome: score, worthwhile: .1, extension: used, guardrails: [{ outcome: absences, floor: 0 }], prior: { mean: 0.1, sd: 1e-1 } }
            confidence: 0.9
            columns: { score: { centre: 2500, digits: 6 }, pre: { digits: 0 } }
            """);
        Assert.Equal("/data/scores.csv.gz", study.Data);
        Assert.Equal(StudyUnit.Teacher, study.Unit);
        Assert.Equal(["School", "Class"], study.Design.Cluster);
        Assert.Equal((Probabilities.ByBlock, "Grade", "0"), (study.Design.Probabilities, study.Design.Block, study.Design.Control));
        Assert.Equal([new("1", "1"), new("2", "Two")], study.Design.Arms);
        Assert.Equal([false, true], study.Outcomes.Select(o => o.LowerIsBetter));
        Assert.Equal([new("teacher", true)], study.Adjust);
        Assert.Equal([new("pre", BaselineLevel.Cluster, 12.5)], study.Baseline);
        Assert.Equal((ExtensionKind.Used, new StudyPrior(0.1, 0.1)), (study.Criteria!.Extension, study.Criteria.Prior));
        Assert.Equal([new("absences", 0)], study.Criteria.Guardrails);
        Assert.Equal((new ColumnScale(2500, 6), new ColumnScale(0, 0)), (study.ScaleOf("score"), study.ScaleOf("pre")));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("01")]
    [InlineData("1.50")]
    [InlineData("true")]
    public void Takes_values_as_they_stand_in_the_data_and_not_as_yaml_would(string value) =>
        Assert.Equal(value, StudyText.Read(StudyText.Smallest.Change("control: none", "control: " + value)).Design.Control);

    [Fact]
    public void Keeps_the_line_of_every_key_and_every_column()
    {
        var study = StudyText.Read(StudyText.Trial);
        Assert.Equal((15, 21, 20), (study.LineOf("design.arm"), study.LineOf("outcomes[2].column"), study.LineOf("outcomes[1]")));
        Assert.Equal((8, 1), (study.LineOf("design.nothing"), study.LineOf("nothing")));
        Assert.Equal(new ColumnMention("teacher", "adjust[2]", 22), study.MentionOf("teacher"));
        Assert.Equal(new ColumnMention("Session", "occasion", 6), study.MentionOf("Session"));
        Assert.Null(study.MentionOf("Honors"));
        Assert.Equal(["Class", "Grader", "Part2Tot", "Part3Tot", "Session", "Student ID", "Treatment arm", "Year", "female", "gpa_prev", "teacher"],
            study.Mentions.Select(m => m.Column).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public void Works_with_either_line_break_and_with_a_byte_order_mark(string newline, bool bom)
    {
        using var file = new TemporaryFile([.. bom ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(StudyText.Trial.ReplaceLineEndings(newline))]);
        var study = StudyReader.Read(file.Path);
        Assert.Equal(15, study.LineOf("design.arm"));
        Assert.Equal(Path.GetDirectoryName(file.Path), study.Directory);
    }

    [Fact]
    public void Works_with_utf_16_as_some_editors_save_it()
    {
        using var file = new TemporaryFile([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(StudyText.Smallest)]);
        Assert.Equal("Tutor pilot", StudyReader.Read(file.Path).Title);
    }

    [Fact]
    public void Reads_every_key_that_is_known()
    {
        // A value that is of no key's kind is complained of under each known key, or else nobody looks at that key.
        const string Odd = "[{ odd: [[]] }]";
        Assert.All(StudyKeys.All, keys => Assert.All(keys.Known, key =>
        {
            var place = keys.Place.Replace("[]", "[1]", StringComparison.Ordinal).Replace("{}", ".score", StringComparison.Ordinal);
            var yaml = keys.Place switch
            {
                "" => $"{key}: {Odd}",
                "design" => $"design: {{ {key}: {Odd} }}",
                "design.period" => $"design: {{ period: {{ {key}: {Odd} }} }}",
                "outcomes[]" or "baseline[]" => $"{keys.Place[..^2]}: [{{ {key}: {Odd} }}]",
                "criteria.guardrails[]" => $"criteria: {{ guardrails: [{{ {key}: {Odd} }}] }}",
                "criteria.prior" => $"criteria: {{ prior: {{ {key}: {Odd} }} }}",
                "columns{}" => $"columns: {{ score: {{ {key}: {Odd} }} }}",
                _ => $"{keys.Place}: {{ {key}: {Odd} }}",
            };
            var path = place.Length == 0 ? key : $"{place}.{key}";
            Assert.Contains(StudyText.FaultsOf(yaml), f => (f.Key == path || f.Key.StartsWith(path + "[", StringComparison.Ordinal)) && f.Text != "required, and not given");
        }));
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("study").FullName, "pilot.yaml");

        public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

        public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
