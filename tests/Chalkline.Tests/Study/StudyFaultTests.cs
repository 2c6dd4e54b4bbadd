using System.Diagnostics;
using System.Globalization;
using Chalkline.Exchange;
using Chalkline.Pilots;
using Chalkline.Platform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Study;

public sealed class A_fault_in_a_study_file
{
    private const string Criteria = "criteria: { outcome: score, worthwhile: 0.1 }";

    [Theory]
    [InlineData("weights: propensity", "weights: not evaluated yet (line 9)")]
    [InlineData("weights: { column: w }\nestimand: ate", "weights: not evaluated yet (line 9)")]
    [InlineData("roster: { file: r.csv, student: id, arm: a, cluster: c, assigned: 2026-01-31, joined: j, left: l }", "roster: not evaluated yet (line 9)")]
    [InlineData("weights: propensty", "weights: \"propensty\" is not known; weights are propensity, or { column: name } (line 9)", "weights: not evaluated yet (line 9)")]
    [InlineData("estimand: att", "estimand: goes with `weights`, which are not given (line 9)")]
    [InlineData("occasion: wave", "occasion: needs `student`: the column that says who was seen on each occasion (line 9)")]
    [InlineData("ajust: [age]", "ajust: unknown key; did you mean 'adjust'? (line 9)")]
    [InlineData("arms: { a: b }", "arms: unknown key here; it stands under design (line 9)")]
    [InlineData("zzzzzz: 1", "zzzzzz: unknown key; known are study, data, where, unit, student, occasion, roster, design, outcomes, adjust, baseline, subgroups, missing, weights, estimand, criteria, confidence, columns (line 9)")]
    [InlineData("unit: pupil", "unit: \"pupil\" is not known; known are student, teacher (line 9)")]
    [InlineData("missing: Indicators", "missing: \"Indicators\" is not known; did you mean 'indicator'? (line 9)")]
    [InlineData("confidence: 95%", "confidence: expected a number, such as 0.05, and found \"95%\" (line 9)")]
    [InlineData("confidence: '0.9'", "confidence: expected a number, such as 0.05, and found the text \"0.9\" in quotes (line 9)")]
    [InlineData("confidence: .nan", "confidence: expected a number, such as 0.05, and found \".nan\" (line 9)")]
    [InlineData("confidence: 0.5", "confidence: must lie between 0.5 and 1, such as 0.95 (line 9)")]
    [InlineData("confidence: 1", "confidence: must lie between 0.5 and 1, such as 0.95 (line 9)")]
    [InlineData("adjust: age", "adjust: expected a list, such as [a, b], and found \"age\" (line 9)")]
    [InlineData("adjust:\n  - age\n  -\n  - age*", "adjust[2]: is empty (line 11)", "adjust[3]: age is adjusted for already (entry 1) (line 12)")]
    [InlineData("adjust: ['*']", "adjust[1]: a star alone; it stands behind a column's name: teacher* (line 9)")]
    [InlineData("adjust:\n  - age\n  - score", "adjust[2]: score is an outcome (line 8), and cannot be anything else (line 11)")]
    [InlineData("adjust:\n  - group*", "adjust[1]: group is the column of the arm (line 5), and cannot be anything else (line 10)")]
    [InlineData("baseline: [pre, { column: pre, sd: 0 }]", "baseline[2]: pre is named twice (entry 1) (line 9)", "baseline[2].sd: must be above 0 (line 9)")]
    [InlineData("subgroups: [sex, sex]", "subgroups[2]: sex is named twice (entry 1) (line 9)")]
    [InlineData("columns: { score: { digits: 13 } }", "columns.score.digits: must be a whole number from 0 to 12 (line 9)")]
    [InlineData("columns: { score: { digits: -1 } }", "columns.score.digits: must be a whole number from 0 to 12 (line 9)")]
    [InlineData("columns: { score: { digits: 2.5 } }", "columns.score.digits: expected a whole number, such as 6, and found \"2.5\" (line 9)")]
    [InlineData("columns:\n  score: { centre: 2500.125, digits: 2 }", "columns.score.centre: 2500.125 has more decimals than are kept (digits: 2) (line 10)")]
    [InlineData("columns: { score: { centre: 0.00000000001 } }", "columns.score.centre: 0.00000000001 has more decimals than are kept (digits: 10) (line 9)")]
    [InlineData("columns: { score: { centre: 1e17 } }", "columns.score.centre: 100000000000000000 is too large for 10 digits (line 9)")]
    [InlineData("columns: { scores: { digits: 6 } }", "columns.scores: is neither an outcome nor a number adjusted for; did you mean 'score'? (line 9)")]
    [InlineData("columns: { score: 6 }", "columns.score: expected { centre: 2500, digits: 6 }, or one of the two (line 9)")]
    [InlineData("where: [a]", "where: expected one text, and found a list (line 9)")]
    [InlineData("where: ''", "where: is empty (line 9)")]
    [InlineData("data: other.csv", "data: given twice; the first is in line 2 (line 9)")]
    [InlineData("---\ndata: x", "a second document starts here; a study file is one (line 9)")]
    [InlineData("where: &a x = 1", "where: anchors (&name) are not used in study files; put the text into quotes (line 9)")]
    [InlineData("where: !!str x", "where: tags (!name) are not used in study files; put the text into quotes (line 9)")]
    [InlineData("adjust: [*teacher ]", "adjust[1]: aliases (*name) are not used in study files; a factor's star stands behind: teacher* (line 9)")]
    [InlineData("? [a]\n: b", "a key must be plain text, such as `data` (line 9)")]
    public void In_a_line_below_is_told_once(string lines, params string[] said) => Assert.Equal(said, StudyText.Said(StudyText.With(lines)));

    [Theory]
    [InlineData("outcome: scores", "criteria.outcome: \"scores\" is not among the outcomes; did you mean 'score'? (line 10)")]
    [InlineData("worthwhile: 0", "criteria.worthwhile: must be above 0: the smallest effect worth having (line 11)")]
    [InlineData("planned: 0.1", "criteria.planned: must be above worthwhile (0.1) (line 12)")]
    [InlineData("harm: 0", "criteria.harm: must be below 0 (line 12)")]
    [InlineData("extension: maybe", "criteria.extension: \"maybe\" is not known; known are none, planned, used (line 12)")]
    [InlineData("prior: { sd: 0 }", "criteria.prior.sd: must be above 0 (line 12)")]
    [InlineData("guardrails: [{ outcome: attend, floor: 0 }]", "criteria.guardrails[1].outcome: \"attend\" is not among the outcomes; known are score (line 12)")]
    [InlineData("guardrails: [{ outcome: score, floor: -0.1 }]", "criteria.guardrails[1].outcome: score is the criteria's own outcome; its limit is `harm` (line 12)")]
    [InlineData("guardrails: [{ floor: 0.1 }]", "criteria.guardrails[1].outcome: required, and not given (line 12)", "criteria.guardrails[1].floor: must be 0 or below (line 12)")]
    public void In_the_criteria_is_told_once(string line, params string[] said)
    {
        string[] lines = ["criteria:", "  outcome: score", "  worthwhile: 0.1"];
        var replaced = Array.FindIndex(lines, l => l.TrimStart().Split(':')[0] == line.Split(':')[0]);
        if (replaced >= 0) lines[replaced] = "  " + line;
        else lines = [.. lines, "  " + line];
        Assert.Equal(said, StudyText.Said(StudyText.With(lines)));
    }

    [Fact]
    public void In_the_criteria_is_an_outcome_that_is_only_explored() =>
        Assert.Equal(["criteria.outcome: score is exploratory; a recommendation rests on a confirmatory outcome (line 9)"],
            StudyText.Said(StudyText.With(Criteria).Change("{ column: score }", "{ column: score, role: exploratory }")));

    [Theory]
    [InlineData("kind: matched-comparison", "kind: cluster-randomized", "design.cluster: required for cluster-randomized: the column of the unit that was assigned (line 3)")]
    [InlineData("kind: matched-comparison", "kind: cluster-randomized\n  cluster: []", "design.cluster: required for cluster-randomized: the column of the unit that was assigned (line 5)")]
    [InlineData("kind: matched-comparison", "kind: student-randomized", "design.delivery: required for student-randomized: shared or individual (line 3)")]
    [InlineData("kind: matched-comparison", "kind: student-randomized\n  delivery: shared", "design.cluster: required for delivery: shared: the column of those who share the tool (line 3)")]
    [InlineData("kind: matched-comparison", "kind: random", "design.kind: \"random\" is not known; known are student-randomized, cluster-randomized, matched-comparison, difference-in-differences (line 4)")]
    [InlineData("kind: matched-comparison", "kind: difference-in-differences\n  period: { column: year, post: 2026 }", "design.kind: difference-in-differences is not evaluated yet (line 4)")]
    [InlineData("kind: matched-comparison", "kind: difference-in-differences\n  period: year\n  post: [2026]", "design.kind: difference-in-differences is not evaluated yet (line 4)")]
    [InlineData("kind: matched-comparison", "kind: difference-in-differences", "design.period: required for difference-in-differences (line 3)", "design.kind: difference-in-differences is not evaluated yet (line 4)")]
    [InlineData("  control: none", "  control: none\n  period: year", "design.period: goes with kind: difference-in-differences only (line 7)")]
    [InlineData("  control: none", "  control: null", "design.control: required, and not given (line 6)")]
    [InlineData("  control: none", "  contrl: none", "design.contrl: unknown key; did you mean 'control'? (line 6)")]
    [InlineData("  control: none", "  control: none\n  probabilities: by-block", "design.probabilities: by-block needs `block`: the column of the randomization block (line 7)")]
    [InlineData("  control: none", "  control: none\n  arms: { a: A, none: No tool }", "design.arms.none: is the control, and not an arm beside it (line 7)")]
    [InlineData("  control: none", "  control: none\n  arms: [a, b]", "design.arms: expected keys with values, such as { a: b }, and found a list (line 7)")]
    [InlineData("  control: none", "  control: none\n  arms: { apple: }\n  contrasts: [[aple, none]]", "design.contrasts[1]: \"aple\" is neither a listed arm nor the control; did you mean 'apple'? (line 8)")]
    [InlineData("  control: none", "  control: none\n  contrasts: [[a, a], [a, b], [b, a], [a]]", "design.contrasts[4]: expected two arms, such as [a, b] (line 7)", "design.contrasts[1]: compares a with itself (line 7)", "design.contrasts[3]: compares b and a a second time (line 7)")]
    [InlineData("  control: none", "  control: none\n  cluster: [a, a]", "design.cluster[2]: a is named twice (entry 1) (line 7)")]
    [InlineData("  control: none", "  control: none\n  block: group", "design.block: group is the column of the arm (line 5), and cannot be anything else (line 7)")]
    [InlineData("data: scores.csv", "# none", "data: required, and not given (line 1)")]
    [InlineData("  - { column: score }", "  []", "outcomes: needs at least one outcome (line 7)")]
    [InlineData("  - { column: score }", "  - score", "outcomes[1]: expected an outcome, such as { column: score, label: State test } (line 8)")]
    [InlineData("  - { column: score }", "  - { column: score }\n  - { column: score }", "outcomes[2]: score is an outcome already (entry 1) (line 9)")]
    [InlineData("  - { column: score }", "  - { column: group }", "outcomes[1].column: group is the column of the arm (line 5), and cannot be anything else (line 8)")]
    [InlineData("  - { column: score }", "  - { colunm: score }", "outcomes[1].colunm: unknown key; did you mean 'column'? (line 8)")]
    public void In_what_every_study_has_is_told_once(string from, string to, params string[] said) =>
        Assert.Equal(said, StudyText.Said(StudyText.Smallest.Change(from, to)));

    [Fact]
    public void Is_told_of_every_centre_and_digits_that_numbers_could_not_be_scaled_by() =>
        Prop.ForAll((from digits in Gen.Choose(-2, 14)
                     from decimals in Gen.Choose(0, 28)
                     from low in Gen.Choose(int.MinValue, int.MaxValue)
                     from high in Gen.Choose(0, int.MaxValue)
                     select (Centre: new decimal(low, high, 0, false, (byte)decimals), Digits: digits)).ToArbitrary(), scale =>
        {
            var centre = scale.Centre.ToString(CultureInfo.InvariantCulture);
            var faults = StudyText.FaultsOf(StudyText.With($"columns: {{ score: {{ centre: {centre}, digits: {scale.Digits} }} }}"));
            return faults.Count == (Record.Exception(() => new NumberScale(scale.Digits, scale.Centre)) is null ? 0 : 1);
        }).Check(Fuzz.Of(1000));

    [Fact]
    public void Hides_no_other_and_the_message_has_a_line_for_each()
    {
        var e = Assert.Throws<StudyFileException>(() => StudyText.Read("desgin: 1\nunit: x\nconfidence: 2\n"));
        Assert.Equal(["desgin", "data", "outcomes", "unit", "confidence"], e.Faults.Select(f => f.Key));
        Assert.Equal(("pilot.yaml", 1), (e.Path, e.Line));
        Assert.Equal(e.Faults.Count, e.Message.Split(Environment.NewLine).Length);
        Assert.All(e.Message.Split(Environment.NewLine), l => Assert.StartsWith("pilot.yaml: ", l));
    }
}

public sealed class A_study_file_that_is_not_yaml
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void Or_is_empty_says_so(string yaml) =>
        Assert.Equal(["is empty; a study file needs at least data, design and outcomes"], StudyText.Said(yaml));

    [Theory]
    [InlineData("id,score\n1,2\n")]
    [InlineData("- a\n- b\n")]
    public void But_something_else_says_what_was_expected(string yaml) =>
        Assert.Equal(["expected keys with values, such as `data: scores.csv` (line 1)"], StudyText.Said(yaml));

    [Fact]
    public void Because_of_a_tab_names_the_tab() =>
        Assert.Equal(["indented with a tab; YAML wants spaces (line 4)"], StudyText.Said("data: x\ndesign:\n  arm: a\n\tkind: b\n"));

    [Theory]
    [InlineData("data: x\nwhere: \"a\" = 1\n", 2)]
    [InlineData("data: x\nadjust: [a, b\nunit: student\n", 2)]
    [InlineData("data: x\n  unit: student\n", 2)]
    [InlineData("data: x\nwhere: a: b\n", 2)]
    [InlineData("data: x\nwhere: 'abc\n", 3)]
    public void Names_the_line(string yaml, int line)
    {
        var fault = Assert.Single(StudyText.FaultsOf(yaml));
        Assert.Equal(line, fault.Line);
        Assert.StartsWith("not readable as YAML: ", fault.Text);
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Because_of_a_line_break_that_nobody_sees_names_its_line(string hidden) =>
        Assert.Equal(["holds an invisible line break (U+0085 or the like); type the line anew (line 2)"], StudyText.Said("data: x\nstudy: a" + hidden + "b\n"));

    [Fact]
    public void And_is_nested_without_end_is_refused_at_once()
    {
        var watch = Stopwatch.StartNew();
        Assert.All(new[] { "[", "{a: ", "- ", "? " }, open => Assert.NotEmpty(StudyText.FaultsOf(string.Concat(Enumerable.Repeat(open, 200_000)))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void By_a_slip_anywhere_is_refused_or_read_and_nothing_else_happens()
    {
        var slips = StudyText.Slips(Gen.Elements(StudyText.Trial, StudyText.Smallest));
        Prop.ForAll(slips.ToArbitrary(), yaml => StudyText.FaultsOf(yaml).All(f => f.Line >= 0 && f.Line <= yaml.Split('\n').Length + 1))
            .Check(Fuzz.Of(2000));
    }

    [Fact]
    public void And_would_multiply_is_refused() =>
        Assert.Contains(StudyText.FaultsOf("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), f => f.Text.StartsWith("aliases", StringComparison.Ordinal));
}

public sealed class A_study_file_on_disk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study").FullName;

    [Fact]
    public void That_is_not_there_is_named() => Assert.Equal("there is no such file", FaultOf("none.yaml").ToString());

    [Fact]
    public void In_a_folder_that_is_not_there_is_named() => Assert.Equal("there is no such file", FaultOf("no/none.yaml").ToString());

    [Fact]
    public void That_is_a_folder_is_named() => Assert.Equal("is a folder; name the study file in it", FaultOf("").ToString());

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "is larger than 1 MiB, which no study file is; the data file goes under the key `data`")]
    public void Is_one_mebibyte_at_most(int more, string? said)
    {
        var text = StudyText.Smallest + "\n# ";
        File.WriteAllText(In("big.yaml"), text + new string('x', YamlText.MostBytes - text.Length + more));
        if (said is null) Assert.Equal("Tutor pilot", StudyReader.Read(In("big.yaml")).Title);
        else Assert.Equal(said, FaultOf("big.yaml").ToString());
    }

    [Fact]
    public void That_is_not_utf_8_is_named_with_the_line()
    {
        File.WriteAllBytes(In("latin.yaml"), [.. "data: x\nstudy: M"u8, 0xFC, .. "ller\n"u8]);
        Assert.Equal("is not UTF-8 text; save it as UTF-8 (line 2)", FaultOf("latin.yaml").ToString());
    }

    [Fact]
    public void That_is_no_text_is_named()
    {
        File.WriteAllBytes(In("zip.yaml"), [0x50, 0x4B, 3, 4, 0, 0, 0]);
        Assert.Equal("is no text file", FaultOf("zip.yaml").ToString());
    }

    [Theory]
    [InlineData("  contrasts: [[tutr, none]]", "tutr")]
    [InlineData("  contrasts:\n    - [none, tutor]\n    - [tutor, b]", "b")]
    public void That_lists_no_arms_and_contrasts_one_that_nobody_is_in_is_refused_by_line(string contrasts, string name)
    {
        File.WriteAllText(In("scores.csv"), "group,score\nnone,1\nnone,2\nnone,4\ntutor,3\ntutor,4\ntutor,6\n");
        var yaml = StudyText.Smallest.Change("  control: none", "  control: none\n" + contrasts);
        File.WriteAllText(In("pilot.yaml"), yaml);
        var refused = Assert.Throws<StudyFileException>(() => EvaluateStudy.Run(StudyReader.Read(In("pilot.yaml")), new EvaluateOptions(), TestContext.Current.CancellationToken));
        var entries = contrasts.Split('\n');
        var fault = Assert.Single(refused.Faults);
        Assert.Equal((6 + entries.Length, $"design.contrasts[{Math.Max(1, entries.Length - 1)}]"), (fault.Line, fault.Key));
        Assert.StartsWith($"no row that is left has '{name}' in column 'group'; there are 'none', 'tutor'", fault.Text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private YamlFault FaultOf(string name) => Assert.Single(Assert.Throws<StudyFileException>(() => StudyReader.Read(In(name))).Faults);
}
