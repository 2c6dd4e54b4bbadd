using System.Text.Json.Nodes;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>What a study file may say, and what comes of it.</summary>
public sealed class Studies_of_every_kind : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_criteria_there_are_effects_and_no_recommendation()
    {
        var study = _folder.Write(SmallPilot.Of(), SmallPilot.Study[..SmallPilot.Study.IndexOf("criteria", StringComparison.Ordinal)]);
        var answer = await _folder.Answer(study);
        Assert.Empty(answer["recommendations"]!.AsArray());
        Assert.Single(answer["effects"]!.AsArray());
        var text = await _folder.Text(study);
        foreach (var verdict in new[] { "Scale:", "Stop:", "Extend:" }) Assert.DoesNotContain(verdict, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "notSettled")]
    [InlineData("planned", "extend")]
    [InlineData("used", "notSettled")]
    public async Task A_planned_extension_is_recommended_where_the_question_is_open_and_only_once(string extension, string verdict)
    {
        // With half the tutor's effect taken away again, eight classes settle nothing.
        var pilot = SmallPilot.Of(classes: 8);
        pilot.WithEvery("exam", r => r[pilot["arm"]] == "tutor" ? Number(r[pilot["exam"]]) - 3 + "" : r[pilot["exam"]]);
        var study = SmallPilot.Study.Replace("worthwhile: 0.05", $"worthwhile: 0.05, extension: {extension}", StringComparison.Ordinal);
        var answer = await _folder.Answer(_folder.Write(pilot, study));
        Assert.Equal(verdict, (string)answer["recommendations"]![0]!["verdict"]!);
    }

    [Fact]
    public async Task Two_clusters_an_arm_give_figures_and_insufficient_information()
    {
        var answer = await _folder.Answer(_folder.Write(SmallPilot.Of(classes: 4)));
        Assert.True(double.IsFinite((double)answer["effects"]![0]!["standardError"]!));
        Assert.Equal("insufficientInformation", (string)answer["recommendations"]![0]!["verdict"]!);
        Assert.Equal(["tooFewClustersForRecommendation", "tooFewClustersForRecommendation"], Kinds(answer).Where(k => k.StartsWith("tooFew", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fewer_than_ten_clusters_an_arm_are_warned_of_by_arm_and_ten_are_not()
    {
        var answer = await _folder.Answer(_folder.Write(SmallPilot.Of(classes: 18)));
        Assert.Equal(["control", "Tutor"], answer["notices"]!.AsArray().Where(n => (string)n!["kind"]! == "fewClusters").Select(n => (string)n!["subject"]!));
        Assert.DoesNotContain("fewClusters", Kinds(await _folder.Answer(_folder.Write(SmallPilot.Of(classes: 20)))));
    }

    [Fact]
    public async Task A_covariate_that_others_imply_is_dropped_by_name_and_changes_nothing()
    {
        var pilot = SmallPilot.Of();
        pilot.WithColumn("twice", (r, _) => (2 * Number(r[pilot["pretest"]])).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var answer = await _folder.Answer(_folder.Write(pilot, SmallPilot.Study.Replace("[pretest]", "[pretest, twice]", StringComparison.Ordinal)));
        var dropped = Assert.Single(answer["notices"]!.AsArray(), n => (string)n!["kind"]! == "covariateDropped");
        Assert.Equal("twice", (string)dropped!["subject"]!);
        var without = await _folder.Answer(_folder.Write(SmallPilot.Of()));
        Assert.Equal((double)without["effects"]![0]!["estimate"]!, (double)answer["effects"]![0]!["estimate"]!, 1e-9);
    }

    [Fact]
    public async Task A_jackknife_that_is_not_to_be_had_is_told_once_an_outcome_and_shown_as_a_dash()
    {
        // Only one class has any such day: without it the covariate has no variance.
        var pilot = SmallPilot.Of(classes: 12);
        pilot.WithColumn("makeup", (r, i) => r[pilot["class"]] == "c003" && i % 2 == 0 ? "1" : "0");
        var study = _folder.Write(pilot, SmallPilot.Study.Replace("[pretest]", "[pretest, makeup]", StringComparison.Ordinal));
        var answer = await _folder.Answer(study);
        Assert.Null(answer["effects"]![0]!["robustness"]!["cr3"]);
        var notice = Assert.Single(answer["notices"]!.AsArray(), n => (string)n!["kind"]! == "singularCR3")!;
        Assert.Equal("Exam", (string)notice["subject"]!);
        var text = await _folder.Text(study);
        Assert.Contains("Exam: CR3 cannot be computed", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  Exam\s+Tutor vs. control\s+–\s+p ", text);
        Assert.Contains("Exam: CR3 cannot be computed", await _folder.Text(study, "--audience", "public"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_left_out_by_reason_and_told_by_arm()
    {
        var pilot = SmallPilot.Of().With(0, "exam", "NA").With(1, "arm", "").With(2, "class", ".").With(3, "student", "N/A").With(4, "pretest", "");
        var study = SmallPilot.Study + "missing: complete\nwhere: female = 0 or female = 1\n".Split("where")[0];
        var excluded = (await _folder.Answer(_folder.Write(pilot, study)))["excluded"]!.AsArray();
        Assert.Equal(["armMissing:arm:1", "clusterMissing:class:1", "covariateMissing:pretest:1", "outcomeMissing:exam:1", "studentMissing:student:1"],
            excluded.Select(e => $"{e!["reason"]}:{e["column"]}:{e["rows"]}").Order());
        var text = await _folder.Text(_folder.At("study.yaml"));
        Assert.Contains("1 row: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CovariateMissing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_covariate_with_gaps_keeps_its_rows_in_a_randomized_design()
    {
        var answer = await _folder.Answer(_folder.Write(SmallPilot.Of().With(0, "pretest", "").With(9, "pretest", "NA")));
        Assert.Equal(192, (long)answer["observations"]!);
        Assert.Equal(["pretest", "pretest is missing"], answer["adjustment"]![0]!["terms"]!.AsArray().Select(t => (string)t!["term"]!));
    }

    [Fact]
    public async Task A_matched_comparison_is_on_complete_cases()
    {
        var study = SmallPilot.Study.Replace("cluster-randomized", "matched-comparison\n  delivery: shared", StringComparison.Ordinal);
        var answer = await _folder.Answer(_folder.Write(SmallPilot.Of().With(0, "pretest", "").With(9, "pretest", "NA"), study));
        Assert.Equal(190, (long)answer["observations"]!);
        Assert.Equal(["pretest"], answer["adjustment"]![0]!["terms"]!.AsArray().Select(t => (string)t!["term"]!));
    }

    [Fact]
    public async Task Lower_is_better_turns_the_judgement_and_not_the_figures()
    {
        var pilot = SmallPilot.Of(classes: 60);
        var study = SmallPilot.Study.Replace("column: exam", "column: absences", StringComparison.Ordinal).Replace("outcome: exam", "outcome: absences", StringComparison.Ordinal);
        var higher = await _folder.Answer(_folder.Write(pilot, study));
        var lower = await _folder.Answer(_folder.Write(pilot, study.Replace("label: Exam", "label: Exam, better: lower", StringComparison.Ordinal)));
        Assert.Equal("stop", (string)higher["recommendations"]![0]!["verdict"]!);
        Assert.Equal("scale", (string)lower["recommendations"]![0]!["verdict"]!);
        Assert.True((double)lower["effects"]![0]!["estimate"]! < 0);
        foreach (var part in new[] { "effects", "adjustment", "moments", "intraclusterCorrelation" })
            Assert.Equal(higher[part]!.ToJsonString(), lower[part]!.ToJsonString());
    }

    [Fact]
    public async Task Two_columns_name_a_cluster_where_names_repeat_between_schools()
    {
        var expected = await _folder.Answer(_folder.Write(SmallPilot.Of()));
        // Classes a and b of every school, as the second of each pair is in the other arm.
        var pilot = SmallPilot.Of();
        pilot.WithEvery("class", r => Number(r[pilot["class"]][1..]) % 2 == 0 ? "a" : "b").WithEvery("school", r => r[pilot["school"]]);
        var study = SmallPilot.Study.Replace("cluster: class", "cluster: [school, class]", StringComparison.Ordinal);
        var answer = await _folder.Answer(_folder.Write(pilot, study));
        Assert.Equal(24, (int)answer["clusters"]!);
        foreach (var figure in new[] { "estimate", "standardError", "degreesOfFreedom" })
            Assert.Equal((double)expected["effects"]![0]![figure]!, (double)answer["effects"]![0]![figure]!, 1e-9);
        var line = Assert.Single(await _folder.Refusal(_folder.Write(pilot)));
        Assert.Contains("'exam' has 1 cluster in the arm 'control'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_in_two_arms_is_refused_with_the_way_out_where_names_repeat()
    {
        var pilot = SmallPilot.Of();
        pilot.WithEvery("class", r => Number(r[pilot["class"]][1..]) % 3 == 0 ? "a" : "b");
        var line = Assert.Single(await _folder.Refusal(_folder.Write(pilot)));
        Assert.Contains("rows of 'a' (control and tutor), 'b' (control and tutor) are in more than one arm", line, StringComparison.Ordinal);
        Assert.Contains("[School, class]", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Students_of_their_own_stand_on_HC2_and_have_no_clusters()
    {
        var answer = await _folder.Answer(_folder.Write(SmallPilot.OfStudents(), SmallPilot.Individual));
        var effect = answer["effects"]![0]!;
        Assert.Equal(0, (int)answer["clusters"]!);
        // At most 96 students less 6 schools, the arm and two covariates.
        Assert.InRange((double)effect["degreesOfFreedom"]!, 80, 87);
        Assert.InRange((double)effect["estimate"]!, 1, 11);
        Assert.Contains("HC2", await _folder.Text(_folder.At("study.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Students_of_their_own_on_several_occasions_are_clusters_of_their_rows()
    {
        var study = SmallPilot.Individual.Replace("student: student\n", "student: student\noccasion: occasion\n", StringComparison.Ordinal);
        var answer = await _folder.Answer(_folder.Write(SmallPilot.OfStudents().Repeated(3), study));
        Assert.Equal((96, 288), ((int)answer["students"]!, (int)answer["observations"]!));
        var asIf = await _folder.Answer(_folder.Write(SmallPilot.OfStudents().Repeated(3), study.Replace("student-randomized, delivery: individual",
            "student-randomized, delivery: shared, cluster: student", StringComparison.Ordinal)));
        foreach (var figure in new[] { "estimate", "standardError", "degreesOfFreedom" })
            Assert.Equal((double)asIf["effects"]![0]![figure]!, (double)answer["effects"]![0]![figure]!, 1e-12);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Kinds(JsonNode answer) => answer["notices"]!.AsArray().Select(n => (string)n!["kind"]!);
}
